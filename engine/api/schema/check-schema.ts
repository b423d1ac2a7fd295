// Checks an object against the fields of its kind, as decoding it in Go would: unknown fields, wrong types and texts
// that do not parse, all of them at once. Says nothing about values that decode (those are validation's business).
//
// Two passes: a quick one that only answers "clean?", which is what nearly every object is, and one that collects.
// Problems come in the order in which the API server meets them: kubectl sends keys sorted.
// Source: Go encoding/json decode.go as forked in sigs.k8s.io/json v0 internal/golang/encoding/json/decode.go
// (kubernetes v1.23 and later; before, json-iterator worded type errors in its own way, which is not modelled).
// Differs: schemas inside a CustomResourceDefinition are checked down to the first `items` or
// `additionalProperties`, behind which upstream's strict decoding does not look either.

import { jsonType, pathText, type Segment } from './json-path.ts';
import { nearest } from './nearest.ts';
import { base64Problem, quantityProblem, timeProblem } from './scalar-text.ts';
import { type Scalar, type SchemaType, type StructType, structOf } from './schema-table.ts';

export interface SchemaProblem {
  readonly reason: 'unknownField' | 'wrongType' | 'badText';
  /** `spec.template.spec.containers[0].imagee` */
  readonly path: string;
  readonly segments: readonly Segment[];
  /** OpenAPI name of the struct that the field belongs to: `io.k8s.api.core.v1.Container`. */
  readonly typeName: string;
  /** The field in that struct, without index or key. */
  readonly field: string;
  /** What should stand there, in words; for an unknown field: 'a known field'. */
  readonly expected: string;
  readonly found: unknown;
  /** A known field that the writer may have meant. */
  readonly suggestion?: string;
  /** What Go's decoder says; for unknown fields what strict decoding says. */
  readonly decodeError: string;
  /** Go's decoder gives up here; other wrong types it remembers and goes on. */
  readonly stopsDecoding: boolean;
}

const EXPECTED: Readonly<Record<Scalar, string>> = {
  string: 'text',
  int32: 'a whole number from -2147483648 to 2147483647',
  int64: 'a whole number',
  double: 'a number',
  boolean: 'true or false',
  bytes: 'base64 text',
  time: 'a time such as 2025-01-31T08:00:00Z',
  microTime: 'a time such as 2025-01-31T08:00:00.000000Z',
  quantity: 'a quantity such as 500m or 2Gi',
  intOrString: 'a whole number or text',
  object: 'an object',
  any: 'any value',
};

// Types with an UnmarshalJSON of their own, whose error ends decoding.
const OWN_DECODERS: ReadonlySet<Scalar> = new Set(['quantity', 'time', 'microTime', 'intOrString']);

const TEXT_FORMS: ReadonlySet<Scalar> = new Set(['quantity', 'time', 'microTime', 'bytes']);

const isInt32 = (value: unknown): boolean => typeof value === 'number' && (value | 0) === value;
const isInt64 = (value: unknown): boolean => Number.isInteger(value) && Math.abs(value as number) < 2 ** 63;
// The common quantities, to keep the quick pass quick; others go through the parser.
const PLAIN_QUANTITY = /^\d{1,15}(?:m|[KMGT]i|k|[MGT])?$/;

