// How the fields of a kind merge and who can own which part of them: one by one, by key, or only as a whole.
//
// Built from the schema table, whose patch tags say the same of most lists, and from the markers below for the rest.
// Source: kubernetes/api v0.36 */types.go, the markers +listType, +listMapKey, +mapType, +structType, +default; kube-openapi
// pkg/schemaconv/smd.go, VisitArray (a list without markers merges as its patch tags say, else it is atomic).
// Differs: the newest markers hold for all releases; some came late (LabelSelector became atomic in 1.21).

import type { FieldType as SchemaField, SchemaType, StructType } from '../schema/schema-table.ts';

export type FieldType =
  | { readonly shape: 'scalar' }
  /** Values of any form: maps field by field (`deduced`) or as a whole, lists as a whole. */
  | { readonly shape: 'untyped'; readonly deduced: boolean }
  | {
      readonly shape: 'map';
      readonly atomic: boolean;
      /** The type of a named field; undefined for a key that is not one. */
      readonly field: (name: string) => FieldType | undefined;
      /** The type of other keys; absent: there are none. */
      readonly element?: FieldType;
    }
  | {
      readonly shape: 'list';
      /** Items are known by these keys; empty: the items are a set of scalars; absent: the list is owned as a whole. */
      readonly keys?: readonly string[];
      /** What an absent key counts as. */
      readonly keyDefaults: Readonly<Record<string, unknown>>;
      readonly item: FieldType;
    };

const SCALAR: FieldType = { shape: 'scalar' };
const UNTYPED: FieldType = { shape: 'untyped', deduced: false };
/** Of objects that no schema describes. */
export const DEDUCED: FieldType = { shape: 'untyped', deduced: true };

/** Structs that are owned as a whole. */
const ATOMIC_STRUCTS: ReadonlySet<string> = new Set([
  ...['ConfigMapKeySelector', 'EndpointAddress', 'EndpointPort', 'FileKeySelector', 'LabelSelector'],
  ...['LocalObjectReference', 'NodeSelector', 'NodeSelectorTerm', 'ObjectFieldSelector', 'ObjectReference'],
  ...['OwnerReference', 'ResourceFieldSelector', 'RoleRef', 'ScopeSelector', 'SecretKeySelector'],
  ...[
    'SecretReference',
    'ServiceBackendPort',
    'Subject',
    'TopologySelectorTerm',
    'TypedLocalObjectReference',
  ],
]);

/** Only that of autoscaling/v1 is atomic. */
const ATOMIC_STRUCT_NAMES: ReadonlySet<string> = new Set([
  'io.k8s.api.autoscaling.v1.CrossVersionObjectReference',
]);

const ATOMIC_MAPS: ReadonlySet<string> = new Set([
  'PodSpec.nodeSelector',
  'ReplicationControllerSpec.selector',
  'Scheduling.nodeSelector',
  'ServiceSpec.selector',
]);

// Where the marker says something else than the patch tags; a list of keys, none for a set, undefined for atomic.
const SET: readonly string[] = [];
const LISTS: Readonly<Record<string, readonly string[] | undefined>> = {
  'CSIDriverSpec.volumeLifecycleModes': SET,
  'Container.ports': ['containerPort', 'protocol'],
  'CustomResourceDefinitionStatus.conditions': ['type'],
  'Endpoint.addresses': SET,
  'EphemeralContainer.ports': ['containerPort', 'protocol'],
  'JobStatus.conditions': undefined,
  'PodFailurePolicyOnExitCodesRequirement.values': SET,
  'PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'PodStatus.hostIPs': undefined,
  'ResourceRequirements.claims': ['name'],
  'ServiceSpec.ports': ['port', 'protocol'],
  'UncountedTerminatedPods.failed': SET,
  'UncountedTerminatedPods.succeeded': SET,
};

const KEY_DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ContainerPort: { protocol: 'TCP' },
  ServicePort: { protocol: 'TCP' },
};

const known = new WeakMap<StructType, FieldType>();

/** The type of a struct, or of the objects of a kind. */
export function fieldTypeOf(struct: StructType): FieldType {
  let type = known.get(struct);
  if (type === undefined) {
    type = structType(struct);
    known.set(struct, type);
  }
  return type;
}

function structType(struct: StructType): FieldType {
  const fields = new Map<string, FieldType | undefined>();
  const { structName, name } = struct;
  return {
    shape: 'map',
    atomic: ATOMIC_STRUCTS.has(structName) || ATOMIC_STRUCT_NAMES.has(name),
    field: (key) => {
      if (!fields.has(key)) {
        const field = struct.fields.get(key);
        fields.set(key, field === undefined ? undefined : typeOfField(structName, field));
      }
      return fields.get(key);
    },
  };
}

function typeOfField(structName: string, { name, type, patch }: SchemaField): FieldType {
  const marker = `${structName}.${name}`;
  if (type.shape === 'list') {
    const byTags = patch.strategies.includes('merge')
      ? patch.mergeKey === ''
        ? SET
        : [patch.mergeKey]
      : undefined;
    return listType(type.item, Object.hasOwn(LISTS, marker) ? LISTS[marker] : byTags);
  }
  if (type.shape === 'map') return mapType(type.item, ATOMIC_MAPS.has(marker));
  return typeOf(type);
}

function typeOf(type: SchemaType): FieldType {
  switch (type.shape) {
    case 'scalar':
      return type.scalar === 'object' || type.scalar === 'any' ? UNTYPED : SCALAR;
    case 'struct':
      return fieldTypeOf(type.struct);
    case 'list':
      return listType(type.item, undefined);
    case 'map':
      return mapType(type.item, false);
    default:
      return UNTYPED;
  }
}

function listType(item: SchemaType, keys: readonly string[] | undefined): FieldType {
  const keyDefaults = (item.shape === 'struct' && KEY_DEFAULTS[item.struct.structName]) || {};
  return { shape: 'list', keyDefaults, item: typeOf(item), ...(keys && { keys }) };
}

const mapType = (item: SchemaType, atomic: boolean): FieldType => ({
  shape: 'map',
  atomic,
  field: () => undefined,
  element: typeOf(item),
});

/** Custom resources: their metadata is typed, the rest is taken as it comes. */
export function customType(metadata: FieldType): FieldType {
  return {
    shape: 'map',
    atomic: false,
    field: (name) =>
      name === 'metadata' ? metadata : name === 'apiVersion' || name === 'kind' ? SCALAR : undefined,
    element: DEDUCED,
  };
}
