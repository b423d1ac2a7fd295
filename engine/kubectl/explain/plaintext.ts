// `kubectl explain` of a cluster that publishes OpenAPI version 3.
//
// Source: kubectl v0.32.0 pkg/explain/v2/templates/plaintext.tmpl, one function here for each template there; funcs.go.

import type { ApiSchema } from '../../api/openapi/schema.ts';
import { textFailure } from '../failure.ts';
import { indented, wordWrap } from './word-wrap.ts';

export interface ExplainedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly schema: ApiSchema;
}

export interface ExplainRequest extends ExplainedKind {
  /** `['spec', 'replicas']` */
  readonly fields: readonly string[];
  readonly isRecursive: boolean;
}

/** Values that a field in a list is said to have; more are cut off. */
const VALUES_MAX = 4;

/** @throws CommandFailure  there is no such field; what was printed before is printed all the same */
export function printPlaintext(request: ExplainRequest, out: (text: string) => void): void {
  const { group, version, kind, schema, fields, isRecursive } = request;
  const head = group === '' ? '' : `GROUP:      ${group}\n`;
  out(`${head}KIND:       ${kind}\nVERSION:    ${version}\n\n`);
  const text = outputOf(schema, fields, isRecursive);
  if (text === '') throw textFailure(`error: field "${fields.at(-1)}" does not exist`);
  out(`${text}\n`);
}

/** Empty: there is no such field. */
function outputOf(schema: ApiSchema, fields: readonly string[], isRecursive: boolean): string {
  const [name, ...rest] = fields;
  if (name === undefined) {
    const description = descriptionOf(schema) || '<empty>';
    const list = fieldList(schema, { level: 1, isRecursive, within: [] });
    const text = `DESCRIPTION:\n${indented(4, wordWrap(description, 76))}\n`;
    return list === '' ? text : `${text}FIELDS:\n${list}`;
  }
  const { properties, items, values, reference } = schema;
  const field = properties?.get(name);
  if (field !== undefined) {
    const text = outputOf(field, rest, isRecursive);
    if (rest.length > 0) return text;
    return `FIELD: ${name} <${typeName(field)}>\n${valuesBelow(field)}\n\n${text}`;
  }
  const within = items ?? values ?? reference?.schema;
  return within === undefined ? '' : outputOf(within, fields, isRecursive);
}

/** The description, and those of the types that it leads to. */
function descriptionOf({ description, reference, items, values }: ApiSchema): string {
  const own = description === '' ? '' : `${description}\n`;
  const further = [reference?.schema, items, values].filter((schema) => schema !== undefined);
  return own + further.map(descriptionOf).join('');
}

interface Place {
  readonly level: number;
  readonly isRecursive: boolean;
  /** Names of the types that are being listed: none is listed within itself. */
  readonly within: readonly string[];
}

function fieldList({ properties, required, items, values, reference }: ApiSchema, place: Place): string {
  let text = '';
  for (const [name, field] of properties ?? []) {
    text += fieldDetail(name, field, required?.has(name) === true, place);
    if (place.isRecursive) text += fieldList(field, { ...place, level: place.level + 1 });
  }
  if (reference !== undefined && !place.within.includes(reference.name))
    text += fieldList(reference.schema, { ...place, within: [...place.within, reference.name] });
  if (items !== undefined) text += fieldList(items, place);
  if (values !== undefined) text += fieldList(values, place);
  return text;
}

function fieldDetail(
  name: string,
  field: ApiSchema,
  isRequired: boolean,
  { level, isRecursive }: Place,
): string {
  const indent = level * 2;
  const mark = isRequired ? ' -required-' : '';
  const line = `${indented(indent, name)}\t<${typeName(field)}>${mark}${valuesBeside(field, indent)}\n`;
  if (isRecursive) return line;
  const description = wordWrap(field.description || '<no description>', 78 - indent);
  return `${line}${indented(indent + 2, description)}\n\n`;
}

/** `[]Container`, `map[string]string`, `Object`: what stands for the type of a field. */
function typeName({ type, items, values, reference }: ApiSchema): string {
  if (items !== undefined) return `[]${typeName(items)}`;
  if (values !== undefined) return `map[string]${typeName(values)}`;
  if (reference !== undefined) {
    const { name, schema } = reference;
    if (schema.type !== undefined && schema.type !== 'object') return schema.type;
    return name.slice(name.lastIndexOf('.') + 1);
  }
  return type === undefined || type === 'object' ? 'Object' : type;
}

const valueText = (value: unknown): string => (value === '' ? '""' : String(value));

function valuesBelow({ enum: values }: ApiSchema): string {
  if (values === undefined) return '';
  return `ENUM:${values.map((value) => `\n    ${valueText(value)}`).join('')}`;
}

function valuesBeside({ enum: values }: ApiSchema, indent: number): string {
  if (values === undefined) return '';
  const shown = values.slice(0, VALUES_MAX).map(valueText).join(', ');
  return `\n${' '.repeat(indent)}enum: ${shown}${values.length > VALUES_MAX ? ', ....' : ''}`;
}
