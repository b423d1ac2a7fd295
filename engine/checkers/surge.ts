// A rolling update never asks for more pods than its Deployment allows: replicas and maxSurge. What the Deployment allowed
// lately counts too: its controller may not have heard of the last change.
// Source: kubernetes v1.28.0 pkg/controller/deployment/util/deployment_util.go, NewRSNewReplicas and MaxSurge.

import { scaledValue } from '../api/int-or-percent.ts';
import type { Deployment, ReplicaSet } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { nameOf, ownerOf } from './owners.ts';
import { HEARD_WITHIN_MS } from './replica-counts.ts';

interface Allowed {
  readonly limit: number;
  untilMs: number;
}

export const surge: Checker = {
  name: 'surge',
  promise: 'the ReplicaSets of a Deployment together are never scaled up beyond its replicas and maxSurge',
  kinds: ['Deployment', 'ReplicaSet'],
  begin: () => {
    const allowed = new Map<string, Allowed[]>();
    const sizes = new Map<string, Map<string, number>>();
    return (change) => {
      const { op, t } = change;
      if (change.ref.kind === 'Deployment') {
        const { metadata } = change.object as Deployment;
        const former = (allowed.get(metadata.uid) ?? []).filter(({ untilMs }) => untilMs >= t);
        for (const one of former) one.untilMs = Math.min(one.untilMs, t + HEARD_WITHIN_MS);
        const limit = limitOf(change.object as Deployment);
        allowed.set(metadata.uid, [...former, { limit, untilMs: Number.POSITIVE_INFINITY }]);
        return undefined;
      }
      const set = change.object as ReplicaSet;
      const owner = ownerOf(set, 'Deployment');
      if (owner === undefined) return undefined;
      const all = sizes.get(owner.uid) ?? new Map<string, number>();
      sizes.set(owner.uid, all);
      const before = all.get(set.metadata.uid) ?? 0;
      if (op === 'delete') all.delete(set.metadata.uid);
      else all.set(set.metadata.uid, set.spec.replicas ?? 1);
      const isScaledUp = op !== 'delete' && (set.spec.replicas ?? 1) > before;
      if (!isScaledUp || change.actor !== 'deployment-controller') return undefined;
      const total = [...all.values()].reduce((sum, size) => sum + size, 0);
      const limits = (allowed.get(owner.uid) ?? []).filter(({ untilMs }) => untilMs >= t);
      const most = Math.max(...limits.map(({ limit }) => limit));
      if (limits.length === 0 || total <= most) return undefined;
      return `the ReplicaSets of ${owner.name} want ${total} pods with ${nameOf(change)}, and may want ${most}`;
    };
  },
};

function limitOf({ spec }: Deployment): number {
  const replicas = spec.replicas ?? 1;
  // Without a rolling update the old ones go first, but what is scaled by hand goes up and down in any order.
  if (spec.strategy?.type === 'Recreate') return replicas;
  return replicas + scaledValue(spec.strategy?.rollingUpdate?.maxSurge ?? 0, replicas, 'up');
}
