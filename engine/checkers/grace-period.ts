// Containers of a deleted pod end with its grace period. A preStop hook that takes all of it gets two seconds more, and what
// is to be killed has to be heard of first.
// Source: kubernetes v1.28.0 pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer; minimumGracePeriodInSeconds.

import type { Pod } from '../api/objects.ts';
import { formatTime, parseTime } from '../api/time.ts';
import type { Checker } from './checker.ts';
import { nameOf } from './owners.ts';

/** Two seconds more, a busy cluster's delay, a relist on each side. */
const LATE_MAX_MS = 10_000;

export const gracePeriod: Checker = {
  name: 'grace-period',
  promise:
    'a container of a deleted pod ends within the grace period and 10 seconds, where its kubelet works',
  kinds: ['Pod', 'Node'],
  begin: () => {
    /** Nodes that were not ready at some time: nobody may have looked after their containers. */
    const neglected = new Set<string>();
    /** By uid: when the grace period ends. The kubelet's own deletion takes it back. */
    const untilMs = new Map<string, number>();
    return (change) => {
      if (change.ref.kind === 'Node') {
        const { conditions } =
          (change.object as { status?: { conditions?: { type: string; status: string }[] } }).status ?? {};
        const ready = conditions?.find(({ type }) => type === 'Ready');
        if (change.op === 'update' && ready?.status !== 'True') neglected.add(change.ref.name);
        return undefined;
      }
      const pod = change.object as Pod;
      const { uid, deletionTimestamp } = pod.metadata;
      if (deletionTimestamp === undefined) return undefined;
      const until = untilMs.get(uid) ?? Number.NEGATIVE_INFINITY;
      if (change.op !== 'delete') {
        untilMs.set(uid, Math.max(until, parseTime(deletionTimestamp)));
        return undefined;
      }
      untilMs.delete(uid);
      if (!change.actor.startsWith('kubelet') || neglected.has(pod.spec.nodeName ?? '')) return undefined;
      const late = pod.status.containerStatuses?.find(
        ({ state }) => parseTime(state?.terminated?.finishedAt ?? deletionTimestamp) > until + LATE_MAX_MS,
      );
      if (late === undefined) return undefined;
      const [end, wanted] = [late.state?.terminated?.finishedAt, formatTime(until)];
      return `container ${late.name} of pod ${nameOf(change)} ended at ${end}, and should have by ${wanted}`;
    };
  },
};
