// Does what preemption decided: deletes the victims, says so, and sends away less important pods that waited for the
// same room.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go, PrepareCandidate;
// v1.28.0 pkg/scheduler/framework/preemption/preemption.go, prepareCandidate.

import { observedGeneration } from '../../api/pod/observed-generation.ts';
import { formatTime } from '../../api/time.ts';
import type { Component } from '../../client/component.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { SeriesRecorder } from '../events/series-recorder.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { statusPatch } from '../pod-condition.ts';
import type { Nominator } from '../queue/nominator.ts';
import type { Candidate } from './preemption.ts';

export interface Means {
  readonly component: Component;
  readonly recorder: SeriesRecorder;
  readonly nominator: Nominator;
}

export function carryOut(
  { component, recorder, nominator }: Means,
  pod: PodInfo,
  { node, pods }: Candidate,
): void {
  const { client, version } = component;
  for (const victim of pods) {
    if (version.has('podDisruptionConditions')) markDisrupted(victim, pod.pod.spec.schedulerName, component);
    client.delete('Pod', victim.namespace, victim.name);
    recorder.record({
      regarding: victim.pod,
      related: pod.pod,
      level: 'Normal',
      reason: 'Preempted',
      action: 'Preempting',
      message: preemptedText(pod, node.name, version),
    });
  }
  for (const rival of nominator.podsFor(node.name).filter(({ priority }) => priority < pod.priority)) {
    client.patch('Pod', rival.namespace, rival.name, statusPatch({ nominatedNodeName: null }));
  }
}

function markDisrupted(
  { namespace, name, pod }: PodInfo,
  schedulerName: string | undefined,
  { client, kernel, version }: Component,
): void {
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: formatTime(kernel.nowEpochMs),
    reason: 'PreemptionByScheduler',
    message: `${schedulerName ?? ''}: preempting to accommodate a higher priority pod`,
    ...observedGeneration(pod, version),
  };
  client.patch('Pod', namespace, name, statusPatch({ conditions: [condition] }));
}

function preemptedText({ namespace, name, uid }: PodInfo, node: string, version: VersionProfile): string {
  if (version.has('preemptedEventNamesUid')) return `Preempted by pod ${uid} on node ${node}`;
  if (version.has('preemptedEventHidesPreemptor')) return `Preempted by a pod on node ${node}`;
  return `Preempted by ${namespace}/${name} on node ${node}`;
}
