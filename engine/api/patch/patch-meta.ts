// What merging must know of a field: how its struct tags say to merge it, and the type below it.
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/meta.go, PatchMetaFromStruct;
// third_party/forked/golang/json/fields.go, LookupPatchMetadataForStruct.

import type { FieldType, SchemaType } from '../schema/schema-table.ts';
import { PatchError } from './patch-error.ts';

export interface FieldMeta {
  readonly type: SchemaType;
  /** '' (lists are replaced, objects merged), `merge` or `replace`. */
  readonly strategy: string;
  readonly retainKeys: boolean;
  readonly mergeKey: string;
}

/** The reflect.Kind of the Go type. */
export function goKindOf(type: SchemaType): string {
  switch (type.shape) {
    case 'list':
      return 'slice';
    case 'map':
      return 'map';
    case 'struct':
    case 'schemaOr':
      return 'struct';
    case 'scalar':
      if (type.scalar === 'bytes') return 'slice';
      if (type.scalar === 'boolean') return 'bool';
      if (type.scalar === 'double') return 'float64';
      return type.scalar === 'string' || type.scalar === 'int32' || type.scalar === 'int64'
        ? type.scalar
        : 'struct';
    default:
      return type satisfies never;
  }
}

// Like Go's JSON decoder: the exact name, else the first that differs in case only.
function findField(fields: ReadonlyMap<string, FieldType>, key: string): FieldType | undefined {
  const exact = fields.get(key);
  if (exact !== undefined) return exact;
  const lower = key.toLowerCase();
  for (const field of fields.values()) if (field.name.toLowerCase() === lower) return field;
  return undefined;
}

function metaOf({ type, patch }: FieldType, elementType: SchemaType = type): FieldMeta {
  return {
    type: elementType,
    strategy: patch.strategies.find((strategy) => strategy !== 'retainKeys') ?? '',
    retainKeys: patch.strategies.includes('retainKeys'),
    mergeKey: patch.mergeKey,
  };
}

function lookup(type: SchemaType, key: string): FieldType {
  if (type.shape !== 'struct' && type.shape !== 'schemaOr') {
    throw new PatchError(
      `merging an object in json but data type is not struct, instead is: ${goKindOf(type)}`,
    );
  }
  const field = findField(type.struct.fields, key);
  if (field === undefined) {
    throw new PatchError(
      `unable to find api field in struct ${type.struct.structName} for the json field "${key}"`,
    );
  }
  return field;
}

/** Field `key` of a struct, as an object. */
export function mapField(type: SchemaType, key: string): FieldMeta {
  return metaOf(lookup(type, key));
}

/** Field `key` of a struct, as a list; `type` is that of its elements. */
export function listField(type: SchemaType, key: string): FieldMeta {
  const field = lookup(type, key);
  if (field.type.shape === 'list') return metaOf(field, field.type.item);
  if (goKindOf(field.type) === 'slice') return metaOf(field);
  throw new PatchError(`expected slice or array type, but got: ${goKindOf(type)}`);
}
