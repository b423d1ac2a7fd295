// The scenarios that a run of cucumber-js plays, read from the messages of its dry run.

export interface Pickle {
  readonly id: string;
  readonly uri: string;
  readonly location: { readonly line: number };
  readonly steps: readonly object[];
}

/** Messages tell of the pickles that tags and names leave out, too: only those with a test case are played. */
export function playedPickles(messages: string): readonly Pickle[] {
  const envelopes: { readonly pickle?: Pickle; readonly testCase?: { readonly pickleId: string } }[] =
    messages
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const played = new Set(envelopes.map(({ testCase }) => testCase?.pickleId));
  return envelopes.flatMap(({ pickle }) => (pickle !== undefined && played.has(pickle.id) ? [pickle] : []));
}
