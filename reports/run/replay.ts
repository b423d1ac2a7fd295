// The command that plays one scenario again.

import type { ScenarioDigest } from '../model/scenario-trace.ts';

interface Replayed {
  readonly uri: string;
  readonly line: number;
  readonly digest?: Pick<ScenarioDigest, 'seed'>;
}

/** The seed is named where it is not the usual one. */
export function replayCommand({ uri, line, digest }: Replayed): string {
  const seed = digest?.seed;
  const parameters = seed === undefined || seed === 1 ? '' : ` --world-parameters '{"seed":${seed}}'`;
  return `npx cucumber-js ${uri}:${line}${parameters}`;
}
