// The EndpointSliceMirroring controller: Endpoints that somebody keeps by hand show as slices too, which is where
// proxies look.
//
// What to write is decided in mirror-slices.ts.
// Source: kubernetes v1.28.0 pkg/controller/endpointslicemirroring/endpointslicemirroring_controller.go.

import type { EndpointSlice, Endpoints, KubeObject, Service } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from '../refusal.ts';
import { selectorOf } from '../service-pods.ts';
import { MIRRORING_CONTROLLER_NAME, planMirror, wantsMirror } from './mirror-slices.ts';
import { MANAGED_BY_LABEL, SERVICE_NAME_LABEL } from './slice-endpoint.ts';
import { SliceTracker } from './slice-tracker.ts';

/** Source: endpointslicemirroring_controller.go, maxRetries, defaultSyncBackOff, maxSyncBackOff. */
const RETRIES_MAX = 15;
const FAILURE_BASE_MS = 1_000;
const FAILURE_MAX_MS = 100_000;
const BY_ENDPOINTS = 'mirrored';

const isMirror = ({ metadata }: EndpointSlice): boolean =>
  metadata.labels?.[MANAGED_BY_LABEL] === MIRRORING_CONTROLLER_NAME;

const endpointsKeyOf = ({ metadata: { namespace, labels } }: EndpointSlice): string =>
  `${namespace}/${labels?.[SERVICE_NAME_LABEL] ?? ''}`;

interface Means {
  readonly component: Component;
  readonly services: Informer<'Service', Service>;
  readonly endpoints: Informer<'Endpoints', Endpoints>;
  readonly slices: Informer<'EndpointSlice', EndpointSlice>;
  readonly tracker: SliceTracker;
}

/** @param component its name is `endpointslicemirroring-controller` */
export function startEndpointSliceMirroringController(component: Component): void {
  const { informers } = component;
  const means: Means = {
    component,
    services: informers.of('Service') as Informer<'Service', Service>,
    endpoints: informers.of('Endpoints') as Informer<'Endpoints', Endpoints>,
    slices: informers.of('EndpointSlice') as Informer<'EndpointSlice', EndpointSlice>,
    tracker: new SliceTracker(),
  };
  const { services, endpoints, slices, tracker } = means;
  slices.addIndex(BY_ENDPOINTS, (slice) => (isMirror(slice) ? [endpointsKeyOf(slice)] : []));
  const sync = (key: string): void => {
    if (syncEndpoints(key, means) !== undefined && queue.numRequeues(key) < RETRIES_MAX)
      queue.addRateLimited(key);
    else queue.forget(key);
  };
  const limits = { failureBaseMs: FAILURE_BASE_MS, failureMaxMs: FAILURE_MAX_MS };
  const queue = component.queue('endpoint_slice_mirroring', sync, limits);
  // Most Endpoints belong to a Service with a selector, and to the other controller.
  const isConcerned = (key: string): boolean => {
    const service = services.getByKey(key);
    return (
      service === undefined ||
      selectorOf(service) === undefined ||
      slices.byIndex(BY_ENDPOINTS, key).length > 0
    );
  };
  const add = (object: KubeObject): void => {
    if (isConcerned(keyOf(object))) queue.add(keyOf(object));
  };
  services.addHandler({ add, update: add, delete: (service) => queue.add(keyOf(service)) });
  endpoints.addHandler({ add, update: add, delete: add });
  const check = (slice: EndpointSlice): void => {
    if (isMirror(slice) && tracker.isForeign(endpointsKeyOf(slice), slice)) queue.add(endpointsKeyOf(slice));
  };
  slices.addHandler({
    add: check,
    update: check,
    delete: (slice) => {
      if (isMirror(slice) && tracker.sawDeletion(endpointsKeyOf(slice), slice))
        queue.add(endpointsKeyOf(slice));
    },
  });
}

function syncEndpoints(key: string, means: Means): Refusal | undefined {
  const { services, endpoints, slices, tracker } = means;
  const mirrored = endpoints.getByKey(key);
  const service = services.getByKey(key);
  const present = slices.byIndex(BY_ENDPOINTS, key);
  const isWanted = mirrored !== undefined && wantsMirror(mirrored);
  if (!isWanted || service === undefined || selectorOf(service) !== undefined) {
    tracker.forget(key);
    return removeAll(present, means);
  }
  const existing = present.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  if (tracker.isStale(key, existing)) return { message: 'EndpointSlice informer cache is out of date' };
  return mirror(key, mirrored, existing, means);
}

function removeAll(slices: readonly EndpointSlice[], { component: { client } }: Means): Refusal | undefined {
  let refusal: Refusal | undefined;
  for (const { metadata } of slices) {
    const deleted = client.delete('EndpointSlice', metadata.namespace, metadata.name);
    if (!deleted.ok && deleted.status.reason !== 'NotFound') refusal ??= refusedBy(deleted.status);
  }
  return refusal;
}

function mirror(
  key: string,
  endpoints: Endpoints,
  existing: readonly EndpointSlice[],
  { component: { client }, tracker }: Means,
): Refusal | undefined {
  const { create, update, remove } = planMirror(endpoints, existing);
  if (endpoints.metadata.deletionTimestamp === undefined) {
    for (const slice of create) {
      const made = client.create('EndpointSlice', slice);
      if (made.ok) tracker.wrote(key, made.object);
      else return isNamespaceTerminating(made.status) ? undefined : refusedBy(made.status);
    }
  }
  for (const slice of update) {
    const written = client.update(slice);
    if (!written.ok) return refusedBy(written.status);
    tracker.wrote(key, written.object);
  }
  for (const slice of remove) {
    const deleted = client.delete('EndpointSlice', slice.metadata.namespace, slice.metadata.name);
    if (!deleted.ok) return refusedBy(deleted.status);
    tracker.expectDeletion(key, slice);
  }
  return undefined;
}
