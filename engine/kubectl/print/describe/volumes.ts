// The volumes of a pod or of a template, and the source of a PersistentVolume.
// Source: kubectl v0.32.0 pkg/describe/describe.go, describeVolumes, describePersistentVolume.

import { byteLength } from '../../../api/names/text.ts';
import type { PersistentVolumeClaim, Volume } from '../../../api/objects.ts';
import { quantityText } from '../../../api/printing/volume-cells.ts';
import { parseQuantity } from '../../../api/quantity/quantity.ts';
import { quantitySign } from '../../../api/quantity/values.ts';
import { describeClaimBody } from './claim-body.ts';
import { ANNOTATION_LENGTH_MAX } from './texts.ts';
import { PERSISTENT_SOURCES, POD_SOURCES, type Source, type SourceText } from './volume-sources.ts';
import { nested, type Writer } from './writer.ts';

export function describeVolumes(w: Writer, volumes: readonly Volume[] | undefined, indent = ''): void {
  if (volumes === undefined || volumes.length === 0) return w.write(0, `${indent}Volumes:\t<none>\n`);
  w.write(0, `${indent}Volumes:\n`);
  for (const volume of volumes) {
    w.write(1, `${indent === '' ? '' : ' '}${volume.name}:\n`);
    describeSource(w, volume);
  }
}

function describeSource(w: Writer, volume: Volume): void {
  const { emptyDir, downwardAPI, projected, ephemeral, csi } = volume;
  if (emptyDir) return describeEmptyDir(w, emptyDir);
  if (ephemeral) return describeEphemeral(w, ephemeral);
  if (downwardAPI) return describeDownwardAPI(w, downwardAPI);
  if (projected) return describeProjected(w, projected);
  if (csi) return describeCSI(w, csi as unknown as Source, ['Driver', 'FSType', 'ReadOnly']);
  if (!describeKnown(w, POD_SOURCES, volume as unknown as Source)) w.write(1, '<unknown>\n');
}

/** @param spec  of the PersistentVolume */
export function describePersistentSource(w: Writer, spec: Source): void {
  if (describeKnown(w, PERSISTENT_SOURCES, spec)) return;
  if (!spec.csi) return w.write(1, '<unknown>\n');
  describeCSI(w, spec.csi as Source, ['Driver', 'FSType', 'VolumeHandle', 'ReadOnly']);
}

function describeKnown(w: Writer, known: Readonly<Record<string, SourceText>>, holder: Source): boolean {
  const name = Object.keys(known).find((key) => holder[key] !== undefined && holder[key] !== null);
  if (name === undefined) return false;
  const { type, fields } = known[name]!;
  w.write(2, `Type:\t${type}\n`);
  for (const [label, value] of fields as readonly (readonly [string, (source: Source) => string])[]) {
    const title = label.endsWith('\t') ? label : `${label}:\t`;
    // Upstream has a blank behind this one colon.
    const shown = label === 'Kind' ? 'Kind: \t' : title;
    w.write(2, `${shown}${value(holder[name] as Source)}\n`);
  }
  return true;
}

function describeEmptyDir(w: Writer, { medium = '', sizeLimit }: NonNullable<Volume['emptyDir']>): void {
  const isLimited =
    sizeLimit !== undefined && sizeLimit !== null && quantitySign(parseQuantity(sizeLimit)) > 0;
  w.write(2, "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)\n");
  w.write(2, `Medium:\t${medium}\n`);
  w.write(2, `SizeLimit:\t${isLimited ? quantityText(sizeLimit) : '<unset>'}\n`);
}

function describeEphemeral(w: Writer, { volumeClaimTemplate }: NonNullable<Volume['ephemeral']>): void {
  w.write(
    2,
    'Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)\n',
  );
  if (!volumeClaimTemplate) return;
  const { metadata = {}, spec } = volumeClaimTemplate;
  describeClaimBody(nested(w, 2), { metadata, spec } as unknown as PersistentVolumeClaim, undefined);
}

function describeDownwardAPI(w: Writer, { items = [] }: NonNullable<Volume['downwardAPI']>): void {
  w.write(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n');
  for (const { fieldRef, resourceFieldRef, path } of items) {
    if (fieldRef) w.write(3, `${fieldRef.fieldPath} -> ${path}\n`);
    if (resourceFieldRef) w.write(3, `${resourceFieldRef.resource} -> ${path}\n`);
  }
}

// Differs: for an `optional` that is set, upstream prints where in memory it is; here its value.
function describeProjected(w: Writer, { sources = [] }: NonNullable<Volume['projected']>): void {
  w.write(2, 'Type:\tProjected (a volume that contains injected data from multiple sources)\n');
  const optionalText = (optional: boolean | undefined): string => String(optional ?? '<nil>');
  for (const { secret, downwardAPI, configMap, serviceAccountToken } of sources ?? []) {
    if (secret) {
      w.write(2, `SecretName:\t${secret.name ?? ''}\n`);
      w.write(2, `SecretOptionalName:\t${optionalText(secret.optional)}\n`);
    } else if (downwardAPI) w.write(2, 'DownwardAPI:\ttrue\n');
    else if (configMap) {
      w.write(2, `ConfigMapName:\t${configMap.name ?? ''}\n`);
      w.write(2, `ConfigMapOptional:\t${optionalText(configMap.optional)}\n`);
    } else if (serviceAccountToken) {
      w.write(2, `TokenExpirationSeconds:\t${serviceAccountToken.expirationSeconds ?? 0}\n`);
    }
  }
}

const CSI_FIELDS: Readonly<Record<string, readonly [name: string, none: string]>> = {
  Driver: ['driver', ''],
  FSType: ['fsType', ''],
  VolumeHandle: ['volumeHandle', ''],
  ReadOnly: ['readOnly', 'false'],
};

function describeCSI(w: Writer, csi: Source, labels: readonly string[]): void {
  w.write(2, 'Type:\tCSI (a Container Storage Interface (CSI) volume source)\n');
  for (const label of labels) {
    const [name, none] = CSI_FIELDS[label]!;
    w.write(2, `${label}:\t${csi[name] ?? none}\n`);
  }
  const attributes = (csi.volumeAttributes ?? {}) as Readonly<Record<string, string>>;
  w.write(2, 'VolumeAttributes:\t');
  const keys = Object.keys(attributes).sort();
  if (keys.length === 0) return w.line('<none>');
  keys.forEach((key, i) => {
    if (i > 0) {
      w.write(2, '');
      w.write(2, '\t');
    }
    const line = `${key}=${attributes[key]}`;
    const isLong = byteLength(line) > ANNOTATION_LENGTH_MAX;
    w.write(2, isLong ? `${line.slice(0, ANNOTATION_LENGTH_MAX)}...\n` : `${line}\n`);
  });
}
