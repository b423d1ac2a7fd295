// Names of resources: which are Kubernetes' own, which are extended, which count in whole numbers.
//
// Source: kubernetes v1.20.2 pkg/apis/core/helper/helpers.go (equal in 1.28), the functions named below;
// pkg/apis/core/validation/validation.go, validateResourceName and validateContainerResourceName.

import type { VersionProfile } from '../../versions/profile.ts';
import { isQualifiedName } from '../names/labels.ts';
import type { FieldPath } from './field-error.ts';
import type { Problems } from './problems.ts';

const STANDARD_CONTAINER: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

// standardResources: what may stand without a domain in a quota, a limit range or a node.
const STANDARD: ReadonlySet<string> = new Set([
  ...STANDARD_CONTAINER,
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'storage',
  'requests.storage',
  'services.nodeports',
  'services.loadbalancers',
]);

const INTEGER: ReadonlySet<string> = new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);

export const isHugePageResource = (name: string): boolean => name.startsWith('hugepages-');
export const isQuotaHugePageResource = (name: string): boolean =>
  isHugePageResource(name) || name.startsWith('requests.hugepages-');
export const isStandardContainerResource = (name: string): boolean =>
  STANDARD_CONTAINER.has(name) || isHugePageResource(name);
export const isStandardResource = (name: string): boolean =>
  STANDARD.has(name) || isQuotaHugePageResource(name);
/** Of Kubernetes itself: without a domain, or with one under kubernetes.io. */
export const isNativeResource = (name: string): boolean =>
  !name.includes('/') || name.includes('kubernetes.io/');
export const isOvercommitAllowed = (name: string): boolean =>
  isNativeResource(name) && !isHugePageResource(name);

export function isExtendedResource(name: string, version: VersionProfile): boolean {
  if (isNativeResource(name) || name.startsWith('requests.')) return false;
  return isQualifiedName(`requests.${name}`, version).length === 0;
}

export const isIntegerResource = (name: string, version: VersionProfile): boolean =>
  INTEGER.has(name) || isExtendedResource(name, version);

/** @returns whether the name passed */
export function validateResourceName(name: string, path: FieldPath, problems: Problems): boolean {
  const texts = isQualifiedName(name, problems.version);
  problems.invalidEach(path, name, texts);
  if (texts.length > 0) return false;
  if (name.includes('/') || isStandardResource(name)) return true;
  problems.invalid(path, name, 'must be a standard resource type or fully qualified');
  return false;
}

export function validateContainerResourceName(name: string, path: FieldPath, problems: Problems): void {
  // The three that nearly every container has need no look at their syntax.
  if (STANDARD_CONTAINER.has(name)) return;
  validateResourceName(name, path, problems);
  if (name.split('/').length === 1) {
    if (!isStandardContainerResource(name))
      problems.invalid(path, name, 'must be a standard resource for containers');
  } else if (!isNativeResource(name) && !isExtendedResource(name, problems.version)) {
    problems.invalid(path, name, "doesn't follow extended resource name standard");
  }
}
