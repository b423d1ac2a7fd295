// The calls of a StatefulSet's pass, with the events that tell of them.
//
// Claims are made before their pod, and no pod without its claims. Source: kubernetes v1.20.2 and v1.28.0
// pkg/controller/statefulset/stateful_pod_control.go.

import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../api/objects.ts';
import { internalFailure, retryAfterMs, type Status } from '../../api/status.ts';
import type { Component } from '../../client/component.ts';
import type { NewPod } from '../pod-from-template.ts';
import { identityMatches, ordinalOf, withIdentity } from './identity.ts';
import { isFailed } from './pod-state.ts';
import { hasStaleOwner, ownersMatchPolicy, retentionPolicy, withPolicyOwners } from './retention.ts';
import { claimName, claimsOf, claimTemplates, storageMatches, withStorage } from './storage.ts';
import type { PodActions } from './update-plan.ts';

const titled = { create: 'Create', update: 'Update', delete: 'Delete' } as const;
type Verb = keyof typeof titled;

export class StatefulPodControl implements PodActions {
  private readonly component: Component;

  constructor(component: Component) {
    this.component = component;
  }

  createPod(set: StatefulSet, pod: Pod): Status | undefined {
    const refusedClaims = this.createClaims(set, pod);
    if (refusedClaims !== undefined) return this.recordPod('create', set, pod, refusedClaims);
    const { status: _none, ...fresh } = pod;
    const created = this.component.client.create('Pod', fresh as unknown as NewPod);
    const refused = created.ok ? undefined : created.status;
    if (refused?.reason === 'AlreadyExists') return refused;
    if (this.component.version.has('statefulSetAutoDeletePVC')) {
      const refusedOwners = this.updateClaimOwners(set, pod);
      if (refusedOwners !== undefined) return this.recordPod('update', set, pod, refusedOwners);
    }
    return this.recordPod('create', set, pod, refused);
  }

  updatePod(set: StatefulSet, pod: Pod): Status | undefined {
    const first = this.tryUpdate(set, pod);
    if (first === 'nothing to do') return undefined;
    if (first?.reason !== 'Conflict') return this.recordPod('update', set, pod, first);
    // The pod as it is now: see `writeStatus` in sync.ts for why the cache is not asked again.
    const fresh = this.component.client.get('Pod', pod.metadata.namespace, pod.metadata.name);
    const again = fresh.ok ? this.tryUpdate(set, fresh.object) : fresh.status;
    return this.recordPod('update', set, pod, again === 'nothing to do' ? undefined : again);
  }

  private tryUpdate(set: StatefulSet, pod: Pod): Status | 'nothing to do' | undefined {
    const prepared = this.prepareUpdate(set, pod);
    if ('refused' in prepared) return prepared.refused;
    if (!prepared.changed) return 'nothing to do';
    const updated = this.component.client.update(prepared.pod);
    return updated.ok ? undefined : updated.status;
  }

  private prepareUpdate(set: StatefulSet, pod: Pod): { pod: Pod; changed: boolean } | { refused: Status } {
    const { version } = this.component;
    let result = pod;
    if (!identityMatches(set, result)) result = withIdentity(set, result, version);
    if (!storageMatches(set, result)) {
      result = withStorage(set, result);
      const refused = this.createClaims(set, result);
      if (refused !== undefined) return { refused };
    }
    let changed = result !== pod;
    if (version.has('statefulSetAutoDeletePVC') && !this.claimsMatchRetentionPolicy(set, result)) {
      const refused = this.updateClaimOwners(set, result);
      if (refused !== undefined) return { refused };
      changed = true;
    }
    return { pod: result, changed };
  }

  deletePod(set: StatefulSet, pod: Pod): Status | undefined {
    const deleted = this.component.client.delete('Pod', pod.metadata.namespace, pod.metadata.name);
    return this.recordPod('delete', set, pod, deleted.ok ? undefined : deleted.status);
  }

