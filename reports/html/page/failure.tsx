// A failure as the terminal shows it. Lines of the form `label  value` become a list, so that they wrap readably.

import type { ComponentChildren } from 'preact';

interface Entry {
  readonly label: string;
  readonly value: string;
}

const LABELED = /^ {2}(\S(?:\S| (?! ))*) {2,}(.*)$/;
const CONTINUED = /^ {4,}(.*)$/;

// The first line, then labeled entries; undefined for text of another form.
function entriesOf(
  failure: string,
): { readonly head: string; readonly entries: readonly Entry[] } | undefined {
  const [head = '', ...lines] = failure.split('\n');
  const entries: Entry[] = [];
  for (const line of lines) {
    const [, label, value = ''] = LABELED.exec(line) ?? [];
    const last = entries.at(-1);
    const more = CONTINUED.exec(line)?.[1];
    if (label !== undefined) entries.push({ label, value });
    else if (last !== undefined && more !== undefined)
      entries[entries.length - 1] = { ...last, value: `${last.value}\n${more}` };
    else return undefined;
  }
  return entries.length === 0 ? undefined : { head, entries };
}

export function Failure({ text }: { readonly text: string }): ComponentChildren {
  const parsed = entriesOf(text);
  if (parsed === undefined)
    return (
      <div class="failure">
        <pre>{text}</pre>
      </div>
    );
  return (
    <div class="failure">
      <p>{parsed.head}</p>
      <dl>
        {parsed.entries.map(({ label, value }) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </div>
  );
}
