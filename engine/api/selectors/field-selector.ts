// Field selectors: `spec.nodeName=node-1,status.phase!=Running`. Knows no kinds: the fields are handed in as texts.
//
// Source: kubernetes apimachinery v0.20.2 pkg/fields/selector.go (the rules and texts are those of v0.36.0).

import { byText, SelectorError } from './requirement.ts';

export interface FieldRequirement {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

export type Fields = Readonly<Record<string, string>>;

export class FieldSelector {
  readonly requirements: readonly FieldRequirement[];

  constructor(requirements: readonly FieldRequirement[]) {
    this.requirements = requirements;
  }

  get isEmpty(): boolean {
    return this.requirements.length === 0;
  }

  /** A field that is absent counts as empty. */
  matches(fields: Fields): boolean {
    return this.requirements.every(
      ({ field, operator, value }) => ((fields[field] ?? '') === value) === (operator === '='),
    );
  }

  /** The value that a field must have, where one is asked for by `=`. */
  exactMatch(field: string): string | undefined {
    return this.requirements.find((each) => each.operator === '=' && each.field === field)?.value;
  }

  /** Rewrites each requirement; one whose field and value both become empty is dropped. */
  transform(rewrite: (field: string, value: string) => { field: string; value: string }): FieldSelector {
    const rewritten = this.requirements.map((each) => ({ ...each, ...rewrite(each.field, each.value) }));
    return new FieldSelector(rewritten.filter(({ field, value }) => field !== '' || value !== ''));
  }

  toString(): string {
    return this.requirements
      .map(({ field, operator, value }) => `${field}${operator}${escapeValue(value)}`)
      .join(',');
  }
}

/** Source: EscapeValue. */
function escapeValue(value: string): string {
  return value.replace(/[\\,=]/g, '\\$&');
}

function unescapeValue(text: string): string {
  let value = '';
  let isEscaped = false;
  for (const rune of text) {
    const isSpecial = rune === '\\' || rune === ',' || rune === '=';
    if (isEscaped) {
      if (!isSpecial) throw new SelectorError(`invalid field selector: invalid escape sequence: \\${rune}`);
      value += rune;
      isEscaped = false;
    } else if (rune === '\\') isEscaped = true;
    else if (isSpecial) {
      // Upstream prints the character's number.
      throw new SelectorError(`invalid field selector: unescaped character in value: ${rune.codePointAt(0)}`);
    } else value += rune;
  }
  if (isEscaped) throw new SelectorError('invalid field selector: invalid escape sequence: \\');
  return value;
}

function parseTerm(term: string, selector: string): FieldRequirement {
  // The first operator found splits; `==` before `=`, so that no sign is left to the value.
  const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
  if (match === null) throw new SelectorError(`invalid selector: '${selector}'; can't understand '${term}'`);
  const [, field, operator, value] = match;
  return { field: field!, operator: operator === '!=' ? '!=' : '=', value: unescapeValue(value!) };
}

/** @throws SelectorError  with upstream's message; of several bad terms, about the first in sorted order */
export function parseFieldSelector(text: string): FieldSelector {
  // Commas behind a backslash belong to a value.
  const terms = text.match(/(?:\\.|\\$|[^,\\])+/gs) ?? [];
  const requirements = terms.sort(byText).map((term) => parseTerm(term, text));
  return new FieldSelector(requirements).transform((field, value) => ({ field, value }));
}
