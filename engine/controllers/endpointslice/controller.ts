// The EndpointSlice controller: keeps the slices of each Service with a selector.
//
// What to write is decided in plan-slices.ts.
// Source: kubernetes v1.28.0 pkg/controller/endpointslice/endpointslice_controller.go.

import type { EndpointSlice, KubeObject, Node, Service } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from '../refusal.ts';
import { ServicePods, selectorOf } from '../service-pods.ts';
import { TRIGGER_TIME_ANNOTATION, TriggerTimes } from '../trigger-times.ts';
import { planSlices, type SlicePlan } from './plan-slices.ts';
import { CONTROLLER_NAME, MANAGED_BY_LABEL, SERVICE_NAME_LABEL } from './slice-endpoint.ts';
import { SliceTracker } from './slice-tracker.ts';
import { Hinter } from './topology/hinter.ts';
import type { HintedGroup, SliceGroup } from './topology/slice-group.ts';

/** Source: endpointslice_controller.go, maxRetries, defaultSyncBackOff, maxSyncBackOff. */
const RETRIES_MAX = 15;
const FAILURE_BASE_MS = 1_000;
const FAILURE_MAX_MS = 1_000_000;
const BY_SERVICE = 'service';

interface Means {
  readonly component: Component;
  readonly servicePods: ServicePods;
  readonly slices: Informer<'EndpointSlice', EndpointSlice>;
  readonly nodes: Informer<'Node', Node>;
  readonly times: TriggerTimes;
  readonly tracker: SliceTracker;
  readonly hinter: Hinter;
}

const isManaged = ({ metadata }: EndpointSlice): boolean =>
  metadata.labels?.[MANAGED_BY_LABEL] === CONTROLLER_NAME;

const serviceKeyOf = ({ metadata: { namespace, labels } }: EndpointSlice): string =>
  `${namespace}/${labels?.[SERVICE_NAME_LABEL] ?? ''}`;

/** @param component its name is `endpointslice-controller` */
export function startEndpointSliceController(component: Component): void {
  const { informers, version } = component;
  const nodes = informers.of('Node') as Informer<'Node', Node>;
  const means: Means = {
    component,
    servicePods: new ServicePods(component),
    slices: informers.of('EndpointSlice') as Informer<'EndpointSlice', EndpointSlice>,
    nodes,
    times: new TriggerTimes(),
    tracker: new SliceTracker(),
    hinter: new Hinter(version, () => nodes.list()),
  };
  const limits = { failureBaseMs: FAILURE_BASE_MS, failureMaxMs: FAILURE_MAX_MS };
  const sync = (key: string): void => {
    if (syncService(key, means) !== undefined && queue.numRequeues(key) < RETRIES_MAX)
      queue.addRateLimited(key);
    else queue.forget(key);
  };
  const queue = component.queue('endpoint_slice', sync, limits);
  const add = (object: KubeObject): void => queue.add(keyOf(object));
  means.servicePods.services.addHandler({ add, update: add, delete: add });
  means.servicePods.onPodChange((key) => queue.add(key));
  watchSlices(means, (key) => queue.add(key));
  const { hinter } = means;
  const addAll = (keys: readonly string[]): void => {
    for (const key of keys) queue.add(key);
  };
  nodes.addHandler({
    add: () => addAll(hinter.nodesChanged()),
    update: (node, before) => addAll(hinter.nodeUpdated(node, before)),
    delete: () => addAll(hinter.nodesChanged()),
  });
}

function watchSlices({ slices, tracker }: Means, add: (serviceKey: string) => void): void {
  slices.addIndex(BY_SERVICE, (slice) => (isManaged(slice) ? [serviceKeyOf(slice)] : []));
  const check = (slice: EndpointSlice): void => {
    if (isManaged(slice) && tracker.isForeign(serviceKeyOf(slice), slice)) add(serviceKeyOf(slice));
  };
  slices.addHandler({
    add: check,
    update: (slice, before) => {
      if (isManaged(slice) === isManaged(before) && serviceKeyOf(slice) === serviceKeyOf(before)) {
        check(slice);
        return;
      }
      add(serviceKeyOf(slice));
      add(serviceKeyOf(before));
    },
    delete: (slice) => {
      if (isManaged(slice) && tracker.sawDeletion(serviceKeyOf(slice), slice)) add(serviceKeyOf(slice));
    },
  });
}

