// The files of the volumes that show API data: ConfigMaps, Secrets, fields of the pod, and several of these at once.
//
// Source: kubernetes v1.20.2 pkg/volume/{configmap,secret,downwardapi,projected}/*.go, MakePayload and CollectData.

import { textOfBase64 } from '../../api/kinds/secret/base64.ts';
import type { ConfigMap, Pod, Secret, Volume } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { ConfigError } from '../environment/config-error.ts';
import type { ConfigKind, ConfigObjects } from '../environment/config-objects.ts';
import { podField } from '../environment/pod-fields.ts';
import { type ResourceField, resourceField } from '../environment/resource-fields.ts';
import type { Kubelet } from '../kubelet.ts';
import type { LazyFile, Payload } from './payload-folder.ts';
import type { PodTokens } from './pod-tokens.ts';
import { isProblem, type SetUpProblem } from './tree.ts';

export interface PayloadMeans {
  readonly kubelet: Kubelet;
  readonly objects: ConfigObjects;
  readonly tokens: PodTokens;
}

type Item = { readonly key: string; readonly path: string; readonly mode?: number };
type FieldItem = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number];
type Projection = NonNullable<NonNullable<Volume['projected']>['sources']>[number];
type ObjectSource = { readonly items?: readonly Item[]; readonly optional?: boolean };

/** Source: staging/src/k8s.io/api/core/v1/types.go, the volume sources' default modes. */
const DEFAULT_MODE = 0o644;
/** Of tokens in pods with an fsGroup. Source: projected.go, collectData. */
const TOKEN_MODE_FOR_GROUP = 0o600;

/** Undefined for volumes of other kinds. */
export function payloadOf(means: PayloadMeans, pod: Pod, volume: Volume): Payload | SetUpProblem | undefined {
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap !== undefined)
    return objectFiles(
      means,
      pod,
      'ConfigMap',
      configMap.name ?? '',
      configMap as ObjectSource,
      configMap.defaultMode,
    );
  if (secret !== undefined)
    return objectFiles(
      means,
      pod,
      'Secret',
      secret.secretName ?? '',
      secret as ObjectSource,
      secret.defaultMode,
    );
  if (downwardAPI !== undefined)
    return fieldFiles(means, pod, downwardAPI.items ?? [], downwardAPI.defaultMode);
  return projected === undefined
    ? undefined
    : projectedFiles(means, pod, projected.sources ?? [], projected.defaultMode);
}

function objectFiles(
  { objects }: PayloadMeans,
  pod: Pod,
  kind: ConfigKind,
  name: string,
  { items = [], optional = false }: ObjectSource,
  defaultMode = DEFAULT_MODE,
): Payload | SetUpProblem {
  const found = objects.get(kind, pod.metadata.namespace, name);
  if (found === undefined && !optional) return { problem: `${kind.toLowerCase()} "${name}" not found` };
  const data = found === undefined ? NO_DATA : dataOf(found);
  const files = new Map<string, LazyFile>();
  if (items.length === 0) for (const [key, datum] of data) files.set(key, { ...datum, mode: defaultMode });
  for (const { key, path, mode = defaultMode } of items) {
    const datum = data.get(key);
    if (datum !== undefined) files.set(path, { ...COPY_OF, ...datum, mode });
    else if (!optional) return { problem: missingKey(kind, key) };
  }
  return files;
}

const missingKey = (kind: ConfigKind, key: string): string =>
  kind === 'ConfigMap'
    ? `configmap references non-existent config key: ${key}`
    : `references non-existent secret key: ${key}`;

type Datum = Pick<LazyFile, 'raw' | 'read'>;

const NO_DATA: ReadonlyMap<string, Datum> = new Map();

const asIs = (raw: string): string => raw;

// Objects are never changed once made, and the same few are mounted into many pods.
const dataByObject = new WeakMap<object, ReadonlyMap<string, Datum>>();

function dataOf(object: ConfigMap | Secret): ReadonlyMap<string, Datum> {
  let data = dataByObject.get(object);
  if (data === undefined) {
    data = readData(object);
    dataByObject.set(object, data);
  }
  return data;
}

function readData(object: ConfigMap | Secret): ReadonlyMap<string, Datum> {
  if (object.kind === 'Secret') return new Map(entriesOf(object.data, textOfBase64));
  return new Map([...entriesOf(object.data, asIs), ...entriesOf(object.binaryData, textOfBase64)]);
}

const entriesOf = (data: object | undefined, read: LazyFile['read']): [string, Datum][] =>
  Object.entries((data ?? {}) as Record<string, string>).map(([key, raw]) => [key, { raw, read }]);

function fieldFiles(
  { kubelet }: PayloadMeans,
  pod: Pod,
  items: readonly FieldItem[],
  defaultMode = DEFAULT_MODE,
): Payload | SetUpProblem {
  const files = new Map<string, LazyFile>();
  const problems: string[] = [];
  for (const { path, mode = defaultMode, fieldRef, resourceFieldRef } of items) {
    try {
      const raw =
        fieldRef !== undefined
          ? podField(kubelet, pod, fieldRef.fieldPath)
          : resourceField(kubelet, pod, undefined, resourceFieldRef as ResourceField);
      files.set(path, { raw, read: asIs, mode });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(error.message);
    }
  }
  return problems.length === 0 ? files : joined(problems);
}

function projectedFiles(
  means: PayloadMeans,
  pod: Pod,
  sources: readonly Projection[],
  defaultMode = DEFAULT_MODE,
): Payload | SetUpProblem {
  const files = new Map<string, LazyFile>();
  const problems: string[] = [];
  for (const source of sources) {
    const part = projection(means, pod, source, defaultMode);
    if (isProblem(part)) problems.push(part.problem);
    else for (const [path, file] of part) files.set(path, file);
  }
  return problems.length === 0 ? files : joined(problems);
}

function projection(means: PayloadMeans, pod: Pod, source: Projection, mode: number): Payload | SetUpProblem {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source;
  if (configMap !== undefined)
    return objectFiles(means, pod, 'ConfigMap', configMap.name ?? '', configMap as ObjectSource, mode);
  if (secret !== undefined)
    return objectFiles(means, pod, 'Secret', secret.name ?? '', secret as ObjectSource, mode);
  if (downwardAPI !== undefined) return fieldFiles(means, pod, downwardAPI.items ?? [], mode);
  if (serviceAccountToken === undefined)
    return { problem: 'a projected source of this kind is not simulated' };
  const token = means.tokens.of(pod, serviceAccountToken);
  if (isProblem(token)) return token;
  const tokenMode = pod.spec.securityContext?.fsGroup === undefined ? mode : TOKEN_MODE_FOR_GROUP;
  return new Map([[serviceAccountToken.path, { ...COPY_OF, ...token, mode: tokenMode }]]);
}

// Source: apimachinery pkg/util/errors/errors.go, aggregate.Error.
const joined = (problems: readonly string[]): SetUpProblem => {
  const texts = [...new Set(problems)];
  return { problem: texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]` };
};
