// What the specs and statuses of workload kinds have in common.
//
// Source: kubernetes v1.20.2 pkg/apis/apps/validation/validation.go; pkg/apis/core/validation/validation.go for
// ReplicationControllers; pkg/registry/apps/*/strategy.go.

import type { ScaleTraits } from '../kind.ts';
import type { AnyObject, LabelSelector, ObjectMeta, PodSpec, PodTemplateSpec } from '../objects.ts';
import { labelSelectorAsSelector, selectorFromSet } from '../selectors/label-selector.ts';
import { SelectorError } from '../selectors/requirement.ts';
import type { Selector } from '../selectors/selector.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { FieldPath, GoValue, quoteGo } from '../validation/field-error.ts';
import { validateImmutableField } from '../validation/immutable.ts';
import { goLabelSelector } from '../validation/label-selector.ts';
import { validateNonnegative } from '../validation/object-meta.ts';
import type { Problems } from '../validation/problems.ts';

export const SPEC: FieldPath = FieldPath.of('spec');
export const STATUS: FieldPath = FieldPath.of('status');

/** Compiles a selector of a field; undefined where that fails, which upstream reports in its own place. */
export function compiled(selector: LabelSelector | undefined): Selector | undefined {
  try {
    return labelSelectorAsSelector(selector as Parameters<typeof labelSelectorAsSelector>[0]);
  } catch (error) {
    if (error instanceof SelectorError) return undefined;
    throw error;
  }
}

type Labels = Readonly<Record<string, string>>;

/** How upstream's `%#v` prints labels. */
export function goLabels(labels: Labels | undefined): GoValue {
  if (labels === undefined) return new GoValue('map[string]string(nil)', null);
  const pairs = Object.keys(labels)
    .sort()
    .map((key) => `${quoteGo(key)}:${quoteGo(labels[key]!)}`);
  return new GoValue(`map[string]string{${pairs.join(', ')}}`, labels);
}

/** Pods made from the template must be found by the selector. `path` is that of the template. */
export function validateSelectorMatches(
  selector: Selector,
  template: PodTemplateSpec,
  path: FieldPath,
  problems: Problems,
): void {
  const labels = template.metadata?.labels;
  if (selector.matches(labels)) return;
  problems.invalid(
    path.child('metadata', 'labels'),
    goLabels(labels),
    '`selector` does not match template `labels`',
  );
}

/** Since extensions/v1beta1 and apps/v1beta1 let the selector change, the version of the request decides. */
export function validateSelectorUnchanged(
  selector: LabelSelector | undefined,
  old: LabelSelector | undefined,
  mutableIn: readonly string[],
  problems: Problems,
): void {
  if (mutableIn.includes(problems.context.requestApiVersion ?? '')) return;
  const path = SPEC.child('selector');
  // An empty selector is not the same as none: it is a pointer.
  if ((selector === undefined) !== (old === undefined)) {
    problems.invalid(path, goLabelSelector(selector), 'field is immutable');
  } else validateImmutableField(selector, old, path, problems, goLabelSelector(selector));
}

/** Each named count that is there must not be negative. */
export function validateCounts<T extends object>(
  holder: T,
  path: FieldPath,
  problems: Problems,
  ...fields: readonly (keyof T & string)[]
): void {
  for (const field of fields) {
    const value = holder[field];
    if (typeof value === 'number') validateNonnegative(value, path.child(field), problems);
  }
}

/** Each named count of a status is at most `bound`, which `text` names. */
export function validateAtMost<T extends object>(
  status: T,
  bound: number,
  text: string,
  problems: Problems,
  ...fields: readonly (keyof T & string)[]
): void {
  for (const field of fields) {
    const value = (status[field] ?? 0) as number;
    if (value > bound) problems.invalid(STATUS.child(field), value, text);
  }
}

export function validateCollisionCount(
  status: { readonly collisionCount?: number },
  old: { readonly collisionCount?: number },
  problems: Problems,
): void {
  const { collisionCount = 0 } = status;
  const isDecremented =
    old.collisionCount !== undefined &&
    (status.collisionCount === undefined || collisionCount < old.collisionCount);
  if (isDecremented)
    problems.invalid(STATUS.child('collisionCount'), collisionCount, 'cannot be decremented');
}

interface Generational {
  readonly metadata: ObjectMeta;
  readonly spec: object;
}

/** A change of the spec is a new generation. */
export function raiseGenerationOnSpecChange(object: Generational, old: Generational): void {
  if (!semanticallyEqual(object.spec, old.spec)) raiseGeneration(object.metadata, old.metadata);
}

export function raiseGeneration(meta: ObjectMeta, old: ObjectMeta): void {
  meta.generation = (old.generation ?? 0) + 1;
}

interface Scalable {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector | Labels };
  readonly status: { readonly replicas?: number };
}

const scalable = (object: AnyObject): Scalable => object as unknown as Scalable;

/** The scale subresource of kinds with `spec.replicas` and a label selector. */
export const REPLICAS_SCALE: ScaleTraits = {
  specReplicas: (object) => scalable(object).spec.replicas ?? 0,
  statusReplicas: (object) => scalable(object).status.replicas ?? 0,
  selector: (object) => String(compiled(scalable(object).spec.selector as LabelSelector) ?? ''),
};

/** The same with plain labels as selector. */
export const LABELS_SCALE: ScaleTraits = {
  ...REPLICAS_SCALE,
  selector: (object) => String(selectorFromSet(scalable(object).spec.selector as Labels)),
};

/**
 * Template labels stand in for an absent selector and absent labels, as extensions/v1beta1 and apps/v1beta1 had it.
 * In place.
 */
export function selectByTemplateLabels(object: {
  metadata: ObjectMeta;
  spec: { selector?: LabelSelector; template?: PodTemplateSpec };
}): void {
  const labels = object.spec.template?.metadata?.labels;
  if (labels === undefined) return;
  object.spec.selector ??= { matchLabels: { ...labels } };
  if (Object.keys(object.metadata.labels ?? {}).length === 0) object.metadata.labels = { ...labels };
}

export const templateSpec = (template: PodTemplateSpec | undefined): PodSpec | undefined =>
  template?.spec as PodSpec | undefined;
