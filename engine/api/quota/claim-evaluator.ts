// What claims use up of quotas: their number and storage, of all classes and of each.
// Source: kubernetes v1.20.2 pkg/quota/v1/evaluator/core/persistent_volume_claims.go.

import { storageClassOf } from '../claim-fit.ts';
import type { AnyObject, PersistentVolumeClaim } from '../objects.ts';
import { decodeQuantity, type Quantity } from '../quantity/quantity.ts';
import type { Evaluator, EvaluatorContext, ScopeSelector } from './evaluator.ts';
import { count, type ResourceList } from './resource-list.ts';

const COUNT_NAME = 'count/persistentvolumeclaims';
const RESOURCES = ['persistentvolumeclaims', 'requests.storage'];
const CLASS_SUFFIX = '.storageclass.storage.k8s.io/';

const isClaimResource = (name: string): boolean =>
  name === COUNT_NAME || RESOURCES.some((one) => name === one || name.endsWith(CLASS_SUFFIX + one));

function usage(object: AnyObject): ResourceList {
  const claim = object as unknown as PersistentVolumeClaim;
  const storageClass = storageClassOf(claim);
  const used = new Map<string, Quantity>([[COUNT_NAME, count(1)]]);
  const charge = (name: string, value: Quantity): void => {
    used.set(name, value);
    if (storageClass !== '') used.set(`${storageClass}${CLASS_SUFFIX}${name}`, value);
  };
  charge('persistentvolumeclaims', count(1));
  const storage = claim.spec.resources?.requests?.storage;
  if (storage !== undefined) charge('requests.storage', decodeQuantity(storage));
  return used;
}

// Each class that the claim has, had, or is to have counts. Source: KEP-3751; kubernetes v1.34.0
// pkg/quota/v1/evaluator/core/persistent_volume_claims.go, pvcMatchesScopeFunc.
function matchesScope(scope: ScopeSelector, object: AnyObject, { version }: EvaluatorContext): boolean {
  if (scope.scopeName !== 'VolumeAttributesClass' || !version.has('volumeAttributesClass')) return false;
  const { spec, status } = object as unknown as PersistentVolumeClaim;
  const classes = [
    spec.volumeAttributesClassName,
    status?.currentVolumeAttributesClassName,
    status?.modifyVolumeStatus?.targetVolumeAttributesClassName,
  ].filter((name) => name !== undefined && name !== '') as string[];
  const { operator, values = [] } = scope;
  if (operator === 'In') return classes.some((name) => values.includes(name));
  if (operator === 'NotIn') return classes.length === 0 || classes.some((name) => !values.includes(name));
  return operator === 'DoesNotExist' ? classes.length === 0 : classes.length > 0;
}

export const claimEvaluator: Evaluator = {
  operations: ['create', 'update'],
  matching: (resources) => resources.filter(isClaimResource).sort(),
  matchesScope,
  usage,
};
