// Plays `hpa`: the arithmetic of horizontal pod autoscalers.

import type { Pod } from '../../engine/api/objects.ts';
import {
  normalize,
  normalizeWithBehavior,
  SCALE_UP_LIMIT,
  withinRules,
} from '../../engine/controllers/podautoscaler/normalize.ts';
import type { PodMetric } from '../../engine/controllers/podautoscaler/pod-groups.ts';
import {
  averageReplicas,
  resourceReplicas,
  valuePerPodReplicas,
  valueReplicas,
} from '../../engine/controllers/podautoscaler/replica-calculator.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const NOW_MS = Date.parse('2021-03-10T10:00:00Z');
const WINDOW_MS = 60_000;
// What the recorded calculator was made with. Source: kubernetes v1.20.2 pkg/controller/podautoscaler/replica_calculator.go,
// defaultTestingTolerance and the two below it.
const SETTINGS = {
  nowEpochMs: NOW_MS,
  tolerance: 0.1,
  cpuInitializationMs: 120_000,
  initialReadinessDelayMs: 10_000,
};
// Upstream's tests, and the tables with them, set the factor high. Source: kubernetes v1.20.2
// pkg/controller/podautoscaler/horizontal_test.go, init.
const SPEED = { ...SCALE_UP_LIMIT, factor: 8 };
/** The time of a Go value that was never set, as all pods' transitions here, and metrics of no age. */
const GO_ZERO = '0001-01-01T00:00:00Z';

interface PodInput {
  readonly name: string;
  readonly phase: string;
  readonly ready: string;
  readonly deleting: boolean;
  readonly startedSecondsAgo: number | null;
  readonly requestPerContainer?: string;
}

function podOf(input: PodInput, { containersPerPod, resource }: TableCase['input']): Pod {
  const { name, phase, ready, deleting, startedSecondsAgo, requestPerContainer } = input;
  const started = startedSecondsAgo === null ? GO_ZERO : isoAt(startedSecondsAgo);
  const requests = requestPerContainer === undefined ? {} : { [resource]: requestPerContainer };
  return {
    metadata: { name, ...(deleting ? { deletionTimestamp: isoAt(0) } : {}) },
    spec: { containers: containersPerPod.map((c: string) => ({ name: c, resources: { requests } })) },
    status: {
      phase,
      startTime: started,
      conditions: [{ type: 'Ready', status: ready, lastTransitionTime: GO_ZERO }],
    },
  } as unknown as Pod;
}

const isoAt = (secondsAgo: number): string => new Date(NOW_MS - secondsAgo * 1000).toISOString();

const measured = (value: number, ageSeconds: number | null): PodMetric => ({
  value,
  epochMs: ageSeconds === null ? Date.parse(GO_ZERO) : NOW_MS - ageSeconds * 1000,
  windowMs: WINDOW_MS,
});

type Measured = ReadonlyMap<string, PodMetric> | { readonly error: string };

// What the metrics client does, before any arithmetic.
function resourceMetrics({
  metrics,
  metricAgeSeconds,
  container,
  containersPerPod,
}: TableCase['input']): Measured {
  if (metrics.length === 0) return { error: 'no metrics returned from resource metrics API' };
  const found = new Map<string, PodMetric>();
  for (const { pod, containerMilli } of metrics as { pod: string; containerMilli: number[] }[]) {
    const at = container === undefined ? -1 : containersPerPod.indexOf(container);
    if (container !== undefined && containerMilli[at] === undefined) {
      const text = `container ${container} not present in metrics for pod test-namespace/${pod}`;
      return { error: `failed to get container metrics: ${text}` };
    }
    if (containerMilli.length === 0) continue;
    const value = at >= 0 ? containerMilli[at]! : containerMilli.reduce((a, b) => a + b, 0);
    found.set(pod, measured(value, metricAgeSeconds));
  }
  return found;
}

function byResource({ fn, input }: TableCase): unknown {
  const metrics = resourceMetrics(input);
  if ('error' in metrics)
    return { error: `unable to get metrics for resource ${input.resource}: ${metrics.error}` };
  const { currentReplicas, resource, container } = input;
  const pods = input.pods.map((pod: PodInput) => podOf(pod, input));
  const common = { currentReplicas, resource, container, pods, metrics, settings: SETTINGS };
  if (fn === 'resourceReplicas') {
    const end = resourceReplicas({ ...common, targetUtilization: input.targetUtilization });
    if ('error' in end) return end;
    const { replicas, utilization, rawAverage } = end;
    return { replicas, utilization, rawAverageMilli: rawAverage };
  }
  const end = averageReplicas({ ...common, targetAverage: input.targetAverageMilli });
  return 'error' in end ? end : { replicas: end.replicas, averageMilli: end.average };
}

function byMetric({ input }: TableCase): unknown {
  const { currentReplicas, metricType, targetMilli, targetPerPodMilli } = input;
  const levels = input.levelsMilli as number[];
  const pods = input.pods.map((pod: PodInput) => podOf(pod, input)) as Pod[];
  const usage = metricType.startsWith('external') ? levels.reduce((a, b) => a + b, 0) : levels[0]!;
  if (metricType === 'pods') {
    const metrics = new Map(levels.map((level, i) => [`test-pod-${i}`, measured(level, null)]));
    const common = { currentReplicas, resource: '', pods, metrics, settings: SETTINGS };
    const end = averageReplicas({ ...common, targetAverage: targetMilli });
    return 'error' in end ? end : { replicas: end.replicas, usageMilli: end.average };
  }
  const end = metricType.endsWith('PerPod')
    ? valuePerPodReplicas({
        statusReplicas: currentReplicas,
        usage,
        targetPerPod: targetPerPodMilli,
        settings: SETTINGS,
      })
    : valueReplicas({ currentReplicas, pods, usage, target: targetMilli, settings: SETTINGS });
  return 'error' in end ? end : { replicas: end.replicas, usageMilli: end.usage };
}

function run(row: TableCase): unknown {
  const { input } = row;
  switch (row.fn) {
    case 'convertDesiredReplicasWithRules':
      return withinRules(input, SPEED);
    case 'normalizeDesiredReplicas':
      return normalize(input, input.recommendations, input.downscaleStabilizationSeconds, SPEED);
    case 'normalizeDesiredReplicasWithBehaviors':
      return normalizeWithBehavior(input, input.recommendations, input);
    case 'metricReplicas':
      return byMetric(row);
    default:
      return byResource(row);
  }
}

export const adapter: TableAdapter = { topics: ['hpa'], run };
