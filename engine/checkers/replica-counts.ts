// A ReplicaSet creates no pod beyond what it wants. What it wanted lately counts too: it may not have heard of the last change.
// Source: kubernetes v1.28.0 pkg/controller/replicaset/replica_set.go, manageReplicas, and its expectations.

import type { Pod, ReplicaSet } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { isActive, nameOf, ownerOf } from './owners.ts';

/** How late a controller may hear of a change; explored runs delay by less. */
export const HEARD_WITHIN_MS = 20_000;

interface Wanted {
  readonly labels: Readonly<Record<string, string>>;
  replicas: number;
  /** What it wanted before, until when that may count. */
  former: { replicas: number; untilMs: number }[];
}

export const replicaCounts: Checker = {
  name: 'replica-counts',
  promise: 'a ReplicaSet never creates a pod beyond the replicas that it wants, or lately wanted',
  kinds: ['ReplicaSet', 'Pod'],
  begin: () => {
    const sets = new Map<string, Wanted>();
    const active = new Map<string, Set<string>>();
    return (change) => {
      const { op, ref, t } = change;
      if (ref.kind === 'ReplicaSet') {
        noteWanted(sets, change.object as ReplicaSet, t);
        return undefined;
      }
      const pod = change.object as Pod;
      const owner = ownerOf(pod, 'ReplicaSet');
      if (owner === undefined) return undefined;
      const pods = active.get(owner.uid) ?? new Set();
      active.set(owner.uid, pods);
      const wanted = sets.get(owner.uid);
      // What the selector no longer finds is about to be released.
      if (op === 'delete' || !isActive(pod) || !hasLabels(pod, wanted?.labels)) pods.delete(pod.metadata.uid);
      else pods.add(pod.metadata.uid);
      if (op !== 'create' || wanted === undefined) return undefined;
      const lately = wanted.former.filter(({ untilMs }) => untilMs >= t).map(({ replicas }) => replicas);
      const most = Math.max(wanted.replicas, ...lately);
      if (pods.size <= most) return undefined;
      return `ReplicaSet ${ref.namespace}/${owner.name} has ${pods.size} pods with ${nameOf(change)}, and wants ${most}`;
    };
  },
};

function noteWanted(sets: Map<string, Wanted>, { metadata, spec }: ReplicaSet, t: number): void {
  const { uid } = metadata;
  const { replicas = 1, selector } = spec;
  const known = sets.get(uid);
  if (known === undefined) sets.set(uid, { labels: selector?.matchLabels ?? {}, replicas, former: [] });
  else if (known.replicas !== replicas) {
    const former = known.former.filter(({ untilMs }) => untilMs >= t);
    known.former = [...former, { replicas: known.replicas, untilMs: t + HEARD_WITHIN_MS }];
    known.replicas = replicas;
  }
}

const hasLabels = ({ metadata }: Pod, labels: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(labels).every(([name, value]) => metadata.labels?.[name] === value);
