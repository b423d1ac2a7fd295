// Empty lists, maps and texts, which Go's encoder leaves out: `matchLabels: {}` comes back without the field, as does
// `host: ""`.
//
// Every list and map of the API is marked `omitempty` unless the field is required, in which case an empty one stays;
// the few that are neither are named here.
// An empty struct (`emptyDir: {}`) stays too: it is a pointer in Go. Free JSON is not looked into.
// Source: Go encoding/json, Marshal ("omitempty"); kubernetes v1.20.2 staging/src/k8s.io/api, the struct tags.

import { KEPT_EMPTY_TEXTS } from './kept-empty-texts.ts';
import { type FieldType, type SchemaType, type StructType, structOf } from './schema-table.ts';

type Json = Record<string, unknown>;

/** Optional by the OpenAPI document, yet written when empty. */
const WRITTEN_EMPTY: Readonly<Record<string, readonly string[]>> = {
  ClusterRole: ['rules'],
  ContainerImage: ['names'],
  CSINodeDriver: ['topologyKeys'],
  EndpointSlice: ['endpoints', 'ports'],
  ProjectedVolumeSource: ['sources'],
  Role: ['rules'],
};
const NONE: readonly string[] = [];

/** In place, all the way down; an object of a kind that is not in the table (a custom resource) is left alone. */
export function dropEmptyValues(object: { readonly apiVersion: string; readonly kind: string }): void {
  const struct = structOf(object.apiVersion, object.kind);
  if (struct !== undefined) dropInStruct(object as unknown as Json, struct);
}

function dropInStruct(holder: Json, { fields, structName }: StructType): void {
  const kept = WRITTEN_EMPTY[structName] ?? NONE;
  for (const key in holder) {
    const value = holder[key];
    if (value === '' && isDroppedText(fields.get(key), structName)) delete holder[key];
    if (typeof value !== 'object' || value === null) continue;
    const field = fields.get(key);
    if (field === undefined) continue;
    if (!field.required && !kept.includes(key) && isEmptyCollection(value, field.type)) delete holder[key];
    else dropInside(value, field.type);
  }
}

// A quantity, a time or an int-or-string that is empty is no text: what to make of it is the validation's affair.
function isDroppedText(field: FieldType | undefined, structName: string): boolean {
  if (field === undefined || field.required) return false;
  if (field.type.shape !== 'scalar' || field.type.scalar !== 'string') return false;
  return !(KEPT_EMPTY_TEXTS[structName] ?? NONE).includes(field.name);
}

function isEmptyCollection(value: object, { shape }: SchemaType): boolean {
  if (shape === 'list') return Array.isArray(value) && value.length === 0;
  if (shape !== 'map') return false;
  for (const _ in value) return false;
  return true;
}

function dropInside(value: unknown, type: SchemaType): void {
  if (typeof value !== 'object' || value === null) return;
  if (type.shape === 'struct') dropInStruct(value as Json, type.struct);
  else if ((type.shape === 'list' || type.shape === 'map') && type.item.shape !== 'scalar') {
    for (const item of Object.values(value)) dropInside(item, type.item);
  }
}
