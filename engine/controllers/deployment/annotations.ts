// What a Deployment keeps on its ReplicaSets as annotations: revisions, their history, and sizes.
//
// Maps are never changed in place.
// Source: kubernetes v1.20.2 pkg/controller/deployment/util/deployment_util.go.

import type { Deployment, ReplicaSet } from '../../api/objects.ts';
import { maxReplicas, wantedReplicas } from './fenceposts.ts';

export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';
export const REVISION_HISTORY_ANNOTATION = 'deployment.kubernetes.io/revision-history';
/** The Deployment's replicas when the set was last scaled: tells a scaling from a rollout. */
export const DESIRED_REPLICAS_ANNOTATION = 'deployment.kubernetes.io/desired-replicas';
/** The same plus maxSurge: what proportional scaling takes a set's share of. */
export const MAX_REPLICAS_ANNOTATION = 'deployment.kubernetes.io/max-replicas';
/** Where the old `spec.rollbackTo` travels. Source: staging/src/k8s.io/api/apps/v1/types.go, DeprecatedRollbackTo. */
export const ROLLBACK_TO_ANNOTATION = 'deprecated.deployment.rollback.to';
const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

// Source: pkg/controller/deployment/sync.go, maxRevHistoryLengthInChars.
const REVISION_HISTORY_LENGTH_MAX = 2000;

// Belong to one of the two objects and are not copied between them.
const NOT_COPIED: ReadonlySet<string> = new Set([
  LAST_APPLIED_ANNOTATION,
  REVISION_ANNOTATION,
  REVISION_HISTORY_ANNOTATION,
  DESIRED_REPLICAS_ANNOTATION,
  MAX_REPLICAS_ANNOTATION,
  ROLLBACK_TO_ANNOTATION,
]);

type Annotations = Readonly<Record<string, string>>;

// Go's ParseInt: digits with an optional sign and nothing else.
function parseInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** 0 without an annotation, undefined when it is no number. */
export function revisionOf(set: ReplicaSet): number | undefined {
  const text = set.metadata.annotations?.[REVISION_ANNOTATION];
  return text === undefined ? 0 : parseInteger(text);
}

export const maxRevision = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((max, set) => Math.max(max, revisionOf(set) ?? 0), 0);

/** The second highest revision, 0 without one. */
export function lastRevision(sets: readonly ReplicaSet[]): number {
  const revisions = sets.map((set) => revisionOf(set) ?? -1).sort((a, b) => b - a);
  return Math.max(0, revisions[1] ?? 0);
}

export const desiredReplicasNoted = (set: ReplicaSet): number | undefined =>
  parseInteger(set.metadata.annotations?.[DESIRED_REPLICAS_ANNOTATION]);
export const maxReplicasNoted = (set: ReplicaSet): number | undefined =>
  parseInteger(set.metadata.annotations?.[MAX_REPLICAS_ANNOTATION]);

/** The annotations with the Deployment's present sizes. */
export function withSizes(
  annotations: Annotations | undefined,
  deployment: Deployment,
): Record<string, string> {
  return {
    ...annotations,
    [DESIRED_REPLICAS_ANNOTATION]: String(wantedReplicas(deployment)),
    [MAX_REPLICAS_ANNOTATION]: String(maxReplicas(deployment)),
  };
}

export function sizesAreNoted(set: ReplicaSet, deployment: Deployment): boolean {
  const { annotations = {} } = set.metadata;
  return (
    annotations[DESIRED_REPLICAS_ANNOTATION] === String(wantedReplicas(deployment)) &&
    annotations[MAX_REPLICAS_ANNOTATION] === String(maxReplicas(deployment))
  );
}

function appendToHistory(history: string, revision: string): string | undefined {
  const entries = history.split(',');
  if (entries[0] === '') return revision;
  let length = history.length + revision.length + 1;
  let start = 0;
  while (length > REVISION_HISTORY_LENGTH_MAX && start < entries.length) {
    length -= entries[start]!.length + 1;
    start += 1;
  }
  return length <= REVISION_HISTORY_LENGTH_MAX ? [...entries.slice(start), revision].join(',') : undefined;
}

/**
 * What the new ReplicaSet's annotations should be: the Deployment's own, and the revision raised to `newRevision`.
 * A set that gets a second revision is one rolled back to; its history keeps the earlier one.
 */
export function newSetAnnotations(
  deployment: Deployment,
  current: Annotations,
  newRevision: number,
): Annotations {
  const copied: Record<string, string> = { ...current };
  for (const [key, value] of Object.entries(deployment.metadata.annotations ?? {})) {
    if (!NOT_COPIED.has(key)) copied[key] = value;
  }
  const old = current[REVISION_ANNOTATION];
  const oldRevision = old === undefined || old === '' ? 0 : parseInteger(old);
  // Upstream gives up on a set whose revision it cannot read, and writes nothing.
  if (oldRevision === undefined) return current;
  if (oldRevision >= newRevision) return copied;
  copied[REVISION_ANNOTATION] = String(newRevision);
  if (old !== undefined) {
    const history = appendToHistory(current[REVISION_HISTORY_ANNOTATION] ?? '', old);
    if (history !== undefined) copied[REVISION_HISTORY_ANNOTATION] = history;
  }
  return copied;
}

/** The Deployment's annotations when it is rolled back to the set: those of the set, but its own revision and sizes. */
export function rolledBackAnnotations(deployment: Deployment, set: ReplicaSet): Record<string, string> {
  const pick = (annotations: Annotations | undefined, isOwn: boolean): [string, string][] =>
    Object.entries(annotations ?? {}).filter(([key]) => NOT_COPIED.has(key) === isOwn);
  return Object.fromEntries([
    ...pick(deployment.metadata.annotations, true),
    ...pick(set.metadata.annotations, false),
  ]);
}

export function sameAnnotations(a: Annotations, b: Annotations): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
