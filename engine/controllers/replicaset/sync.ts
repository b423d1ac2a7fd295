// One pass over one ReplicaSet or ReplicationController: claim pods, create or delete some, write the status.
//
// Makes its calls one after the other; which pods go and what the status says is decided in pods-to-delete.ts and
// status.ts.
// Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set.go, syncReplicaSet and manageReplicas.

import type { KubeObject, Pod } from '../../api/objects.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import type { Component } from '../../client/component.ts';
import type { Expectations } from '../../client/expectations.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { candidatesOf, controlledBy, orphansIn } from '../controller-index.ts';
import { claimObjects, controllerOf } from '../controller-ref-manager.ts';
import { isPodActive, nextAvailabilityMs } from '../pod-condition.ts';
import type { PodControl } from '../pod-control.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from '../refusal.ts';
import { slowStart } from '../slow-start.ts';
import { type OwnedPods, type Tally, tallyOf } from './owned-pods.ts';
import { podsToDelete } from './pods-to-delete.ts';
import {
  type Replicated,
  type ReplicatedKind,
  type ReplicatedStatus,
  wantedReplicas,
} from './replicated-kind.ts';
import { calculateStatus, statusDiffers } from './status.ts';

/** Pods created or deleted in one pass at most. Source: replica_set.go, BurstReplicas. */
const BURST_REPLICAS = 500;

export interface ReplicatedContext {
  readonly component: Component;
  readonly traits: ReplicatedKind;
  readonly sets: Informer<string, Replicated>;
  readonly pods: Informer<'Pod', Pod>;
  readonly ownedPods: OwnedPods;
  readonly podControl: PodControl;
  readonly expectations: Expectations;
  readonly queue: WorkQueue;
}

/** Undefined when the pass went well; else the key comes back after its back-off. */
export function syncReplicated(key: string, context: ReplicatedContext): Refusal | undefined {
  const set = context.sets.getByKey(key);
  if (set === undefined) {
    context.expectations.delete(key);
    return undefined;
  }
  const isUpToDate = context.expectations.satisfied(key);
  const selector = selectorOf(set, context);
  if ('message' in selector) return selector;
  const { tally, replicas, refusal } = claimPods(set, selector, context);
  if (refusal !== undefined) return refusal;
  const mayManage = isUpToDate && set.metadata.deletionTimestamp === undefined;
  const failure = mayManage ? manageReplicas(key, set, { tally, replicas }, context) : undefined;
  const { version, kernel } = context.component;
  // The status of a ReplicationController has no such field. Source: replication/conversion.go, convertRStoRC.
  const hasTerminating = context.traits.kind === 'ReplicaSet' && version.has('replicaSetTerminatingReplicas');
  const status = calculateStatus(set, {
    tally,
    replicas,
    failure,
    hasTerminating,
    nowEpochMs: kernel.nowEpochMs,
  });
  const written = writeStatus(set, status, context);
  if ('message' in written) return written;
  if (failure === undefined) checkAvailabilityLater(key, written, replicas, context);
  return failure;
}

function selectorOf(set: Replicated, { traits }: ReplicatedContext): Selector | Refusal {
  try {
    return traits.selectorOf(set);
  } catch (error) {
    if (error instanceof SelectorError) return { message: error.message };
    throw error;
  }
}

/** The pods of a set in one pass. */
interface ClaimedPods {
  readonly tally: Readonly<Tally>;
  /** Active pods of the set, as many as the tally's `replicas`. O(n). */
  readonly replicas: () => readonly Pod[];
}

// Almost always all active pods of the set match and there is no orphan: then there is nothing to write, and none is
// looked at.
function claimPods(
  set: Replicated,
  selector: Selector,
  context: ReplicatedContext,
): ClaimedPods & { readonly refusal?: Refusal | undefined } {
  const { component, pods, ownedPods } = context;
  const tally = { ...ownedPods.tally(set, selector) };
  const hasOrphans = orphansIn(pods, set.metadata.namespace).length > 0;
  if (tally.strays === 0 && !hasOrphans) return { tally, replicas: () => ownedPods.replicas(set, selector) };
  const { claimed, refusal } = claimObjects<'Pod', Pod>(candidatesOf(pods, set).filter(isPodActive), {
    client: component.client,
    owner: set,
    kind: 'Pod',
    matches: (pod) => selector.matches(pod.metadata.labels),
  });
  return { tally: tallyOf(claimed, set, tally.terminating), replicas: () => claimed, refusal };
}