  recreating(set: StatefulSet, pod: Pod): void {
    const { namespace, name } = set.metadata;
    const { recorder } = this.component;
    const message = (how: string): string =>
      `StatefulSet ${namespace}/${name} is recreating ${how} Pod ${pod.metadata.name}`;
    if (isFailed(pod)) recorder.event(set, 'Warning', 'RecreatingFailedPod', message('failed'));
    else recorder.event(set, 'Normal', 'RecreatingTerminatedPod', message('terminated'));
  }

  createMissingClaims(set: StatefulSet, pod: Pod): Status | undefined {
    const refused = this.createClaims(set, pod);
    if (refused !== undefined || !this.component.version.has('statefulSetAutoDeletePVC')) return refused;
    const refusedOwners = this.updateClaimOwners(set, pod);
    return refusedOwners === undefined ? undefined : this.recordPod('update', set, pod, refusedOwners);
  }

  hasStaleClaim(set: StatefulSet, pod: Pod): boolean {
    if (retentionPolicy(set).whenScaled === 'Retain') return false;
    return this.cachedClaims(set, pod).some((claim) => hasStaleOwner(claim, pod));
  }

  claimsMatchRetentionPolicy(set: StatefulSet, pod: Pod): boolean {
    const { version } = this.component;
    return this.cachedClaims(set, pod).every((claim) => ownersMatchPolicy(claim, set, pod, version));
  }

  updateClaimOwners(set: StatefulSet, pod: Pod): Status | undefined {
    const { client, version } = this.component;
    for (const claim of this.cachedClaims(set, pod)) {
      if (ownersMatchPolicy(claim, set, pod, version)) continue;
      const updated = client.update(withPolicyOwners(claim, set, pod, version));
      if (!updated.ok) return updated.status;
    }
    return undefined;
  }

  private cachedClaims(set: StatefulSet, pod: Pod): PersistentVolumeClaim[] {
    const claims = this.component.informers.of('PersistentVolumeClaim');
    return claimTemplates(set)
      .map((template) => claims.get(set.metadata.namespace, claimName(set, template, ordinalOf(pod))))
      .filter((claim) => claim !== undefined);
  }

  private createClaims(set: StatefulSet, pod: Pod): Status | undefined {
    const { client, informers, version } = this.component;
    const claims = informers.of('PersistentVolumeClaim');
    const problems: string[] = [];
    for (const claim of claimsOf(set, pod)) {
      const { namespace, name } = claim.metadata;
      const cached = claims.get(namespace, name);
      if (cached === undefined) {
        const created = client.create('PersistentVolumeClaim', claim);
        if (!created.ok) problems.push(`failed to create PVC ${name}: ${created.status.message}`);
        if (created.ok || created.status.reason !== 'AlreadyExists') {
          this.recordClaim(set, pod, name, created.ok ? undefined : created.status);
        }
      } else if (
        version.has('statefulSetWaitsForClaimDeletion') &&
        cached.metadata.deletionTimestamp !== undefined
      ) {
        problems.push(`pvc ${name} is being deleted`);
      }
    }
    if (problems.length === 0) return undefined;
    return {
      ...internalFailure(''),
      message: problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`,
    };
  }

  private recordPod(verb: Verb, set: StatefulSet, pod: Pod, refused: Status | undefined): Status | undefined {
    const text = `${verb} Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name}`;
    const { recorder } = this.component;
    if (refused === undefined)
      recorder.event(set, 'Normal', `Successful${titled[verb]}`, `${text} successful`);
    else if (retryAfterMs(refused) === undefined)
      recorder.event(set, 'Warning', `Failed${titled[verb]}`, `${text} failed error: ${refused.message}`);
    return refused;
  }

  private recordClaim(set: StatefulSet, pod: Pod, name: string, refused: Status | undefined): void {
    const { recorder } = this.component;
    const where = `Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name}`;
    if (refused === undefined) {
      recorder.event(set, 'Normal', 'SuccessfulCreate', `create Claim ${name} ${where} success`);
    } else {
      const message = `create Claim ${name} for ${where} failed error: ${refused.message}`;
      recorder.event(set, 'Warning', 'FailedCreate', message);
    }
  }
}
