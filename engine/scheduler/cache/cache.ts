// What the scheduler believes of pods and nodes: what its informers showed, plus the pods that it has just placed
// ("assumed") and whose binding it has not seen yet.
//
// A cycle reads the cache itself where upstream reads a copy: nothing can change while a cycle runs, so no copy is made.
// Left out: the expiry of assumed pods whose binding is never seen.
// Source: kubernetes v1.20.2 pkg/scheduler/internal/cache/cache.go.

import type { Node, Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { DomainCounts } from '../framework/domain-counts.ts';
import { NodeFacts } from '../framework/node-facts.ts';
import { NodeInfo } from '../framework/node-info.ts';
import type { Snapshot } from '../framework/plugin.ts';
import { type PodInfo, podInfo } from '../framework/pod-info.ts';
import { TermCounts } from '../framework/term-counts.ts';
import { ImageStates } from './image-states.ts';
import { NodeOrder } from './node-order.ts';

interface Placed {
  info: PodInfo;
  readonly node: NodeInfo;
  isAssumed: boolean;
}

export class SchedulerCache implements Snapshot {
  readonly facts = new NodeFacts(() => this.nextSlot);
  readonly termCounts = new TermCounts();
  readonly domainCounts = new DomainCounts(() => this.nodes);
  private readonly version: VersionProfile;
  private readonly byName = new Map<string, NodeInfo>();
  private readonly order = new NodeOrder();
  private readonly images = new ImageStates();
  private readonly pods = new Map<string, Placed>();
  private readonly usersByClaim = new Map<string, number>();
  private taintCount = 0;
  /** Slots are never given again: what is remembered of a node that went is no other's. */
  private nextSlot = 0;

  constructor(version: VersionProfile) {
    this.version = version;
  }

  get nodes(): readonly NodeInfo[] {
    return this.order.nodes;
  }

  node(name: string): NodeInfo | undefined {
    const info = this.byName.get(name);
    return info?.node === undefined ? undefined : info;
  }

  claimUsers(namespace: string, name: string): number {
    return this.usersByClaim.get(`${namespace}/${name}`) ?? 0;
  }

  hasImage(name: string): boolean {
    return this.images.has(name);
  }

  get hasTaints(): boolean {
    return this.taintCount > 0;
  }

  putNode(node: Node): void {
    const info = this.infoOf(node.metadata.name);
    const before = info.node;
    this.taintCount += taintCountOf(node) - taintCountOf(before);
    if (before?.status.images !== node.status.images || before === undefined) {
      if (before !== undefined) this.images.remove(before);
      info.images = this.images.add(node);
    }
    const { labels } = info;
    info.setNode(node);
    this.order.put(info);
    if (labels !== info.labels) this.termCounts.relabelled(info, labels);
    if (before === undefined || labels !== info.labels) this.domainCounts.changed(info);
  }

  removeNode(name: string): void {
    const info = this.byName.get(name);
    if (info?.node === undefined) return;
    this.images.remove(info.node);
    this.taintCount -= taintCountOf(info.node);
    this.order.remove(info);
    const { labels } = info;
    info.setNode(undefined);
    this.termCounts.relabelled(info, labels);
    this.domainCounts.changed(info);
    if (info.pods.length === 0) this.byName.delete(name);
  }

  /** A pod seen on its node: a new one, or one that was assumed there (or, rarely, elsewhere). */
  putPod(pod: Pod): PodInfo {
    const nodeName = pod.spec.nodeName!;
    const placed = this.pods.get(pod.metadata.uid);
    if (placed?.node.name !== nodeName) {
      this.removePod(pod.metadata.uid);
      const info = podInfo(pod, this.version);
      this.place(info, nodeName, false);
      return info;
    }
    const info = podInfo(pod, this.version, placed.info);
    const { generation } = placed.node;
    placed.node.replacePod(placed.info, info);
    if (placed.node.generation !== generation) this.domainCounts.changed(placed.node);
    placed.info = info;
    placed.isAssumed = false;
    return info;
  }

  removePod(uid: string): void {
    const placed = this.pods.get(uid);
    if (placed === undefined) return;
    this.pods.delete(uid);
    placed.node.removePod(placed.info);
    this.domainCounts.changed(placed.node);
    this.index(placed.info, placed.node, -1);
    if (placed.node.node === undefined && placed.node.pods.length === 0) this.byName.delete(placed.node.name);
  }

  /** The pod counts as placed from now on. */
  assume(info: PodInfo, nodeName: string): void {
    this.place(info, nodeName, true);
  }

  /** Takes an assumption back; a pod that was seen on its node stays. */
  forget(uid: string): void {
    if (this.isAssumed(uid)) this.removePod(uid);
  }

  isAssumed(uid: string): boolean {
    return this.pods.get(uid)?.isAssumed ?? false;
  }

  private place(info: PodInfo, nodeName: string, isAssumed: boolean): void {
    const node = this.infoOf(nodeName);
    node.addPod(info);
    this.domainCounts.changed(node);
    this.pods.set(info.uid, { info, node, isAssumed });
    this.index(info, node, 1);
  }

  private index(info: PodInfo, node: NodeInfo, sign: 1 | -1): void {
    this.termCounts.count(info, node.labels, sign);
    for (const { persistentVolumeClaim } of info.pod.spec.volumes ?? []) {
      if (persistentVolumeClaim === undefined) continue;
      const key = `${info.namespace}/${persistentVolumeClaim.claimName}`;
      this.usersByClaim.set(key, (this.usersByClaim.get(key) ?? 0) + sign);
    }
  }

  private infoOf(name: string): NodeInfo {
    let info = this.byName.get(name);
    if (info === undefined) {
      info = new NodeInfo(name, this.nextSlot);
      this.nextSlot += 1;
      this.byName.set(name, info);
    }
    return info;
  }
}

function taintCountOf(node: Node | undefined): number {
  return node?.spec.taints?.length ?? 0;
}
