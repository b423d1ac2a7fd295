// StorageClass: how volumes for claims are made.
//
// Source: kubernetes v1.20.2 pkg/registry/storage/storageclass/strategy.go; pkg/apis/storage/validation/validation.go,
// ValidateStorageClass; pkg/apis/storage/v1/defaults.go.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import { byteLength } from '../../names/text.ts';
import type { StorageClass } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules, validateLabelName } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { storageClassPrinter } from './printer.ts';

type Topology = NonNullable<StorageClass['allowedTopologies']>[number];

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const RECLAIM_POLICIES = ['Delete', 'Retain'];
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer'];
/** Source: maxProvisionerParameterLen (a count) and maxProvisionerParameterSize (bytes, keys and values). */
const PARAMETERS_MAX = 512;
const PARAMETERS_SIZE_MAX_BYTES = 256 * 1024;

function validateStorageClass(object: StorageClass, problems: Problems): void {
  validateKubeObjectMeta(object.metadata, META_RULES, METADATA, problems);
  const { provisioner = '', reclaimPolicy, volumeBindingMode } = object;
  const path = FieldPath.of('provisioner');
  if (provisioner === '') problems.required(path);
  else {
    const name = provisioner.toLowerCase();
    // Later releases show what they checked, in lower case.
    const shown = problems.has('provisionerShownInLowerCase') ? name : provisioner;
    problems.invalidEach(path, shown, isQualifiedName(name, problems.version));
  }
  validateParameters(object.parameters ?? {}, FieldPath.of('parameters'), problems);
  if (reclaimPolicy && !RECLAIM_POLICIES.includes(reclaimPolicy)) {
    problems.notSupported(FieldPath.of('reclaimPolicy'), reclaimPolicy, RECLAIM_POLICIES);
  }
  const modePath = FieldPath.of('volumeBindingMode');
  if (volumeBindingMode == null) problems.required(modePath);
  else if (!BINDING_MODES.includes(volumeBindingMode)) {
    problems.notSupported(modePath, volumeBindingMode, BINDING_MODES);
  }
  validateTopologies(object.allowedTopologies ?? [], FieldPath.of('allowedTopologies'), problems);
}

function validateParameters(
  parameters: Readonly<Record<string, string>>,
  path: FieldPath,
  problems: Problems,
): void {
  const entries = Object.entries(parameters);
  if (entries.length > PARAMETERS_MAX) {
    problems.tooLong(path, PARAMETERS_MAX);
    return;
  }
  let size = 0;
  for (const [key, value] of entries) {
    if (key === '') problems.invalid(path, key, 'field can not be empty.');
    size += byteLength(key) + byteLength(value);
  }
  if (size > PARAMETERS_SIZE_MAX_BYTES) problems.tooLong(path, PARAMETERS_SIZE_MAX_BYTES);
}

function validateTopologies(topologies: readonly Topology[], path: FieldPath, problems: Problems): void {
  const seen: string[] = [];
  // Upstream presizes its list of those seen and then appends, so that each empty entry stands before them: a term
  // without expressions equals the nth of these, once for each term.
  const blanks = topologies.length;
  topologies.forEach((term, i) => {
    const at = path.index(i).child('matchLabelExpressions');
    const byKey: Record<string, readonly string[]> = {};
    (term.matchLabelExpressions ?? []).forEach(({ key = '', values = [] }, j) => {
      validateTopologyValues(values, at.index(j).child('values'), problems);
      validateLabelName(key, at.index(j).child('key'), problems);
      if (key in byKey) problems.duplicate(at.index(j).child('key'), key);
      byKey[key] = [...new Set(values)].sort();
    });
    const isEmpty = Object.keys(byKey).length === 0;
    for (let n = 0; isEmpty && n < blanks; n += 1) problems.duplicate(at, '');
    const shown = JSON.stringify(Object.entries(byKey).sort());
    for (const other of seen) if (shown === other) problems.duplicate(at, '');
    seen.push(shown);
  });
}

function validateTopologyValues(values: readonly string[], path: FieldPath, problems: Problems): void {
  if (values.length === 0) problems.required(path);
  values.forEach((value, i) => {
    if (values.indexOf(value) < i) problems.duplicate(path.index(i), value);
  });
}

export const storageClass = defineKind<StorageClass>({
  kind: 'StorageClass',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  categories: [],
  namespaced: false,
  versions: [
    { group: 'storage.k8s.io', version: 'v1' },
    {
      group: 'storage.k8s.io',
      version: 'v1beta1',
      until: 21,
      deprecatedFrom: 19,
      replacement: 'storage.k8s.io/v1 StorageClass',
    },
  ],
  statusSubresource: false,
  printer: storageClassPrinter,
  setDefaults: (object) => {
    object.provisioner ??= '';
    dropZero(object, 'parameters', 'mountOptions', 'allowedTopologies');
    object.reclaimPolicy ??= 'Delete';
    object.volumeBindingMode ??= 'Immediate';
  },
  validateCreate: validateStorageClass,
  validateUpdate: (object, old, problems) => {
    validateStorageClass(object, problems);
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    for (const field of ['parameters', 'provisioner', 'reclaimPolicy'] as const) {
      if (semanticallyEqual(object[field], old[field])) continue;
      problems.forbidden(FieldPath.of(field), `updates to ${field} are forbidden.`);
    }
    const path = FieldPath.of('volumeBindingMode');
    validateImmutableField(object.volumeBindingMode, old.volumeBindingMode, path, problems);
  },
});
