// What a table of recorded facts is played against: one adapter a topic, found by the table's `topic`.

export interface TableCase {
  readonly id: string;
  /** Names the upstream function; absent where the table has only one. */
  readonly fn?: string;
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON, its shape differs by table.
  readonly input: any;
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON, its shape differs by table.
  readonly expected: any;
  readonly note?: string;
}

export interface Table {
  readonly topic: string;
  readonly cases: readonly TableCase[];
  /** What several cases begin with, by name. */
  // biome-ignore lint/suspicious/noExplicitAny: recorded JSON, its shape differs by table.
  readonly fixtures?: any;
}

export interface TableAdapter {
  /** The `topic` of the tables it plays. */
  readonly topics: readonly string[];
  /** What the engine says, in the form of `expected`. A throw counts as unmatched and shows its message. */
  readonly run: (row: TableCase, table: Table) => unknown;
  /** Default: deep equality, in which an absent property equals undefined. */
  readonly matches?: (actual: unknown, expected: unknown, row: TableCase) => boolean;
}
