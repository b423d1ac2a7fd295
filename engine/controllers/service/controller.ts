// The service controller of a cloud: each Service of type LoadBalancer gets a load balancer, which is gone before it is.
//
// It does one thing after the other (--concurrent-service-syncs 1) and waits for the cloud meanwhile: what a pass found out
// is written when the cloud has answered. Source: kubernetes v1.28.0 and v1.36.2
// staging/src/k8s.io/cloud-provider/controllers/service/controller.go. Left out: the resync of 30 s, which finds nothing.

import type { Service } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { balancingMark, isBalancedTo } from './balanced-nodes.ts';
import type { Ingress, LoadBalancers } from './load-balancers.ts';
import {
  changeForCloud,
  LOAD_BALANCER_FINALIZER,
  needsCleanup,
  wantsLoadBalancer,
} from './service-changes.ts';

/** Source: controller.go, minRetryDelay and maxRetryDelay. */
const RETRY_BASE_MS = 5_000;
const RETRY_MAX_MS = 300_000;
/** All nodes are looked at together, whichever has changed. */
const NODES = 'nodes';

/** @param component its name is `service-controller` */
export function startServiceController(component: Component, cloud: LoadBalancers): void {
  new ServiceController(component, cloud).start();
}

class ServiceController {
  private readonly component: Component;
  private readonly cloud: LoadBalancers;
  private readonly services;
  private readonly nodes;
  private readonly serviceQueue: WorkQueue;
  private readonly nodeQueue: WorkQueue;
  /** Services as they were last looked at, by key, and the nodes that the cloud was told of then. */
  private readonly known = new Map<string, { readonly service: Service; nodes: readonly string[] }>();
  /** How long the cloud takes for what the pass that runs has asked of it. */
  private busyMs = 0;

  constructor(component: Component, cloud: LoadBalancers) {
    this.component = component;
    this.cloud = cloud;
    this.services = component.informers.of('Service');
    this.nodes = component.informers.of('Node');
    const busyMs = (): number => this.busyMs;
    const retries = { failureBaseMs: RETRY_BASE_MS, failureMaxMs: RETRY_MAX_MS };
    this.serviceQueue = component.queue('service', (key) => this.syncService(key), {
      ...{ workers: 1, busyMs },
      ...retries,
    });
    this.nodeQueue = component.queue('node', () => this.syncNodes(), { workers: 1, busyMs });
  }

  start(): void {
    const { version, recorder } = this.component;
    this.services.addHandler({
      add: (service) => {
        if (wantsLoadBalancer(service) || needsCleanup(service)) this.serviceQueue.add(keyOf(service));
      },
      update: (service, old) => {
        const change = changeForCloud(old, service);
        if (change?.told !== undefined && version.has('serviceControllerTellsChanges'))
          recorder.event(service, 'Normal', change.told.reason, change.told.message);
        if (change !== undefined || needsCleanup(service)) this.serviceQueue.add(keyOf(service));
      },
    });
    const changed = (): void => this.nodeQueue.add(NODES);
    this.nodes.addHandler({
      add: changed,
      update: (node, old) => {
        if (balancingMark(node, version) !== balancingMark(old, version)) changed();
      },
      delete: changed,
    });
  }

  private syncService(key: string): void {
    this.busyMs = 0;
    const service = this.services.getByKey(key);
    const before = this.known.get(key);
    // Gone without its finalizer, or another one of its name has come since.
    if (before !== undefined && before.service.metadata.uid !== service?.metadata.uid) {
      this.known.delete(key);
      if (this.cloud.has(before.service)) this.remove(before.service);
    }
    if (service === undefined) return;
    if (!wantsLoadBalancer(service) || needsCleanup(service)) this.cleanUp(key, service);
    else this.ensure(key, service);
  }

  private cleanUp(key: string, service: Service): void {
    const ended = (): void => {
      this.patchFinalizers(service, (all) => all.filter((one) => one !== LOAD_BALANCER_FINALIZER));
      this.component.recorder.event(service, 'Normal', 'DeletedLoadBalancer', 'Deleted load balancer');
      this.patchIngress(service, []);
      this.known.delete(key);
      this.serviceQueue.forget(key);
    };
    if (!this.cloud.has(service)) return ended();
    this.tell(service, 'DeletingLoadBalancer', 'Deleting load balancer');
    this.afterCall(() => {
      this.cloud.delete(service);
      ended();
    });
  }

