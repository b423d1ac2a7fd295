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
  /** Raised with every change that a count of pods by labels could see. */
  podsVersion = 0;

  constructor(name: string) {
    this.name = name;
  }

  setNode(node: Node | undefined): void {
    if (node?.status.allocatable !== this.node?.status.allocatable) {
      this.allocatable = Resource.of(node?.status.allocatable);
    }
    this.node = node;
    this.labels = node?.metadata.labels ?? NO_LABELS;
  }

  addPod(pod: PodInfo): void {
    this.podsVersion += 1;
    this.pods.push(pod);
    if (pod.hasAffinity) this.podsWithAffinity.push(pod);
    this.requested.add(pod.requests.requested, 1);
    this.nonZeroRequested.add(pod.requests.nonZero, 1);
    for (const port of pod.hostPorts) this.usedPorts.add(port);
  }

  /** @returns whether the pod was here */
  removePod(uid: string): boolean {
    const pod = removeByUid(this.pods, uid);
    if (pod === undefined) return false;
    this.podsVersion += 1;
    if (pod.hasAffinity) removeByUid(this.podsWithAffinity, uid);
    this.requested.add(pod.requests.requested, -1);
    this.nonZeroRequested.add(pod.requests.nonZero, -1);
    for (const port of pod.hostPorts) this.usedPorts.remove(port);
    return true;
  }

  /** Puts a newer version of a pod that is here in its place. */
  replacePod(before: PodInfo, after: PodInfo): void {
    if (before.requests !== after.requests) {
      this.removePod(before.uid);
      this.addPod(after);
      return;
    }
    if (before.labels !== after.labels || before.isTerminating !== after.isTerminating) this.podsVersion += 1;
    replaceByUid(this.pods, after);
    if (after.hasAffinity) replaceByUid(this.podsWithAffinity, after);
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

function replaceByUid(pods: PodInfo[], pod: PodInfo): void {
  const index = pods.findIndex(({ uid }) => uid === pod.uid);
  if (index >= 0) pods[index] = pod;
}

// The last one takes the place of the one that goes, as upstream's removeFromSlice does.
function removeByUid(pods: PodInfo[], uid: string): PodInfo | undefined {
  const index = pods.findIndex((pod) => pod.uid === uid);
  if (index < 0) return undefined;
  const pod = pods[index];
  const last = pods.pop()!;
  if (index < pods.length) pods[index] = last;
  return pod;
}
