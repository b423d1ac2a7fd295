// PriorityClass: a name for a pod priority.
//
// Source: kubernetes v1.20.2 pkg/registry/scheduling/priorityclass/strategy.go;
// pkg/apis/scheduling/validation/validation.go; pkg/apis/scheduling/v1/helpers.go, IsKnownSystemPriorityClass.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { PriorityClass } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { priorityClassPrinter } from './printer.ts';
import { SYSTEM_PRIORITIES } from './system-classes.ts';

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const SYSTEM_PREFIX = 'system-';
/** Source: pkg/apis/scheduling/types.go, HighestUserDefinablePriority; the system classes lie above it. */
export const HIGHEST_USER_DEFINABLE_PRIORITY = 1_000_000_000;
// In the order of the API's constants.
const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never'];

function systemClassError({ metadata, value, globalDefault }: PriorityClass): string | undefined {
  const { name } = metadata;
  const known = SYSTEM_PRIORITIES[name];
  if (known === undefined) return `${name} is not a known system priority class`;
  if (value !== known) return `value of ${name} PriorityClass must be ${known}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

function validatePriorityClass(object: PriorityClass, problems: Problems): void {
  const { metadata, value, preemptionPolicy } = object;
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  if (metadata.name?.startsWith(SYSTEM_PREFIX)) {
    const error = systemClassError(object);
    if (error !== undefined) {
      const text = `priority class names with 'system-' prefix are reserved for system use only. error: ${error}`;
      problems.forbidden(METADATA.child('name'), text);
    }
  } else if ((value ?? 0) > HIGHEST_USER_DEFINABLE_PRIORITY) {
    const text = `maximum allowed value of a user defined priority is ${HIGHEST_USER_DEFINABLE_PRIORITY}`;
    problems.forbidden(FieldPath.of('value'), text);
  }
  if (preemptionPolicy == null) return;
  const path = FieldPath.of('preemptionPolicy');
  if (preemptionPolicy === ('' as string)) problems.required(path);
  else if (!PREEMPTION_POLICIES.includes(preemptionPolicy)) {
    problems.notSupported(path, preemptionPolicy, PREEMPTION_POLICIES);
  }
}

export const priorityClass = defineKind<PriorityClass>({
  kind: 'PriorityClass',
  plural: 'priorityclasses',
  singular: 'priorityclass',
  shortNames: ['pc'],
  categories: [],
  namespaced: false,
  versions: [
    { group: 'scheduling.k8s.io', version: 'v1', from: 14 },
    {
      group: 'scheduling.k8s.io',
      version: 'v1beta1',
      until: 21,
      deprecatedFrom: 14,
      replacement: 'scheduling.k8s.io/v1 PriorityClass',
    },
    // In the tree of 1.20 and not in that of 1.28; taken to have gone with v1beta1.
    { group: 'scheduling.k8s.io', version: 'v1alpha1', until: 21, onRequest: true },
  ],
  statusSubresource: false,
  printer: priorityClassPrinter,
  setDefaults: (object, { version }) => {
    dropZero(object, 'globalDefault', 'description');
    object.value ??= 0;
    // Gate NonPreemptingPriority, on by default in 1.19.
    if (version.has('nonPreemptingPriority')) object.preemptionPolicy ??= 'PreemptLowerPriority';
    else delete object.preemptionPolicy;
  },
  prepareForCreate: ({ metadata }) => {
    metadata.generation = 1;
  },
  validateCreate: validatePriorityClass,
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    if (object.value !== old.value) {
      const path = FieldPath.of(problems.has('priorityClassValuePath') ? 'value' : 'Value');
      problems.forbidden(path, 'may not be changed in an update.');
    }
    const path = FieldPath.of('preemptionPolicy');
    validateImmutableField(object.preemptionPolicy, old.preemptionPolicy, path, problems);
  },
});
