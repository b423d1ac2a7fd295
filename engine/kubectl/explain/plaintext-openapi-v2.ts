// `kubectl explain` of a cluster that publishes OpenAPI version 2 alone, and `--output=plaintext-openapiv2`.
//
// Source: kubectl v0.32.0 pkg/explain/{model_printer,fields_printer,recursive_fields_printer,field_lookup,typename}.go;
// kube-openapi pkg/util/proto/document.go, ParseSchema.

import type { ApiSchema } from '../../api/openapi/schema.ts';
import { textFailure } from '../failure.ts';
import type { ExplainRequest } from './plaintext.ts';
import { wrappedLines } from './wrapped-lines.ts';

const WIDTH = 80;
const DESCRIPTION_INDENT = 5;
const FIELDS_INDENT = 3;

/** What version 2 has of a schema, and which of the visitors' methods it goes to. */
type Shape =
  | { readonly is: 'reference' | 'list' | 'map'; readonly to: ApiSchema }
  | { readonly is: 'kind'; readonly fields: ReadonlyMap<string, ApiSchema> }
  | { readonly is: 'primitive'; readonly type: string }
  | { readonly is: 'arbitrary' };

function shapeOf(schema: ApiSchema): Shape {
  const { type, typeInV2, properties, items, values, reference } = schema;
  if (reference !== undefined) return { is: 'reference', to: reference.schema };
  if (items !== undefined) return { is: 'list', to: items };
  if (properties !== undefined) return { is: 'kind', fields: properties };
  // A map of nobody knows what; it has the description once more.
  if (type === 'object') return { is: 'map', to: values ?? { description: schema.description } };
  const primitive = type ?? typeInV2;
  return primitive === undefined ? { is: 'arbitrary' } : { is: 'primitive', type: primitive };
}

/** @throws CommandFailure  there is no such field */
export function printPlaintextV2(request: ExplainRequest, out: (text: string) => void): void {
  const { group, version, kind, isRecursive, fields } = request;
  const line = (text: string, indent = 0): void => out(text === '' ? '\n' : `${' '.repeat(indent)}${text}\n`);
  const wrapped = (text: string, indent: number): void => {
    for (const one of wrappedLines(text, WIDTH - indent)) line(one, indent);
  };
  const printFields = isRecursive ? recursively : withDescriptions;
  const target = lookUp(request.schema, fields);
  const name = fields.at(-1) ?? '';
  let typeName = '';
  const descriptions: string[] = [];
  let at = target;
  for (;;) {
    descriptions.push(at.description);
    const shape = shapeOf(at);
    if (typeName === '' && shape.is !== 'reference') typeName = typeNameOf(at);
    if (shape.is === 'reference' || shape.is === 'list' || shape.is === 'map') {
      at = shape.to;
      continue;
    }
    line(`KIND:     ${kind}`);
    line(`VERSION:  ${group === '' ? version : `${group}/${version}`}\n`);
    if (shape.is === 'kind' && name !== '') line(`RESOURCE: ${name} <${typeName}>\n`);
    if (shape.is === 'primitive') line(`FIELD:    ${name} <${typeName}>\n`);
    printDescriptions();
    if (shape.is === 'kind') {
      line('\nFIELDS:');
      printFields(at, FIELDS_INDENT, { line, wrapped });
    }
    return;
  }

  function printDescriptions(): void {
    line('DESCRIPTION:');
    descriptions.forEach((text, i) => {
      if (text === '') return;
      if (i > 0) line('');
      wrapped(text, DESCRIPTION_INDENT);
    });
    if (descriptions.every((text) => text === '')) wrapped('<empty>', DESCRIPTION_INDENT);
  }
}

interface Paper {
  readonly line: (text: string, indent?: number) => void;
  readonly wrapped: (text: string, indent: number) => void;
}

// What is no object has no fields: a path that goes on from there ends there.
function lookUp(schema: ApiSchema, path: readonly string[]): ApiSchema {
  const [name, ...rest] = path;
  if (name === undefined) return schema;
  const shape = shapeOf(schema);
  switch (shape.is) {
    case 'reference':
    case 'list':
    case 'map':
      return lookUp(shape.to, path);
    case 'kind': {
      const field = shape.fields.get(name);
      if (field === undefined) throw textFailure(`field "${name}" does not exist`);
      return lookUp(field, rest);
    }
    case 'primitive':
    case 'arbitrary':
      return schema;
    default:
      return shape satisfies never;
  }
}

function typeNameOf(schema: ApiSchema): string {
  const shape = shapeOf(schema);
  switch (shape.is) {
    case 'reference':
      return typeNameOf(shape.to);
    case 'list':
      return `[]${typeNameOf(shape.to)}`;
    case 'map':
      return `map[string]${typeNameOf(shape.to)}`;
    case 'kind':
      return 'Object';
    case 'primitive':
      return shape.type;
    case 'arbitrary':
      return '';
    default:
      return shape satisfies never;
  }
}

function withDescriptions(
  { properties, required }: ApiSchema,
  indent: number,
  { line, wrapped }: Paper,
): void {
  for (const [name, field] of properties ?? []) {
    line(`${name}\t<${typeNameOf(field)}>${required?.has(name) === true ? ' -required-' : ''}`, indent);
    wrapped(field.description, indent + 2);
    line('');
  }
}

// No type is listed within itself.
function recursively(
  schema: ApiSchema,
  indent: number,
  paper: Paper,
  within: readonly ApiSchema[] = [],
): void {
  const shape = shapeOf(schema);
  if (shape.is === 'kind') {
    for (const [name, field] of shape.fields) {
      paper.line(`${name}\t<${typeNameOf(field)}>`, indent);
      recursively(field, indent + FIELDS_INDENT, paper, within);
    }
  } else if (shape.is === 'reference') {
    if (!within.includes(shape.to)) recursively(shape.to, indent, paper, [...within, shape.to]);
  } else if (shape.is === 'list' || shape.is === 'map') {
    recursively(shape.to, indent, paper, within);
  }
}
