// Source: kubectl v0.32.0 pkg/describe/describe.go, describeHorizontalPodAutoscalerV2 and, for clusters before 1.23,
// describeHorizontalPodAutoscalerV1, which knows CPU alone.

import type { HorizontalPodAutoscaler } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { describeMetric } from './metric.ts';
import { isServed } from './served.ts';
import { describeMeta, orUnset, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

type Rules = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']['behavior']>['scaleUp']>;

export function describeHorizontalPodAutoscaler(
  w: Writer,
  autoscaler: HorizontalPodAutoscaler,
  world: DescribeWorld,
): void {
  const { metadata, spec, status } = autoscaler;
  const isV2 = isServed('HorizontalPodAutoscaler', 'autoscaling/v2', world.version);
  describeMeta(w, autoscaler);
  w.write(0, `CreationTimestamp:\t${timeText(metadata.creationTimestamp)}\n`);
  w.write(0, `Reference:\t${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}\n`);
  if (isV2) describeMetrics(w, autoscaler);
  else describeUtilization(w, autoscaler);
  w.write(0, `Min replicas:\t${orUnset(spec.minReplicas)}\n`);
  w.write(0, `Max replicas:\t${spec.maxReplicas}\n`);
  if (isV2 && spec.behavior) {
    w.write(0, 'Behavior:\n');
    describeRules(w, 'Scale Up', spec.behavior.scaleUp);
    describeRules(w, 'Scale Down', spec.behavior.scaleDown);
  }
  const { currentReplicas = 0, desiredReplicas = 0, conditions } = status;
  w.write(0, `${spec.scaleTargetRef.kind} pods:\t${currentReplicas} current / ${desiredReplicas} desired\n`);
  if (isV2 && (conditions ?? []).length > 0) {
    w.write(0, 'Conditions:\n');
    w.write(1, 'Type\tStatus\tReason\tMessage\n');
    w.write(1, '----\t------\t------\t-------\n');
    for (const { type, status: value, reason = '', message = '' } of conditions!) {
      w.write(1, `${type}\t${value}\t${reason}\t${message}\n`);
    }
  }
  describeEventsOf(w, world, autoscaler);
}

function describeMetrics(w: Writer, { spec, status }: HorizontalPodAutoscaler): void {
  w.write(0, 'Metrics:\t( current / target )\n');
  for (const [i, metric] of (spec.metrics ?? []).entries()) {
    describeMetric(w, metric, status?.currentMetrics?.[i]);
  }
}

function describeUtilization(w: Writer, { spec, status }: HorizontalPodAutoscaler): void {
  const isCpu = (resource: { readonly name?: string } | undefined): boolean => resource?.name === 'cpu';
  const target = (spec.metrics ?? []).find(({ resource }) => isCpu(resource))?.resource?.target
    .averageUtilization;
  if (target === undefined || target === null) return;
  const current = (status?.currentMetrics ?? []).find(({ resource }) => isCpu(resource))?.resource?.current;
  w.write(0, `Target CPU utilization:\t${target}%\n`);
  w.write(0, `Current CPU utilization:\t${current?.averageUtilization ?? '<unknown>'}%\n`);
}

function describeRules(w: Writer, direction: string, rules: Rules | null | undefined): void {
  if (!rules) return;
  w.write(1, `${direction}:\n`);
  const { stabilizationWindowSeconds, policies, selectPolicy } = rules;
  if (stabilizationWindowSeconds !== undefined && stabilizationWindowSeconds !== null) {
    w.write(2, `Stabilization Window: ${stabilizationWindowSeconds} seconds\n`);
  }
  if (!policies || policies.length === 0) return;
  w.write(2, `Select Policy: ${selectPolicy ?? 'Max'}\n`);
  w.write(2, 'Policies:\n');
  for (const { type, value, periodSeconds } of policies) {
    w.write(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds\n`);
  }
}
