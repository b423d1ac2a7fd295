// The Endpoints controller: keeps the Endpoints of each Service with a selector.
//
// What they should be is decided in endpoints-for-service.ts and capacity.ts.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/endpoint/endpoints_controller.go.

import type { EndpointSubset } from '../../api/endpoints/subset-hash.ts';
import type { Endpoints, KubeObject, Service } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Result } from '../../api/status.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf, splitKey } from '../../client/informer.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { HEADLESS_LABEL, isHeadless } from '../endpoint-address.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from '../refusal.ts';
import { ServicePods } from '../service-pods.ts';
import { TRIGGER_TIME_ANNOTATION, TriggerTimes } from '../trigger-times.ts';
import { fitCapacity, OVER_CAPACITY_ANNOTATION } from './capacity.ts';
import { hasManagedEndpoints, subsetsForService } from './endpoints-for-service.ts';

/** Source: endpoints_controller.go, maxRetries. */
const RETRIES_MAX = 15;

/** @param component its name is `endpoint-controller` */
export function startEndpointController(component: Component): void {
  const means: Means = {
    component,
    servicePods: new ServicePods(component),
    endpoints: component.informers.of('Endpoints') as Informer<'Endpoints', Endpoints>,
    times: new TriggerTimes(),
  };
  const queue = component.queue('endpoint', (key) => {
    if (sync(key, means) !== undefined && queue.numRequeues(key) < RETRIES_MAX) queue.addRateLimited(key);
    else queue.forget(key);
  });
  const add = (object: KubeObject): void => queue.add(keyOf(object));
  means.servicePods.services.addHandler({ add, update: add, delete: add });
  means.servicePods.onPodChange((key) => queue.add(key));
  means.endpoints.addHandler({ delete: add });
}

interface Means {
  readonly component: Component;
  readonly servicePods: ServicePods;
  readonly endpoints: Informer<'Endpoints', Endpoints>;
  readonly times: TriggerTimes;
}

function sync(key: string, means: Means): Refusal | undefined {
  const { component, servicePods, endpoints, times } = means;
  const { client, version } = component;
  const service = servicePods.services.getByKey(key);
  if (service === undefined) {
    times.forget(key);
    const { namespace, name } = splitKey(key);
    // Nothing to ask the server for where the cache knows of none.
    if (endpoints.getByKey(key) === undefined) return undefined;
    const deleted = client.delete('Endpoints', namespace, name);
    return deleted.ok || deleted.status.reason === 'NotFound' ? undefined : refusedBy(deleted.status);
  }
  if (!hasManagedEndpoints(service, version)) return undefined;
  const pods = servicePods.podsOf(service);
  const triggerTime = times.next(service, pods);
  const fitted = fitCapacity(subsetsForService(service, pods, version), version);
  const current = endpoints.getByKey(key);
  if (current !== undefined && isUpToDate(current, service, fitted.subsets, fitted.overCapacity, version))
    return undefined;
  const wanted = endpointsOf(service, current, fitted.subsets, {
    [TRIGGER_TIME_ANNOTATION]: triggerTime,
    [OVER_CAPACITY_ANNOTATION]: fitted.overCapacity,
  });
  const written: Result<Endpoints> =
    current === undefined ? client.create('Endpoints', wanted) : client.update(wanted);
  return written.ok
    ? undefined
    : refused(component, wanted, current === undefined, refusedBy(written.status));
}

function refused(
  { recorder }: Component,
  endpoints: Endpoints,
  isNew: boolean,
  refusal: Refusal,
): Refusal | undefined {
  if (isNew && isNamespaceTerminating(refusal.status)) return undefined;
  const key = keyOf(endpoints);
  if (isNew)
    recorder.event(
      endpoints,
      'Warning',
      'FailedToCreateEndpoint',
      `Failed to create endpoint for service ${key}: ${refusal.message}`,
    );
  else
    recorder.event(
      endpoints,
      'Warning',
      'FailedToUpdateEndpoint',
      `Failed to update endpoint ${key}: ${refusal.message}`,
    );
  return refusal;
}

function isUpToDate(
  current: Endpoints,
  service: Service,
  subsets: readonly EndpointSubset[],
  overCapacity: string | undefined,
  version: VersionProfile,
): boolean {
  const { [HEADLESS_LABEL]: _, ...labels } = current.metadata.labels ?? {};
  return (
    equalPlain(labels, service.metadata.labels ?? {}) &&
    current.metadata.annotations?.[OVER_CAPACITY_ANNOTATION] === overCapacity &&
    equalSubsets(current.subsets ?? [], subsets, version)
  );
}

// From 1.24 on a pod's revision is neither written nor compared.
function equalSubsets(
  current: readonly EndpointSubset[],
  wanted: readonly EndpointSubset[],
  version: VersionProfile,
): boolean {
  if (!version.has('endpointsNameNoRevision')) return equalPlain(current, wanted);
  return equalPlain(current.map(withoutRevisions), wanted);
}

function withoutRevisions(subset: EndpointSubset): EndpointSubset {
  const isNamed = (address: NonNullable<EndpointSubset['addresses']>[number]): boolean =>
    address.targetRef?.resourceVersion !== undefined;
  if (!subset.addresses?.some(isNamed) && !subset.notReadyAddresses?.some(isNamed)) return subset;
  const strip = (addresses: EndpointSubset['addresses']): EndpointSubset['addresses'] =>
    addresses?.map(({ targetRef, ...address }) => {
      if (targetRef === undefined) return address;
      const { resourceVersion: _, ...reference } = targetRef;
      return { ...address, targetRef: reference };
    });
  const addresses = strip(subset.addresses);
  const notReadyAddresses = strip(subset.notReadyAddresses);
  return {
    ...subset,
    ...(addresses === undefined ? {} : { addresses }),
    ...(notReadyAddresses === undefined ? {} : { notReadyAddresses }),
  };
}

/** The object to write; an annotation that is undefined is taken off. */
function endpointsOf(
  service: Service,
  current: Endpoints | undefined,
  subsets: EndpointSubset[],
  marks: Readonly<Record<string, string | undefined>>,
): Endpoints {
  const { namespace, name } = service.metadata;
  const { [HEADLESS_LABEL]: _, ...own } = service.metadata.labels ?? {};
  const labels = isHeadless(service) ? { ...own, [HEADLESS_LABEL]: '' } : own;
  const merged = Object.entries({ ...current?.metadata.annotations, ...marks });
  const annotations = Object.fromEntries(
    merged.filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const base =
    current?.metadata ??
    ({ name, ...(namespace === undefined ? {} : { namespace }) } as Endpoints['metadata']);
  const { labels: _labels, annotations: _annotations, ...rest } = base;
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      ...rest,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    ...(subsets.length === 0 ? {} : { subsets }),
  };
}
