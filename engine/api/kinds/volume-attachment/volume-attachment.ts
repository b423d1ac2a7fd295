// VolumeAttachment: the wish that a volume be attached to a node, and what came of it.
//
// Source: kubernetes v1.20.2 pkg/registry/storage/volumeattachment/strategy.go;
// pkg/apis/storage/validation/validation.go, ValidateVolumeAttachment.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { byteLength } from '../../names/text.ts';
import type { PersistentVolume, VolumeAttachment } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateKubeObjectMeta } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateCsiDriverName } from '../../validation/volume-sources.ts';
import { defineKind } from '../define-kind.ts';
import { validateInlineVolumeSpec } from '../persistent-volume/validation.ts';
import { volumeAttachmentPrinter } from './printer.ts';

type Status = NonNullable<VolumeAttachment['status']>;

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const SPEC = FieldPath.of('spec');
const STATUS = FieldPath.of('status');
/** Source: maxAttachedVolumeMetadataSize, maxVolumeErrorMessageSize; upstream shows the former for both. */
const METADATA_MAX_BYTES = 256 * 1024;
const ERROR_MESSAGE_MAX_BYTES = 1024;
const GROUP = 'storage.k8s.io';

function validateAttachment({ metadata, spec, status }: VolumeAttachment, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  if (!spec.attacher) problems.required(SPEC.child('attacher'));
  validateSource(spec.source ?? {}, SPEC.child('source'), problems);
  const node = spec.nodeName ?? '';
  problems.invalidEach(SPEC.child('nodeName'), node, nameIsDnsSubdomain(node, false, problems.version));
  if (status !== undefined) validateStatus(status, problems);
}

function validateSource(
  source: VolumeAttachment['spec']['source'],
  path: FieldPath,
  problems: Problems,
): void {
  const { inlineVolumeSpec: inline, persistentVolumeName: volume } = source;
  const text = 'must specify exactly one of inlineVolumeSpec and persistentVolumeName';
  if (inline == null && volume == null) problems.required(path, text);
  else if (inline != null && volume != null) problems.forbidden(path, text);
  else if (inline != null) {
    validateInlineVolumeSpec(inline as PersistentVolume['spec'], path.child('inlineVolumeSpec'), problems);
  } else if (volume === '') {
    problems.required(path.child('persistentVolumeName'), 'must specify non empty persistentVolumeName');
  }
}

function validateStatus(status: Status, problems: Problems): void {
  const entries = Object.entries(status.attachmentMetadata ?? {});
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  if (size > METADATA_MAX_BYTES) problems.tooLong(STATUS.child('attachmentMetadata'), METADATA_MAX_BYTES);
  for (const field of ['attachError', 'detachError'] as const) {
    if (byteLength(status[field]?.message ?? '') <= ERROR_MESSAGE_MAX_BYTES) continue;
    problems.tooLong(STATUS.child(field, 'message'), METADATA_MAX_BYTES);
  }
}

function validateAttachmentUpdate(object: VolumeAttachment, old: VolumeAttachment, problems: Problems): void {
  validateAttachment(object, problems);
  validateAttachment(object, problems);
  if (semanticallyEqual(object.spec, old.spec)) return;
  const shown = new GoValue('storage.VolumeAttachmentSpec', object.spec);
  problems.invalid(SPEC, shown, 'field is immutable');
}

export const volumeAttachment = defineKind<VolumeAttachment>({
  kind: 'VolumeAttachment',
  plural: 'volumeattachments',
  singular: 'volumeattachment',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: [
    { group: GROUP, version: 'v1' },
    {
      group: GROUP,
      version: 'v1beta1',
      until: 21,
      deprecatedFrom: 19,
      replacement: 'storage.k8s.io/v1 VolumeAttachment',
    },
  ],
  statusSubresource: true,
  printer: volumeAttachmentPrinter,
  setDefaults: (object) => {
    object.spec ??= {} as VolumeAttachment['spec'];
    object.status ??= { attached: false };
  },
  // Clients of v1beta1 write the status along.
  prepareForCreate: (object, { requestApiVersion }) => {
    if (requestApiVersion !== 'storage.k8s.io/v1beta1') object.status = { attached: false };
  },
  prepareForUpdate: (object, old, { requestApiVersion }) => {
    if (requestApiVersion !== 'storage.k8s.io/v1beta1' && old.status) object.status = old.status;
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: (object, problems) => {
    validateAttachment(object, problems);
    if (problems.context.requestApiVersion === 'storage.k8s.io/v1beta1') return;
    validateCsiDriverName(object.spec.attacher ?? '', FieldPath.of('spec.attacher'), problems);
    const volume = object.spec.source?.persistentVolumeName;
    if (volume === undefined) return;
    const texts = nameIsDnsSubdomain(volume, false, problems.version);
    problems.invalidEach(FieldPath.of('spec.source.persistentVolumeName'), volume, texts);
  },
  validateUpdate: validateAttachmentUpdate,
  validateStatusUpdate: validateAttachmentUpdate,
});
