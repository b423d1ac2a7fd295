// What formatters, hooks and workers tell one another through the environment: the only thing that workers inherit.

const REPORT = 'KUBESPEC_REPORT';
const PROGRESS = 'KUBESPEC_PROGRESS';
const WALL_TIME = 'KUBESPEC_WALL_TIME';

/** What scenarios attach to Cucumber's messages: their traces, or only how much simulation time passed. */
export type Attached = 'traces' | 'lengths';

/** Asks for attachments from now on. Call it before workers start; who wants less leaves more as it is. */
export function want(attached: Attached): void {
  if (wanted() !== 'traces') process.env[REPORT] = attached;
}

/** `1` is short for `traces`: for runs whose messages are made into a report later. */
export function wanted(): Attached | undefined {
  const value = process.env[REPORT];
  if (value === undefined || value === '' || value === '0') return undefined;
  return value === 'lengths' ? 'lengths' : 'traces';
}

/** Whether reports show real times, which differ from run to run. */
export const wantsWallTime = (): boolean => !['', '0', undefined].includes(process.env[WALL_TIME]);

/** Asks scenarios that take long to say how far they are. */
export function wantProgress(): void {
  process.env[PROGRESS] = '1';
}

export const wantsProgress = (): boolean => process.env[PROGRESS] === '1';
