// `-o custom-columns=NAME:.metadata.name,…`. Source: kubectl v0.32.0 pkg/cmd/get/customcolumn.go, customcolumn_flags.go.

import { valueText } from '../../api/jsonpath/go-text.ts';
import { findJsonPath, JsonPathError, relaxedJsonPath } from '../../api/jsonpath/jsonpath.ts';
import { textFailure } from '../failure.ts';
import { layoutColumns } from './columns.ts';

export interface Column {
  readonly header: string;
  readonly path: string;
}

const path = (text: string): string => {
  try {
    return relaxedJsonPath(text);
  } catch (error) {
    if (error instanceof JsonPathError) throw textFailure(error.message);
    throw error;
  }
};

/** @throws CommandFailure  the specification is empty or a column has no path */
export function parseColumns(spec: string): Column[] {
  if (spec === '') throw textFailure('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const at = part.indexOf(':');
    if (at < 0)
      throw textFailure(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    return { header: part.slice(0, at), path: path(part.slice(at + 1)) };
  });
}

const words = (line: string): string[] => line.split(/\s+/).filter((word) => word !== '');

/** A template of two lines: headers, then paths. */
export function parseColumnsTemplate(template: string): Column[] {
  const [first, second] = template.split('\n');
  const expected =
    'Expected format is one line of space separated headers, one line of space separated column specs.';
  if (template === '') throw textFailure(`invalid template, missing header line. ${expected}`);
  if (second === undefined || (second === '' && template.split('\n').length === 2)) {
    throw textFailure(`invalid template, missing spec line. ${expected}`);
  }
  const headers = words(first ?? '');
  const specs = words(second);
  if (headers.length !== specs.length) {
    throw textFailure(
      `number of headers (${headers.length}) and field specifications (${specs.length}) don't match`,
    );
  }
  return headers.map((header, i) => ({ header, path: path(specs[i]!) }));
}

export function printColumns(
  columns: readonly Column[],
  objects: readonly unknown[],
  noHeaders: boolean,
): string {
  const rows = objects.map((object) => columns.map((column) => cell(column, object)));
  return layoutColumns(noHeaders ? rows : [columns.map(({ header }) => header), ...rows]);
}

function cell({ path }: Column, object: unknown): string {
  try {
    const values = findJsonPath(path, object);
    return values.length === 0
      ? '<none>'
      : values.map((value) => (value === null ? '<nil>' : valueText(value))).join(',');
  } catch (error) {
    if (error instanceof JsonPathError) throw textFailure(error.message);
    throw error;
  }
}
