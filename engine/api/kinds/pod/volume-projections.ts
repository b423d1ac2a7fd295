// Volumes made from API data: Secrets, ConfigMaps, the downward API, tokens, and several of these in one.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateSecretVolumeSource,
// validateConfigMapVolumeSource, validateKeyToPath, validateDownwardAPIVolumeSource, validateProjectionSources
// (equal in 1.28). Left out: clusterTrustBundle and podCertificate sources, which this engine does not issue.

import type { Volume } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import { validateLocalNonReservedPath } from '../../validation/local-path.ts';
import type { Problems } from '../../validation/problems.ts';
import { VOLUME_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-refs.ts';

type Source<K extends keyof Volume> = NonNullable<Volume[K]>;
type KeyToPath = NonNullable<Source<'secret'>['items']>[number];
type DownwardFile = NonNullable<Source<'downwardAPI'>['items']>[number];
type Projection = NonNullable<Source<'projected'>['sources']>[number];

function validateMode(mode: number | undefined, path: FieldPath, problems: Problems): void {
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return;
  problems.invalid(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive');
}

function validateItems(items: readonly KeyToPath[], path: FieldPath, problems: Problems): void {
  items.forEach((item, i) => {
    validateItem(item, path.child('items').index(i), problems);
  });
}

function validateItem(item: KeyToPath, path: FieldPath, problems: Problems): void {
  if (!item.key) problems.required(path.child('key'));
  if (!item.path) problems.required(path.child('path'));
  validateLocalNonReservedPath(item.path ?? '', path.child('path'), problems);
  validateMode(item.mode, path.child('mode'), problems);
}

export function validateSecretVolume(source: Source<'secret'>, path: FieldPath, problems: Problems): void {
  if (!source.secretName) problems.required(path.child('secretName'));
  validateMode(source.defaultMode, path.child('defaultMode'), problems);
  validateItems(source.items ?? [], path, problems);
}

export function validateConfigMapVolume(
  source: Source<'configMap'>,
  path: FieldPath,
  problems: Problems,
): void {
  if (!source.name) problems.required(path.child('name'));
  validateMode(source.defaultMode, path.child('defaultMode'), problems);
  validateItems(source.items ?? [], path, problems);
}

/** Problems of every file stand at the volume's own path: upstream gives no index. */
export function validateDownwardAPIVolume(
  source: Source<'downwardAPI'>,
  path: FieldPath,
  problems: Problems,
): void {
  validateMode(source.defaultMode, path.child('defaultMode'), problems);
  for (const file of source.items ?? []) validateDownwardFile(file, path, problems);
}

function validateDownwardFile(file: DownwardFile, path: FieldPath, problems: Problems): void {
  if (!file.path) problems.required(path.child('path'));
  validateLocalNonReservedPath(file.path ?? '', path.child('path'), problems);
  if (file.fieldRef !== undefined) {
    validateFieldRef(file.fieldRef, VOLUME_FIELDS, path.child('fieldRef'), problems);
    if (file.resourceFieldRef !== undefined) {
      problems.invalid(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously');
    }
  } else if (file.resourceFieldRef !== undefined) {
    validateResourceFieldRef(file.resourceFieldRef, true, path.child('resourceFieldRef'), problems);
  } else problems.required(path, 'one of fieldRef and resourceFieldRef is required');
  validateMode(file.mode, path.child('mode'), problems);
}

export function validateProjectedVolume(
  source: Source<'projected'>,
  path: FieldPath,
  problems: Problems,
): void {
  validateMode(source.defaultMode, path.child('defaultMode'), problems);
  const paths = new Set<string>();
  (source.sources ?? []).forEach((projection, i) => {
    validateProjection(projection, { volume: path, self: path.child('sources').index(i) }, paths, problems);
  });
}

interface ProjectionPaths {
  readonly volume: FieldPath;
  readonly self: FieldPath;
}

function validateProjection(
  projection: Projection,
  at: ProjectionPaths,
  paths: Set<string>,
  problems: Problems,
): void {
  const claim = (path: string | undefined, shown: string | undefined): void => {
    if (!path) return;
    if (paths.has(path)) problems.invalid(at.volume, shown ?? '', 'conflicting duplicate paths');
    paths.add(path);
  };
  for (const type of ['secret', 'configMap'] as const) {
    const source = projection[type];
    if (source === undefined) continue;
    const path = at.self.child(type);
    if (!source.name) problems.required(path.child('name'));
    (source.items ?? []).forEach((item, i) => {
      validateItem(item, path.child('items').index(i), problems);
      claim(item.path, source.name);
    });
  }
  for (const file of projection.downwardAPI?.items ?? []) {
    validateDownwardFile(file, at.self.child('downwardAPI'), problems);
    claim(file.path, file.path);
  }
  if (projection.serviceAccountToken !== undefined)
    validateTokenProjection(projection.serviceAccountToken, at, problems);
  const types = [
    projection.secret,
    projection.configMap,
    projection.downwardAPI,
    projection.serviceAccountToken,
  ];
  if (types.filter((type) => type !== undefined).length > 1) {
    problems.forbidden(at.self, 'may not specify more than 1 volume type');
  }
}

const TOKEN_EXPIRATION_MIN_SECONDS = 10 * 60;
const TOKEN_EXPIRATION_MAX_SECONDS = 2 ** 32;

function validateTokenProjection(
  token: NonNullable<Projection['serviceAccountToken']>,
  at: ProjectionPaths,
  problems: Problems,
): void {
  const path = at.self.child('serviceAccountToken', 'expirationSeconds');
  const seconds = token.expirationSeconds ?? 0;
  if (seconds < TOKEN_EXPIRATION_MIN_SECONDS)
    problems.invalid(path, seconds, 'may not specify a duration less than 10 minutes');
  if (seconds > TOKEN_EXPIRATION_MAX_SECONDS) {
    problems.invalid(path, seconds, 'may not specify a duration larger than 2^32 seconds');
  }
  if (!token.path) problems.required(at.volume.child('path'));
}
