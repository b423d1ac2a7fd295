// Defaults of HorizontalPodAutoscalers: at least one replica, 80 % of the requested CPU, upstream's scaling rules.
//
// Source: kubernetes v1.20.2 pkg/apis/autoscaling/v2beta2/defaults.go (equal in v1.28.0 v2).

import type { ApiContext } from '../../kind.ts';
import type { HorizontalPodAutoscaler } from '../../objects.ts';
import { formatQuantity } from '../../quantity/format.ts';
import { quantityOf } from '../../validation/resources.ts';
import { dropZero } from '../zero-values.ts';

type Spec = HorizontalPodAutoscaler['spec'];
type ScalingRules = NonNullable<NonNullable<Spec['behavior']>['scaleUp']>;

/** Source: pkg/apis/autoscaling/annotations.go, DefaultCPUUtilization, in percent. */
const CPU_UTILIZATION = 80;

// Source: defaultHPAScaleUpRules and defaultHPAScaleDownRules. No window for scaling down: the controller's flag counts.
const SCALE_UP: ScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const SCALE_DOWN: ScalingRules = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

export function setHpaDefaults(hpa: HorizontalPodAutoscaler, context: ApiContext): void {
  const { version } = context;
  hpa.spec ??= { maxReplicas: 0, scaleTargetRef: { kind: '', name: '' } };
  const { spec } = hpa;
  spec.maxReplicas ??= 0;
  spec.scaleTargetRef ??= { kind: '', name: '' };
  dropZero(spec.scaleTargetRef, 'apiVersion');
  spec.minReplicas ??= 1;
  if ((spec.metrics ?? []).length === 0 && !isPlainV1(context)) {
    const target = { type: 'Utilization', averageUtilization: CPU_UTILIZATION };
    spec.metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  }
  for (const metric of spec.metrics ?? []) canonicalizeTargets(metric);
  if (spec.behavior != null) {
    spec.behavior.scaleUp = { ...structuredCopy(SCALE_UP), ...withoutNulls(spec.behavior.scaleUp) };
    spec.behavior.scaleDown = { ...structuredCopy(SCALE_DOWN), ...withoutNulls(spec.behavior.scaleDown) };
    if (!version.has('hpaConfigurableTolerance')) {
      delete spec.behavior.scaleUp.tolerance;
      delete spec.behavior.scaleDown.tolerance;
    }
  }
  hpa.status = { ...emptyHpaStatus(), ...hpa.status };
}

/** In autoscaling/v1 conversion brings the default metric, not defaulting. */
const isPlainV1 = ({ isWithoutConversion, requestApiVersion }: ApiContext): boolean =>
  isWithoutConversion === true && requestApiVersion === 'autoscaling/v1';

/** What upstream prints of an autoscaler that nobody has looked at: the list of metrics is null. */
export const emptyHpaStatus = (): HorizontalPodAutoscaler['status'] =>
  ({ desiredReplicas: 0, currentMetrics: null }) as unknown as HorizontalPodAutoscaler['status'];

/** Quantities are stored in canonical form. */
function canonicalizeTargets(metric: NonNullable<Spec['metrics']>[number]): void {
  for (const field of ['object', 'external', 'pods', 'resource', 'containerResource'] as const) {
    const target = metric[field]?.target;
    if (target === undefined) continue;
    for (const value of ['value', 'averageValue'] as const) {
      const text = target[value];
      if (text != null) target[value] = formatQuantity(quantityOf(text));
    }
  }
}

const withoutNulls = (rules: ScalingRules | undefined): ScalingRules =>
  Object.fromEntries(Object.entries(rules ?? {}).filter(([, value]) => value != null));

const structuredCopy = (rules: ScalingRules): ScalingRules => ({
  ...rules,
  policies: rules.policies?.map((policy) => ({ ...policy })),
});

/** Drops what the release's gates switch off, unless the stored object uses it. */
export function dropDisabledHpaFields(
  hpa: HorizontalPodAutoscaler,
  old: HorizontalPodAutoscaler | undefined,
  { version }: ApiContext,
): void {
  if (version.has('hpaContainerMetrics')) return;
  if (old?.spec.metrics?.some((metric) => metric.containerResource != null)) return;
  for (const metric of hpa.spec.metrics ?? []) delete metric.containerResource;
}
