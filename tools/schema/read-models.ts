// Reads field tables out of the compiled validators of the npm package kubernetes-models.
//
// The package ships no schema, only validator functions made from Kubernetes' OpenAPI document, one file a type. Their
// shape is regular: a function for an object tests `void 0!==data.NAME&&(validateN(data.NAME`, one for a list or a map
// loops over its items, one for a reference calls the imported function. This file turns that text back into field codes.
// It knows nothing of patch tags or of which kinds are wanted.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ModelField {
  readonly name: string;
  /** `[` or `{` for a list or a map of what follows, then a scalar code or the file name of the type referred to in <>. */
  readonly code: string;
  readonly required: boolean;
}

export interface Model {
  /** As OpenAPI names it: `io.k8s.api.apps.v1.DeploymentSpec`. */
  readonly name: string;
  readonly fields: readonly ModelField[];
  /** `group/version` and kind, for top-level objects. */
  readonly apiVersion?: string;
  readonly kind?: string;
}

// Types with a JSON form of their own, by the end of the OpenAPI name.
const SCALARS: Readonly<Record<string, string>> = {
  IoK8sApimachineryPkgApiResourceQuantity: 'q',
  IoK8sApimachineryPkgApisMetaV1Time: 't',
  IoK8sApimachineryPkgApisMetaV1MicroTime: 'u',
  IoK8sApimachineryPkgApisMetaV1FieldsV1: 'o',
  IoK8sApimachineryPkgRuntimeRawExtension: 'o',
  IoK8sApimachineryPkgUtilIntstrIntOrString: 'x',
  IoK8sApiextensionsApiserverPkgApisApiextensionsV1JSON: 'a',
  IoK8sApiextensionsApiserverPkgApisApiextensionsV1beta1JSON: 'a',
};
// Go unions of a schema with something else: checked as a schema where an object stands.
const SCHEMA_OR = /JSONSchemaPropsOr(Bool|Array|StringArray)$/;
// The one type that refers to itself: its validator is inlined in another shape, so its fields are written out here.
// Source: kubernetes v1.36 apiextensions-apiserver/pkg/apis/apiextensions/v1/types_jsonschema.go, JSONSchemaProps.
const JSON_SCHEMA_PROPS = /JSONSchemaProps$/;
const JSON_SCHEMA_FIELDS =
  'id:s $schema:s $ref:s description:s type:s format:s title:s default:a maximum:n exclusiveMaximum:b minimum:n ' +
  'exclusiveMinimum:b maxLength:l minLength:l pattern:s maxItems:l minItems:l uniqueItems:b multipleOf:n enum:[a ' +
  'maxProperties:l minProperties:l required:[s items:?@ allOf:[@ oneOf:[@ anyOf:[@ not:@ properties:{@ ' +
  'additionalProperties:?@ patternProperties:{@ dependencies:{?@ additionalItems:?@ definitions:{@ ' +
  'externalDocs:<EXTERNAL> example:a nullable:b x-kubernetes-preserve-unknown-fields:b ' +
  'x-kubernetes-embedded-resource:b x-kubernetes-int-or-string:b x-kubernetes-list-map-keys:[s ' +
  'x-kubernetes-list-type:s x-kubernetes-map-type:s';
const FORMAT_CODES: Readonly<Record<string, string>> = {
  int32: 'i',
  int64: 'l',
  double: 'n',
  byte: 'y',
  'date-time': 't',
};
const TYPE_CODES: Readonly<Record<string, string>> = {
  string: 's',
  boolean: 'b',
  integer: 'l',
  number: 'n',
  object: 'o',
};

const PREFIXES: readonly (readonly [string, string])[] = [
  ['IoK8sApimachineryPkgApisMetaV1', 'io.k8s.apimachinery.pkg.apis.meta.v1.'],
  [
    'IoK8sApiextensionsApiserverPkgApisApiextensions',
    'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.',
  ],
  ['IoK8sKubeAggregatorPkgApisApiregistration', 'io.k8s.kube-aggregator.pkg.apis.apiregistration.'],
  ['IoK8sApi', 'io.k8s.api.'],
];

/** `IoK8sApiAppsV1DeploymentSpec` to `io.k8s.api.apps.v1.DeploymentSpec`. */
export function openApiName(file: string): string {
  const [head, dotted] = PREFIXES.find(([prefix]) => file.startsWith(prefix))!;
  const rest = file.slice(head.length);
  if (dotted.endsWith('meta.v1.')) return dotted + rest;
  const version = /V\d+((?:alpha|beta)\d+)?/.exec(rest)!;
  const group = rest.slice(0, version.index).toLowerCase();
  const kind = rest.slice(version.index + version[0].length);
  return `${dotted}${group === '' ? '' : `${group}.`}${version[0].toLowerCase()}.${kind}`;
}

interface Source {
  readonly bodies: ReadonlyMap<string, string>;
  readonly imports: ReadonlyMap<string, string>;
  readonly formats: ReadonlyMap<string, string>;
  readonly root: string;
}

