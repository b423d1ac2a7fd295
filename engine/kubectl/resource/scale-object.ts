// What the scale subresource of an object shows. Source: kubernetes v1.28.0 pkg/registry/apps/deployment/storage/storage.go,
// scaleFromDeployment, and its like for other kinds.

import { toStorageForm } from '../../api/conversion.ts';
import type { AnyObject } from '../../api/objects.ts';
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
