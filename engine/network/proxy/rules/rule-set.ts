// Rules of iptables, table by table and chain by chain, as words in the order in which kube-proxy hands them over.
//
// It knows no rule; how the kernel shows them is in save-form.ts.

/** Words of a rule behind `-A CHAIN`; a comment is one word, without quotes. */
export type Rule = readonly string[];

export type TableName = 'filter' | 'nat';

export class RuleSet {
  private readonly tables: Readonly<Record<TableName, Map<string, Rule[]>>> = {
    filter: new Map(),
    nat: new Map(),
  };

  /** The chain is there, if without a rule. */
  chain(table: TableName, name: string): void {
    const chains = this.tables[table];
    if (!chains.has(name)) chains.set(name, []);
  }

  append(table: TableName, chain: string, ...words: readonly (string | Rule)[]): void {
    this.chain(table, chain);
    this.tables[table].get(chain)?.push(words.flat());
  }

  /** Before all others. */
  prepend(table: TableName, chain: string, ...words: readonly (string | Rule)[]): void {
    this.chain(table, chain);
    this.tables[table].get(chain)?.unshift(words.flat());
  }

  /** By name, in the order in which they were made. */
  chains(table: TableName): ReadonlyMap<string, readonly Rule[]> {
    return this.tables[table];
  }
}

/** `-m comment --comment …` */
export const comment = (text: string): Rule => ['-m', 'comment', '--comment', text];

/** A rule as iptables-restore is given it. */
export function restoreForm(chain: string, rule: Rule): string {
  const words = rule.map((word) => (word.includes(' ') ? `"${word}"` : word));
  return ['-A', chain, ...words].join(' ');
}
