// What Go's decoder keeps of a JSON object: the fields its structs know, and no nulls.
//
// Copies only what it changes, so that a clean object comes back as it is. Types must have been checked before
// (`checkSchema`); raw values, such as a ControllerRevision's data, are left alone.
// Source: Go encoding/json decode.go: null leaves a field as it is, that is, empty; a null element of a list is an
// empty struct; a null value of a map of texts an empty text.

import { type SchemaType, type StructType, structOf } from './schema-table.ts';

type Json = Record<string, unknown>;

/** An object of a kind that is not in the table (a custom resource) is kept whole. */
export function decoded<T extends { readonly apiVersion: string; readonly kind: string }>(object: T): T {
  const struct = structOf(object.apiVersion, object.kind);
  return struct === undefined ? object : (decodeStruct(object as Json, struct) as T);
}

/** In place: every null in a list becomes the empty value of its type. Other nulls stay. */
export function fillNullItems(object: { readonly apiVersion: string; readonly kind: string }): void {
  const struct = structOf(object.apiVersion, object.kind);
  if (struct !== undefined) fillStruct(object as unknown as Json, struct);
}

function fillStruct(holder: Json, { fields }: StructType): void {
  for (const key in holder) {
    const value = holder[key];
    if (typeof value !== 'object' || value === null) continue;
    const field = fields.get(key);
    if (field !== undefined) fillValue(value, field.type);
  }
}

function fillValue(value: object, type: SchemaType): void {
  if (type.shape === 'struct') fillStruct(value as Json, type.struct);
  else if (type.shape === 'list' && Array.isArray(value)) {
    value.forEach((item, i) => {
      if (item === null) value[i] = emptyOf(type.item);
      else if (typeof item === 'object') fillValue(item, type.item);
    });
  } else if (type.shape === 'map' && type.item.shape !== 'scalar') {
    for (const item of Object.values(value)) {
      if (typeof item === 'object' && item !== null) fillValue(item, type.item);
    }
  }
}

function decodeStruct(source: Json, struct: StructType): Json {
  let copy: Json | undefined;
  for (const key in source) {
    const child = source[key];
    const field = struct.fields.get(key);
    const clean = field === undefined || child === null ? undefined : decodeValue(child, field.type);
    if (clean === child && child !== undefined) continue;
    copy ??= { ...source };
    if (clean === undefined) delete copy[key];
    else copy[key] = clean;
  }
  return copy ?? source;
}

function decodeValue(value: unknown, type: SchemaType): unknown {
  switch (type.shape) {
    case 'struct':
      return decodeStruct(value as Json, type.struct);
    case 'list':
      return decodeList(value as unknown[], type.item);
    case 'map':
      return decodeMap(value as Json, type.item);
    default:
      return value;
  }
}

// The zero value of what stands in a list or a map.
function emptyOf(type: SchemaType): unknown {
  if (type.shape === 'list') return [];
  if (type.shape !== 'scalar') return {};
  switch (type.scalar) {
    case 'quantity':
      return '0';
    case 'boolean':
      return false;
    case 'int32':
    case 'int64':
    case 'double':
    case 'intOrString':
      return 0;
    case 'object':
    case 'any':
      return null;
    default:
      return '';
  }
}

function decodeList(items: readonly unknown[], type: SchemaType): unknown {
  const clean = items.map((item) => (item === null ? emptyOf(type) : decodeValue(item, type)));
  return clean.every((item, i) => item === items[i]) ? items : clean;
}

function decodeMap(map: Json, type: SchemaType): Json {
  let copy: Json | undefined;
  for (const key in map) {
    const value = map[key];
    const clean = value === null ? emptyOf(type) : decodeValue(value, type);
    if (clean === value) continue;
    copy ??= { ...map };
    copy[key] = clean;
  }
  return copy ?? map;
}