function manageReplicas(
  key: string,
  set: Replicated,
  { tally, replicas }: ClaimedPods,
  context: ReplicatedContext,
): Refusal | undefined {
  const surplus = tally.replicas - wantedReplicas(set);
  if (surplus < 0) return createPods(key, set, Math.min(-surplus, BURST_REPLICAS), context);
  if (surplus > 0) return deletePods(key, set, replicas(), Math.min(surplus, BURST_REPLICAS), context);
  return undefined;
}

function createPods(
  key: string,
  set: Replicated,
  count: number,
  { expectations, podControl }: ReplicatedContext,
): Refusal | undefined {
  expectations.expectCreations(key, count);
  const { created, failure } = slowStart(count, () => {
    const refusal = podControl.createFromTemplate(set.spec.template ?? {}, set);
    // Counts as created: the expectation that it leaves keeps further passes from trying.
    return isNamespaceTerminating(refusal?.status) ? undefined : refusal;
  });
  for (let skipped = count - created; skipped > 0; skipped -= 1) expectations.creationObserved(key);
  return failure;
}

function deletePods(
  key: string,
  set: Replicated,
  active: readonly Pod[],
  count: number,
  context: ReplicatedContext,
): Refusal | undefined {
  const { expectations, podControl, component } = context;
  const { version, kernel } = component;
  const related = relatedPods(set, context);
  const chosen = podsToDelete({
    pods: active,
    related,
    count,
    version,
    nowEpochMs: kernel.nowEpochMs,
  });
  expectations.expectDeletions(key, chosen.map(keyOf));
  let failure: Refusal | undefined;
  for (const pod of chosen) {
    const refusal = podControl.delete(pod, set);
    if (refusal === undefined) continue;
    // No deletion will be seen, so none is waited for.
    expectations.deletionObserved(key, keyOf(pod));
    if (refusal.status?.reason !== 'NotFound') failure ??= refusal;
  }
  return failure;
}

/** Pods that the sets of the same controller select, whoever owns them. */
function relatedPods(set: Replicated, { sets, pods, traits }: ReplicatedContext): Pod[] {
  const owner = controllerOf(set as KubeObject);
  if (owner === undefined) return [];
  const siblings = controlledBy(sets, owner.uid);
  const inNamespace = pods.list(set.metadata.namespace);
  const selectors = siblings.map((sibling) => traits.selectorOf(sibling));
  return inNamespace.filter((pod) => selectors.some((selector) => selector.matches(pod.metadata.labels)));
}

/** Tries a second time on what is stored now. Source: replica_set_utils.go, statusUpdateRetries. */
function writeStatus(
  set: Replicated,
  status: ReplicatedStatus,
  { component: { client }, traits }: ReplicatedContext,
): Replicated | Refusal {
  if (!statusDiffers(set, status)) return set;
  const first = client.updateStatus({ ...set, status } as Replicated);
  if (first.ok) return first.object;
  const fresh = client.get(traits.kind, set.metadata.namespace, set.metadata.name);
  if (!fresh.ok) return refusedBy(fresh.status);
  const second = client.updateStatus({ ...fresh.object, status } as Replicated);
  return second.ok ? second.object : refusedBy(second.status);
}

function checkAvailabilityLater(
  key: string,
  set: Replicated,
  replicas: () => readonly Pod[],
  { queue, component }: ReplicatedContext,
): void {
  const seconds = set.spec.minReadySeconds ?? 0;
  const { readyReplicas = 0, availableReplicas = 0 } = set.status;
  const isExact = component.version.has('replicaSetChecksAvailabilityExactly');
  // Before, pods that became ready one by one were looked at by the handler of their updates alone.
  const isWaiting = readyReplicas !== availableReplicas && (isExact || readyReplicas === wantedReplicas(set));
  if (seconds === 0 || !isWaiting) return;
  const next = isExact ? nextAvailabilityMs(replicas(), seconds, component.kernel.nowEpochMs) : undefined;
  queue.addAfter(
    key,
    next ?? seconds * 1000,
    `minReadySeconds ${seconds}s of ${set.kind} ${set.metadata.name}`,
  );
}
