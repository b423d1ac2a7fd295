// CSINode: the CSI drivers on a node.
//
// Source: kubernetes v1.20.2 pkg/registry/storage/csinode/strategy.go, which validates twice;
// pkg/apis/storage/validation/validation.go, ValidateCSINode.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import { byteLength } from '../../names/text.ts';
import type { CSINode } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateKubeObjectMeta } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules, validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateCsiDriverName } from '../../validation/volume-sources.ts';
import { defineKind } from '../define-kind.ts';
import { csiNodePrinter } from './printer.ts';

type Driver = CSINode['spec']['drivers'][number];

const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
const DRIVERS = FieldPath.of('spec', 'drivers');
/** Source: csiNodeIDMaxLength and csiNodeIDLongerMaxLength, in bytes. */
const NODE_ID_MAX_LENGTH = 128;
const NODE_ID_LONGER_MAX_LENGTH = 192;

function validateCSINode({ metadata, spec }: CSINode, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  const names = new Set<string>();
  (spec.drivers ?? []).forEach((driver, i) => {
    const path = DRIVERS.index(i);
    validateCsiDriverName(driver.name ?? '', path.child('name'), problems);
    validateNodeID(driver.nodeID ?? '', path.child('nodeID'), problems);
    const count = driver.allocatable?.count;
    if (count != null) validateNonnegative(count, path.child('allocatable', 'count'), problems);
    if (names.has(driver.name)) problems.duplicate(path.child('name'), driver.name ?? '');
    names.add(driver.name);
    validateTopologyKeys(driver, path, problems);
  });
}

function validateNodeID(id: string, path: FieldPath, problems: Problems): void {
  if (id === '') problems.required(path);
  const max = problems.has('csiLongNodeID') ? NODE_ID_LONGER_MAX_LENGTH : NODE_ID_MAX_LENGTH;
  if (byteLength(id) > max) problems.invalid(path, id, `must be ${max} characters or less`);
}

function validateTopologyKeys({ topologyKeys = [] }: Driver, path: FieldPath, problems: Problems): void {
  topologyKeys.forEach((key, i) => {
    if (key === '') problems.required(path);
    if (topologyKeys.indexOf(key) < i) problems.duplicate(path, key);
    const shown = problems.has('csiTopologyKeyShownAlone') ? key : topologyKeys;
    problems.invalidEach(path, shown, isQualifiedName(key, problems.version));
  });
}

export const csiNode = defineKind<CSINode>({
  kind: 'CSINode',
  plural: 'csinodes',
  singular: 'csinode',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: [
    { group: 'storage.k8s.io', version: 'v1', from: 17 },
    {
      group: 'storage.k8s.io',
      version: 'v1beta1',
      from: 14,
      until: 21,
      deprecatedFrom: 17,
      replacement: 'storage.k8s.io/v1 CSINode',
    },
  ],
  statusSubresource: false,
  printer: csiNodePrinter,
  setDefaults: (object) => {
    object.spec ??= { drivers: [] };
    // The list is always there; upstream prints null for none.
    (object.spec as { drivers?: unknown }).drivers ??= null;
  },
  validateCreate: (object, problems) => {
    validateCSINode(object, problems);
    validateCSINode(object, problems);
  },
  validateUpdate: (object, old, problems) => {
    validateCSINode(object, problems);
    validateCSINode(object, problems);
    for (const before of old.spec.drivers ?? []) {
      const after = (object.spec.drivers ?? []).find(({ name }) => name === before.name);
      if (after === undefined || semanticallyEqual(before, after)) continue;
      const shown = new GoValue('storage.CSINodeDriver', after);
      problems.invalid(FieldPath.of('CSINodeDriver'), shown, 'field is immutable');
    }
  },
});
