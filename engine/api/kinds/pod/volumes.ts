// The volumes of a pod: one type each, unique names.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateVolumes and validateVolumeSource; v1.28.0
// for generic ephemeral volumes; v1.33.0 for image volumes.

import { isDns1123Label, nameIsDnsSubdomain } from '../../names/dns.ts';
import type { ObjectMeta, Volume } from '../../objects.ts';
import { quantitySign } from '../../quantity/values.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { Problems } from '../../validation/problems.ts';
import { quantityOf } from '../../validation/resources.ts';
import * as sources from '../../validation/volume-sources.ts';
import { validateClaimTemplate } from './claim-template.ts';
import {
  validateConfigMapVolume,
  validateDownwardAPIVolume,
  validateProjectedVolume,
  validateSecretVolume,
} from './volume-projections.ts';

type VolumeType = Exclude<keyof Volume, 'name' | 'emptyDir'>;
type Rule = readonly [
  type: VolumeType,
  // biome-ignore lint/suspicious/noExplicitAny: each type has its own source; the pairing is by row.
  validate: (source: any, path: FieldPath, problems: Problems) => void,
  names?: { readonly forbidden?: string; readonly own?: string },
];

// In upstream's order. Where a problem stands differs from the field's name for a few, as upstream has it.
const RULES: readonly Rule[] = [
  ['hostPath', sources.validateHostPath],
  ['gitRepo', sources.validateGitRepo],
  ['gcePersistentDisk', sources.validateGcePersistentDisk, { own: 'persistentDisk' }],
  ['awsElasticBlockStore', sources.validateAwsElasticBlockStore],
  ['secret', validateSecretVolume],
  ['nfs', sources.validateNfs],
  ['iscsi', sources.validateIscsi],
  ['glusterfs', sources.validateGlusterfs],
  ['flocker', sources.validateFlocker],
  ['persistentVolumeClaim', validateClaimVolume],
  ['rbd', sources.validateRbd],
  ['cinder', sources.validateCinder],
  ['cephfs', sources.validateCephfs, { forbidden: 'cephFS' }],
  ['quobyte', sources.validateQuobyte],
  ['downwardAPI', validateDownwardAPIVolume, { forbidden: 'downwarAPI' }],
  ['fc', sources.validateFc],
  ['flexVolume', sources.validateFlexVolume],
  ['configMap', validateConfigMapVolume],
  ['azureFile', sources.validateAzureFile],
  ['vsphereVolume', sources.validateVsphereVolume],
  ['photonPersistentDisk', sources.validatePhotonPersistentDisk],
  ['portworxVolume', sources.validatePortworxVolume],
  ['azureDisk', sources.validateAzureDisk],
  ['storageos', sources.validateStorageOS],
  ['projected', validateProjectedVolume],
  ['scaleIO', sources.validateScaleIO],
  ['csi', sources.validateCsi],
  ['ephemeral', validateEphemeralVolume],
  ['image', validateImageVolume],
];

export type ValidVolumes = ReadonlyMap<string, Volume>;
const NO_VOLUMES: ValidVolumes = new Map();

/**
 * @param podMeta of a pod; absent for a template, whose pods have no name yet
 * @returns the volumes without problems by name, which containers may mount
 */
export function validateVolumes(
  volumes: readonly Volume[] | undefined,
  podMeta: ObjectMeta | undefined,
  path: FieldPath,
  problems: Problems,
): ValidVolumes {
  if (volumes === undefined || volumes.length === 0) return NO_VOLUMES;
  const valid = new Map<string, Volume>();
  const created = createdClaims(volumes, podMeta);
  volumes.forEach((volume, i) => {
    const at = path.index(i);
    const own = new Problems(problems.context);
    validateVolume(volume, podMeta, at, own);
    if (valid.has(volume.name)) own.duplicate(at.child('name'), volume.name);
    if (own.list.length === 0) valid.set(volume.name, volume);
    else problems.add(...own.list);
    const claim = volume.persistentVolumeClaim?.claimName ?? '';
    if (created.has(claim)) {
      const text = 'must not reference a PVC that gets created for an ephemeral volume';
      problems.invalid(at.child('persistentVolumeClaim', 'claimName'), claim, text);
    }
  });
  return valid;
}

function createdClaims(volumes: readonly Volume[], podMeta: ObjectMeta | undefined): ReadonlySet<string> {
  if (!podMeta?.name) return new Set();
  return new Set(volumes.filter((v) => v.ephemeral !== undefined).map((v) => `${podMeta.name}-${v.name}`));
}

function validateVolume(
  volume: Volume,
  podMeta: ObjectMeta | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  let types = validateEmptyDir(volume, path, problems);
  for (const [type, validate, names] of RULES) {
    const source = volume[type];
    if (source === undefined) continue;
    if (types > 0)
      problems.forbidden(path.child(names?.forbidden ?? type), 'may not specify more than 1 volume type');
    else validate(source, path.child(names?.own ?? type), problems);
    types += 1;
    if (type === 'iscsi') sources.validateIscsiInitiator(volume.iscsi!, volume.name, path, problems);
  }
  if (types === 0) problems.required(path, 'must specify a volume type');
  if (volume.ephemeral !== undefined) validateClaimName(volume, podMeta, path, problems);
  if (!volume.name) problems.required(path.child('name'));
  else problems.invalidEach(path.child('name'), volume.name, isDns1123Label(volume.name, problems.version));
}

function validateEmptyDir({ emptyDir }: Volume, path: FieldPath, problems: Problems): number {
  if (emptyDir === undefined) return 0;
  if (emptyDir.sizeLimit !== undefined && quantitySign(quantityOf(emptyDir.sizeLimit)) < 0) {
    problems.forbidden(
      path.child('emptyDir', 'sizeLimit'),
      'SizeLimit field must be a valid resource quantity',
    );
  }
  return 1;
}

function validateClaimVolume(
  source: NonNullable<Volume['persistentVolumeClaim']>,
  path: FieldPath,
  problems: Problems,
): void {
  if (!source.claimName) problems.required(path.child('claimName'));
}

function validateImageVolume(
  source: NonNullable<Volume['image']>,
  path: FieldPath,
  problems: Problems,
): void {
  if (!source.reference) problems.required(path.child('reference'));
}

function validateEphemeralVolume(
  source: NonNullable<Volume['ephemeral']>,
  path: FieldPath,
  problems: Problems,
): void {
  const at = path.child('volumeClaimTemplate');
  if (source.volumeClaimTemplate === undefined) problems.required(at);
  else validateClaimTemplate(source.volumeClaimTemplate, at, problems);
}

// The claim is named after the pod and the volume.
function validateClaimName(
  volume: Volume,
  podMeta: ObjectMeta | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (!podMeta?.name || !volume.name) return;
  const claim = `${podMeta.name}-${volume.name}`;
  for (const text of nameIsDnsSubdomain(claim, false, problems.version)) {
    problems.invalid(path.child('name'), volume.name, `PVC name "${claim}": ${text}`);
  }
}
