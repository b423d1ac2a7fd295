// Rows of `kubectl get hpa`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printHorizontalPodAutoscaler, formatHPAMetrics; names before resources: kubernetes pull request 122804.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { HorizontalPodAutoscaler } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { quantityText } from '../../printing/volume-cells.ts';

type MetricSpec = NonNullable<HorizontalPodAutoscaler['spec']['metrics']>[number];
type MetricStatus = NonNullable<NonNullable<HorizontalPodAutoscaler['status']>['currentMetrics']>[number];
type Target = NonNullable<MetricSpec['resource']>['target'];
type Current = NonNullable<MetricStatus['resource']>['current'];

const SHOWN_MAX = 2;
const UNKNOWN = '<unknown>';

export const horizontalPodAutoscalerPrinter = definePrinter<HorizontalPodAutoscaler>({
  columns: columns('Name', 'Reference', 'Targets', 'MinPods', 'MaxPods', 'Replicas', 'Age'),
  cells: (autoscaler, context) => {
    const { metadata, spec, status } = autoscaler;
    return [
      metadata.name,
      `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
      metricsText(spec.metrics ?? [], status?.currentMetrics ?? [], context.version),
      spec.minReplicas ?? '<unset>',
      spec.maxReplicas,
      status?.currentReplicas ?? 0,
      age(autoscaler, context),
    ];
  },
});

function metricsText(
  specs: readonly MetricSpec[],
  statuses: readonly MetricStatus[],
  version: VersionProfile,
): string {
  if (specs.length === 0) return '<none>';
  const texts = specs.map((spec, i) => metricText(spec, statuses[i], version));
  const hidden = texts.length - SHOWN_MAX;
  return hidden > 0 ? `${texts.slice(0, SHOWN_MAX).join(', ')} + ${hidden} more...` : texts.join(', ');
}

function metricText(spec: MetricSpec, status: MetricStatus | undefined, version: VersionProfile): string {
  switch (spec.type) {
    case 'External':
      return valueText(spec.external?.target, status?.external?.current);
    case 'Object':
      return valueText(spec.object?.target, status?.object?.current);
    case 'Pods':
      return `${currentOf(status?.pods && quantityText(status.pods.current?.averageValue))}/${quantityText(spec.pods?.target.averageValue)}`;
    case 'Resource':
      return `${namePrefix(spec.resource?.name, version)}${resourceText(spec.resource?.target, status?.resource?.current)}`;
    case 'ContainerResource':
      return `${namePrefix(spec.containerResource?.name, version)}${resourceText(spec.containerResource?.target, status?.containerResource?.current)}`;
    default:
      return '<unknown type>';
  }
}

const currentOf = (text: string | undefined): string => text ?? UNKNOWN;

const namePrefix = (name: string | undefined, version: VersionProfile): string =>
  version.has('hpaTargetsNameResource') ? `${name ?? ''}: ` : '';

// An average is asked for, or the value itself.
function valueText(target: Target | undefined, current: Current | undefined): string {
  if (target?.averageValue !== undefined && target.averageValue !== null) {
    const { averageValue } = current ?? {};
    const text = averageValue === undefined || averageValue === null ? UNKNOWN : quantityText(averageValue);
    return `${text}/${quantityText(target.averageValue)} (avg)`;
  }
  return `${currentOf(current && quantityText(current.value))}/${quantityText(target?.value)}`;
}

function resourceText(target: Target | undefined, current: Current | undefined): string {
  if (target?.averageValue !== undefined && target.averageValue !== null) {
    return `${currentOf(current && quantityText(current.averageValue))}/${quantityText(target.averageValue)}`;
  }
  const { averageUtilization } = current ?? {};
  const text =
    averageUtilization === undefined || averageUtilization === null ? UNKNOWN : `${averageUtilization}%`;
  return `${text}/${target?.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`}`;
}
