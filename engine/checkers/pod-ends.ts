// A pod that its kubelet takes out of the API runs nowhere any more: so there are never two of one name, which is what a
// StatefulSet promises of each of its ordinals. Who deletes by force (`--force`, pod garbage collection) gives that up.
// Source: kubernetes v1.28.0 pkg/kubelet/status/status_manager.go, canBeDeleted; KEP-3329 for what a StatefulSet promises.

import type { Pod } from '../api/objects.ts';
import { isMirrorPod } from '../api/pod/static-pod.ts';
import type { Checker } from './checker.ts';
import { nameOf } from './owners.ts';

const runningIn = ({ status }: Pod): string | undefined =>
  status.containerStatuses?.find(({ state }) => state?.running !== undefined)?.name;

export const podEnds: Checker = {
  name: 'pod-ends',
  promise:
    'a pod leaves the API only when its containers have ended, unless forced: a StatefulSet never has two of one ordinal',
  kinds: ['Pod'],
  begin: () => (change) => {
    if (change.op !== 'delete' || !change.actor.startsWith('kubelet')) return undefined;
    const pod = change.object as Pod;
    const running = runningIn(pod);
    // A mirror is only shown by the API, and taken away from there at any time.
    if (running === undefined || isMirrorPod(pod)) return undefined;
    return `pod ${nameOf(change)} left the API while its container ${running} was running`;
  },
};
