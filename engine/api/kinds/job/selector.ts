// A Job's own selector: made from its uid unless the user says that he brings one.
//
// Source: kubernetes v1.20.2 pkg/registry/batch/job/strategy.go, generateSelector; pkg/apis/batch/validation/validation.go,
// ValidateGeneratedSelector; v1.28.0 for the labels with a domain.

import type { Job } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { goLabelSelector } from '../../validation/label-selector.ts';
import { METADATA } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { compiled, goLabels, SPEC } from '../workload-spec.ts';

const LEGACY_UID_LABEL = 'controller-uid';
const LEGACY_NAME_LABEL = 'job-name';
const UID_LABEL = 'batch.kubernetes.io/controller-uid';
const NAME_LABEL = 'batch.kubernetes.io/job-name';

/** In place; what the user set stays, and is refused by validation when it differs. @param withDomain the labels of 1.27 */
export function generateSelector(job: Job, withDomain: boolean): void {
  const { metadata, spec } = job;
  if (spec.manualSelector === true) return;
  const names = withDomain ? [LEGACY_NAME_LABEL, NAME_LABEL] : [LEGACY_NAME_LABEL];
  const uids = withDomain ? [LEGACY_UID_LABEL, UID_LABEL] : [LEGACY_UID_LABEL];
  const labels = {
    ...Object.fromEntries(names.map((label) => [label, metadata.name ?? ''])),
    ...Object.fromEntries(uids.map((label) => [label, metadata.uid ?? ''])),
  };
  const own = spec.template.metadata?.labels;
  const templateLabels = { ...labels, ...own };
  // Defaults have given a Job without labels the very map of its template: what is written to one is in both.
  if (own !== undefined && metadata.labels === own) metadata.labels = templateLabels;
  spec.template.metadata = { ...spec.template.metadata, labels: templateLabels };
  const uidLabel = withDomain ? UID_LABEL : LEGACY_UID_LABEL;
  spec.selector = {
    ...spec.selector,
    matchLabels: { [uidLabel]: metadata.uid ?? '', ...spec.selector?.matchLabels },
  };
}

/** @param old absent on create; Jobs made before 1.27 go without the labels with a domain */
export function validateGeneratedSelector(job: Job, old: Job | undefined, problems: Problems): void {
  const { metadata, spec } = job;
  if (spec.manualSelector === true || spec.selector === undefined) return;
  if (!metadata.uid) problems.required(METADATA.child('uid'));
  const expected: Record<string, string> = {
    [LEGACY_UID_LABEL]: metadata.uid ?? '',
    [LEGACY_NAME_LABEL]: metadata.name ?? '',
  };
  if (problems.has('jobLabelsWithDomain') && (old === undefined || hasLabelsWithDomain(old))) {
    Object.assign(expected, { [UID_LABEL]: metadata.uid ?? '', [NAME_LABEL]: metadata.name ?? '' });
  }
  for (const [label, value] of Object.entries(expected)) {
    validateHasLabel(
      spec.template.metadata?.labels,
      label,
      value,
      SPEC.child('template', 'metadata'),
      problems,
    );
  }
  if (compiled(spec.selector)?.matches(expected) !== false) return;
  problems.invalid(SPEC.child('selector'), goLabelSelector(spec.selector), '`selector` not auto-generated');
}

const hasLabelsWithDomain = ({ spec }: Job): boolean => {
  const labels = spec.template.metadata?.labels ?? {};
  return NAME_LABEL in labels && UID_LABEL in labels;
};

function validateHasLabel(
  labels: Readonly<Record<string, string>> | undefined,
  label: string,
  value: string,
  path: FieldPath,
  problems: Problems,
): void {
  const at = path.child('labels').key(label);
  if (labels?.[label] === undefined) problems.required(at, `must be '${value}'`);
  else if (labels[label] !== value) problems.invalid(at, goLabels(labels), `must be '${value}'`);
}
