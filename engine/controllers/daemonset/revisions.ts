// The ControllerRevisions of a DaemonSet: the one of its present template, those before, and which of them to forget.
//
// A pod is of a revision by its hash label; the hash is that of pod templates, not of revision data.
// Source: kubernetes v1.20.2 pkg/controller/daemon/update.go, constructHistory and its callees.

import { goJson, templatePatch } from '../../api/hash/controller-revision.ts';
import { podTemplateHash } from '../../api/hash/pod-template-hash.ts';
import type { ControllerRevision, DaemonSet, Pod } from '../../api/objects.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import type { Client } from '../../client/client.ts';
import type { Informer } from '../../client/informer.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { candidatesOf } from '../controller-index.ts';
import { claimObjects } from '../controller-ref-manager.ts';
import { controllerReference } from '../pod-from-template.ts';
import { type Refusal, refusedBy } from '../refusal.ts';
import { REVISION_LABEL } from './daemon-pod.ts';

export interface RevisionMeans {
  readonly client: Client;
  readonly revisions: Informer<'ControllerRevision', ControllerRevision>;
  readonly version: VersionProfile;
  readonly selector: Selector;
  /** The set's own pods, claimed. */
  readonly pods: () => readonly Pod[] | Refusal;
}

export interface Revisions {
  /** The hash that new pods carry. */
  readonly hash: string;
  readonly old: readonly ControllerRevision[];
}

const isRefusal = (value: object): value is Refusal => 'message' in value;

export function syncRevisions(set: DaemonSet, means: RevisionMeans): Revisions | Refusal {
  const labelled = ownRevisions(set, means);
  if (isRefusal(labelled)) return labelled;
  const patch = goJson(templatePatch(set.spec.template, means.version));
  const current = labelled.filter(({ data }) => goJson(data) === patch);
  const old = labelled.filter((revision) => !current.includes(revision));
  const number = old.reduce((max, { revision }) => Math.max(max, revision), 0) + 1;
  const kept = current.length === 0 ? snapshot(set, number, means) : keepNewest(set, current, means);
  if (isRefusal(kept)) return kept;
  if (kept.revision < number) {
    const raised = means.client.update({ ...kept, revision: number });
    if (!raised.ok) return refusedBy(raised.status);
  }
  return { hash: kept.metadata.labels?.[REVISION_LABEL] ?? '', old };
}

function ownRevisions(
  set: DaemonSet,
  { client, revisions, selector }: RevisionMeans,
): ControllerRevision[] | Refusal {
  const { claimed, refusal } = claimObjects<'ControllerRevision', ControllerRevision>(
    candidatesOf(revisions, set),
    {
      client,
      owner: set,
      kind: 'ControllerRevision',
      matches: ({ metadata }) => selector.matches(metadata.labels),
    },
  );
  if (refusal !== undefined) return refusal;
  const labelled: ControllerRevision[] = [];
  for (const revision of claimed) {
    const { metadata } = revision;
    if (metadata.labels?.[REVISION_LABEL] !== undefined) {
      labelled.push(revision);
      continue;
    }
    const labels = { ...metadata.labels, [REVISION_LABEL]: metadata.name };
    const updated = client.update<ControllerRevision>({ ...revision, metadata: { ...metadata, labels } });
    if (!updated.ok) return refusedBy(updated.status);
    labelled.push(updated.object);
  }
  return labelled;
}

function snapshot(set: DaemonSet, revision: number, means: RevisionMeans): ControllerRevision | Refusal {
  const { client, version } = means;
  const { namespace, name, annotations } = set.metadata;
  const hash = podTemplateHash(set.spec.template, set.status?.collisionCount, version);
  const data = templatePatch(set.spec.template, version);
  const wanted = {
    kind: 'ControllerRevision' as const,
    metadata: {
      name: `${name}-${hash}`,
      namespace: namespace,
      labels: { ...(set.spec.template.metadata?.labels as Record<string, string>), [REVISION_LABEL]: hash },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(set)],
    },
    data,
    revision,
  };
  const created = client.create('ControllerRevision', wanted);
  if (created.ok) return created.object;
  if (created.status.reason !== 'AlreadyExists') return refusedBy(created.status);
  const existing = client.get('ControllerRevision', namespace, `${name}-${hash}`);
  if (!existing.ok) return refusedBy(existing.status);
  if (goJson(existing.object.data) === goJson(data)) return existing.object;
  return countCollision(set, client) ?? refusedBy(created.status);
}

/** Another template has the hash: the next pass hashes with a higher count. */
function countCollision(set: DaemonSet, client: Client): Refusal | undefined {
  const live = client.get('DaemonSet', set.metadata.namespace, set.metadata.name);
  if (!live.ok) return refusedBy(live.status);
  const { collisionCount } = live.object.status;
  if (collisionCount !== set.status?.collisionCount) {
    const text = `found a stale collision count (${set.status?.collisionCount ?? 0}, expected ${collisionCount ?? 0})`;
    return {
      message: `${text} of DaemonSet "${set.metadata.name}" while processing; will retry until it is updated`,
    };
  }
  const status = { ...live.object.status, collisionCount: (collisionCount ?? 0) + 1 };
  const updated = client.updateStatus<DaemonSet>({ ...live.object, status });
  return updated.ok ? undefined : refusedBy(updated.status);
}

/** Of several revisions with the present template one stays; pods of the others are relabelled to it. */
function keepNewest(
  set: DaemonSet,
  current: readonly ControllerRevision[],
  { client, pods }: RevisionMeans,
): ControllerRevision | Refusal {
  const kept = current.reduce((best, each) => (each.revision >= best.revision ? each : best));
  const hash = kept.metadata.labels?.[REVISION_LABEL] ?? '';
  for (const { metadata } of current) {
    if (metadata.name === kept.metadata.name) continue;
    const own = pods();
    if (isRefusal(own)) return own;
    for (const pod of own) {
      if (pod.metadata.labels?.[REVISION_LABEL] === hash) continue;
      const labels = { ...pod.metadata.labels, [REVISION_LABEL]: hash };
      const updated = client.update<Pod>({ ...pod, metadata: { ...pod.metadata, labels } });
      if (!updated.ok) return refusedBy(updated.status);
    }
    const deleted = client.delete('ControllerRevision', set.metadata.namespace, metadata.name);
    if (!deleted.ok) return refusedBy(deleted.status);
  }
  return kept;
}

/** Old revisions beyond the limit that no pod is of, lowest first. Source: update.go, cleanupHistory. */
export function revisionsToForget(
  { spec: { revisionHistoryLimit = 10 } }: DaemonSet,
  old: readonly ControllerRevision[],
  pods: readonly Pod[],
): ControllerRevision[] {
  const surplus = old.length - revisionHistoryLimit;
  if (surplus <= 0) return [];
  const live = new Set(pods.map(({ metadata }) => metadata.labels?.[REVISION_LABEL] ?? ''));
  const idle = old.filter(({ metadata }) => !live.has(metadata.labels?.[REVISION_LABEL] ?? ''));
  return idle.sort((a, b) => a.revision - b.revision).slice(0, surplus);
}