function split(text: string): Source {
  const bodies = new Map<string, string>();
  for (const [, name, body] of text.matchAll(
    /function (validate\d+)\(data,\{.*?\}=\{\}\)\{(.*?return (?:validate\d+\.errors=(?:vErrors,0===errors|null,!0)|.*?validate\d+\.errors=vErrors,0===errors))\}/gs,
  )) {
    bodies.set(name!, body!);
  }
  const imports = new Map<string, string>();
  for (const [, name, path] of text.matchAll(/import\{validate as (validate\d+)\}from"([^"]+)"/g)) {
    imports.set(name!, path!.replace(/^.*\//, '').replace(/\.js$/, ''));
  }
  for (const [, alias, name] of text.matchAll(/let (wrapper\d+_validate)=(validate\d+)/g))
    bodies.set(alias!, bodies.get(name!)!);
  const formats = new Map<string, string>();
  for (const [, name, format] of text.matchAll(/(formats\d+)=formats(?:\.|\[")([\w-]+)/g))
    formats.set(name!, format!);
  return { bodies, imports, formats, root: /export const validate=(validate\d+)/.exec(text)![1]! };
}

const CALL = '(validate\\d+|wrapper\\d+_validate)';

function codeOf(fn: string, source: Source): string {
  const imported = source.imports.get(fn);
  if (imported !== undefined) {
    if (SCHEMA_OR.test(imported)) return `?<${imported.replace(SCHEMA_OR, 'JSONSchemaProps')}>`;
    return SCALARS[imported] ?? `<${imported}>`;
  }
  if (fn === source.root) return '<self>';
  const body = source.bodies.get(fn);
  if (body === undefined) throw new Error(`no function ${fn}`);
  const item = new RegExp(`for\\(let i0=0;i0<len0;i0\\+\\+\\)${CALL}\\(`).exec(body);
  if (item !== null) return `[${codeOf(item[1]!, source)}`;
  const entry = new RegExp(`for\\(let key0 in data\\)${CALL}\\(`).exec(body);
  if (entry !== null) return `{${codeOf(entry[1]!, source)}`;
  const reference = new RegExp(`${CALL}\\(data,\\{`).exec(body);
  if (reference !== null) return codeOf(reference[1]!, source);
  const format = /(formats\d+)\.validate/.exec(body);
  if (format !== null) return FORMAT_CODES[source.formats.get(format[1]!)!]!;
  const type = /params:\{type:"(\w+)"\}/.exec(body);
  if (type === null || TYPE_CODES[type[1]!] === undefined)
    throw new Error(`cannot read ${fn}: ${body.slice(0, 300)}`);
  return TYPE_CODES[type[1]!]!;
}

function enumOf(text: string, field: string, body: string, source: Source): string | undefined {
  const fn = new RegExp(`void 0!==data\\.${field}&&\\((validate\\d+)\\(`).exec(body)?.[1];
  const list = fn === undefined ? undefined : /allowedValues:(\w+)/.exec(source.bodies.get(fn) ?? '')?.[1];
  return list === undefined ? undefined : new RegExp(`${list}=\\["([^"]*)"\\]`).exec(text)?.[1];
}

function jsonSchemaProps(file: string): Model {
  const version = file.replace(/JSONSchemaProps$/, '');
  // Validation rules came in 1.23, after v1beta1 had gone.
  const rules = version.endsWith('V1') ? ` x-kubernetes-validations:[<${version}ValidationRule>` : '';
  const fields = `${JSON_SCHEMA_FIELDS}${rules}`
    .replaceAll('@', `<${file}>`)
    .replace('EXTERNAL', `${version}ExternalDocumentation`)
    .split(' ')
    .map((field) => /^([^:]+):(.*)$/.exec(field)!);
  return {
    name: openApiName(file),
    fields: fields.map(([, name, code]) => ({ name: name!, code: code!, required: false })),
  };
}

function readModel(file: string, text: string): Model {
  if (JSON_SCHEMA_PROPS.test(file)) return jsonSchemaProps(file);
  const source = split(text);
  const body = source.bodies.get(source.root) ?? '';
  const required = new Set([...body.matchAll(/if\(void 0===data\.([\w$-]+)\)/g)].map((m) => m[1]!));
  const fields = [
    ...body.matchAll(new RegExp(`void 0!==data(?:\\.([\\w$]+)|\\["([^"]+)"\\])&&\\(${CALL}\\(`, 'g')),
  ].map(([, plain, quoted, fn]): ModelField => {
    const name = (plain ?? quoted)!;
    return { name, code: codeOf(fn!, source).replace('<self>', `<${file}>`), required: required.has(name) };
  });
  const apiVersion = enumOf(text, 'apiVersion', body, source);
  const kind = enumOf(text, 'kind', body, source);
  return {
    name: openApiName(file),
    fields,
    ...(apiVersion !== undefined && kind !== undefined ? { apiVersion, kind } : {}),
  };
}

/** All types of the package, by file name without extension. */
export function readModels(nodeModules: string): Map<string, Model> {
  const folders = ['kubernetes-models/_schemas', '@kubernetes-models/apimachinery/_schemas'].map((f) =>
    join(nodeModules, f),
  );
  const models = new Map<string, Model>();
  for (const folder of folders) {
    for (const entry of readdirSync(folder)) {
      const file = entry.replace(/\.js$/, '');
      if (!entry.endsWith('.js') || SCALARS[file] !== undefined || SCHEMA_OR.test(file)) continue;
      if (
        !PREFIXES.some(([prefix]) => file.startsWith(prefix)) ||
        file.startsWith('IoK8sApimachineryPkgVersion')
      )
        continue;
      models.set(file, readModel(file, readFileSync(join(folder, entry), 'utf8')));
    }
  }
  if (models.size === 0) throw new Error(`no types found under ${dirname(folders[0]!)}`);
  return models;
}
