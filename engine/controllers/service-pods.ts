// Which pods a Service selects, which Services select a pod, and whether a change of a pod can matter to them.
//
// Both sides are found by one label each, so that a change costs what it concerns and not all of the namespace.
// Source: kubernetes v1.20.2 pkg/controller/util/endpoint/controller_utils.go, GetPodServiceMemberships and
// GetServicesToUpdateOnPodChange; v1.28.0 staging/src/k8s.io/endpointslice/util/controller_utils.go.

import type { Pod, Service } from '../api/objects.ts';
import { equalPlain } from '../api/plain.ts';
import type { Component } from '../client/component.ts';
import { type Informer, keyOf } from '../client/informer.ts';
import { isPodReady } from './pod-condition.ts';

const BY_LABEL = 'label';
const BY_SELECTOR = 'selector';

type Labels = Readonly<Record<string, string>>;

const entry = (namespace: string | undefined, key: string, value: string): string =>
  `${namespace}/${key}=${value}`;

/** The selector, or undefined for a Service whose endpoints are somebody else's to keep. */
export function selectorOf({ spec }: Service): Labels | undefined {
  const selector = spec.selector as Labels | undefined;
  return selector === undefined || Object.keys(selector).length === 0 ? undefined : selector;
}

export function selects(selector: Labels, pod: Pod): boolean {
  for (const key in selector) if (pod.metadata.labels?.[key] !== selector[key]) return false;
  return true;
}

export class ServicePods {
  readonly services: Informer<'Service', Service>;
  private readonly pods: Informer<'Pod', Pod>;

  constructor(component: Component) {
    this.services = component.informers.of('Service') as Informer<'Service', Service>;
    this.pods = component.informers.of('Pod') as Informer<'Pod', Pod>;
    this.pods.addIndex(BY_LABEL, ({ metadata: { namespace, labels = {} } }) =>
      Object.entries(labels).map(([key, value]) => entry(namespace, key, value)),
    );
    this.services.addIndex(BY_SELECTOR, (service) => {
      const [first] = Object.entries(selectorOf(service) ?? {});
      return first === undefined ? [] : [entry(service.metadata.namespace, ...first)];
    });
  }

  podsOf(service: Service): Pod[] {
    const selector = selectorOf(service);
    if (selector === undefined) return [];
    const candidates = Object.entries(selector).map(([key, value]) =>
      this.pods.byIndex(BY_LABEL, entry(service.metadata.namespace, key, value)),
    );
    const fewest = candidates.reduce((a, b) => (b.length < a.length ? b : a));
    return fewest.filter((pod) => selects(selector, pod));
  }

  /** Tells of each Service, by key, that a pod's coming, change or going concerns. */
  onPodChange(concerned: (serviceKey: string) => void): void {
    const all = (pod: Pod): void => {
      for (const key of this.servicesOf(pod)) concerned(key);
    };
    this.pods.addHandler({
      add: all,
      delete: all,
      update: (pod, before) => {
        for (const key of this.servicesToUpdate(pod, before)) concerned(key);
      },
    });
  }

  private servicesOf(pod: Pod): Set<string> {
    const { namespace, labels = {} } = pod.metadata;
    const keys = new Set<string>();
    for (const [key, value] of Object.entries(labels)) {
      for (const service of this.services.byIndex(BY_SELECTOR, entry(namespace, key, value))) {
        if (selects(selectorOf(service) ?? {}, pod)) keys.add(keyOf(service));
      }
    }
    return keys;
  }

  private servicesToUpdate(pod: Pod, before: Pod): Iterable<string> {
    const hasChanged = changesEndpoints(pod, before);
    const isRelabelled =
      !equalPlain(pod.metadata.labels, before.metadata.labels) ||
      pod.spec.hostname !== before.spec.hostname ||
      pod.spec.subdomain !== before.spec.subdomain;
    if (!hasChanged && !isRelabelled) return [];
    const now = this.servicesOf(pod);
    if (!isRelabelled) return now;
    const former = this.servicesOf(before);
    if (hasChanged) return new Set([...now, ...former]);
    return [...[...now].filter((key) => !former.has(key)), ...[...former].filter((key) => !now.has(key))];
  }
}

// Source: podEndpointsChanged.
function changesEndpoints(pod: Pod, before: Pod): boolean {
  if (pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp) return true;
  if (isPodReady(pod) !== isPodReady(before)) return true;
  return !equalPlain(pod.status.podIPs ?? [], before.status.podIPs ?? []);
}
