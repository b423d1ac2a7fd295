// ReplicaSet rules, and the rules of its template, which Deployments share.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go, ValidateReplicaSet*, ValidatePodTemplateSpecForReplicaSet
// (equal in 1.28); pkg/registry/apps/replicaset/strategy.go, ValidateUpdate.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { LabelSelector, PodTemplateSpec, ReplicaSet } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { goLabelSelector, isEmptySelector, validateLabelSelector } from '../../validation/label-selector.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import {
  validateAlwaysRunning,
  validatePodTemplate,
  validateReadOnlyPersistentDisks,
} from '../pod/pod-template.ts';
import {
  compiled,
  SPEC,
  STATUS,
  templateSpec,
  validateAtMost,
  validateCounts,
  validateSelectorMatches,
  validateSelectorUnchanged,
} from '../workload-spec.ts';

const META_RULES = { namespaced: true, nameCheck: nameIsDnsSubdomain };

export function validateReplicaSet({ metadata, spec }: ReplicaSet, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  validateReplicaSetSpec(spec, problems);
}

function validateReplicaSetSpec(spec: ReplicaSet['spec'], problems: Problems): void {
  validateCounts(spec, SPEC, problems, 'replicas', 'minReadySeconds');
  validateSelectorAndTemplate(spec, problems);
}

interface Selecting {
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template?: PodTemplateSpec;
}

/** Selector present, valid and not empty; template valid and found by it. */
export function validateSelectorAndTemplate(spec: Selecting, problems: Problems): void {
  const { selector, template = {}, replicas = 0 } = spec;
  const path = SPEC.child('selector');
  if (selector === undefined) problems.required(path);
  else {
    validateLabelSelector(selector, path, problems);
    // A ReplicaSet's text names a deployment as well; the slip is upstream's.
    if (isEmptySelector(selector))
      problems.invalid(path, goLabelSelector(selector), 'empty selector is invalid for deployment');
  }
  const matcher = compiled(selector);
  if (matcher === undefined) {
    problems.invalid(path, goLabelSelector(selector), 'invalid label selector');
    return;
  }
  const at = SPEC.child('template');
  if (!matcher.isEmpty) validateSelectorMatches(matcher, template, at, problems);
  validateReplicatedTemplate(template, replicas, at, problems);
}

function validateReplicatedTemplate(
  template: PodTemplateSpec,
  replicas: number,
  path: FieldPath,
  problems: Problems,
): void {
  validatePodTemplate(template, path, problems);
  const spec = templateSpec(template);
  if (replicas > 1) validateReadOnlyPersistentDisks(spec?.volumes, path.child('spec', 'volumes'), problems);
  validateAlwaysRunning(spec, 'ReplicaSet', path.child('spec'), problems);
}

export function validateReplicaSetUpdate(set: ReplicaSet, old: ReplicaSet, problems: Problems): void {
  validateReplicaSet(set, problems);
  validateKubeObjectMetaUpdate(set.metadata, old.metadata, METADATA, problems);
  validateReplicaSetSpec(set.spec, problems);
  validateSelectorUnchanged(set.spec.selector, old.spec.selector, ['extensions/v1beta1'], problems);
}

export function validateReplicaSetStatusUpdate(set: ReplicaSet, old: ReplicaSet, problems: Problems): void {
  validateKubeObjectMetaUpdate(set.metadata, old.metadata, METADATA, problems);
  validateReplicaStatus(set.status, problems);
}

/** Also of ReplicationControllers. */
export function validateReplicaStatus(status: ReplicaSet['status'], problems: Problems): void {
  validateCounts(
    status,
    STATUS,
    problems,
    'replicas',
    'fullyLabeledReplicas',
    'readyReplicas',
    'availableReplicas',
    'observedGeneration',
  );
  const replicas = status.replicas ?? 0;
  const text = 'cannot be greater than status.replicas';
  validateAtMost(
    status,
    replicas,
    text,
    problems,
    'fullyLabeledReplicas',
    'readyReplicas',
    'availableReplicas',
  );
  validateAtMost(
    status,
    status.readyReplicas ?? 0,
    'cannot be greater than readyReplicas',
    problems,
    'availableReplicas',
  );
}
