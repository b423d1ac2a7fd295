// A failure as the terminal shows it. Lines of the form `label  value` become a list, so that they wrap readably.

import type { ComponentChildren } from 'preact';

interface Entry {
  readonly label: string;
  readonly value: string;
}

// A label of eight letters fills its column: one blank behind it has to do.
const LABELED = /^( {2}(\S{8}(?= \S)|\S(?:\S| (?! ))*(?= {2})) +)(.*)$/;
const CONTINUED = /^( {4,})(.*)$/;

// The first line, then labeled entries; undefined for text of another form. What goes on in further lines stands below
// its beginning, so only what is beyond that is an indentation of its own.
function entriesOf(
  failure: string,
): { readonly head: string; readonly entries: readonly Entry[] } | undefined {
  const [head = '', ...lines] = failure.split('\n');
  const entries: Entry[] = [];
  let column = 0;
  for (const line of lines) {
    const [, before = '', label, value = ''] = LABELED.exec(line) ?? [];
    const last = entries.at(-1);
    const [, indentation = '', more] = CONTINUED.exec(line) ?? [];
    if (label !== undefined) {
      entries.push({ label, value });
      column = before.length;
    } else if (last !== undefined && more !== undefined) {
      const inside = indentation.slice(column);
      entries[entries.length - 1] = { ...last, value: `${last.value}\n${inside}${more}` };
    } else return undefined;
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
