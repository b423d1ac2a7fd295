// How a pod is drawn: a few states that differ in height and texture, made from kubectl's own STATUS and READY.

import type { Pod } from '../../engine/api/objects.ts';
import { podSummary } from '../../engine/api/pod/status-word.ts';
import type { VersionProfile } from '../../engine/versions/profile.ts';

export type PodState =
  | 'ready'
  | 'running'
  | 'creating'
  | 'pending'
  | 'failing'
  | 'terminating'
  | 'completed'
  | 'unknown';

export interface PodSight {
  readonly state: PodState;
  /** kubectl's STATUS. */
  readonly word: string;
  /** kubectl's READY. */
  readonly ready: string;
}

const CREATING = /^(ContainerCreating|PodInitializing|Init:\d+\/\d+)$/;

export function podSight(pod: Pod, version: VersionProfile): PodSight {
  const { status, readyContainers, totalContainers } = podSummary(pod, version);
  return { state: stateOf(pod, status), word: status, ready: `${readyContainers}/${totalContainers}` };
}

function stateOf(pod: Pod, word: string): PodState {
  if (word === 'Terminating') return 'terminating';
  if (word === 'Running' || word === 'NotReady') return isReady(pod) ? 'ready' : 'running';
  if (word === 'Completed' || word === 'Succeeded') return 'completed';
  if (word === 'Pending' || word === 'SchedulingGated') return 'pending';
  if (word === 'Unknown' || word === 'NodeLost') return 'unknown';
  return CREATING.test(word) ? 'creating' : 'failing';
}

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
