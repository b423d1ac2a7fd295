// ConfigMap: texts and bytes for pods, frozen if `immutable`.
//
// Source: kubernetes v1.20.2 pkg/registry/core/configmap/strategy.go; pkg/apis/core/validation/validation.go,
// ValidateConfigMap.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isConfigMapKey } from '../../names/identifiers.ts';
import { byteLength } from '../../names/text.ts';
import type { ConfigMap } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { base64Length, DATA_SIZE_MAX_BYTES, validateFrozenData } from '../data-size.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { configMapPrinter } from './printer.ts';

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
/** Upstream's path of an empty name, which prints as an index. */
const WHOLE_OBJECT = FieldPath.root.key('');
const DATA = FieldPath.of('data');
const BINARY_DATA = FieldPath.of('binaryData');

function validateConfigMap(configMap: ConfigMap, problems: Problems): void {
  validateKubeObjectMeta(configMap.metadata, META_RULES, METADATA, problems);
  const { data = {}, binaryData = {} } = configMap;
  let size = 0;
  for (const key of Object.keys(data).sort()) {
    problems.invalidEach(DATA.key(key), key, isConfigMapKey(key));
    if (key in binaryData) problems.invalid(DATA.key(key), key, 'duplicate of key present in binaryData');
    size += byteLength(data[key]!);
  }
  for (const key of Object.keys(binaryData).sort()) {
    problems.invalidEach(BINARY_DATA.key(key), key, isConfigMapKey(key));
    size += base64Length(binaryData[key]!);
  }
  // The path of a whole object that upstream builds from an empty name.
  if (size > DATA_SIZE_MAX_BYTES) problems.tooLong(WHOLE_OBJECT, DATA_SIZE_MAX_BYTES);
}

export const configMap = defineKind<ConfigMap>({
  kind: 'ConfigMap',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  categories: [],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: false,
  printer: configMapPrinter,
  setDefaults: (object) => dropZero(object, 'data', 'binaryData'),
  prepareForCreate: (object, { version }) => {
    if (!version.has('immutableConfigMaps')) delete object.immutable;
  },
  prepareForUpdate: (object, old, { version }) => {
    if (!version.has('immutableConfigMaps') && old.immutable === undefined) delete object.immutable;
  },
  validateCreate: validateConfigMap,
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateFrozenData(object, old, ['data', 'binaryData'], problems);
    validateConfigMap(object, problems);
  },
});
