// Whether a node takes a pod that is bound to it: the scheduler may have been passed by (`spec.nodeName`, a static pod) or
// been wrong. For a critical pod room is made. A pod that has begun is never turned away.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/lifecycle/predicate.go, Admit; pkg/kubelet/preemption/preemption.go,
// HandleAdmissionFailure.

import type { Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isCriticalPod } from '../eviction/critical-pod.ts';
import { podsToPreempt } from '../eviction/preemption.ts';
import type { Kubelet } from '../kubelet.ts';
import type { StartFailure } from '../sync/start-container.ts';
import { type AdmissionProblems, admissionProblems, type Predicate } from './admission-problems.ts';
import { refusalWhileShuttingDown } from './node-shutdown.ts';

/** A refusal, or the pods that have to go first. */
export type Verdict = StartFailure | { readonly preempted: readonly Pod[] };

/** `undefined` when the node takes the pod as things are. */
export function admitPod(kubelet: Kubelet, pod: Pod): Verdict | undefined {
  if ((pod.status.containerStatuses?.length ?? 0) > 0 || pod.metadata.deletionTimestamp !== undefined)
    return undefined;
  const { server, version } = kubelet.world;
  if (kubelet.isShuttingDown) return refusalWhileShuttingDown(version);
  const node = server.peek('Node', undefined, kubelet.nodeName);
  if (node === undefined) return undefined;
  const others = kubelet.activePods().filter((other) => other.metadata.uid !== pod.metadata.uid);
  const problems = admissionProblems(pod, node, others, version);
  if (!isCriticalPod(pod) || problems.predicates.length > 0)
    return refusal(problems, isCriticalPod(pod), version);
  if (problems.shortages.length === 0) return undefined;
  const preempted = podsToPreempt(pod, others, problems.shortages);
  if (preempted !== undefined) return { preempted };
  const lacks = problems.shortages
    .map(
      ({ resource, requested, used, capacity }) =>
        `(res: ${resource}, q: ${requested - (capacity - used)}), `,
    )
    .join('');
  return {
    reason: 'UnexpectedAdmissionError',
    message: `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${lacks}]`,
  };
}

// The first one is told; of a critical pod only what no room would help.
function refusal(
  { shortages, predicates }: AdmissionProblems,
  isCritical: boolean,
  version: VersionProfile,
): StartFailure | undefined {
  const [short] = isCritical ? [] : shortages;
  if (short !== undefined) {
    const { resource, requested, used, capacity } = short;
    const amounts = `requested: ${requested}, used: ${used}, capacity: ${capacity}`;
    return {
      reason: `OutOf${resource}`,
      message: `Node didn't have enough resource: ${resource}, ${amounts}`,
    };
  }
  const [predicate] = predicates;
  return predicate === undefined
    ? undefined
    : { reason: predicate, message: `Predicate ${predicate} failed${why(predicate, version)}` };
}

// Source: kubernetes pkg/scheduler/framework/plugins/{nodeaffinity,nodeports,tainttoleration}, ErrReason…
const REASONS: Readonly<Record<Predicate, string>> = {
  NodeAffinity: "node(s) didn't match Pod's node affinity/selector",
  NodePorts: "node(s) didn't have free ports for the requested pod ports",
  TaintToleration: "node(s) had taints that the pod didn't tolerate",
};

const why = (predicate: Predicate, version: VersionProfile): string =>
  version.has('predicatesSayWhy') ? `: ${REASONS[predicate]}` : '';
