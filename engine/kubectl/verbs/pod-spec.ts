// The pod spec inside an object, wherever its kind keeps it.
// Source: kubectl v0.32.0 pkg/polymorphichelpers/updatepodspec.go.

import type { AnyObject, PodSpec, PodTemplateSpec } from '../../api/objects.ts';
import { textFailure } from '../failure.ts';

const WITH_TEMPLATE = [
  'Deployment',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'Job',
];

/** The object as Go names its type in messages: `*v1.Service`. */
export const goTypeOf = ({ apiVersion, kind }: AnyObject): string =>
  `*${apiVersion.slice(apiVersion.indexOf('/') + 1)}.${kind}`;

/**
 * A copy with another pod spec.
 * @throws CommandFailure  the kind has no pods
 */
export function withPodSpec(object: AnyObject, change: (spec: PodSpec) => PodSpec): AnyObject {
  if (object.kind === 'Pod') return { ...object, spec: change(object.spec as PodSpec) };
  const spec = object.spec as Readonly<Record<string, unknown>>;
  if (WITH_TEMPLATE.includes(object.kind)) return { ...object, spec: withTemplateSpec(spec, change) };
  if (object.kind === 'CronJob') {
    const job = spec.jobTemplate as Readonly<Record<string, unknown>>;
    const inner = withTemplateSpec(job.spec as Readonly<Record<string, unknown>>, change);
    return { ...object, spec: { ...spec, jobTemplate: { ...job, spec: inner } } };
  }
  throw textFailure(`the object is not a pod or does not have a pod template: ${goTypeOf(object)}`);
}

function withTemplateSpec(
  spec: Readonly<Record<string, unknown>>,
  change: (spec: PodSpec) => PodSpec,
): Readonly<Record<string, unknown>> {
  const template = (spec.template ?? {}) as PodTemplateSpec;
  return {
    ...spec,
    template: { ...template, spec: change((template.spec ?? { containers: [] }) as PodSpec) },
  };
}
