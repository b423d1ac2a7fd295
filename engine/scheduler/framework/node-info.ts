// One node as the scheduler counts it: the pods on it (assumed ones too), what they ask for, and what it offers.
//
// Kept up to date pod by pod, so that a scheduling cycle reads sums instead of making them. A clone is what preemption
// plays with; nobody else changes a NodeInfo but the cache.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/types.go, NodeInfo.

import type { Node } from '../../api/objects.ts';
import { HostPorts } from './host-ports.ts';
import type { PodInfo } from './pod-info.ts';
import { Resource } from './resource.ts';

export type Labels = Readonly<Record<string, string>>;

const NO_LABELS: Labels = {};

/** An image on a node: its size, and on how many nodes it was when the node last reported its images. */
export interface ImageState {
  readonly sizeBytes: number;
  readonly nodeCount: number;
}

const NO_IMAGES: ReadonlyMap<string, ImageState> = new Map();

export class NodeInfo {
  readonly name: string;
  /** Absent while only pods of it are known. */
  node: Node | undefined = undefined;
  labels: Labels = NO_LABELS;
  readonly pods: PodInfo[] = [];
  readonly podsWithAffinity: PodInfo[] = [];
  usedPorts = new HostPorts();
  requested = new Resource();
  /** Only cpu and memory; see `PodRequests.nonZero`. */
  nonZeroRequested = new Resource();
  allocatable = new Resource();
  images: ReadonlyMap<string, ImageState> = NO_IMAGES;
  /** Where the cache keeps what it remembers of the node; no two nodes share one. */
  readonly slot: number;
  /** Raised with every change that a filter or a score could see: equal generations, equal answers. */
  generation = 1;
  /** The pod whose coming alone made this generation of the one before. */
  added: PodInfo | undefined = undefined;

  /** @param slot  a node outside any cache needs none */
  constructor(name: string, slot = -1) {
    this.name = name;
    this.slot = slot;
  }

  setNode(node: Node | undefined): void {
    this.changed();
    if (node?.status.allocatable !== this.node?.status.allocatable) {
      this.allocatable = Resource.of(node?.status.allocatable);
    }
    this.node = node;
    this.labels = node?.metadata.labels ?? NO_LABELS;
  }

  addPod(pod: PodInfo): void {
    this.changed();
    this.added = pod;
    this.pods.push(pod);
    if (pod.hasAffinity) this.podsWithAffinity.push(pod);
    this.requested.add(pod.requests.requested, 1);
    this.nonZeroRequested.add(pod.requests.nonZero, 1);
    for (const port of pod.hostPorts) this.usedPorts.add(port);
  }

  /** @param pod  one that is here */
  removePod(pod: PodInfo): void {
    this.changed();
    remove(this.pods, pod);
    if (pod.hasAffinity) remove(this.podsWithAffinity, pod);
    this.requested.add(pod.requests.requested, -1);
    this.nonZeroRequested.add(pod.requests.nonZero, -1);
    for (const port of pod.hostPorts) this.usedPorts.remove(port);
  }

  /** Puts a newer version of a pod that is here in its place; one with another spec becomes the last, as in upstream. */
  replacePod(before: PodInfo, after: PodInfo): void {
    if (before.requests !== after.requests) {
      this.removePod(before);
      this.addPod(after);
      return;
    }
    if (before.labels !== after.labels || before.isTerminating !== after.isTerminating) this.changed();
    const put = before.pod.spec === after.pod.spec ? replace : moveLast;
    if (this.added === before) this.added = after;
    put(this.pods, before, after);
    if (after.hasAffinity) put(this.podsWithAffinity, before, after);
  }

  private changed(): void {
    this.generation += 1;
    this.added = undefined;
  }

  clone(): NodeInfo {
    const copy = new NodeInfo(this.name);
    copy.node = this.node;
    copy.labels = this.labels;
    copy.pods.push(...this.pods);
    copy.podsWithAffinity.push(...this.podsWithAffinity);
    copy.usedPorts = this.usedPorts.clone();
    copy.requested = this.requested.clone();
    copy.nonZeroRequested = this.nonZeroRequested.clone();
    copy.allocatable = this.allocatable;
    copy.images = this.images;
    return copy;
  }
}

function replace(pods: PodInfo[], before: PodInfo, after: PodInfo): void {
  pods[pods.indexOf(before)] = after;
}

function moveLast(pods: PodInfo[], before: PodInfo, after: PodInfo): void {
  remove(pods, before);
  pods.push(after);
}

// The last one takes the place of the one that goes, as upstream's removeFromSlice does.
function remove(pods: PodInfo[], pod: PodInfo): void {
  const index = pods.indexOf(pod);
  const last = pods.pop()!;
  if (index < pods.length) pods[index] = last;
}
