// PodDisruptionBudget: how many of a set of pods evictions must leave alone.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/policy/poddisruptionbudget/strategy.go;
// pkg/apis/policy/validation/validation.go, ValidatePodDisruptionBudgetSpec.

import { isPercent } from '../../names/identifiers.ts';
import type { PodDisruptionBudget } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateLabelSelector } from '../../validation/label-selector.ts';
import { validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { fromV1, toV1, V1BETA1 } from './conversion.ts';
import { podDisruptionBudgetPrinter } from './printer.ts';

const SPEC = FieldPath.of('spec');
const EVICTION_POLICIES = ['AlwaysAllow', 'IfHealthyBudget'];
const COUNTS = ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'] as const;
const emptyStatus = (): PodDisruptionBudget['status'] => ({
  currentHealthy: 0,
  desiredHealthy: 0,
  disruptionsAllowed: 0,
  expectedPods: 0,
});

// Metadata is left to the common check: upstream's own does not look at it.
function validateBudget({ spec }: PodDisruptionBudget, problems: Problems): void {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: policy } = spec;
  if (minAvailable != null && maxUnavailable != null) {
    const shown = new GoValue('policy.PodDisruptionBudgetSpec', spec);
    problems.invalid(SPEC, shown, 'minAvailable and maxUnavailable cannot be both set');
  }
  validateIntOrPercent(minAvailable, SPEC.child('minAvailable'), problems);
  validateIntOrPercent(maxUnavailable, SPEC.child('maxUnavailable'), problems);
  validateLabelSelector(spec.selector, SPEC.child('selector'), problems);
  if (policy != null && !EVICTION_POLICIES.includes(policy)) {
    problems.notSupported(SPEC.child('unhealthyPodEvictionPolicy'), policy, EVICTION_POLICIES);
  }
}

/** Source: pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent, IsNotMoreThan100Percent. */
function validateIntOrPercent(value: number | string | undefined, path: FieldPath, problems: Problems): void {
  if (value == null) return;
  if (typeof value === 'number') {
    validateNonnegative(value, path, problems);
    return;
  }
  const shown = new GoValue(`intstr.IntOrString{Type:1, IntVal:0, StrVal:${quoteGo(value)}}`, value);
  const texts = isPercent(value);
  problems.invalidEach(path, shown, texts);
  if (texts.length === 0 && Number.parseInt(value, 10) > 100) {
    problems.invalid(path, shown, 'must not be greater than 100%');
  }
}

export const podDisruptionBudget = defineKind<PodDisruptionBudget>({
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  shortNames: ['pdb'],
  categories: [],
  namespaced: true,
  versions: [
    { group: 'policy', version: 'v1', from: 21 },
    {
      group: 'policy',
      version: 'v1beta1',
      until: 24,
      deprecatedFrom: 21,
      replacement: 'policy/v1 PodDisruptionBudget',
      toStorage: toV1,
      fromStorage: fromV1,
    },
  ],
  statusSubresource: true,
  printer: podDisruptionBudgetPrinter,
  setDefaults: (object) => {
    object.spec ??= {};
    object.status = { ...emptyStatus(), ...object.status };
  },
  prepareForCreate: (object, { version }) => {
    object.status = emptyStatus();
    object.metadata.generation = 1;
    if (!version.has('pdbUnhealthyPodEvictionPolicy')) delete object.spec.unhealthyPodEvictionPolicy;
  },
  prepareForUpdate: (object, old, { version }) => {
    object.status = old.status;
    if (!version.has('pdbUnhealthyPodEvictionPolicy') && old.spec.unhealthyPodEvictionPolicy === undefined) {
      delete object.spec.unhealthyPodEvictionPolicy;
    }
    if (!semanticallyEqual(object.spec, old.spec)) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateBudget,
  validateUpdate: (object, _old, problems) => validateBudget(object, problems),
  // None for clients of v1beta1, so that no old one starts to fail.
  validateStatusUpdate: ({ status }, _old, problems) => {
    if (!problems.has('pdbV1') || problems.context.requestApiVersion === V1BETA1) return;
    for (const field of COUNTS) {
      validateNonnegative(status[field] ?? 0, FieldPath.of('status', field), problems);
    }
  },
});
