// The taint eviction controller: deletes pods that do not tolerate a NoExecute taint of their node, when they may stay
// no longer.
//
// How long that is decides eviction-time.ts. A wait that has begun is not made anew when taints or tolerations change,
// unless the pod may then stay for ever, or not at all.
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/scheduler/{taint_manager,timed_workers}.go; v1.29
// pkg/controller/tainteviction, which made it a controller of its own; v1.28.0 for the condition DisruptionTarget.

import type { KubeObject, Node, Pod } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { Component } from '../../client/component.ts';
import { type Informer, keyOf, splitKey } from '../../client/informer.ts';
import type { SimEvent } from '../../kernel/sim-event.ts';
import { withDisruptionTarget } from '../disruption-target.ts';
import { indexPodsByNode, podsOn } from '../pods-by-node.ts';
import { noExecuteTaints, tolerationMs } from './eviction-time.ts';

/** @param component its name is `node-controller`, and `taint-eviction-controller` from 1.29 on */
export function startTaintEvictionController(component: Component): void {
  const { informers, version, world, name } = component;
  // While it was part of the node lifecycle controller, its events were its own.
  const source = version.has('taintEvictionController') ? name : 'taint-controller';
  const eviction = new TaintEviction(new Component(world, name, informers, { component: source }));
  eviction.start();
}

class TaintEviction {
  private readonly component: Component;
  private readonly nodes: Informer<'Node', Node>;
  private readonly pods: Informer<'Pod', Pod>;
  /** Waits by pod key; undefined once the pod was deleted by us. */
  private readonly waits = new Map<string, SimEvent | undefined>();

  constructor(component: Component) {
    this.component = component;
    this.nodes = component.informers.of('Node') as Informer<'Node', Node>;
    this.pods = component.informers.of('Pod') as Informer<'Pod', Pod>;
  }

  start(): void {
    indexPodsByNode(this.pods);
    const ofNodes = this.component.queue('noexec_taint_node', (name) => this.checkNode(name), { workers: 8 });
    const ofPods = this.component.queue('noexec_taint_pod', (key) => this.checkPod(key), { workers: 8 });
    this.nodes.addHandler({
      add: (node) => {
        if (noExecuteTaints(node).length > 0) ofNodes.add(node.metadata.name);
      },
      update: (node, before) => {
        if (!equalPlain(noExecuteTaints(node), noExecuteTaints(before))) ofNodes.add(node.metadata.name);
      },
    });
    this.pods.addHandler({
      add: (pod) => {
        if (this.isConcerned(pod)) ofPods.add(keyOf(pod));
      },
      update: (pod, before) => {
        const isMoved = pod.spec.nodeName !== before.spec.nodeName;
        if (!isMoved && equalPlain(pod.spec.tolerations, before.spec.tolerations)) return;
        if (this.isConcerned(pod)) ofPods.add(keyOf(pod));
      },
      delete: (pod) => this.cancel(keyOf(pod)),
    });
  }

  private isConcerned(pod: Pod): boolean {
    const node = this.nodes.getByKey(pod.spec.nodeName ?? '');
    return this.waits.has(keyOf(pod)) || (node !== undefined && noExecuteTaints(node).length > 0);
  }

  private checkNode(name: string): void {
    const node = this.nodes.getByKey(name);
    if (node === undefined) return;
    for (const pod of podsOn(this.pods, name)) this.check(pod, node);
  }

  private checkPod(key: string): void {
    const pod = this.pods.getByKey(key);
    const node = this.nodes.getByKey(pod?.spec.nodeName ?? '');
    if (pod !== undefined && node !== undefined && noExecuteTaints(node).length > 0) this.check(pod, node);
  }

  private check(pod: Pod, node: Node): void {
    const key = keyOf(pod);
    const staysMs = tolerationMs(noExecuteTaints(node), pod);
    if (staysMs === undefined) this.cancel(key);
    else if (staysMs === 'untolerated') {
      this.cancel(key);
      this.evict(key);
    } else if (!this.waits.has(key)) this.wait(key, staysMs);
  }

  private wait(key: string, staysMs: number): void {
    const options = {
      delayMs: staysMs,
      kind: 'taint eviction',
      label: `tolerationSeconds ${staysMs / 1000}s of Pod ${key}`,
    };
    this.waits.set(
      key,
      this.component.kernel.schedule(options, () => this.evict(key)),
    );
  }

  private cancel(key: string): void {
    const wait = this.waits.get(key);
    this.waits.delete(key);
    if (wait === undefined) return;
    this.component.kernel.cancel(wait);
    this.record(key, `Cancelling deletion of Pod ${key}`);
  }

  private evict(key: string): void {
    const { client, version } = this.component;
    const { namespace, name } = splitKey(key);
    this.waits.set(key, undefined);
    this.record(key, `Marking for deletion Pod ${key}`);
    const pod = this.pods.getByKey(key);
    if (pod !== undefined && version.has('podDisruptionConditions')) {
      const message = 'Taint manager: deleting due to NoExecute taint';
      const disruption = { reason: 'DeletionByTaintManager', message };
      client.updateStatus(withDisruptionTarget(pod, disruption, this.component));
    }
    const deleted = client.delete('Pod', namespace, name);
    if (!deleted.ok) this.waits.delete(key);
  }

  private record(key: string, message: string): void {
    const { namespace, name } = splitKey(key);
    // Upstream's reference names the pod and nothing more of it.
    const reference = { kind: 'Pod', metadata: { namespace, name } } as unknown as KubeObject;
    this.component.recorder.event(reference, 'Normal', 'TaintManagerEviction', message);
  }
}
