// What the scale subresource of an object shows. Source: kubernetes v1.28.0 pkg/registry/apps/deployment/storage/storage.go,
// scaleFromDeployment, and its like for other kinds.

import { toStorageForm } from '../../api/conversion.ts';
import type { Printer } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { since } from '../../api/printing/age.ts';
import { notFound } from '../../api/status.ts';
import { statusFailure } from '../failure.ts';
import { type Info, objectOf } from './info.ts';

/** @throws CommandFailure  the kind cannot be scaled */
export function scaleOf(info: Info): AnyObject {
  const { mapping, name, namespace } = info;
  const { scale } = mapping.traits;
  if (scale === undefined)
    throw statusFailure({
      ...notFound({ group: '', resource: '' }, ''),
      message: 'the server could not find the requested resource',
    });
  const object = objectOf(info);
  const stored = toStorageForm(mapping.traits, object);
  const { creationTimestamp, resourceVersion, uid } = object.metadata;
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { creationTimestamp, name, namespace, resourceVersion, uid },
    spec: { replicas: scale.specReplicas(stored) },
    status: { replicas: scale.statusReplicas(stored), selector: scale.selector(stored) },
  } as unknown as AnyObject;
}

// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printScale.
const PRINTER: Printer = {
  columns: () => [{ name: 'Name' }, { name: 'Desired' }, { name: 'Available' }, { name: 'Age' }],
  cells: (object, context) => {
    const { spec, status } = object as unknown as Scale;
    const { name, creationTimestamp } = object.metadata;
    return [name, String(spec.replicas), String(status.replicas), since(creationTimestamp, context)];
  },
};

interface Scale {
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas: number };
}

/** The info of the scale in the place of its object's. */
export function scaleInfo(info: Info): Info {
  const served = { group: 'autoscaling', version: 'v1' };
  const traits = { ...info.mapping.traits, kind: 'Scale', versions: [served], printer: PRINTER };
  const mapping = {
    ...info.mapping,
    traits,
    served,
    kind: 'Scale',
    group: served.group,
    apiVersion: 'autoscaling/v1',
  };
  return { ...info, mapping, object: scaleOf(info) };
}
