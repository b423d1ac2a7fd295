// The results of several streams of messages as one; and the order in which results are told.

import type { RunResult, SentenceResult } from './run-result.ts';

/** Of several streams, such as those of shards. */
export function mergeResults(results: readonly RunResult[]): RunResult {
  const uses = new Map<string, number>();
  for (const { sentences } of results)
    for (const { text, uses: more } of sentences) uses.set(text, (uses.get(text) ?? 0) + more);
  const features = new Map(
    results.flatMap(({ features }) => features.map((feature) => [feature.uri, feature])),
  );
  return {
    features: [...features.values()].sort(byPlace),
    scenarios: results.flatMap((result) => result.scenarios).sort(byPlace),
    sentences: sortedSentences(uses),
    tags: [...new Set(results.flatMap(({ tags }) => tags))].sort(),
  };
}

export const sortedSentences = (uses: ReadonlyMap<string, number>): SentenceResult[] =>
  [...uses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, count]) => ({ text, uses: count }));

interface Placed {
  readonly uri: string;
  readonly line?: number;
}

export function byPlace(a: Placed, b: Placed): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
