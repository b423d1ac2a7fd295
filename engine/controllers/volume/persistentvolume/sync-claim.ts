// One pass over one claim: find it a volume, have one made, or make sure that the one it has is its own.
//
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller.go, syncClaim.

import { isBoundTo, storageClassOf } from '../../../api/claim-fit.ts';
import type { PersistentVolumeClaim } from '../../../api/objects.ts';
import { keyOf } from '../../../client/informer.ts';
import { bind } from './bind.ts';
import { findBestMatch, whyUnfit } from './matching.ts';
import {
  setClaimPhaseWithEvent,
  setClaimStatus,
  type VolumeMeans,
  WriteRefused,
  writeClaim,
} from './means.ts';
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, hasMark, hasNoClass, SELECTED_NODE } from './names.ts';
import { provisionClaim } from './provision.ts';

type Claim = PersistentVolumeClaim;

/** Source: pkg/volume/util/storageclass.go, IsDefaultAnnotation. */
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
const DEFAULT_CLASS_BETA = 'storageclass.beta.kubernetes.io/is-default-class';

/** @throws WriteRefused */
export function syncClaim(means: VolumeMeans, claim: Claim): void {
  if (hasMark(claim, BIND_COMPLETED)) syncBound(means, claim);
  else if (claim.spec.volumeName) syncPrebound(means, claim, claim.spec.volumeName);
  else syncUnbound(means, claim);
}

function syncUnbound(means: VolumeMeans, claim: Claim): void {
  const { volumes, version, recorder } = means;
  const isDelayed = waitsForConsumer(means, claim);
  const volume = findBestMatch(claim, volumes.list(), { isDelayed, version });
  if (volume !== undefined) {
    bind(means, volume, claim);
    return;
  }
  const assigned = withDefaultClass(means, claim);
  if (assigned !== claim) {
    means.addClaim(keyOf(writeClaim(means, assigned)));
    return;
  }
  if (isDelayed && !hasMark(claim, SELECTED_NODE)) tellOfWaiting(means, claim);
  else if (storageClassOf(claim) !== '') {
    provisionClaim(means, claim);
    return;
  } else {
    const text = 'no persistent volumes available for this claim and no storage class is set';
    recorder.event(claim, 'Normal', 'FailedBinding', text);
  }
  setClaimStatus(means, claim, 'Pending');
}

// A class that is not there delays nothing. Source: util.go, IsDelayBindingMode.
function waitsForConsumer({ storageClasses }: VolumeMeans, claim: Claim): boolean {
  const name = storageClassOf(claim);
  const found = name === '' ? undefined : storageClasses().find(({ metadata }) => metadata.name === name);
  return found?.volumeBindingMode === 'WaitForFirstConsumer';
}

// A claim made before there was a default class gets it afterwards. Source: KEP-3333.
function withDefaultClass({ version, storageClasses }: VolumeMeans, claim: Claim): Claim {
  if (!version.has('pvcRetroactiveStorageClass') || !hasNoClass(claim)) return claim;
  const defaults = storageClasses().filter(
    ({ metadata: { annotations } }) =>
      annotations?.[DEFAULT_CLASS] === 'true' || annotations?.[DEFAULT_CLASS_BETA] === 'true',
  );
  const newest = defaults.sort(({ metadata: a }, { metadata: b }) => {
    if (a.creationTimestamp !== b.creationTimestamp)
      return a.creationTimestamp > b.creationTimestamp ? -1 : 1;
    return a.name < b.name ? -1 : 1;
  })[0];
  if (newest === undefined) return claim;
  return { ...claim, spec: { ...claim.spec, storageClassName: newest.metadata.name } };
}

function tellOfWaiting({ podsUsing, recorder }: VolumeMeans, claim: Claim): void {
  const waiting = podsUsing(keyOf(claim)).filter(
    ({ spec, status }) => !spec.nodeName && status.phase !== 'Succeeded' && status.phase !== 'Failed',
  );
  const names = waiting.map(({ metadata }) => metadata.name);
  if (names.length === 0) {
    const text = 'waiting for first consumer to be created before binding';
    recorder.event(claim, 'Normal', 'WaitForFirstConsumer', text);
    return;
  }
  const text = `waiting for pod${names.length > 1 ? 's' : ''} ${names.join(',')} to be scheduled`;
  recorder.event(claim, 'Normal', 'WaitForPodScheduled', text);
}

/** The claim names a volume: by its user, or by this controller, which was then interrupted. */
function syncPrebound(means: VolumeMeans, claim: Claim, volumeName: string): void {
  const { volumes, recorder } = means;
  const volume = volumes.get(volumeName);
  if (volume === undefined) {
    setClaimStatus(means, claim, 'Pending');
    return;
  }
  if (volume.spec.claimRef === undefined) {
    const why = whyUnfit(volume, claim);
    if (why === undefined) {
      bind(means, volume, claim);
      return;
    }
    const text = `Cannot bind to requested volume "${volumeName}": ${why}`;
    recorder.event(claim, 'Warning', 'VolumeMismatch', text);
    setClaimStatus(means, claim, 'Pending');
    return;
  }
  if (isBoundTo(volume, claim)) {
    bind(means, volume, claim);
    return;
  }
  recorder.event(
    claim,
    'Warning',
    'FailedBinding',
    `volume "${volumeName}" already bound to a different claim.`,
  );
  if (hasMark(claim, BOUND_BY_CONTROLLER))
    throw new WriteRefused(`Invalid binding of claim "${keyOf(claim)}"`);
  setClaimStatus(means, claim, 'Pending');
}

function syncBound(means: VolumeMeans, claim: Claim): void {
  const { volumeName } = claim.spec;
  if (!volumeName) {
    const text = 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!';
    setClaimPhaseWithEvent(means, claim, 'Lost', ['Warning', 'ClaimLost', text]);
    return;
  }
  const volume = means.volumes.get(volumeName);
  if (volume === undefined) {
    const text = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
    setClaimPhaseWithEvent(means, claim, 'Lost', ['Warning', 'ClaimLost', text]);
    return;
  }
  const { claimRef } = volume.spec;
  if (claimRef === undefined || claimRef.uid === claim.metadata.uid) {
    bind(means, volume, claim);
    return;
  }
  const text = 'Two claims are bound to the same volume, this one is bound incorrectly';
  setClaimPhaseWithEvent(means, claim, 'Lost', ['Warning', 'ClaimMisbound', text]);
}
