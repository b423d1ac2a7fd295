// Keeps the status of quotas: counts anew when limits change, when something that counted is gone, and every 5 minutes.
//
// New objects are charged by admission, so only ends are listened to. The kinds that quotas always count are watched
// from the start; any other when the first quota names it.
// Source: kubernetes v1.20.2 pkg/controller/resourcequota/resource_quota_controller.go, resource_quota_monitor.go.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject, Pod, ResourceQuota, Service } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { evaluatorOf } from '../../api/quota/evaluator.ts';
import { countsTowardsQuota } from '../../api/quota/pod-evaluator.ts';
import { equalLists, type ResourceTexts, resourceList } from '../../api/quota/resource-list.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf, splitKey } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { quotaStatus } from './quota-status.ts';

/** Source: config/v1alpha1/defaults.go, ResourceQuotaSyncPeriod. */
const RESYNC_MS = 300_000;
const BY_NAMESPACE = 'namespace';
const ALWAYS_COUNTED = [
  'Pod',
  'Service',
  'PersistentVolumeClaim',
  'ConfigMap',
  'Secret',
  'ReplicationController',
];

const listOf = (texts: unknown) => resourceList(texts as ResourceTexts | undefined);

/** @param component its name is `resourcequota-controller` */
export function startResourceQuotaController(component: Component): void {
  new ResourceQuotaController(component);
}

class ResourceQuotaController {
  private readonly component: Component;
  private readonly queue: WorkQueue;
  private readonly quotas: Informer<string, AnyObject>;
  private readonly monitors = new Map<string, Informer<string, AnyObject>>();
  /** Monitors whose first list may not have come yet. */
  private readonly settling = new Set<string>();
  private isResyncScheduled = false;

  constructor(component: Component) {
    this.component = component;
    this.queue = component.queue('resourcequota_primary', (key) => this.sync(key));
    this.quotas = component.informers.of('ResourceQuota') as Informer<string, AnyObject>;
    this.quotas.addIndex(BY_NAMESPACE, ({ metadata }) => [metadata.namespace ?? '']);
    for (const kind of ALWAYS_COUNTED) this.monitor(component.world.server.traits(kind));
    this.quotas.addHandler({
      add: (quota) => this.onQuota(quota),
      update: (quota, before) => {
        const hard = (object: AnyObject) => listOf((object as unknown as ResourceQuota).spec.hard);
        if (!equalLists(hard(quota), hard(before))) this.onQuota(quota);
      },
      delete: (quota) => this.queue.add(keyOf(quota)),
    });
  }

  private onQuota(quota: AnyObject): void {
    this.queue.add(keyOf(quota));
    this.scheduleResync();
  }

  // On the marks of the controller's own clock, and only as long as there are quotas.
  private scheduleResync(): void {
    if (this.isResyncScheduled || this.quotas.size === 0) return;
    this.isResyncScheduled = true;
    const { kernel } = this.component;
    const delayMs = RESYNC_MS - (kernel.nowMs % RESYNC_MS);
    const label = 'the quota controller counts everything again, every 5 minutes';
    kernel.schedule({ delayMs, kind: 'resourcequota resync', label }, () => {
      this.isResyncScheduled = false;
      for (const quota of this.quotas.list()) this.queue.add(keyOf(quota));
      this.scheduleResync();
    });
  }

  private sync(key: string): void {
    const quota = this.quotas.getByKey(key) as unknown as ResourceQuota | undefined;
    if (quota === undefined) return;
    const { version, kernel, client } = this.component;
    const { namespace = '' } = splitKey(key);
    const objectsOf = (traits: KindTraits): readonly AnyObject[] => this.objectsOf(traits, namespace);
    const status = quotaStatus(quota, this.countedKinds(quota), objectsOf, {
      version,
      nowEpochMs: kernel.nowEpochMs,
    });
    const isCurrent =
      equalPlain(quota.spec.hard, quota.status?.hard) &&
      equalLists(listOf(status.used), listOf(quota.status?.used));
    const isDone =
      (isCurrent && quota.status?.used !== undefined) || client.updateStatus({ ...quota, status }).ok;
    if (isDone) this.queue.forget(key);
    else this.queue.addRateLimited(key);
  }

  private countedKinds(quota: ResourceQuota): KindTraits[] {
    const hard = Object.keys(quota.spec.hard ?? {});
    const { kinds } = this.component.world.server.core;
    return [...kinds.values()].filter((traits) => (evaluatorOf(traits)?.matching(hard).length ?? 0) > 0);
  }

  // Upstream watches all kinds from the start. One that no quota has named before is counted from the store until its
  // first list has come, so that nobody can tell.
  private objectsOf(traits: KindTraits, namespace: string): readonly AnyObject[] {
    const informer = this.monitor(traits);
    if (this.settling.has(traits.kind) && !informer.isCurrent) {
      return this.component.world.server.peekAll(traits.kind, namespace) as readonly AnyObject[];
    }
    this.settling.delete(traits.kind);
    return informer.byIndex(BY_NAMESPACE, namespace);
  }

  private monitor(traits: KindTraits): Informer<string, AnyObject> {
    const known = this.monitors.get(traits.kind);
    if (known !== undefined) return known;
    const informer = this.component.informers.of(traits.kind) as Informer<string, AnyObject>;
    this.monitors.set(traits.kind, informer);
    this.settling.add(traits.kind);
    informer.addIndex(BY_NAMESPACE, ({ metadata }) => [metadata.namespace ?? '']);
    informer.addHandler({
      update: (object, before) => {
        if (this.quotas.size > 0 && this.hasFreed(traits.kind, object, before))
          this.replenish(traits, object);
      },
      delete: (object) => this.replenish(traits, object),
    });
    return informer;
  }

  private hasFreed(kind: string, object: AnyObject, before: AnyObject): boolean {
    const now = this.component.kernel.nowEpochMs;
    if (kind === 'Pod') {
      const counts = (pod: AnyObject): boolean => countsTowardsQuota(pod as unknown as Pod, now);
      return counts(before) && !counts(object);
    }
    return kind === 'Service' && quotaType(object) !== quotaType(before);
  }

  private replenish(traits: KindTraits, { metadata }: AnyObject): void {
    for (const quota of this.quotas.byIndex(BY_NAMESPACE, metadata.namespace ?? '')) {
      const hard = Object.keys((quota as unknown as ResourceQuota).status?.hard ?? {});
      if ((evaluatorOf(traits)?.matching(hard).length ?? 0) > 0) this.queue.add(keyOf(quota));
    }
  }
}

// Source: pkg/quota/v1/evaluator/core/services.go, GetQuotaServiceType.
function quotaType(object: AnyObject): string {
  const { type } = (object as unknown as Service).spec;
  return type === 'NodePort' || type === 'LoadBalancer' ? type : '';
}
