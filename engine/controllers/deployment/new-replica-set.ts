// The ReplicaSet with the Deployment's present template: found, its annotations and revision kept current, or created.
//
// Source: kubernetes v1.20.2 pkg/controller/deployment/sync.go, getNewReplicaSet.

import { podTemplateHash } from '../../api/hash/pod-template-hash.ts';
import { DNS_SUBDOMAIN_MAX_LENGTH } from '../../api/names/dns.ts';
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { controllerReference } from '../pod-from-template.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from '../refusal.ts';
import {
  maxRevision,
  newSetAnnotations,
  REVISION_ANNOTATION,
  sameAnnotations,
  withSizes,
} from './annotations.ts';
import { type ConditionWords, findCondition, newCondition, REASON, withCondition } from './conditions.ts';
import { creationMessage, SCALING_REPLICA_SET } from './events.ts';
import type { DeploymentPass, Sets } from './pass.ts';
import { hasProgressDeadline } from './progress.ts';
import { equalIgnoringHash, newAndOld, POD_TEMPLATE_HASH_LABEL, specReplicas } from './replica-sets.ts';
import { newSetReplicas, UnsupportedStrategyError } from './scaling.ts';

type Labels = Record<string, string>;

/** The sets, after the new one was brought up to date or, where `create` says so, made. */
export function syncNewSet(
  pass: DeploymentPass,
  sets: readonly ReplicaSet[],
  { create }: { readonly create: boolean },
): Sets | Refusal {
  const { newSet, oldSets } = newAndOld(pass.deployment, sets);
  const revision = maxRevision(oldSets) + 1;
  if (newSet === undefined && !create) return { newSet, oldSets };
  const synced =
    newSet === undefined ? createSet(pass, oldSets, revision) : updateSet(pass, newSet, revision);
  return 'message' in synced ? synced : { newSet: synced, oldSets };
}

/** A set whose annotations change is written; the Deployment follows in the next pass. */
function updateSet(pass: DeploymentPass, set: ReplicaSet, revision: number): ReplicaSet | Refusal {
  const { deployment } = pass;
  const current = set.metadata.annotations ?? {};
  const annotations = newSetAnnotations(deployment, current, revision);
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  if (!sameAnnotations(annotations, current) || (set.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const { minReadySeconds: _before, ...spec } = set.spec;
    const updated = pass.context.component.client.update<ReplicaSet>({
      ...set,
      metadata: { ...set.metadata, annotations: { ...annotations } },
      spec: minReadySeconds === 0 ? spec : { ...spec, minReadySeconds },
    });
    return updated.ok ? updated.object : refusedBy(updated.status);
  }
  const message = `Found new replica set "${set.metadata.name}"`;
  const isUnknown =
    hasProgressDeadline(deployment) && findCondition(deployment.status, 'Progressing') === undefined;
  const found = { type: 'Progressing', status: 'True', reason: REASON.foundNewReplicaSet, message } as const;
  const isChanged = noteRevision(pass, annotations[REVISION_ANNOTATION] ?? '');
  if (isUnknown) setCondition(pass, found);
  const refusal = isChanged || isUnknown ? pass.writeStatus() : undefined;
  return refusal ?? set;
}

function noteRevision(pass: DeploymentPass, revision: string): boolean {
  const { metadata } = pass.deployment;
  if (metadata.annotations?.[REVISION_ANNOTATION] === revision) return false;
  const annotations = { ...metadata.annotations, [REVISION_ANNOTATION]: revision };
  pass.deployment = { ...pass.deployment, metadata: { ...metadata, annotations } };
  return true;
}

function setCondition(pass: DeploymentPass, words: ConditionWords): void {
  const status = withCondition(pass.deployment.status, newCondition(words, pass.nowEpochMs));
  pass.deployment = { ...pass.deployment, status };
}

/** Named after its template, so that two passes make the same set. */
function setName(
  { metadata: { name } }: Deployment,
  hash: string,
  version: Pick<VersionProfile, 'has'>,
): string {
  const lengthMax = DNS_SUBDOMAIN_MAX_LENGTH - 1 - hash.length;
  return `${version.has('replicaSetNameCut') ? name.slice(0, lengthMax) : name}-${hash}`;
}

interface SetToMake {
  readonly name: string;
  readonly hash: string;
  readonly replicas: number;
  readonly revision: number;
}

function newReplicaSet(
  deployment: Deployment,
  { name, hash, replicas, revision }: SetToMake,
): Omit<ReplicaSet, 'metadata' | 'status'> & {
  metadata: Omit<ReplicaSet['metadata'], 'uid' | 'resourceVersion' | 'creationTimestamp'>;
} {
  const { spec, metadata } = deployment;
  const labels: Labels = { ...(spec.template.metadata?.labels as Labels), [POD_TEMPLATE_HASH_LABEL]: hash };
  const matchLabels = { ...spec.selector.matchLabels, [POD_TEMPLATE_HASH_LABEL]: hash };
  const template: PodTemplateSpec = { ...spec.template, metadata: { ...spec.template.metadata, labels } };
  const annotations = withSizes(newSetAnnotations(deployment, {}, revision), deployment);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: metadata.namespace,
      labels,
      annotations,
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(spec.minReadySeconds ? { minReadySeconds: spec.minReadySeconds } : {}),
      selector: { ...spec.selector, matchLabels },
      template,
    },
  };
}

