// The pod garbage collector: force-deletes pods that nobody else will, every 20 seconds, if there is one.
//
// A node that is missing is missed for 40 seconds before its pods go.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/podgc/gc_controller.go.

import type { Node, Pod } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import { withDisruptionTarget } from '../disruption-target.ts';
import { msToNextPeriod } from '../period.ts';
import { indexPodsByNode, podsOn } from '../pods-by-node.ts';
import {
  FINISHED_PODS_MAX,
  isDeletedUnscheduled,
  isFinished,
  isStuckOutOfService,
  surplusFinished,
} from './garbage-pods.ts';

/** Source: gc_controller.go, gcCheckPeriod and quarantineTime. */
const PERIOD_MS = 20_000;
const QUARANTINE_MS = 40_000;

/** @param component its name is `pod-garbage-collector` */
export function startPodGcController(component: Component): void {
  new PodGc(component).start();
}

class PodGc {
  private readonly component: Component;
  private readonly nodes: Informer<'Node', Node>;
  private readonly pods: Informer<'Pod', Pod>;
  /** Since when pods have been seen on a node that is not there. */
  private readonly missingSince = new Map<string, number>();
  private readonly finished = new Map<string, Pod>();
  /** Keys of pods that a pass has to look at. */
  private readonly suspects = new Set<string>();
  private isScheduled = false;

  constructor(component: Component) {
    this.component = component;
    this.nodes = component.informers.of('Node') as Informer<'Node', Node>;
    this.pods = component.informers.of('Pod') as Informer<'Pod', Pod>;
  }

  start(): void {
    indexPodsByNode(this.pods);
    const look = (pod: Pod): void => this.look(pod);
    this.pods.addHandler({
      add: look,
      update: look,
      delete: (pod) => {
        this.finished.delete(keyOf(pod));
        this.suspects.delete(keyOf(pod));
      },
    });
    const lookAll = ({ metadata: { name } }: Node): void => {
      for (const pod of podsOn(this.pods, name)) this.look(pod);
    };
    this.nodes.addHandler({ update: lookAll, delete: lookAll });
  }

  private look(pod: Pod): void {
    const key = keyOf(pod);
    if (isFinished(pod)) this.finished.set(key, pod);
    const { nodeName } = pod.spec;
    const node = nodeName ? this.nodes.getByKey(nodeName) : undefined;
    const isSuspect =
      (nodeName !== undefined && nodeName !== '' && node === undefined) ||
      isDeletedUnscheduled(pod) ||
      isStuckOutOfService(pod, node, this.component.version);
    if (isSuspect) this.suspects.add(key);
    if (isSuspect || this.finished.size > FINISHED_PODS_MAX) this.wake();
  }

  private wake(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    const { kernel } = this.component;
    const delayMs = msToNextPeriod(kernel.nowMs, PERIOD_MS);
    const options = { delayMs, kind: 'pod gc', label: 'pod gc period', priority: PRIORITY.period };
    kernel.schedule(options, () => {
      this.isScheduled = false;
      this.pass();
    });
  }

  private pass(): void {
    for (const pod of surplusFinished([...this.finished.values()], this.component.version)) this.remove(pod);
    for (const key of [...this.suspects].sort()) {
      const pod = this.pods.getByKey(key);
      if (pod === undefined || this.judge(pod) === 'done') this.suspects.delete(key);
    }
    for (const name of this.missingSince.keys())
      if (this.nodes.getByKey(name) !== undefined) this.missingSince.delete(name);
    if (this.suspects.size > 0) this.wake();
  }

  private judge(pod: Pod): 'done' | 'wait' {
    const { version } = this.component;
    const { nodeName = '' } = pod.spec;
    if (isDeletedUnscheduled(pod)) return this.remove(pod);
    const node = this.nodes.getByKey(nodeName);
    if (isStuckOutOfService(pod, node, version)) return this.remove(pod);
    if (node !== undefined || nodeName === '') return 'done';
    return this.isSurelyGone(nodeName) ? this.remove(pod, 'PodGC: node no longer exists') : 'wait';
  }

  private isSurelyGone(nodeName: string): boolean {
    const { kernel, client } = this.component;
    const since = this.missingSince.get(nodeName);
    if (since === undefined) this.missingSince.set(nodeName, kernel.nowMs);
    if (since === undefined || kernel.nowMs - since < QUARANTINE_MS) return false;
    return !client.get('Node', undefined, nodeName).ok;
  }

  private remove(pod: Pod, why?: string): 'done' {
    const { client, version } = this.component;
    const { namespace, name } = pod.metadata;
    if (version.has('podDisruptionConditions') && !isFinished(pod)) {
      const disruption = why === undefined ? undefined : { reason: 'DeletionByPodGC', message: why };
      const told = disruption === undefined ? pod : withDisruptionTarget(pod, disruption, this.component);
      client.updateStatus({ ...told, status: { ...told.status, phase: 'Failed' } } as Pod);
    }
    client.delete('Pod', namespace, name, { gracePeriodSeconds: 0 });
    return 'done';
  }
}
