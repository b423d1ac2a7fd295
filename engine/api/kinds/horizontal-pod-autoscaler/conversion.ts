// autoscaling/v1, v2beta1 and v2beta2 HorizontalPodAutoscalers to v2 and back.
//
// v1 knows one metric, the CPU utilization; whatever else there is travels in annotations, so that no client of v1 can
// lose it. v2beta1 has the metrics in their old shape and the behaviour in an annotation. v2beta2 is v2 by another name.
// Source: kubernetes v1.28.0 pkg/apis/autoscaling/v1/conversion.go, pkg/apis/autoscaling/v2beta1/conversion.go,
// pkg/apis/autoscaling/annotations.go.

import type { AnyObject } from '../../objects.ts';
import { rewriteMetrics } from './metrics-conversion.ts';

type Data = Record<string, unknown>;

const PREFIX = 'autoscaling.alpha.kubernetes.io/';
const METRICS = `${PREFIX}metrics`;
const CURRENT_METRICS = `${PREFIX}current-metrics`;
const CONDITIONS = `${PREFIX}conditions`;
const BEHAVIOR = `${PREFIX}behavior`;
const ROUND_TRIP = [METRICS, CURRENT_METRICS, CONDITIONS, BEHAVIOR];

interface Hpa {
  readonly annotations: Record<string, string>;
  readonly spec: Data;
  readonly status: Data;
}

function partsOf(object: AnyObject): Hpa {
  const { annotations } = object.metadata;
  return {
    annotations: { ...annotations },
    spec: { ...(object.spec as Data | undefined) },
    status: { ...(object.status as Data | undefined) },
  };
}

function assemble(object: AnyObject, { annotations, spec, status }: Hpa): AnyObject {
  const { annotations: _, ...metadata } = object.metadata;
  const hasAnnotations = Object.keys(annotations).length > 0;
  return {
    ...object,
    metadata: hasAnnotations ? { ...metadata, annotations } : metadata,
    spec,
    ...(Object.keys(status).length > 0 && { status }),
  };
}

/** The annotation's value as JSON; an unreadable one counts as absent. The annotation is gone afterwards. */
function take(annotations: Record<string, string>, name: string): unknown {
  const text = annotations[name];
  delete annotations[name];
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1);
const small = (name: string): string => name[0]!.toLowerCase() + name.slice(1);

/** Upstream writes the internal type, which has no JSON names: `{"ScaleUp":{"Policies":…}}`. */
function renameFields(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameFields(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([name, field]) => [rename(name), renameFields(field, rename)]));
}

/** A scaling rule as Go prints it: every field, null where unset. */
function goBehavior(behavior: Data): string {
  const rules = (side: unknown): unknown => {
    if (side == null) return null;
    const { stabilizationWindowSeconds = null, selectPolicy = null, policies = null } = side as Data;
    return {
      StabilizationWindowSeconds: stabilizationWindowSeconds,
      SelectPolicy: selectPolicy,
      Policies: renameFields(policies, capital),
    };
  };
  return JSON.stringify({ ScaleUp: rules(behavior.scaleUp), ScaleDown: rules(behavior.scaleDown) });
}

function behaviorToAnnotation({ annotations, spec }: Hpa): void {
  if (spec.behavior != null) annotations[BEHAVIOR] = goBehavior(spec.behavior as Data);
  delete spec.behavior;
}

function behaviorFromAnnotation({ annotations, spec }: Hpa): void {
  const behavior = renameFields(take(annotations, BEHAVIOR), small);
  if (behavior != null && Object.keys(behavior).length > 0) spec.behavior = behavior;
}

export function v2beta1ToV2(object: AnyObject): AnyObject {
  const hpa = partsOf(object);
  behaviorFromAnnotation(hpa);
  rewrite(hpa.spec, 'metrics', 'specFromOld');
  rewrite(hpa.status, 'currentMetrics', 'statusFromOld');
  return assemble(object, hpa);
}

export function v2ToV2beta1(object: AnyObject): AnyObject {
  const hpa = partsOf(object);
  for (const name of ROUND_TRIP) delete hpa.annotations[name];
  behaviorToAnnotation(hpa);
  rewrite(hpa.spec, 'metrics', 'specToOld');
  rewrite(hpa.status, 'currentMetrics', 'statusToOld');
  return assemble(object, hpa);
}

