// The fields of every built-in kind, as types that can be walked: what the API's Go structs are to upstream.
//
// The generated table holds one text a struct, fields parted by blanks: `name[!]:code[#GoType][<mergeKey][^][=]`.
//   !  required by the OpenAPI document        code  `[` list of, `{` map of, `?` schema or something else, then a
//   scalar code or the number of a struct      #  Go's name of a string type      <  merged by that key (a set
//   without one), ^ keys not named are cleared, = replaced: the patch strategy
// A struct is parsed when it is first asked for. Knows nothing of releases: a field that any release knows is here.

import { SCHEMA } from './schema.generated.ts';

/** How a scalar is written in JSON and decoded by Go. */
export type Scalar =
  | 'string'
  | 'int32'
  | 'int64'
  | 'double'
  | 'boolean'
  | 'bytes'
  | 'time'
  | 'microTime'
  | 'quantity'
  | 'intOrString'
  /** Any JSON object. */
  | 'object'
  /** Any JSON value. */
  | 'any';

export type SchemaType =
  | {
      readonly shape: 'scalar';
      readonly scalar: Scalar /** As Go prints it: `int32`, `v1.RestartPolicy`. */;
      readonly goType: string;
    }
  | { readonly shape: 'list' | 'map'; readonly item: SchemaType }
  | { readonly shape: 'struct'; readonly struct: StructType }
  /** A JSON schema where an object stands, a list of them where a list stands, else any value. */
  | { readonly shape: 'schemaOr'; readonly struct: StructType };

/** What the struct tags patchStrategy and patchMergeKey say. */
export interface PatchTags {
  /** `merge`, `replace`, `retainKeys`, in upstream's order. */
  readonly strategies: readonly string[];
  /** Empty for lists of scalars. */
  readonly mergeKey: string;
}

export interface FieldType {
  readonly name: string;
  readonly type: SchemaType;
  readonly required: boolean;
  readonly patch: PatchTags;
}

export interface StructType {
  /** `io.k8s.api.apps.v1.DeploymentSpec` */
  readonly name: string;
  /** `DeploymentSpec` */
  readonly structName: string;
  /** As Go prints it: `v1.DeploymentSpec`. */
  readonly goType: string;
  readonly fields: ReadonlyMap<string, FieldType>;
}

const SCALARS: Readonly<Record<string, readonly [Scalar, string]>> = {
  s: ['string', 'string'],
  i: ['int32', 'int32'],
  l: ['int64', 'int64'],
  n: ['double', 'float64'],
  b: ['boolean', 'bool'],
  y: ['bytes', '[]uint8'],
  t: ['time', 'v1.Time'],
  u: ['microTime', 'v1.MicroTime'],
  q: ['quantity', 'resource.Quantity'],
  x: ['intOrString', 'intstr.IntOrString'],
  o: ['object', 'runtime.RawExtension'],
  a: ['any', 'v1.JSON'],
};

const NO_TAGS: PatchTags = { strategies: [], mergeKey: '' };
const FIELD = /^([^!:]+)(!?):([[{?]*)(\d+|[a-z])(?:#([\w.]+))?(?:(<)([\w]*))?(\^?)(=?)$/;

function patchTags(merge: string | undefined, mergeKey: string, retain: string, replace: string): PatchTags {
  const strategies = [
    ...(merge === '<' ? ['merge'] : []),
    ...(replace === '=' ? ['replace'] : []),
    ...(retain === '^' ? ['retainKeys'] : []),
  ];
  return strategies.length === 0 ? NO_TAGS : { strategies, mergeKey };
}

function leafType(code: string, goName: string | undefined, ownPackage: string): SchemaType {
  if (/\d/.test(code)) return { shape: 'struct', struct: struct(Number(code)) };
  const [scalar, goType] = SCALARS[code]!;
  if (goName === undefined) return { shape: 'scalar', scalar, goType };
  return { shape: 'scalar', scalar, goType: goName.includes('.') ? goName : `${ownPackage}.${goName}` };
}

function parseField(text: string, ownPackage: string): FieldType {
  const [, name, required, shapes, code, goName, merge, mergeKey, retain, replace] = FIELD.exec(text)!;
  let type = leafType(code!, goName, ownPackage);
  for (const shape of [...shapes!].reverse()) {
    if (shape === '?') type = { shape: 'schemaOr', struct: (type as { struct: StructType }).struct };
    else type = { shape: shape === '[' ? 'list' : 'map', item: type };
  }
  return {
    name: name!,
    type,
    required: required === '!',
    patch: patchTags(merge, mergeKey ?? '', retain!, replace!),
  };
}

/** A struct whose fields are parsed on first use; types refer to each other in circles. */
class LazyStruct implements StructType {
  readonly name: string;
  readonly structName: string;
  readonly goType: string;
  private readonly text: string;
  private parsed: ReadonlyMap<string, FieldType> | undefined;

  constructor(name: string, text: string) {
    const parts = name.split('.');
    this.name = name;
    this.text = text;
    this.structName = parts[parts.length - 1]!;
    this.goType = `${parts[parts.length - 2]}.${this.structName}`;
  }

  get fields(): ReadonlyMap<string, FieldType> {
    if (this.parsed === undefined) {
      const ownPackage = this.goType.slice(0, this.goType.indexOf('.'));
      const fields =
        this.text === '' ? [] : this.text.split(' ').map((field) => parseField(field, ownPackage));
      this.parsed = new Map(fields.map((field) => [field.name, field]));
    }
    return this.parsed;
  }
}

const structs: (StructType | undefined)[] = [];

function struct(index: number): StructType {
  let found = structs[index];
  if (found === undefined) {
    const [name, text] = SCHEMA.types[index]!;
    found = new LazyStruct(name, text);
    structs[index] = found;
  }
  return found;
}

/** The struct of a built-in kind under any group/version that some release served; undefined for any other kind. */
export function structOf(apiVersion: string, kind: string): StructType | undefined {
  const kinds = SCHEMA.kinds[apiVersion];
  if (kinds === undefined || !Object.hasOwn(kinds, kind)) return undefined;
  return struct(kinds[kind]!);
}

/** The group/versions that have this kind, in the order of the table; empty if none has. */
export function apiVersionsOf(kind: string): string[] {
  return Object.keys(SCHEMA.kinds).filter((apiVersion) => Object.hasOwn(SCHEMA.kinds[apiVersion]!, kind));
}

/** The kinds of a group/version; empty for one that no release served. */
export function kindsOf(apiVersion: string): string[] {
  return Object.keys(SCHEMA.kinds[apiVersion] ?? {});
}

/** All group/versions and all kinds of the table, for suggestions. */
export function allApiVersions(): string[] {
  return Object.keys(SCHEMA.kinds);
}
export function allKinds(): string[] {
  return [...new Set(Object.values(SCHEMA.kinds).flatMap((kinds) => Object.keys(kinds)))].sort();
}