function createSet(
  pass: DeploymentPass,
  oldSets: readonly ReplicaSet[],
  revision: number,
): ReplicaSet | Refusal {
  const { deployment, version } = pass;
  const { client } = pass.context.component;
  const hash = podTemplateHash(deployment.spec.template, deployment.status?.collisionCount, version);
  let replicas: number;
  try {
    replicas = newSetReplicas(deployment, specReplicas(oldSets), 0);
  } catch (error) {
    if (error instanceof UnsupportedStrategyError) return { message: error.message };
    throw error;
  }
  const wanted = newReplicaSet(deployment, {
    name: setName(deployment, hash, version),
    hash,
    replicas,
    revision,
  });
  const created = client.create('ReplicaSet', wanted);
  if (!created.ok && created.status.reason !== 'AlreadyExists')
    return createFailed(pass, wanted.metadata.name, created.status);
  const set = created.ok ? created.object : ownExistingSet(pass, wanted.metadata.name, created.status);
  if ('message' in set) return set;
  const { name } = set.metadata;
  if (created.ok && replicas > 0)
    pass.event('Normal', SCALING_REPLICA_SET, creationMessage(name, replicas, version));
  let isChanged = noteRevision(pass, String(revision));
  if (created.ok && hasProgressDeadline(deployment)) {
    const message = `Created new replica set "${name}"`;
    setCondition(pass, { type: 'Progressing', status: 'True', reason: REASON.newReplicaSetCreated, message });
    isChanged = true;
  }
  return (isChanged ? pass.writeStatus() : undefined) ?? set;
}

/** The set of that name, when a stale cache hid it; another template of the same hash makes the next pass count on. */
function ownExistingSet(pass: DeploymentPass, name: string, refusal: Status): ReplicaSet | Refusal {
  const { deployment, context } = pass;
  const existing = context.sets.get(deployment.metadata.namespace, name);
  if (existing === undefined) return { message: `replicaset.apps "${name}" not found` };
  const isOwn = controllerOf(existing)?.uid === deployment.metadata.uid;
  if (isOwn && equalIgnoringHash(deployment.spec.template, existing.spec.template)) return existing;
  const collisionCount = (deployment.status?.collisionCount ?? 0) + 1;
  pass.deployment = { ...deployment, status: { ...deployment.status, collisionCount } };
  pass.writeStatus();
  return refusedBy(refusal);
}

function createFailed(pass: DeploymentPass, name: string, status: Status): Refusal {
  if (isNamespaceTerminating(status)) return refusedBy(status);
  const message = `Failed to create new replica set "${name}": ${status.message}`;
  const reason = REASON.replicaSetCreateError;
  if (hasProgressDeadline(pass.deployment)) {
    setCondition(pass, { type: 'Progressing', status: 'False', reason, message });
    pass.writeStatus();
  }
  pass.event('Warning', reason, message);
  return refusedBy(status);
}
