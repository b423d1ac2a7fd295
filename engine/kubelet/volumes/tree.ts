// A volume of a pod as it is mounted on the node.

import type { Volume } from '../../runtime/runtime.ts';

export interface Tree {
  readonly volume: Volume;
  /** Where in the volume the pod's share begins; '' for all of it. */
  readonly base: string;
  /** Whatever the containers ask for. */
  readonly readOnly: boolean;
}

/** Why a volume cannot be set up, in upstream's words. */
export interface SetUpProblem {
  readonly problem: string;
}

export const isProblem = <T extends object>(result: T | SetUpProblem): result is SetUpProblem =>
  'problem' in result;

export const whole = (volume: Volume, readOnly = false): Tree => ({ volume, base: '', readOnly });
