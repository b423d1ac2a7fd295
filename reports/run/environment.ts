// What formatters, hooks and workers tell one another through the environment: the only thing that workers inherit.

const TRACES = 'KUBESPEC_REPORT';
const WALL_TIME = 'KUBESPEC_WALL_TIME';

const isSet = (name: string): boolean => !['', '0', undefined].includes(process.env[name]);

/** Scenarios attach their traces from now on. Call it before workers start. */
export function wantTraces(): void {
  process.env[TRACES] = '1';
}

export const wantsTraces = (): boolean => isSet(TRACES);

/** Whether reports show real times, which differ from run to run. */
export const wantsWallTime = (): boolean => isSet(WALL_TIME);
