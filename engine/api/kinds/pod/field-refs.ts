// References to a pod's own fields and resources, from environment variables and downward API volumes.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateObjectFieldSelector and
// validateContainerResourceFieldSelector; pkg/apis/core/pods/helpers.go, ConvertDownwardAPIFieldLabel;
// pkg/fieldpath/fieldpath.go, SplitMaybeSubscriptedPath. v1.28.0 for hostIPs and huge pages.

import { isQualifiedName } from '../../names/labels.ts';
import type { Container } from '../../objects.ts';
import { formatQuantity } from '../../quantity/format.ts';
import { quantitySign } from '../../quantity/values.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { quantityOf } from '../../validation/resources.ts';

type ValueFrom = NonNullable<NonNullable<Container['env']>[number]['valueFrom']>;
export type FieldRef = NonNullable<ValueFrom['fieldRef']>;
export type ResourceFieldRef = NonNullable<ValueFrom['resourceFieldRef']>;

/** What an environment variable may show. `status.hostIPs` since 1.29 (gate PodHostIPs). */
export const ENV_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.podIP',
  'status.podIPs',
];
/** What a file of a downward API volume may show. */
export const VOLUME_FIELDS: readonly string[] = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];
// What the conversion of field labels knows besides.
const CONVERTIBLE: ReadonlySet<string> = new Set([
  ...ENV_FIELDS,
  ...VOLUME_FIELDS,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
  'status.hostIPs',
]);

/** `metadata.labels['app']` as path and key; undefined when there is no subscript. */
export function splitSubscript(
  fieldPath: string,
): { readonly path: string; readonly key: string } | undefined {
  const match = /^(.+?)\['(.*)'\]$/s.exec(fieldPath);
  return match === null ? undefined : { path: match[1]!, key: match[2]! };
}

export function validateFieldRef(
  ref: FieldRef,
  allowed: readonly string[],
  path: FieldPath,
  problems: Problems,
): void {
  const fieldPath = ref.fieldPath ?? '';
  if (!ref.apiVersion) {
    problems.required(path.child('apiVersion'));
    return;
  }
  if (fieldPath === '') {
    problems.required(path.child('fieldPath'));
    return;
  }
  const subscript = splitSubscript(fieldPath);
  const failure = conversionFailure(ref.apiVersion, fieldPath, subscript?.path);
  if (failure !== undefined) {
    problems.invalid(path.child('fieldPath'), fieldPath, `error converting fieldPath: ${failure}`);
    return;
  }
  if (subscript !== undefined) {
    const key = subscript.path === 'metadata.annotations' ? subscript.key.toLowerCase() : subscript.key;
    problems.invalidEach(path, subscript.key, isQualifiedName(key, problems.version));
    return;
  }
  const field = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
  const supported = withHostIPs(allowed, problems);
  if (!supported.includes(field)) problems.notSupported(path.child('fieldPath'), field, supported);
}

function withHostIPs(allowed: readonly string[], problems: Problems): readonly string[] {
  if (allowed !== ENV_FIELDS || !problems.has('podHostIPs')) return allowed;
  return [...allowed, 'status.hostIPs'].sort();
}

function conversionFailure(
  apiVersion: string,
  fieldPath: string,
  subscripted: string | undefined,
): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  if (subscripted !== undefined) {
    const allowed = subscripted === 'metadata.annotations' || subscripted === 'metadata.labels';
    return allowed ? undefined : `field label does not support subscript: ${fieldPath}`;
  }
  return CONVERTIBLE.has(fieldPath) || fieldPath === 'spec.host'
    ? undefined
    : `field label not supported: ${fieldPath}`;
}

const RESOURCE_FIELDS: readonly string[] = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];
const isHugePageField = (resource: string): boolean => /^(limits|requests)\.hugepages-/.test(resource);

/** @param inVolume a file must say whose resource it shows; an environment variable means its own container */
export function validateResourceFieldRef(
  ref: ResourceFieldRef,
  inVolume: boolean,
  path: FieldPath,
  problems: Problems,
): void {
  const resource = ref.resource ?? '';
  if (inVolume && !ref.containerName) problems.required(path.child('containerName'));
  else if (resource === '') problems.required(path.child('resource'));
  else if (
    !RESOURCE_FIELDS.includes(resource) &&
    !(isHugePageField(resource) && problems.has('downwardAPIHugePages'))
  ) {
    problems.notSupported(path.child('resource'), resource, RESOURCE_FIELDS);
  }
  validateDivisor(resource, ref.divisor, path, problems);
}

const CPU_DIVISORS: readonly string[] = ['1m', '1'];
const BYTE_DIVISORS: readonly string[] = [
  '1',
  '1k',
  '1M',
  '1G',
  '1T',
  '1P',
  '1E',
  '1Ki',
  '1Mi',
  '1Gi',
  '1Ti',
  '1Pi',
  '1Ei',
];
const DIVISORS: Readonly<Record<string, readonly [allowed: readonly string[], text: string]>> = {
  cpu: [CPU_DIVISORS, `only divisor's values 1m and 1 are supported with the cpu resource`],
  memory: [
    BYTE_DIVISORS,
    `only divisor's values ${BYTE_DIVISORS.join(', ')} are supported with the memory resource`,
  ],
  'ephemeral-storage': [
    BYTE_DIVISORS,
    `only divisor's values ${BYTE_DIVISORS.join(', ')} are supported with the local ephemeral storage resource`,
  ],
  hugepages: [
    BYTE_DIVISORS,
    `only divisor's values ${BYTE_DIVISORS.join(', ')} are supported with the hugepages resource`,
  ],
};

function validateDivisor(
  resource: string,
  text: string | number | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (text === undefined) return;
  const divisor = quantityOf(text);
  if (quantitySign(divisor) === 0) return;
  const name = /^(?:limits|requests)\.(.*)$/.exec(resource)?.[1] ?? '';
  const isHugePage = isHugePageField(resource) && problems.has('downwardAPIHugePages');
  const rule = isHugePage ? DIVISORS.hugepages : DIVISORS[name];
  if (rule !== undefined && !rule[0].includes(formatQuantity(divisor)))
    problems.invalid(path.child('divisor'), resource, rule[1]);
}
