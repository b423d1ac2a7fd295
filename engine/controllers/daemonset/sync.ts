// One pass over one DaemonSet: revisions, pods on each node, the next step of an update, the status.
//
// Makes its calls one after the other; what is to be done is decided in placement.ts, rolling-update.ts and status.ts.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/daemon/daemon_controller.go, syncDaemonSet.

import type { ControllerRevision, DaemonSet, Node, Pod } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import type { Backoff } from '../../client/backoff.ts';
import type { Component } from '../../client/component.ts';
import type { Expectations } from '../../client/expectations.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { candidatesOf } from '../controller-index.ts';
import { claimObjects } from '../controller-ref-manager.ts';
import type { PodControl } from '../pod-control.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from '../refusal.ts';
import { slowStart } from '../slow-start.ts';
import { daemonPodTemplate, targetNodeName, templateForNode } from './daemon-pod.ts';
import { NodeDemands, type NodeFit } from './node-fit.ts';
import { placePods } from './placement.ts';
import { revisionsToForget, syncRevisions } from './revisions.ts';
import { type PodsByNode, rollingUpdateStep } from './rolling-update.ts';
import { calculateStatus, statusDiffers } from './status.ts';

/** Pods created or deleted in one step at most. Source: daemon_controller.go, BurstReplicas. */
const BURST_REPLICAS = 250;

export interface DaemonSetContext {
  readonly component: Component;
  readonly sets: Informer<'DaemonSet', DaemonSet>;
  readonly pods: Informer<'Pod', Pod>;
  readonly nodes: Informer<'Node', Node>;
  readonly revisions: Informer<'ControllerRevision', ControllerRevision>;
  readonly podControl: PodControl;
  readonly expectations: Expectations;
  /** By set, generation and node. */
  readonly failedPods: Backoff;
  readonly queue: WorkQueue;
  /** Read once for each version of a set. */
  readonly demandsOf: (set: DaemonSet) => NodeDemands;
}

/** One pass' fixed view. */
interface Pass {
  readonly key: string;
  readonly set: DaemonSet;
  /** The set's pods by the node they are on or meant for, claimed once a pass. */
  readonly podsByNode: () => Map<string, Pod[]> | Refusal;
  readonly nodes: readonly Node[];
  readonly fits: ReadonlyMap<string, NodeFit>;
  readonly hash: string;
  readonly context: DaemonSetContext;
}

const isRefusal = (value: object): value is Refusal => 'message' in value;

/** Undefined when the pass went well; else the key comes back after its back-off. */
export function syncDaemonSet(key: string, context: DaemonSetContext): Refusal | undefined {
  const { component, expectations } = context;
  const set = context.sets.getByKey(key);
  if (set === undefined) {
    expectations.delete(key);
    return undefined;
  }
  const selector = labelSelectorAsSelector(set.spec.selector);
  if (selector.isEmpty) {
    const message = 'This daemon set is selecting all pods. A non-empty selector is required.';
    component.recorder.event(set, 'Warning', 'SelectingAll', message);
    return undefined;
  }
  if (set.metadata.deletionTimestamp !== undefined) return undefined;
  const { client, version } = component;
  const pods = once(() => claimPods(set, selector, context));
  const podsByNode = once(() => groupByNode(pods()));
  const synced = syncRevisions(set, { client, revisions: context.revisions, version, selector, pods });
  if (isRefusal(synced)) return synced;
  const nodes = context.nodes.list();
  const demands = context.demandsOf(set);
  const fits = new Map(nodes.map((node) => [node.metadata.name, demands.fit(node)]));
  const pass: Pass = { key, set, podsByNode, nodes, fits, hash: synced.hash, context };
  if (!expectations.satisfied(key)) return writeStatus(pass, false);
  const refusal = manage(pass) ?? update(pass) ?? forget(pass, synced.old);
  // Later releases tell the status even of a pass that failed.
  if (refusal !== undefined && !version.has('daemonSetStatusAfterFailure')) return refusal;
  return refusal ?? writeStatus(pass, true);
}

function claimPods(
  set: DaemonSet,
  selector: Selector,
  { component, pods }: DaemonSetContext,
): readonly Pod[] | Refusal {
  const { claimed, refusal } = claimObjects<'Pod', Pod>(candidatesOf(pods, set), {
    client: component.client,
    owner: set,
    kind: 'Pod',
    matches: (pod) => selector.matches(pod.metadata.labels),
  });
  return refusal ?? claimed;
}

