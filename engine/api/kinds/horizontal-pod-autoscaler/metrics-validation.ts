// Validation of an autoscaler's metrics: one source each, of the type named, with a target that fits.
//
// Source: kubernetes v1.28.0 pkg/apis/autoscaling/validation/validation.go, validateMetricSpec; equal in v1.20.2 but for
// the name of a container's resource.

import { isDns1123Label } from '../../names/dns.ts';
import { isPathSegmentName } from '../../names/identifiers.ts';
import type { HorizontalPodAutoscaler } from '../../objects.ts';
import { formatQuantity } from '../../quantity/format.ts';
import { quantitySign } from '../../quantity/values.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateContainerResourceName } from '../../validation/resource-names.ts';
import { quantityOf } from '../../validation/resources.ts';
import { validateObjectReference } from './object-reference.ts';

type Metric = NonNullable<HorizontalPodAutoscaler['spec']['metrics']>[number];
type Target = NonNullable<Metric['resource']>['target'];
type SourceField = 'object' | 'external' | 'pods' | 'resource' | 'containerResource';

// In the order in which upstream looks at them: the first that is there gets checked.
const SOURCE_FIELDS: readonly SourceField[] = ['object', 'external', 'pods', 'resource', 'containerResource'];
const METRIC_TYPES = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
const FIELD_OF_TYPE: Readonly<Record<string, SourceField>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
};
const TARGET_TYPES = ['Utilization', 'Value', 'AverageValue'];

export function validateMetrics(metrics: readonly Metric[], path: FieldPath, problems: Problems): void {
  metrics.forEach((metric, i) => {
    validateMetric(metric, path.index(i), problems);
  });
}

function validateMetric(metric: Metric, path: FieldPath, problems: Problems): void {
  const type = metric.type ?? '';
  if (type === '') problems.required(path.child('type'), 'must specify a metric source type');
  if (!METRIC_TYPES.includes(type)) problems.notSupported(path.child('type'), type, METRIC_TYPES);
  const present = SOURCE_FIELDS.filter((field) => metric[field] != null);
  const first = present[0];
  if (first !== undefined) VALIDATORS[first](metric, path.child(first), problems);
  const expected = FIELD_OF_TYPE[type];
  if (expected === undefined) problems.notSupported(path.child('type'), type, METRIC_TYPES);
  else if (metric[expected] == null) {
    const gate =
      expected === 'containerResource' && !problems.has('hpaContainerMetrics')
        ? ' (only allowed when HPAContainerMetrics feature is enabled)'
        : '';
    const text = `must populate information for the given metric source${gate}`;
    problems.required(path.child(expected), text);
  }
  if (present.length <= 1) return;
  for (const field of present) {
    if (field !== expected)
      problems.forbidden(path.child(field), 'must populate the given metric source only');
  }
}

type Validator = (metric: Metric, path: FieldPath, problems: Problems) => void;

const VALIDATORS: Readonly<Record<SourceField, Validator>> = {
  object: ({ object }, path, problems) => {
    const target = object?.target;
    validateObjectReference(object?.describedObject ?? {}, path.child('describedObject'), problems);
    validateMetricName(object?.metric?.name, path.child('metric', 'name'), problems);
    validateTarget(target, path.child('target'), problems);
    if (target?.value == null && target?.averageValue == null) {
      const text = 'must set either a target value or averageValue';
      problems.required(path.child('target', 'averageValue'), text);
    }
  },
  external: ({ external }, path, problems) => {
    const target = external?.target;
    validateMetricName(external?.metric?.name, path.child('metric', 'name'), problems);
    validateTarget(target, path.child('target'), problems);
    if (target?.value == null && target?.averageValue == null) {
      const text = 'must set either a target value for metric or a per-pod target';
      problems.required(path.child('target', 'averageValue'), text);
    }
    if (target?.value != null && target.averageValue != null) {
      const text = 'may not set both a target value for metric and a per-pod target';
      problems.forbidden(path.child('target', 'value'), text);
    }
  },
  pods: ({ pods }, path, problems) => {
    validateMetricName(pods?.metric?.name, path.child('metric', 'name'), problems);
    validateTarget(pods?.target, path.child('target'), problems);
    if (pods?.target?.averageValue == null) {
      problems.required(path.child('target', 'averageValue'), 'must specify a positive target averageValue');
    }
  },
  resource: ({ resource }, path, problems) => {
    if (!resource?.name) problems.required(path.child('name'), 'must specify a resource name');
    validateUtilizationTarget(resource?.target, path, problems);
  },
  containerResource: ({ containerResource }, path, problems) => {
    const { name, container } = containerResource ?? {};
    if (!name) problems.required(path.child('name'), 'must specify a resource name');
    else validateContainerResourceName(name, path.child('name'), problems);
    if (!container) problems.required(path.child('container'), 'must specify a container');
    else {
      const texts = isDns1123Label(container, problems.version);
      problems.invalidEach(path.child('container'), container, texts);
    }
    validateUtilizationTarget(containerResource?.target, path, problems);
  },
};

function validateUtilizationTarget(target: Target | undefined, path: FieldPath, problems: Problems): void {
  validateTarget(target, path.child('target'), problems);
  const hasUtilization = target?.averageUtilization != null;
  const hasValue = target?.averageValue != null;
  if (!hasUtilization && !hasValue) {
    const text = 'must set either a target raw value or a target utilization';
    problems.required(path.child('target', 'averageUtilization'), text);
  }
  if (hasUtilization && hasValue) {
    const text = 'may not set both a target raw value and a target utilization';
    problems.forbidden(path.child('target', 'averageValue'), text);
  }
}

function validateTarget(target: Target | undefined, path: FieldPath, problems: Problems): void {
  const type = target?.type ?? '';
  if (type === '') problems.required(path.child('type'), 'must specify a metric target type');
  if (!TARGET_TYPES.includes(type)) {
    problems.invalid(path.child('type'), type, 'must be either Utilization, Value, or AverageValue');
  }
  for (const field of ['value', 'averageValue'] as const) {
    const text = target?.[field];
    if (text == null || quantitySign(quantityOf(text)) > 0) continue;
    const shown = formatQuantity(quantityOf(text));
    problems.invalid(path.child(field), new GoValue(shown, shown), 'must be positive');
  }
  const utilization = target?.averageUtilization;
  if (utilization != null && utilization < 1) {
    problems.invalid(path.child('averageUtilization'), utilization, 'must be greater than 0');
  }
}

function validateMetricName(name: string | undefined, path: FieldPath, problems: Problems): void {
  if (!name) problems.required(path, 'must specify a metric name');
  else problems.invalidEach(path, name, isPathSegmentName(name));
}
