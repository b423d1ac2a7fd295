// A Job counts each of its pods once. Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go,
// trackJobStatusAndRemoveFinalizers; until tracking, all of its pods were counted anew each time.

import type { Job, Pod } from '../api/objects.ts';
import type { Checker } from './checker.ts';
import { nameOf, ownerOf } from './owners.ts';

export const jobCounts: Checker = {
  name: 'job-counts',
  promise: 'a Job never counts more pods as succeeded or failed than it has had',
  kinds: ['Job', 'Pod'],
  begin: () => {
    const pods = new Map<string, Set<string>>();
    return (change) => {
      if (change.ref.kind === 'Pod') {
        const pod = change.object as Pod;
        const owner = ownerOf(pod, 'Job');
        if (owner === undefined) return undefined;
        const own = pods.get(owner.uid);
        if (own === undefined) pods.set(owner.uid, new Set([pod.metadata.uid]));
        else own.add(pod.metadata.uid);
        return undefined;
      }
      if (change.op !== 'update' || change.actor !== 'job-controller') return undefined;
      const { metadata, status } = change.object as Job;
      const counted = (status.succeeded ?? 0) + (status.failed ?? 0);
      const had = pods.get(metadata.uid)?.size ?? 0;
      return counted <= had
        ? undefined
        : `Job ${nameOf(change)} counts ${counted} pods that ended, and has had ${had}`;
    };
  },
};
