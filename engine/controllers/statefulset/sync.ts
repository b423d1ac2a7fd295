// One pass over one StatefulSet: settle its revisions, its pods, its status, and drop revisions that are too old.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/statefulset/stateful_set_control.go, UpdateStatefulSet,
// performUpdate; stateful_set_status_updater.go.

import type { ControllerRevision, Pod, StatefulSet } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Component } from '../../client/component.ts';
import { candidatesOf } from '../controller-index.ts';
import { claimObjects } from '../controller-ref-manager.ts';
import { sortRevisions } from '../history/controller-revision.ts';
import type { RevisionHistory } from '../history/revision-history.ts';
import { nextAvailabilityMs } from '../pod-condition.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { isMemberOf } from './identity.ts';
import type { Revisions } from './new-pod.ts';
import {
  findUpdateRevision,
  newRevision,
  nextRevision,
  revisionsToDelete,
  setAtRevision,
} from './revisions.ts';
import { isStatusStale, statusOf } from './status.ts';
import { updatePods } from './update-pass.ts';
import { minReadySecondsOf, type PodActions } from './update-plan.ts';

export interface SetMeans {
  readonly component: Component;
  readonly history: RevisionHistory;
  readonly actions: PodActions;
}

export interface SetOutcome {
  readonly refusal?: Refusal | undefined;
  /** How many pods are available after the pass, where it got that far. */
  readonly available?: number;
  /** In how many milliseconds the next pod becomes available, where the release asks for that. */
  readonly nextAvailableMs?: number | undefined;
}

export function syncStatefulSet(set: StatefulSet, means: SetMeans): SetOutcome {
  const { component, history } = means;
  const { version, informers } = component;
  const selector = labelSelectorAsSelector(set.spec.selector, version);
  const found = sortRevisions(history.list(set, selector));
  const refusedAdoption = history.adopt(set, found);
  if (refusedAdoption !== undefined) return { refusal: refusedAdoption };
  const { claimed, refusal } = claimObjects<'Pod', Pod>(candidatesOf(informers.of('Pod'), set), {
    client: component.client,
    owner: set,
    kind: 'Pod',
    matches: (pod) => isMemberOf(set, pod) && selector.matches(pod.metadata.labels ?? {}),
  });
  if (refusal !== undefined) return { refusal };
  const settled = settleRevisions(set, found, means);
  if ('message' in settled) return { refusal: settled };
  const outcome = updateSet(set, claimed, settled, means);
  const live = [settled.currentName, settled.updateName];
  for (const revision of revisionsToDelete(set, claimed, found, live)) {
    const deleted = history.delete(revision);
    if (!deleted.ok) return { refusal: outcome.refusal ?? refusedBy(deleted.status) };
  }
  return outcome;
}

type Settled = Revisions & { readonly collisionCount: number };

function settleRevisions(
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
  { component, history }: SetMeans,
): Settled | Refusal {
  let collisionCount = set.status.collisionCount ?? 0;
  const fresh = newRevision(set, nextRevision(revisions), collisionCount, component.version);
  const found = findUpdateRevision(revisions, fresh);
  let update: ControllerRevision;
  if (found.from === 'newest') update = found.revision;
  else {
    const made =
      found.from === 'older'
        ? { result: history.raise(found.revision, found.raiseTo), collisionCount }
        : history.create(set, found.create, collisionCount);
    if (!made.result.ok) return refusedBy(made.result.status);
    update = made.result.object;
    collisionCount = made.collisionCount;
  }
  const current = revisions.find(({ metadata }) => metadata.name === set.status.currentRevision) ?? update;
  return {
    currentName: current.metadata.name,
    updateName: update.metadata.name,
    currentSet: setAtRevision(set, current),
    updateSet: setAtRevision(set, update),
    collisionCount,
  };
}

function updateSet(set: StatefulSet, pods: readonly Pod[], revisions: Settled, means: SetMeans): SetOutcome {
  const { kernel, version } = means.component;
  const input = { set, pods, revisions, nowEpochMs: kernel.nowEpochMs, version };
  const { counts, refused } = updatePods(input, means.actions);
  // Early releases lose the counts of a pass that a refusal ended.
  if (refused !== undefined && !version.has('statefulSetCountsAfterCalls'))
    return { refusal: refusedBy(refused) };
  const status = statusOf(set, counts, revisions, revisions.collisionCount, version);
  const refusedStatus = isStatusStale(set, status) ? writeStatus(set, status, means.component) : undefined;
  const refusal = refused === undefined ? refusedStatus : refusedBy(refused);
  return {
    refusal,
    available: counts.availableReplicas,
    nextAvailableMs: version.has('statefulSetChecksAvailabilityExactly')
      ? nextAvailabilityMs(pods, minReadySecondsOf(set, version), kernel.nowEpochMs)
      : undefined,
  };
}

// Differs: upstream waits ten milliseconds after a conflict and tries again with what its cache has by then, up to five
// times; nothing waits within a pass here, so the second try takes the set from the server.
function writeStatus(
  set: StatefulSet,
  status: StatefulSet['status'],
  { client }: Component,
): Refusal | undefined {
  const written = client.updateStatus({ ...set, status });
  if (written.ok) return undefined;
  if (written.status.reason !== 'Conflict') return refusedBy(written.status);
  const fresh = client.get('StatefulSet', set.metadata.namespace, set.metadata.name);
  if (!fresh.ok) return refusedBy(fresh.status);
  const again = client.updateStatus({ ...fresh.object, status });
  return again.ok ? undefined : refusedBy(again.status);
}