function rewrite(holder: Data, field: string, how: Parameters<typeof rewriteMetrics>[1]): void {
  if (holder[field] != null) holder[field] = rewriteMetrics(holder[field] as object[], how);
}

/** The conditions and metrics fields are the ones that v2beta2 prints as null. */
export function v2ToV2beta2(object: AnyObject): AnyObject {
  const status = (object.status ?? {}) as Data;
  const { currentReplicas = 0, desiredReplicas = 0, conditions = null, currentMetrics = null } = status;
  return {
    ...object,
    status: { ...status, currentReplicas, desiredReplicas, conditions, currentMetrics },
  } as AnyObject;
}

interface CpuMetric {
  readonly type?: string;
  readonly resource?: {
    readonly name?: string;
    readonly target?: { readonly averageUtilization?: number };
    readonly current?: { readonly averageUtilization?: number };
  };
}

const isCpu = ({ type, resource }: CpuMetric): boolean => type === 'Resource' && resource?.name === 'cpu';

const cpuTarget = (averageUtilization: unknown): object => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});

export function v1ToV2(object: AnyObject): AnyObject {
  const hpa = partsOf(object);
  const { annotations, spec, status } = hpa;
  const { targetCPUUtilizationPercentage: cpu, ...specRest } = spec;
  const { currentCPUUtilizationPercentage: currentCpu, ...statusRest } = status;
  const others = take(annotations, METRICS);
  const metrics = Array.isArray(others) ? rewriteMetrics(others, 'specFromOld') : [];
  const all = [...metrics, ...(cpu == null ? [] : [cpuTarget(cpu)])];
  const next: Hpa = {
    annotations,
    spec: { ...specRest, ...(all.length > 0 && { metrics: all }) },
    status: statusRest,
  };
  behaviorFromAnnotation(next);
  const current = take(annotations, CURRENT_METRICS);
  if (Array.isArray(current)) next.status.currentMetrics = rewriteMetrics(current, 'statusFromOld');
  else if (currentCpu != null) {
    const resource = { name: 'cpu', current: { averageUtilization: currentCpu } };
    next.status.currentMetrics = [{ type: 'Resource', resource }];
  }
  const conditions = take(annotations, CONDITIONS);
  if (Array.isArray(conditions)) next.status.conditions = conditions;
  return assemble(object, next);
}

export function v2ToV1(object: AnyObject): AnyObject {
  const hpa = partsOf(object);
  for (const name of ROUND_TRIP) delete hpa.annotations[name];
  behaviorToAnnotation(hpa);
  const { metrics, ...spec } = hpa.spec;
  const { currentMetrics, conditions, currentReplicas = 0, desiredReplicas = 0, ...status } = hpa.status;
  const list = (metrics ?? []) as CpuMetric[];
  const isTarget = (metric: CpuMetric): boolean =>
    isCpu(metric) && metric.resource?.target?.averageUtilization !== undefined;
  const others = list.filter((metric) => !isTarget(metric));
  if (others.length > 0) {
    hpa.annotations[METRICS] = JSON.stringify(rewriteMetrics(others, 'specToOld'));
  }
  const current = (currentMetrics ?? []) as CpuMetric[];
  if (current.length > 0) {
    hpa.annotations[CURRENT_METRICS] = JSON.stringify(rewriteMetrics(current, 'statusToOld'));
  }
  const found = (conditions ?? []) as object[];
  if (found.length > 0) hpa.annotations[CONDITIONS] = JSON.stringify(found);
  const target = list.find(isTarget)?.resource?.target?.averageUtilization;
  const currentCpu = current.findLast(isCpu)?.resource?.current?.averageUtilization;
  return assemble(object, {
    annotations: hpa.annotations,
    spec: { ...spec, ...(target !== undefined && { targetCPUUtilizationPercentage: target }) },
    status: {
      ...status,
      currentReplicas,
      desiredReplicas,
      ...(currentCpu !== undefined && { currentCPUUtilizationPercentage: currentCpu }),
    },
  });
}
