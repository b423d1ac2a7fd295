// What every write of an object goes through between decoding and storing: defaults, the kind's strategy, validation.
//
// The object comes in storage form, held by nobody else, and is changed in place. The caller has filled in what the
// server gives every object (generated name, namespace, uid, creationTimestamp) and runs admission plugins himself.
// Knows no store and no kind. Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/rest/{create,update}.go,
// BeforeCreate and BeforeUpdate. Left out: managedFields.

import type { ApiContext, KindTraits } from './kind.ts';
import { dropZero } from './kinds/zero-values.ts';
import type { AnyObject } from './objects.ts';
import { invalid, type Status } from './status.ts';
import type { FieldError } from './validation/field-error.ts';
import {
  METADATA,
  nameIsPathSegment,
  validateObjectMeta,
  validateObjectMetaUpdate,
} from './validation/object-meta.ts';
import { Problems } from './validation/problems.ts';

/** The object to store, or every problem found, in upstream's order. */
export type Admitted = { readonly object: AnyObject } | { readonly errors: readonly FieldError[] };

const verdict = (object: AnyObject, errors: readonly FieldError[]): Admitted =>
  errors.length > 0 ? { errors } : { object };

export function admitCreate(traits: KindTraits, object: AnyObject, context: ApiContext): Admitted {
  traits.setDefaults?.(object, context);
  const { metadata } = object;
  dropIgnoredMeta(traits, metadata);
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  traits.prepareForCreate?.(object, context);
  const errors = traits.validateCreate(object, context);
  if (errors.length > 0) return { errors };
  // After the kind's own validation, so that its more specific messages are shown whenever possible.
  return verdict(object, commonMetaProblems(traits, object, context).list);
}

export function admitUpdate(
  traits: KindTraits,
  object: AnyObject,
  old: AnyObject,
  context: ApiContext,
): Admitted {
  return admit(
    { prepare: traits.prepareForUpdate, validate: traits.validateUpdate },
    traits,
    object,
    old,
    context,
  );
}

/** An update through the status subresource. A kind without one is updated as a whole. */
export function admitStatusUpdate(
  traits: KindTraits,
  object: AnyObject,
  old: AnyObject,
  context: ApiContext,
): Admitted {
  const prepare = traits.prepareForStatusUpdate ?? traits.prepareForUpdate;
  return admit(
    { prepare, validate: traits.validateStatusUpdate ?? traits.validateUpdate },
    traits,
    object,
    old,
    context,
  );
}

/** The refusal of an object that was not admitted. */
export function invalidStatus(
  traits: KindTraits,
  name: string,
  errors: readonly FieldError[],
  context: ApiContext,
): Status {
  return invalid(
    traits.refusalGroup ?? traits.versions[0]!.group,
    traits.kind,
    name,
    errors,
    context.version,
  );
}

function dropIgnoredMeta(
  traits: KindTraits,
  metadata: AnyObject['metadata'] & { clusterName?: string },
): void {
  if (!traits.namespaced) delete metadata.namespace;
  if (metadata.clusterName !== undefined) delete metadata.clusterName;
  // What a patch has emptied is as if it had never been. Source: apimachinery v0.20.2 pkg/apis/meta/v1/types.go,
  // ObjectMeta (omitempty).
  dropZero(metadata, 'labels', 'annotations', 'finalizers', 'ownerReferences', 'generateName');
}

interface UpdateRules {
  readonly prepare: KindTraits['prepareForUpdate'];
  readonly validate: KindTraits['validateUpdate'];
}

function admit(
  rules: UpdateRules,
  traits: KindTraits,
  object: AnyObject,
  old: AnyObject,
  context: ApiContext,
): Admitted {
  traits.setDefaults?.(object, context);
  const { metadata } = object;
  dropIgnoredMeta(traits, metadata);
  keepGeneration(object, old);
  rules.prepare?.(object, old, context);
  keepTimes(object, old);
  if (!metadata.uid && old.metadata.uid) metadata.uid = old.metadata.uid;
  const problems = commonMetaProblems(traits, object, context, old);
  validateObjectMetaUpdate(metadata, old.metadata, METADATA, problems);
  problems.add(...rules.validate(object, old, context));
  return verdict(object, problems.list);
}

// An update cannot set the generation; the strategy raises it.
function keepGeneration({ metadata }: AnyObject, old: AnyObject): void {
  if (old.metadata.generation === undefined) delete metadata.generation;
  else metadata.generation = old.metadata.generation;
}

// Nor can it move the times of creation and deletion, not even a strategy that drops them, as that of a pod's status does.
function keepTimes({ metadata }: AnyObject, old: AnyObject): void {
  if (old.metadata.creationTimestamp) metadata.creationTimestamp = old.metadata.creationTimestamp;
  if (old.metadata.deletionTimestamp) metadata.deletionTimestamp = old.metadata.deletionTimestamp;
  if (old.metadata.deletionGracePeriodSeconds !== undefined) {
    metadata.deletionGracePeriodSeconds ??= old.metadata.deletionGracePeriodSeconds;
  }
}

function commonMetaProblems(
  traits: KindTraits,
  object: AnyObject,
  context: ApiContext,
  old?: AnyObject,
): Problems {
  const problems = new Problems(context);
  const rules = { namespaced: traits.namespaced, nameCheck: nameIsPathSegment };
  validateObjectMeta(object.metadata, rules, METADATA, problems, old?.metadata);
  return problems;
}
