// The one query of the overview: words, `@tag`, `-@tag`, `status:failed`, `!status:passed`, `slow:>30s`.

import type { Status } from '../run/run-result.ts';

/** What a query looks at. */
export interface Searched {
  readonly name: string;
  readonly feature: string;
  readonly uri: string;
  readonly rule?: string;
  readonly tags: readonly string[];
  readonly status: Status;
  readonly lengthMs: number;
  readonly failure?: string;
}

export interface Term {
  readonly text: string;
  readonly isNegated: boolean;
  readonly holds: (scenario: Searched) => boolean;
}

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Words in quotation marks stay together; a leading `-` or `!` turns a term round. */
export function parseQuery(query: string): Term[] {
  const words = query.match(/[-!]?(?:[a-z]+:)?"[^"]*"?|\S+/g) ?? [];
  return words.map((word) => {
    const isNegated = /^[-!]./.test(word);
    const text = isNegated ? word.slice(1) : word;
    const holds = condition(text.replaceAll('"', ''));
    return { text: word, isNegated, holds: (scenario) => holds(scenario) !== isNegated };
  });
}

export const matches = (terms: readonly Term[], scenario: Searched): boolean =>
  terms.every((term) => term.holds(scenario));

function condition(text: string): (scenario: Searched) => boolean {
  if (text.startsWith('@')) return ({ tags }) => tags.includes(text);
  const status = /^status:(\w+)$/.exec(text)?.[1];
  if (status !== undefined) return (scenario) => scenario.status === status;
  const slow = /^slow:([<>])=?(\d+(?:\.\d+)?)(ms|[smhd])$/.exec(text);
  if (slow !== null) {
    const bound = Number(slow[2]) * (UNIT_MS[slow[3] as string] as number);
    return ({ lengthMs }) => (slow[1] === '>' ? lengthMs > bound : lengthMs < bound);
  }
  const wanted = text.toLowerCase();
  return (scenario) => haystack(scenario).includes(wanted);
}

const haystack = ({ name, feature, rule = '', uri, failure = '' }: Searched): string =>
  `${name}\n${feature}\n${rule}\n${uri}\n${failure}`.toLowerCase();

/** The query with the term put in, or taken out where it stands already; other terms of its `status:` go. */
export function toggleTerm(query: string, term: string): string {
  const words = parseQuery(query).map(({ text }) => text);
  if (words.includes(term)) return words.filter((word) => word !== term).join(' ');
  const others = term.startsWith('status:') ? words.filter((word) => !/^[-!]?status:/.test(word)) : words;
  return [...others, term].join(' ');
}
