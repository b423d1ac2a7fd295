// One metric of an autoscaler: `resource cpu on pods  (as a percentage of request):  50% (100m) / 80%`.
// Source: kubectl v0.32.0 pkg/describe/describe.go, describeHorizontalPodAutoscalerV2.

import type { HorizontalPodAutoscaler } from '../../../api/objects.ts';
import { quantityText } from '../../../api/printing/volume-cells.ts';
import { quoteGo } from '../../../api/validation/field-error.ts';
import type { Writer } from './writer.ts';

type Metric = NonNullable<HorizontalPodAutoscaler['spec']['metrics']>[number];
type Status = NonNullable<NonNullable<HorizontalPodAutoscaler['status']>['currentMetrics']>[number];
type Target = NonNullable<Metric['resource']>['target'];
type Current = NonNullable<Status['resource']>['current'];

const UNKNOWN = '<unknown>';
const isSet = (value: unknown): boolean => value !== undefined && value !== null;

export function describeMetric(w: Writer, metric: Metric, status: Status | undefined): void {
  const { external, pods, object, resource, containerResource } = metric;
  if (metric.type === 'External' && external) {
    const { target, metric: named } = external;
    const current = status?.external?.current;
    const isAverage = isSet(target.averageValue);
    // An average that is not there yet is unknown, a value is zero.
    const isKnown = isAverage ? isSet(current?.averageValue) : current !== undefined;
    const what = isAverage ? 'target average value' : 'target value';
    const shown = isKnown ? amountOf(current, isAverage) : UNKNOWN;
    w.write(1, `${quoteGo(named.name)} (${what}):\t${shown} / ${amountOf(target, isAverage)}\n`);
  } else if (metric.type === 'Pods' && pods) {
    const current = status?.pods?.current;
    const shown = current === undefined ? UNKNOWN : amountOf(current, true);
    w.write(1, `${quoteGo(pods.metric.name)} on pods:\t${shown} / ${amountOf(pods.target, true)}\n`);
  } else if (metric.type === 'Object' && object) {
    const { describedObject, target, metric: named } = object;
    const current = status?.object?.current;
    const isAverage = target.type === 'AverageValue';
    const shown = current === undefined ? UNKNOWN : amountOf(current, isAverage);
    w.write(1, `"${named.name}" on ${describedObject.kind}/${describedObject.name} `);
    w.write(
      0,
      `(${isAverage ? 'target average value' : 'target value'}):\t${shown} / ${amountOf(target, isAverage)}\n`,
    );
  } else if (metric.type === 'Resource' && resource) {
    w.write(1, `resource ${resource.name} on pods`);
    describeUsage(w, resource.target, status?.resource?.current);
  } else if (metric.type === 'ContainerResource' && containerResource) {
    const { name, container, target } = containerResource;
    w.write(1, `resource ${name} of container "${container}" on pods`);
    describeUsage(w, target, status?.containerResource?.current);
  } else w.write(1, `<unknown metric type ${quoteGo(metric.type)}>\n`);
}

const amountOf = (holder: Target | Current | undefined, isAverage: boolean): string =>
  quantityText(isAverage ? holder?.averageValue : holder?.value);

function describeUsage(w: Writer, target: Target, current: Current | undefined): void {
  if (isSet(target.averageValue)) {
    const shown = current === undefined ? UNKNOWN : amountOf(current, true);
    return w.write(0, `:\t${shown} / ${amountOf(target, true)}\n`);
  }
  const { averageUtilization } = current ?? {};
  const shown = isSet(averageUtilization) ? `${averageUtilization}% (${amountOf(current, true)})` : UNKNOWN;
  const wanted = isSet(target.averageUtilization) ? `${target.averageUtilization}%` : '<auto>';
  w.write(1, `(as a percentage of request):\t${shown} / ${wanted}\n`);
}
