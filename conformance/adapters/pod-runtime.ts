// Plays `pod-runtime`: QoS class, effective requests, readiness, availability, back-off.

import type { Pod, PodSpec } from '../../engine/api/objects.ts';
import { podLimits, podRequests } from '../../engine/api/pod/pod-resources.ts';
import { qosClass } from '../../engine/api/pod/qos.ts';
import { resourceTexts } from '../../engine/api/quota/resource-list.ts';
import { formatTime } from '../../engine/api/time.ts';
import { Backoff, exponentialDelayMs, fastSlowDelayMs } from '../../engine/client/backoff.ts';
import { queueBackoffMs } from '../../engine/controllers/job/backoff.ts';
import { isPodAvailable } from '../../engine/controllers/pod-condition.ts';
import { containersReadyCondition, readyCondition } from '../../engine/kubelet/status/pod-conditions.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';
import { RECORDED_SERVER } from '../recorded-server.ts';

type Input = TableCase['input'];
const NOW_MS = Date.parse('2026-01-01T00:00:00Z');
const seconds = (ms: number): number => ms / 1000;

// The facts write null for an absent list.
const spec = (input: Input): PodSpec => ({
  ...input.spec,
  initContainers: input.spec.initContainers ?? undefined,
  overhead: input.spec.overhead ?? undefined,
});

interface RecordedContainer {
  readonly name: string;
  readonly status: { readonly ready: boolean } | null;
}

function podReadyConditions({ containers, conditions, phase, readinessGates }: Input): unknown {
  const list: readonly RecordedContainer[] = containers;
  const gates: readonly string[] = readinessGates;
  const pod = {
    spec: {
      containers: list.map(({ name }) => ({ name })),
      readinessGates: gates.map((conditionType) => ({ conditionType })),
    },
  } as unknown as Pod;
  const statuses = list.flatMap(({ name, status }) => (status === null ? [] : [{ name, ...status }]));
  // An empty list is nil in Go, which the kubelet takes for not knowing.
  const known = statuses.length === 0 ? undefined : (statuses as never);
  const input = { pod, phase, version: RECORDED_SERVER.version, statuses: known };
  const shown = ({ status, reason = '', message = '' }: ReturnType<typeof readyCondition>): unknown => ({
    status,
    reason,
    message,
  });
  return {
    ContainersReady: shown(containersReadyCondition(input)),
    Ready: shown(readyCondition(input, conditions)),
  };
}

function podAvailable({ ready, readyForSeconds, minReadySeconds }: Input): unknown {
  const since =
    readyForSeconds === null ? {} : { lastTransitionTime: formatTime(NOW_MS - readyForSeconds * 1000) };
  const condition = { type: 'Ready', status: ready ? 'True' : 'False', ...since };
  const pod = { metadata: {}, status: { conditions: [condition] } } as unknown as Pod;
  return { available: isPodAvailable(pod, minReadySeconds, NOW_MS) };
}

// Each step: is the container in back-off at the time of its failure, and how long is the delay after it.
function backOff({ baseSeconds, maxSeconds, steps }: Input): unknown {
  const backoff = new Backoff(baseSeconds * 1000, maxSeconds * 1000);
  const failures: readonly { readonly failureAt: number }[] = steps;
  return {
    steps: failures.map(({ failureAt }) => {
      const atMs = failureAt * 1000;
      const inBackOffSince = backoff.isInBackOffSince('id', atMs, atMs);
      const inBackOffSinceUpdate = backoff.isInBackOffSinceUpdate('id', atMs);
      backoff.next('id', atMs);
      return { delaySecondsAfter: seconds(backoff.get('id')), inBackOffSince, inBackOffSinceUpdate };
    }),
  };
}

const CALLS: Readonly<Record<string, (input: Input) => unknown>> = {
  qosClass: (input) => ({ qosClass: qosClass(spec(input)) }),
  podRequestsAndLimits: (input) => ({
    requests: resourceTexts(podRequests(spec(input))),
    limits: resourceTexts(podLimits(spec(input))),
  }),
  podReadyConditions,
  isPodAvailable: podAvailable,
  backOff,
  jobBackoff: ({ requeues }) => ({ seconds: seconds(queueBackoffMs(requeues)) }),
  workqueueExponential: ({ baseSeconds, maxSeconds, failure }) => ({
    seconds: seconds(exponentialDelayMs(baseSeconds * 1000, maxSeconds * 1000, failure - 1)),
  }),
  workqueueFastSlow: ({ fastSeconds, slowSeconds, maxFastAttempts, failure }) => ({
    seconds: seconds(
      fastSlowDelayMs(
        { fastMs: fastSeconds * 1000, slowMs: slowSeconds * 1000, fastAttemptsMax: maxFastAttempts },
        failure - 1,
      ),
    ),
  }),
};

export const adapter: TableAdapter = {
  topics: ['pod-runtime'],
  run: ({ fn = '', input }) => CALLS[fn]!(input),
};