// Source: apimachinery pkg/util/intstr/intstr.go and pkg/apis/meta/v1/{time,micro_time}.go, UnmarshalJSON.
function fitsScalar(value: unknown, scalar: Scalar): boolean {
  switch (scalar) {
    case 'string':
      return typeof value === 'string';
    case 'int32':
      return isInt32(value);
    case 'int64':
      return isInt64(value);
    case 'double':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'bytes':
      return typeof value === 'string' && base64Problem(value) === undefined;
    case 'time':
    case 'microTime':
      return typeof value === 'string' && timeProblem(value) === undefined;
    case 'quantity':
      if (typeof value === 'string')
        return PLAIN_QUANTITY.test(value) || quantityProblem(value) === undefined;
      return typeof value === 'number' && quantityProblem(String(value)) === undefined;
    case 'intOrString':
      return typeof value === 'string' || isInt32(value);
    case 'object':
    case 'any':
      return true;
    default:
      return scalar satisfies never;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// null decodes into anything.
function isClean(value: unknown, type: SchemaType): boolean {
  if (value === null || value === undefined) return true;
  switch (type.shape) {
    case 'scalar':
      return fitsScalar(value, type.scalar);
    case 'struct':
      return isObject(value) && isCleanStruct(value, type.struct);
    case 'list':
      return Array.isArray(value) && value.every((item) => isClean(item, type.item));
    case 'map':
      return isObject(value) && isCleanMap(value, type.item);
    case 'schemaOr':
      return true;
    default:
      return type satisfies never;
  }
}

function isCleanStruct(object: Record<string, unknown>, struct: StructType): boolean {
  const { fields } = struct;
  for (const key in object) {
    const field = fields.get(key);
    if (field === undefined || !isClean(object[key], field.type)) return false;
  }
  return true;
}

function isCleanMap(map: Record<string, unknown>, item: SchemaType): boolean {
  for (const key in map) if (!isClean(map[key], item)) return false;
  return true;
}

/** Where the collecting pass stands: the place, and the struct field that Go's decoder would name. */
interface Place {
  readonly segments: readonly Segment[];
  readonly struct: StructType;
  /** Go's field stack: names of struct fields only. */
  readonly goPath: readonly string[];
}

function goTypeOf(type: SchemaType): string {
  switch (type.shape) {
    case 'scalar':
      return type.goType;
    case 'struct':
    case 'schemaOr':
      return type.struct.goType;
    case 'list':
      return `[]${goTypeOf(type.item)}`;
    case 'map':
      return `map[string]${goTypeOf(type.item)}`;
    default:
      return type satisfies never;
  }
}

const GO_VALUES = {
  string: 'string',
  number: 'number',
  boolean: 'bool',
  object: 'object',
  array: 'array',
  null: 'null',
} as const;

function cannotUnmarshal(value: string, place: Place, goType: string): string {
  return `json: cannot unmarshal ${value} into Go struct field ${place.struct.structName}.${place.goPath.join('.')} of type ${goType}`;
}

function goScalarError(value: unknown, scalar: Scalar, goType: string, place: Place): string {
  const found = GO_VALUES[jsonType(value)];
  switch (scalar) {
    case 'quantity':
      return quantityProblem(typeof value === 'string' ? value : JSON.stringify(value)) ?? '';
    case 'time':
    case 'microTime':
      return typeof value === 'string' ? timeProblem(value)! : cannotUnmarshal(found, place, 'string');
    case 'bytes':
      return typeof value === 'string' ? base64Problem(value)! : cannotUnmarshal(found, place, goType);
    case 'int32':
    case 'int64':
      return cannotUnmarshal(typeof value === 'number' ? `number ${value}` : found, place, goType);
    case 'intOrString':
      return cannotUnmarshal(typeof value === 'number' ? `number ${value}` : found, place, 'int32');
    default:
      return cannotUnmarshal(found, place, goType);
  }
}

class Collector {
  readonly problems: SchemaProblem[] = [];

  value(value: unknown, type: SchemaType, place: Place): void {
    if (isClean(value, type)) return;
    if (type.shape === 'struct' && isObject(value)) this.struct(value, type.struct, place);
    else if (type.shape === 'list' && Array.isArray(value)) {
      value.forEach((item, i) => {
        this.value(item, type.item, { ...place, segments: [...place.segments, i] });
      });
    } else if (type.shape === 'map' && isObject(value)) {
      for (const key of Object.keys(value).sort()) {
        this.value(value[key], type.item, { ...place, segments: [...place.segments, key] });
      }
    } else this.wrong(value, type, place);
  }

  struct(
    object: Record<string, unknown>,
    struct: StructType,
    { segments, goPath }: Omit<Place, 'struct'>,
  ): void {
    for (const key of Object.keys(object).sort()) {
      const place = { segments: [...segments, key], struct, goPath: [...goPath, key] };
      const field = struct.fields.get(key);
      if (field !== undefined) this.value(object[key], field.type, place);
      else this.unknown(key, object[key], place);
    }
  }

  private unknown(key: string, found: unknown, { struct, segments }: Place): void {
    const path = pathText(segments);
    const suggestion = nearest(key, struct.fields.keys());
    this.problems.push({
      reason: 'unknownField',
      path,
      segments,
      typeName: struct.name,
      field: key,
      expected: 'a known field',
      found,
      ...(suggestion === undefined ? {} : { suggestion }),
      decodeError: `unknown field "${path}"`,
      stopsDecoding: false,
    });
  }

  private wrong(value: unknown, type: SchemaType, place: Place): void {
    const isText = typeof value === 'string' && type.shape === 'scalar' && TEXT_FORMS.has(type.scalar);
    this.problems.push({
      reason: isText ? 'badText' : 'wrongType',
      path: pathText(place.segments),
      segments: place.segments,
      typeName: place.struct.name,
      field: place.goPath[place.goPath.length - 1]!,
      expected:
        type.shape === 'scalar' ? EXPECTED[type.scalar] : type.shape === 'list' ? 'a list' : 'an object',
      found: value,
      decodeError:
        type.shape === 'scalar'
          ? goScalarError(value, type.scalar, type.goType, place)
          : cannotUnmarshal(GO_VALUES[jsonType(value)], place, goTypeOf(type)),
      stopsDecoding: type.shape === 'scalar' && OWN_DECODERS.has(type.scalar),
    });
  }
}

/**
 * All problems of decoding an object of a built-in kind; none for a kind that is not in the table (a custom resource),
 * whose schema is somewhere else. A clean object costs 1 to 2 µs.
 */
export function checkSchema(object: {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}): readonly SchemaProblem[] {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const struct = structOf(apiVersion, kind);
  if (struct === undefined || isCleanStruct(object as Record<string, unknown>, struct)) return [];
  const collector = new Collector();
  collector.struct(object as Record<string, unknown>, struct, { segments: [], goPath: [] });
  return collector.problems;
}

// Source: apimachinery pkg/runtime/error.go, strictDecodingError; pkg/runtime/serializer/json/json.go, unmarshal: a
// type error ends decoding before unknown fields are reported.
/**
 * What the API server's decoder says of these problems: the first type error, else all unknown fields
 * (`strict decoding error: unknown field "spec.foo", unknown field "spec.bar"`); undefined if it says nothing.
 * @param strict whether fieldValidation is Strict; otherwise unknown fields are dropped in silence
 */
export function decodeErrorOf(problems: readonly SchemaProblem[], strict: boolean): string | undefined {
  const wrong =
    problems.find((problem) => problem.stopsDecoding) ??
    problems.find((problem) => problem.reason !== 'unknownField');
  if (wrong !== undefined) return wrong.decodeError;
  if (!strict || problems.length === 0) return undefined;
  return `strict decoding error: ${problems.map((problem) => problem.decodeError).join(', ')}`;
}

// Source: kubernetes v1.28 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/rest.go, transformDecodeError.
/** The message of the BadRequest status that the API server answers with. */
export function badRequestOf(
  { apiVersion, kind }: { apiVersion: string; kind: string },
  decodeError: string,
): string {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return `${kind} in version "${version}" cannot be handled as a ${kind}: ${decodeError}`;
}
