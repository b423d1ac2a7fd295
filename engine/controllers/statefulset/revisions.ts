// A StatefulSet's revisions: what one holds, the set as it was at one, and which of them still live.
//
// Pure; the calls are in ../history/revision-history.ts. Only the pod template is kept in a revision.
// Source: kubernetes v1.20.2 pkg/controller/statefulset/stateful_set_utils.go, newRevision, ApplyRevision, nextRevision;
// stateful_set_control.go, truncateHistory.

import { templatePatch } from '../../api/hash/controller-revision.ts';
import type { ControllerRevision, Pod, PodTemplateSpec, StatefulSet } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { holdsSame, type NewRevision, newControllerRevision } from '../history/controller-revision.ts';
import { revisionOf } from './pod-state.ts';

/** The revision that holds the set's template of now. */
export function newRevision(
  set: StatefulSet,
  revision: number,
  collisionCount: number,
  version: VersionProfile,
): NewRevision {
  const template = set.spec.template as PodTemplateSpec;
  return newControllerRevision({
    owner: set,
    labels: (template.metadata?.labels ?? {}) as Record<string, string>,
    annotations: set.metadata.annotations ?? {},
    data: templatePatch(template, version),
    revision,
    collisionCount,
  });
}

/** The set with the template that the revision holds; all else is the set's of now. */
export function setAtRevision(set: StatefulSet, revision: Pick<ControllerRevision, 'data'>): StatefulSet {
  const data = revision.data as { spec: { template: Record<string, unknown> } };
  const { $patch: _directive, ...template } = data.spec.template;
  return { ...set, spec: { ...set.spec, template: template as StatefulSet['spec']['template'] } };
}

/** One more than the newest; 1 for the first. @param revisions sorted by revision */
export const nextRevision = (revisions: readonly ControllerRevision[]): number =>
  (revisions.at(-1)?.revision ?? 0) + 1;

/**
 * Revisions beyond `revisionHistoryLimit`, oldest first. The current one, the update one, and any that a pod still
 * carries are live and never count.
 *
 * @param revisions sorted by revision
 */
export function revisionsToDelete(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: readonly ControllerRevision[],
  liveNames: readonly string[],
): ControllerRevision[] {
  const live = new Set([...liveNames, ...pods.map(revisionOf)]);
  const history = revisions.filter(({ metadata }) => !live.has(metadata.name));
  return history.slice(0, Math.max(0, history.length - (set.spec.revisionHistoryLimit ?? 10)));
}

/** Where the update revision comes from: it is the newest, an older one that is raised again, or one to be made. */
export type UpdateRevision =
  | { readonly from: 'newest'; readonly revision: ControllerRevision }
  | { readonly from: 'older'; readonly revision: ControllerRevision; readonly raiseTo: number }
  | { readonly from: 'none'; readonly create: NewRevision };

/**
 * Source: stateful_set_control.go, getStatefulSetRevisions.
 *
 * @param revisions sorted by revision
 */
export function findUpdateRevision(
  revisions: readonly ControllerRevision[],
  fresh: NewRevision,
): UpdateRevision {
  const equal = revisions.findLast((revision) => holdsSame(revision, fresh));
  const newest = revisions.at(-1);
  if (equal === undefined || newest === undefined) return { from: 'none', create: fresh };
  if (holdsSame(newest, equal)) return { from: 'newest', revision: newest };
  return { from: 'older', revision: equal, raiseTo: fresh.revision };
}
