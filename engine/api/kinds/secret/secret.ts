// Secret: bytes for pods, with demands by type, frozen if `immutable`.
//
// `stringData` is for writing only and becomes `data` on the way in.
// Source: kubernetes v1.20.2 pkg/registry/core/secret/strategy.go; pkg/apis/core/v1/{defaults,conversion}.go;
// pkg/apis/core/validation/validation.go, ValidateSecret.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isConfigMapKey } from '../../names/identifiers.ts';
import type { Secret } from '../../objects.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { base64Length, DATA_SIZE_MAX_BYTES, validateFrozenData } from '../data-size.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { base64OfText, textOfBase64 } from './base64.ts';
import { jsonObjectError } from './json-error.ts';
import { secretPrinter } from './printer.ts';

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const DATA = FieldPath.of('data');
const SERVICE_ACCOUNT_NAME = 'kubernetes.io/service-account.name';

/** Upstream does this while converting to its internal type, after the defaults. */
function mergeStringData(secret: Secret): void {
  const { stringData } = secret;
  if (stringData == null) return;
  const texts = Object.entries(stringData).map(([key, text]) => [key, base64OfText(text)]);
  if (texts.length > 0) secret.data = { ...secret.data, ...Object.fromEntries(texts) };
  delete secret.stringData;
}

function validateSecret(secret: Secret, problems: Problems): void {
  validateKubeObjectMeta(secret.metadata, META_RULES, METADATA, problems);
  const data = secret.data ?? {};
  let size = 0;
  for (const key of Object.keys(data).sort()) {
    problems.invalidEach(DATA.key(key), key, isConfigMapKey(key));
    size += base64Length(data[key]!);
  }
  if (size > DATA_SIZE_MAX_BYTES) problems.tooLong(DATA, DATA_SIZE_MAX_BYTES);
  validateByType(secret, data, problems);
}

function validateByType(secret: Secret, data: Readonly<Record<string, string>>, problems: Problems): void {
  const misspelt = problems.has('secretKeyPaths') ? DATA : FieldPath.of('data[%s]');
  switch (secret.type) {
    case 'kubernetes.io/service-account-token':
      if (!secret.metadata.annotations?.[SERVICE_ACCOUNT_NAME]) {
        problems.required(METADATA.child('annotations').key(SERVICE_ACCOUNT_NAME));
      }
      return;
    case 'kubernetes.io/dockercfg':
      validateJson(data, '.dockercfg', problems);
      return;
    case 'kubernetes.io/dockerconfigjson':
      validateJson(data, '.dockerconfigjson', problems);
      return;
    case 'kubernetes.io/basic-auth':
      if ('username' in data || 'password' in data) return;
      problems.required(misspelt.key('username'));
      problems.required(misspelt.key('password'));
      return;
    case 'kubernetes.io/ssh-auth':
      if (!data['ssh-privatekey']) problems.required(misspelt.key('ssh-privatekey'));
      return;
    case 'kubernetes.io/tls':
      for (const key of ['tls.crt', 'tls.key']) if (!(key in data)) problems.required(DATA.key(key));
      return;
    default:
  }
}

function validateJson(data: Readonly<Record<string, string>>, key: string, problems: Problems): void {
  const encoded = data[key];
  if (encoded === undefined) {
    problems.required(DATA.key(key));
    return;
  }
  const error = jsonObjectError(textOfBase64(encoded));
  if (error !== undefined) problems.invalid(DATA.key(key), '<secret contents redacted>', error);
}

export const secret = defineKind<Secret>({
  kind: 'Secret',
  plural: 'secrets',
  singular: 'secret',
  shortNames: [],
  categories: [],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: false,
  printer: secretPrinter,
  setDefaults: (object) => {
    dropZero(object, 'data');
    object.type ||= 'Opaque';
  },
  prepareForCreate: (object, { version }) => {
    mergeStringData(object);
    if (!version.has('immutableConfigMaps')) delete object.immutable;
  },
  prepareForUpdate: (object, old, { version }) => {
    mergeStringData(object);
    object.type ||= old.type;
    if (!version.has('immutableConfigMaps') && old.immutable === undefined) delete object.immutable;
  },
  validateCreate: validateSecret,
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    validateImmutableField(object.type, old.type, FieldPath.of('type'), problems);
    validateFrozenData(object, old, ['data'], problems);
    validateSecret(object, problems);
  },
  selectableFields: ({ type }) => ({ type: type ?? '' }),
});
