// A pod is bound to one node, once. Source: kubernetes v1.28.0 pkg/registry/core/pod/storage/storage.go, setPodHostAndAnnotations.

import type { Pod } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { nameOf } from './owners.ts';

export const podBinding: Checker = {
  name: 'pod-binding',
  promise: 'a pod is bound once: its node never changes',
  kinds: ['Pod'],
  begin: () => (change) => {
    if (change.op !== 'update') return undefined;
    const from = (change.before as Pod).spec.nodeName;
    const to = (change.object as Pod).spec.nodeName;
    if (from === undefined || from === '' || from === to) return undefined;
    return `pod ${nameOf(change)} moved from node ${from} to ${to ?? 'none'}`;
  },
};