  private remove(service: Service): void {
    this.tell(service, 'DeletingLoadBalancer', 'Deleting load balancer');
    this.afterCall(() => {
      this.cloud.delete(service);
      this.tell(service, 'DeletedLoadBalancer', 'Deleted load balancer');
    });
  }

  private ensure(key: string, service: Service): void {
    const { recorder } = this.component;
    this.tell(service, 'EnsuringLoadBalancer', 'Ensuring load balancer');
    this.patchFinalizers(service, (all) =>
      all.includes(LOAD_BALANCER_FINALIZER) ? all : [...all, LOAD_BALANCER_FINALIZER],
    );
    const nodes = this.nodesFor(service);
    if (nodes.length === 0) this.tellOfNoNodes(service);
    this.known.set(key, { service, nodes });
    this.afterCall(() => {
      const answer = this.cloud.ensure(service, nodes);
      if ('error' in answer) {
        const message = `Error syncing load balancer: failed to ensure load balancer: ${answer.error}`;
        recorder.event(service, 'Warning', 'SyncLoadBalancerFailed', message);
        this.serviceQueue.addRateLimited(key);
        return;
      }
      this.tell(service, 'EnsuredLoadBalancer', 'Ensured load balancer');
      this.patchIngress(service, answer.ingress);
      this.serviceQueue.forget(key);
    });
  }

  private syncNodes(): void {
    this.busyMs = 0;
    for (const known of this.known.values()) {
      const { service } = known;
      if (!wantsLoadBalancer(service)) continue;
      const nodes = this.nodesFor(service);
      if (nodes.join() === known.nodes.join()) continue;
      known.nodes = nodes;
      this.afterCall(() => {
        if (!this.cloud.has(service)) return;
        this.cloud.update(service, nodes);
        if (nodes.length === 0) this.tellOfNoNodes(service);
        else this.tell(service, 'UpdatedLoadBalancer', 'Updated load balancer with new hosts');
      });
    }
  }

  private nodesFor(service: Service): string[] {
    const { version } = this.component;
    const nodes = this.nodes.list().filter((node) => isBalancedTo(node, service, version));
    return nodes.map(({ metadata }) => metadata.name).sort();
  }

  // The worker waits for the answer, behind what it has asked for before.
  private afterCall(run: () => void): void {
    const callMs = this.cloud.callMs();
    this.busyMs += callMs;
    if (this.busyMs === 0) return run();
    this.component.kernel.schedule({ delayMs: this.busyMs, kind: 'load balancer' }, run);
  }

  private tell(service: Service, reason: string, message: string): void {
    this.component.recorder.event(service, 'Normal', reason, message);
  }

  private tellOfNoNodes(service: Service): void {
    const message = 'There are no available nodes for LoadBalancer';
    this.component.recorder.event(service, 'Warning', 'UnAvailableLoadBalancer', message);
  }

  private patchFinalizers(
    { metadata }: Service,
    change: (all: readonly string[]) => readonly string[],
  ): void {
    const before = metadata.finalizers ?? [];
    const finalizers = change(before);
    if (finalizers.length === before.length) return;
    const { namespace, name } = metadata;
    const patch = { metadata: { finalizers: finalizers.length === 0 ? null : finalizers } };
    this.component.client.patch('Service', namespace, name, {
      ...{ type: 'merge', subresource: 'status' },
      patch,
    });
  }

  private patchIngress({ metadata, status }: Service, ingress: readonly Ingress[]): void {
    if (sameIngress(status?.loadBalancer?.ingress ?? [], ingress)) return;
    const { namespace, name } = metadata;
    const patch = { status: { loadBalancer: { ingress: ingress.length === 0 ? null : ingress } } };
    // A Service that went with its finalizer is not found, which is fine.
    this.component.client.patch('Service', namespace, name, {
      ...{ type: 'merge', subresource: 'status' },
      patch,
    });
  }
}

const placesOf = (ingress: readonly Ingress[]): string =>
  ingress.map(({ ip = '', hostname = '' }) => `${ip} ${hostname}`).join();
const sameIngress = (a: readonly Ingress[], b: readonly Ingress[]): boolean => placesOf(a) === placesOf(b);