function once<T>(compute: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function groupByNode(claimed: readonly Pod[] | Refusal): Map<string, Pod[]> | Refusal {
  if (isRefusal(claimed)) return claimed;
  const byNode = new Map<string, Pod[]>();
  for (const pod of claimed) {
    const node = targetNodeName(pod);
    if (node === undefined) continue;
    const onNode = byNode.get(node);
    if (onNode === undefined) byNode.set(node, [pod]);
    else onNode.push(pod);
  }
  return byNode;
}

const isEnded = (pod: Pod): boolean =>
  (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') &&
  pod.metadata.deletionTimestamp !== undefined;

/** Later releases do not wait for the removal of a pod that has ended. */
function livePodsByNode(pass: Pass): PodsByNode | Refusal {
  const byNode = pass.podsByNode();
  if (isRefusal(byNode) || !pass.context.component.version.has('daemonSetIgnoresEndedPods')) return byNode;
  const live = [...byNode].map(([node, pods]) => [node, pods.filter((pod) => !isEnded(pod))] as const);
  return new Map(live.filter(([, pods]) => pods.length > 0));
}

function manage(pass: Pass): Refusal | undefined {
  const { set, nodes, fits, hash, key, context } = pass;
  const { version, kernel, recorder } = context.component;
  const byNode = livePodsByNode(pass);
  if (isRefusal(byNode)) return byNode;
  const toDelete: Pod[] = [];
  const toCreateOn: string[] = [];
  for (const { metadata } of nodes) {
    const nodeName = metadata.name;
    const placement = placePods({
      set,
      nodeName,
      fit: fits.get(nodeName)!,
      pods: byNode.get(nodeName),
      hash,
      failedPodDelayMs: () => failedPodDelayMs(pass, nodeName),
      version,
      nowEpochMs: kernel.nowEpochMs,
    });
    for (const { level, reason, message } of placement.events) recorder.event(set, level, reason, message);
    if (placement.retryAfterMs !== undefined) {
      context.queue.addAfter(
        key,
        placement.retryAfterMs,
        `back-off of failed pods of DaemonSet ${set.metadata.name}`,
      );
    }
    if (placement.needsPod) toCreateOn.push(nodeName);
    toDelete.push(...placement.toDelete);
  }
  for (const [node, pods] of byNode)
    if (!fits.has(node)) toDelete.push(...pods.filter(({ spec }) => !spec.nodeName));
  return changePods(pass, toDelete, toCreateOn);
}

function failedPodDelayMs({ set, context }: Pass, nodeName: string): number | undefined {
  const { failedPods, component } = context;
  const { nowMs } = component.kernel;
  const key = `${set.metadata.uid}/${set.status?.observedGeneration ?? 0}/${nodeName}`;
  if (failedPods.isInBackOffSinceUpdate(key, nowMs)) return failedPods.get(key);
  failedPods.next(key, nowMs);
  return undefined;
}

/** Only once all that was asked for is seen. */
function update(pass: Pass): Refusal | undefined {
  const { set, key, context, fits, hash } = pass;
  const { version, kernel } = context.component;
  if (set.spec.updateStrategy?.type !== 'RollingUpdate' || !context.expectations.satisfied(key))
    return undefined;
  const byNode = livePodsByNode(pass);
  if (isRefusal(byNode)) return byNode;
  const wantedNodes = [...fits].filter(([, fit]) => fit.shouldRun).map(([node]) => node);
  const step = rollingUpdateStep({
    set,
    podsByNode: byNode,
    wantedNodes,
    hash,
    version,
    nowEpochMs: kernel.nowEpochMs,
  });
  return changePods(pass, step.toDelete, step.toCreateOn);
}

/** Source: daemon_controller.go, syncNodes. */
function changePods(
  pass: Pass,
  deletions: readonly Pod[],
  nodeNames: readonly string[],
): Refusal | undefined {
  const { set, key, hash, context } = pass;
  const { expectations, podControl } = context;
  const toDelete = deletions.slice(0, BURST_REPLICAS);
  const toCreateOn = nodeNames.slice(0, BURST_REPLICAS);
  expectations.expectBoth(key, toCreateOn.length, toDelete.map(keyOf));
  const template = daemonPodTemplate(set, hash);
  const names = toCreateOn.values();
  const { created, failure } = slowStart(toCreateOn.length, () => {
    const nodeName = names.next().value as string;
    const refusal = podControl.createFromTemplate(templateForNode(template, nodeName), set);
    return isNamespaceTerminating(refusal?.status) ? undefined : refusal;
  });
  for (let left = toCreateOn.length - created; left > 0; left -= 1) expectations.creationObserved(key);
  let refused = failure;
  for (const pod of toDelete) {
    const refusal = podControl.delete(pod, set);
    if (refusal === undefined) continue;
    expectations.deletionObserved(key, keyOf(pod));
    if (refusal.status?.reason !== 'NotFound') refused ??= refusal;
  }
  return refused;
}

function forget(pass: Pass, old: readonly ControllerRevision[]): Refusal | undefined {
  const byNode = pass.podsByNode();
  if (isRefusal(byNode)) return byNode;
  for (const { metadata } of revisionsToForget(pass.set, old, [...byNode.values()].flat())) {
    const deleted = pass.context.component.client.delete(
      'ControllerRevision',
      metadata.namespace,
      metadata.name,
    );
    if (!deleted.ok) return refusedBy(deleted.status);
  }
  return undefined;
}

function writeStatus(pass: Pass, observesGeneration: boolean): Refusal | undefined {
  const { set, nodes, fits, hash, key, context } = pass;
  const { kernel, client } = context.component;
  const byNode = pass.podsByNode();
  if (isRefusal(byNode)) return byNode;
  const views = nodes.map(({ metadata }) => ({
    shouldRun: fits.get(metadata.name)!.shouldRun,
    pods: byNode.get(metadata.name) ?? [],
  }));
  const status = calculateStatus({
    set,
    nodes: views,
    hash,
    observesGeneration,
    nowEpochMs: kernel.nowEpochMs,
  });
  if (statusDiffers(set, status)) {
    const written = client.updateStatus<DaemonSet>({ ...set, status });
    if (!written.ok)
      return { message: `error storing status: ${written.status.message}`, status: written.status };
  }
  const seconds = set.spec.minReadySeconds ?? 0;
  if (seconds > 0 && status.numberReady !== (status.numberAvailable ?? 0)) {
    context.queue.addAfter(
      key,
      seconds * 1000,
      `minReadySeconds ${seconds}s of DaemonSet ${set.metadata.name}`,
    );
  }
  return undefined;
}

export const newDemandsCache = (component: Component): DaemonSetContext['demandsOf'] => {
  const known = new WeakMap<DaemonSet, NodeDemands>();
  return (set) => {
    const found = known.get(set) ?? new NodeDemands(set, component.version);
    known.set(set, found);
    return found;
  };
};
