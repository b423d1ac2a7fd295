// What a scheduler binds to a node fits there. Pods that others have put there are theirs to answer for: a second scheduler,
// a nodeName written by hand, a manifest on the machine; a node whose capacity changes is left out too.
// Source: kubernetes v1.28.0 pkg/scheduler/framework/plugins/noderesources/fit.go, fitsRequest.

import type { Node, Pod } from '../api/objects.ts';
import { podRequests } from '../api/pod/pod-resources.ts';
import {
  addLists,
  exceeding,
  maskList,
  type ResourceList,
  type ResourceTexts,
  resourceList,
} from '../api/quota/resource-list.ts';
import type { ChangeRecord } from '../trace/records.ts';
import type { Checker } from './checker.ts';
import { hasEnded, nameOf } from './owners.ts';

interface Place {
  readonly allocatable: ResourceList;
  readonly text: string;
  isFixed: boolean;
  /** Requests of what was bound there and has not ended, by uid; who bound it. */
  readonly bound: Map<string, { readonly requests: ResourceList; readonly by: string }>;
}

const COUNTED = ['cpu', 'memory', 'ephemeral-storage'];

export const nodeCapacity: Checker = {
  name: 'node-capacity',
  promise: 'what a scheduler has bound to a node requests no more than the node can give',
  kinds: ['Pod', 'Node'],
  begin: () => {
    const nodes = new Map<string, Place>();
    return (change) => {
      if (change.ref.kind === 'Node') return noteNode(nodes, change);
      const pod = change.object as Pod;
      const { uid } = pod.metadata;
      const place = nodes.get(pod.spec.nodeName ?? '');
      if (place === undefined) return undefined;
      if (change.op === 'delete' || hasEnded(pod)) place.bound.delete(uid);
      const before = change.before as Pod | undefined;
      const isBound = change.op === 'update' && !before?.spec.nodeName && !hasEnded(pod);
      if (!isBound) return undefined;
      place.bound.set(uid, { requests: podRequests(pod.spec), by: change.actor });
      return overcommitted(place, change);
    };
  },
};

function noteNode(nodes: Map<string, Place>, { op, ref, object }: ChangeRecord): undefined {
  if (op === 'delete') {
    nodes.delete(ref.name);
    return undefined;
  }
  const { allocatable } = (object as Node).status;
  const text = JSON.stringify(allocatable ?? {});
  const known = nodes.get(ref.name);
  if (known === undefined) {
    const all = resourceList(allocatable as ResourceTexts | undefined);
    nodes.set(ref.name, { allocatable: maskList(all, COUNTED), text, isFixed: true, bound: new Map() });
  } else if (known.text !== text) known.isFixed = false;
  return undefined;
}

function overcommitted({ bound, allocatable, isFixed }: Place, change: ChangeRecord): string | undefined {
  const all = [...bound.values()];
  if (!isFixed || all.some(({ by }) => by !== change.actor)) return undefined;
  const total = all.reduce<ResourceList>((sum, { requests }) => addLists(sum, requests), new Map());
  const beyond = exceeding(maskList(total, COUNTED), allocatable);
  if (beyond.length === 0) return undefined;
  const { nodeName } = (change.object as Pod).spec;
  return `node ${nodeName} cannot give what is bound to it: pod ${nameOf(change)} was one too many for its ${beyond.join(', ')}`;
}
