// Who owns which fields of an object: the entries of metadata.managedFields, as sets to reckon with, and back.
//
// Source: apimachinery v0.36 pkg/util/managedfields/internal/managedfields.go, BuildManagerIdentifier, DecodeManagedFields,
// sortEncodedManagedFields; capmanagers.go.

import { FieldSet, type FieldsV1 } from './field-set.ts';

/** Source: apimachinery pkg/apis/meta/v1/types.go, ManagedFieldsEntry. */
export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: 'Apply' | 'Update';
  readonly apiVersion?: string;
  /** RFC 3339, whole seconds. */
  readonly time?: string;
  readonly fieldsType?: 'FieldsV1';
  readonly fieldsV1?: FieldsV1;
  readonly subresource?: string;
}

export interface Owned {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  /** The version that the fields are named in. */
  readonly apiVersion: string;
  readonly subresource: string;
  readonly time: string | undefined;
  readonly set: FieldSet;
}

/** By `managerId`. */
export type Managers = Map<string, Owned>;

/** Appliers are known by name, updaters by name and version; both by subresource. As upstream writes it, for its order. */
export function managerId({
  manager,
  operation,
  apiVersion,
  subresource,
}: Pick<Owned, 'manager' | 'operation' | 'apiVersion' | 'subresource'>): string {
  return JSON.stringify({
    manager,
    operation,
    ...(operation === 'Update' && { apiVersion }),
    ...(subresource !== '' && { subresource }),
  });
}

/** Entries that cannot be read are as none. */
export function decodeManagers(entries: readonly unknown[] | undefined): Managers {
  const managers: Managers = new Map();
  for (const entry of (entries ?? []) as readonly ManagedFieldsEntry[]) {
    const { manager = '', operation, apiVersion, subresource = '', time, fieldsV1 = {} } = entry;
    if (operation === undefined || apiVersion === undefined) return new Map();
    const owned = { manager, operation, apiVersion, subresource, time, set: FieldSet.fromFieldsV1(fieldsV1) };
    managers.set(managerId(owned), owned);
  }
  return managers;
}

/** Sorted as upstream sorts them: appliers first, then by time, name, version. Undefined for none. */
export function encodeManagers(managers: Managers): ManagedFieldsEntry[] | undefined {
  if (managers.size === 0) return undefined;
  const owned = [...managers.values()].sort(compareOwned);
  return owned.map(({ manager, operation, apiVersion, subresource, time, set }) => ({
    manager,
    operation,
    apiVersion,
    ...(time !== undefined && { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: set.toFieldsV1(),
    ...(subresource !== '' && { subresource }),
  }));
}

function compareOwned(a: Owned, b: Owned): number {
  return (
    compareTexts(a.operation, b.operation) ||
    compareTexts(a.time ?? '', b.time ?? '') ||
    compareTexts(a.manager, b.manager) ||
    compareTexts(a.apiVersion, b.apiVersion) ||
    compareTexts(a.subresource, b.subresource)
  );
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

// Source: apimachinery pkg/util/managedfields/internal/fieldmanager.go, DefaultMaxUpdateManagers.
const UPDATE_MANAGERS_MAX = 10;
const BUCKET = 'ancient-changes';

/** Joins the oldest updaters of a version until at most ten are left. */
export function capUpdaters(managers: Managers): Managers {
  const updaters = [...managers].filter(([, { operation }]) => operation === 'Update');
  if (updaters.length <= UPDATE_MANAGERS_MAX) return managers;
  updaters.sort(
    ([a, one], [b, other]) => compareTexts(one.time ?? '', other.time ?? '') || compareTexts(a, b),
  );
  const capped: Managers = new Map(managers);
  const firstOf = new Map<string, string>();
  let left = updaters.length;
  for (const [id, owned] of updaters) {
    if (left <= UPDATE_MANAGERS_MAX) break;
    const { apiVersion } = owned;
    const first = firstOf.get(apiVersion);
    if (first === undefined) {
      firstOf.set(apiVersion, id);
      continue;
    }
    const bucket = { manager: BUCKET, operation: 'Update', apiVersion, subresource: '' } as const;
    const bucketId = managerId(bucket);
    const before = capped.get(bucketId) ?? capped.get(first)!;
    if (!capped.has(bucketId)) capped.delete(first);
    capped.delete(id);
    capped.set(bucketId, { ...bucket, time: owned.time, set: owned.set.union(before.set) });
    left -= 1;
  }
  return capped;
}