function syncService(key: string, means: Means): Refusal | undefined {
  const { component, servicePods, times, tracker, nodes, hinter } = means;
  const service = servicePods.services.getByKey(key);
  if (service === undefined) {
    times.forget(key);
    tracker.forget(key);
    hinter.forget(key);
    return undefined;
  }
  if (service.spec.type === 'ExternalName' || selectorOf(service) === undefined) return undefined;
  const pods = servicePods.podsOf(service);
  const slices = means.slices
    .byIndex(BY_SERVICE, key)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  if (tracker.isStale(key, slices)) return { message: 'EndpointSlice informer cache is out of date' };
  const triggerTime = times.next(service, pods);
  const node = (name: string): Node | undefined => nodes.getByKey(name);
  const hint = (family: string, group: SliceGroup): HintedGroup => hinter.hint(service, family, group);
  const plan = planSlices({ service, pods, slices, node, version: component.version, hint });
  const refusal = carryOut(plan, service, triggerTime, means);
  for (const { level, reason, message } of plan.told)
    component.recorder.event(service, level, reason, message);
  const texts = [...plan.problems, ...(refusal === undefined ? [] : [refusal.message])];
  if (texts.length === 0) return undefined;
  const message = texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
  const text = `Error updating Endpoint Slices for Service ${key}: ${message}`;
  component.recorder.event(service, 'Warning', 'FailedToUpdateEndpointSlices', text);
  return { message };
}

function carryOut(
  { create, update, remove }: SlicePlan,
  service: Service,
  triggerTime: string | undefined,
  { component: { client }, tracker }: Means,
): Refusal | undefined {
  const key = keyOf(service);
  const isGoing = service.metadata.deletionTimestamp !== undefined;
  for (const slice of isGoing ? [] : create) {
    const made = client.create('EndpointSlice', { ...slice, metadata: stamped(slice.metadata, triggerTime) });
    if (made.ok) tracker.wrote(key, made.object);
    else if (isNamespaceTerminating(made.status)) return undefined;
    else return failed(`failed to create EndpointSlice for Service ${key}`, refusedBy(made.status));
  }
  for (const slice of update) {
    const metadata = stamped(slice.metadata, triggerTime);
    const written = client.update({ ...slice, metadata } as EndpointSlice);
    if (written.ok) tracker.wrote(key, written.object);
    else
      return failed(
        `failed to update ${slice.metadata.name} EndpointSlice for Service ${key}`,
        refusedBy(written.status),
      );
  }
  for (const slice of remove) {
    const deleted = client.delete('EndpointSlice', slice.metadata.namespace, slice.metadata.name);
    if (deleted.ok) tracker.expectDeletion(key, slice);
    else
      return failed(
        `failed to delete ${slice.metadata.name} EndpointSlice for Service ${key}`,
        refusedBy(deleted.status),
      );
  }
  return undefined;
}

const failed = (what: string, { message, status }: Refusal): Refusal =>
  status === undefined ? { message: `${what}: ${message}` } : { message: `${what}: ${message}`, status };

function stamped<M extends Partial<EndpointSlice['metadata']>>(
  metadata: M,
  triggerTime: string | undefined,
): M {
  const { [TRIGGER_TIME_ANNOTATION]: _, ...others } = metadata.annotations ?? {};
  const annotations =
    triggerTime === undefined ? others : { ...others, [TRIGGER_TIME_ANNOTATION]: triggerTime };
  const { annotations: __, ...rest } = metadata;
  return (Object.keys(annotations).length === 0 ? rest : { ...rest, annotations }) as M;
}
