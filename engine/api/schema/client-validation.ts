// kubectl's own validation against the server's OpenAPI document, which it does where the server is too old to be
// asked for strict decoding (before 1.25). Looser than decoding: a number passes for text, a text for a quantity; but
// it knows which fields are required.
//
// Source: kubernetes v1.20 vendor/k8s.io/kube-openapi/pkg/util/proto/validation/{types,errors}.go;
// kubectl v0.32 pkg/validation/validation.go, ValidateBytes; cli-runtime v0.28 pkg/resource/visitor.go, ValidateSchema.
// Differs: the document is that of the newest release, so a field newer than the server passes.

import type { FieldType, Scalar, SchemaType, StructType } from './schema-table.ts';
import { structOf } from './schema-table.ts';

type Primitive = 'string' | 'integer' | 'number' | 'boolean';

const PRIMITIVES: Readonly<Record<Scalar, Primitive | undefined>> = {
  string: 'string',
  int32: 'integer',
  int64: 'integer',
  double: 'number',
  boolean: 'boolean',
  bytes: 'string',
  time: 'string',
  microTime: 'string',
  quantity: 'string',
  intOrString: 'string',
  object: undefined,
  any: undefined,
};
// Types that the document defines apart are named by their definition, not by the field.
const DEFINITIONS: Partial<Readonly<Record<Scalar, string>>> = {
  time: 'io.k8s.apimachinery.pkg.apis.meta.v1.Time',
  microTime: 'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime',
  quantity: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
  intOrString: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
};

function kindOf(value: unknown): 'map' | 'array' | Primitive {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'string' | 'boolean';
}

function accepts(expected: Primitive, found: string): boolean {
  if (expected === 'string') return found !== 'map' && found !== 'array';
  if (expected === 'boolean') return found === 'boolean';
  return found === 'integer' || found === 'number';
}

/** The errors of one value, in upstream's order. `path` is the object's, `schemaPath` the document's. */
function visit(value: unknown, type: SchemaType, path: string, schemaPath: string): string[] {
  const found = kindOf(value);
  const wrong = (expected: string, at: string): string[] => [
    `ValidationError(${path}): invalid type for ${at}: got "${found}", expected "${expected}"`,
  ];
  switch (type.shape) {
    case 'scalar': {
      const expected = PRIMITIVES[type.scalar];
      if (expected === undefined) return [];
      return accepts(expected, found) ? [] : wrong(expected, DEFINITIONS[type.scalar] ?? schemaPath);
    }
    case 'schemaOr':
      return [];
    case 'struct':
      return found === 'map'
        ? visitStruct(value as Record<string, unknown>, type.struct, path)
        : wrong('map', type.struct.name);
    case 'map':
      return found === 'map'
        ? visitMap(value as Record<string, unknown>, type.item, path, schemaPath)
        : wrong('map', schemaPath);
    case 'list':
      return found === 'array'
        ? visitList(value as unknown[], type.item, path, schemaPath)
        : wrong('array', schemaPath);
    default:
      return type satisfies never;
  }
}

const noType = (path: string): string => `unknown object type "nil" in ${path}`;

function visitMap(
  map: Record<string, unknown>,
  item: SchemaType,
  path: string,
  schemaPath: string,
): string[] {
  return Object.keys(map)
    .sort()
    .flatMap((key) => {
      const at = `${path}.${key}`;
      const value = map[key];
      return value === null || value === undefined ? [noType(at)] : visit(value, item, at, schemaPath);
    });
}

function visitList(list: readonly unknown[], item: SchemaType, path: string, schemaPath: string): string[] {
  return list.flatMap((value, i) => {
    const at = `${path}[${i}]`;
    return value === null ? [`ValidationError(${path}): ${noType(at)}`] : visit(value, item, at, schemaPath);
  });
}

function visitStruct(object: Record<string, unknown>, struct: StructType, path: string): string[] {
  const errors: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === null || value === undefined) continue;
    const field = struct.fields.get(key);
    if (field !== undefined)
      errors.push(...visit(value, field.type, `${path}.${key}`, `${struct.name}.${key}`));
    else errors.push(`ValidationError(${path}): unknown field "${key}" in ${struct.name}`);
  }
  for (const { name } of requiredFields(struct)) {
    if (object[name] === null || object[name] === undefined) {
      errors.push(`ValidationError(${path}): missing required field "${name}" in ${struct.name}`);
    }
  }
  return errors;
}

function requiredFields(struct: StructType): FieldType[] {
  return [...struct.fields.values()].filter((field) => field.required);
}

/** The errors of kubectl's own validation, none for a kind that the document does not have. */
export function clientValidationErrors(object: Record<string, unknown>): readonly string[] {
  const { apiVersion, kind } = object;
  if (apiVersion === undefined || apiVersion === null)
    return ['apiVersion not set', ...(kind ? [] : ['kind not set'])];
  if (kind === undefined || kind === null) return ['kind not set'];
  const struct = structOf(String(apiVersion), String(kind));
  return struct === undefined ? [] : visitStruct(object, struct, String(kind));
}

/**
 * What kubectl prints of them, after `error: `: `error validating "web.yaml": error validating data: …; if you choose
 * to ignore these errors, turn validation off with --validate=false`. Several errors stand in brackets, each once.
 */
export function clientValidationMessage(source: string, errors: readonly string[]): string {
  const unique = [...new Set(errors)];
  const text = unique.length === 1 ? unique[0]! : `[${unique.join(', ')}]`;
  return `error validating "${source}": error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`;
}
