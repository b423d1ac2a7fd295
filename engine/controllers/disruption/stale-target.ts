// Takes DisruptionTarget back from a pod that was to be ended and, two minutes later, still is not being deleted.
//
// Source: kubernetes v1.28.4 pkg/controller/disruption/disruption.go, stalePodDisruptionTimeout,
// nonTerminatingPodHasStaleDisruptionCondition, syncStalePodDisruption.

import type { Pod, PodCondition } from '../../api/objects.ts';
import { formatTime, parseTime } from '../../api/time.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';

const STALE_TIMEOUT_MS = 120_000;

const isTarget = ({ type }: PodCondition): boolean => type === 'DisruptionTarget';

/** Milliseconds until the condition is stale, 0 when it is; undefined for a pod without one, or whose end is certain. */
export function staleInMs({ metadata, status }: Pod, nowEpochMs: number): number | undefined {
  const condition = status.conditions?.find(isTarget);
  if (condition?.status !== 'True' || metadata.deletionTimestamp !== undefined) return undefined;
  // The kubelet may take any time from its decision to the pod's end.
  if (condition.reason === 'TerminationByKubelet') return undefined;
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return undefined;
  const since = parseTime(condition.lastTransitionTime ?? '');
  return Math.max(0, since + STALE_TIMEOUT_MS - nowEpochMs);
}

/** @returns what to tell of each pod that is new or has changed */
export function watchStaleTargets(component: Component, pods: Informer<'Pod', Pod>): (pod: Pod) => void {
  const { kernel, client, version } = component;
  if (!version.has('podDisruptionConditions')) return () => undefined;
  const queue = component.queue('stale_pod_disruption', (key) => {
    const pod = pods.getByKey(key);
    const leftMs = pod === undefined ? undefined : staleInMs(pod, kernel.nowEpochMs);
    if (pod === undefined || leftMs === undefined) return queue.forget(key);
    if (leftMs > 0) return queue.addAfter(key, leftMs, `DisruptionTarget of Pod ${key} becomes stale`);
    if (client.updateStatus(withoutTarget(pod, kernel.nowEpochMs)).ok) queue.forget(key);
    else queue.addRateLimited(key);
  });
  return (pod) => {
    const leftMs = staleInMs(pod, kernel.nowEpochMs);
    if (leftMs !== undefined)
      queue.addAfter(keyOf(pod), leftMs, `DisruptionTarget of Pod ${keyOf(pod)} becomes stale`);
  };
}

function withoutTarget(pod: Pod, nowEpochMs: number): Pod {
  const condition = {
    type: 'DisruptionTarget',
    status: 'False',
    lastProbeTime: null,
    lastTransitionTime: formatTime(nowEpochMs),
  } as unknown as PodCondition;
  const conditions = pod.status.conditions?.map((one) => (isTarget(one) ? condition : one));
  return { ...pod, status: { ...pod.status, conditions } } as Pod;
}
