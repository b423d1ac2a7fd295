// The field problems of a document, worded for its writer and placed in the file.

import { checkSchema, type SchemaProblem } from '../schema/check-schema.ts';
import { jsonType } from '../schema/json-path.ts';
import { nearest } from '../schema/nearest.ts';
import { allApiVersions, allKinds, apiVersionsOf, kindsOf, structOf } from '../schema/schema-table.ts';
import { type ManifestDocument, type ManifestProblem, problemAt } from './read-manifests.ts';

const CODES = { unknownField: 'unknown-field', wrongType: 'wrong-type', badText: 'bad-text' } as const;

const FOUND = {
  string: 'text',
  number: 'number',
  boolean: 'value',
  object: 'object',
  array: 'list',
  null: 'null',
} as const;

function showValue(value: unknown): string {
  const type = jsonType(value);
  if (type === 'object' || type === 'array') return type === 'array' ? 'a list' : 'an object';
  return `the ${FOUND[type]} ${JSON.stringify(value)}`;
}

function hintFor(problem: SchemaProblem): string {
  const { reason, suggestion, expected, found, typeName } = problem;
  const struct = typeName.slice(typeName.lastIndexOf('.') + 1);
  if (reason === 'unknownField') {
    return suggestion === undefined
      ? `delete it, or look up the fields of ${struct}`
      : `did you mean "${suggestion}"?`;
  }
  // A boolean may have been written as yes or off, so it is not quoted back.
  if (expected === 'text' && typeof found === 'boolean') return 'put it in quotes';
  if (expected === 'text' && typeof found === 'number') return `put it in quotes: "${found}"`;
  const isNumberInQuotes =
    typeof found === 'string' &&
    found !== '' &&
    Number.isFinite(Number(found)) &&
    /whole|number/.test(expected);
  if (isNumberInQuotes) return `take the quotes away: ${found}`;
  if (expected === 'a list' && typeof found === 'object') return 'begin each item with "- "';
  return `write ${expected}`;
}

function messageFor(problem: SchemaProblem): string {
  const { reason, field, expected, found, typeName } = problem;
  const struct = typeName.slice(typeName.lastIndexOf('.') + 1);
  if (reason === 'unknownField') return `${struct} has no field "${field}"`;
  return `${expected} is expected here, and this is ${showValue(found)}`;
}

/** What decoding the object would refuse, each at its place; none for kinds whose fields are not known here. */
export function schemaProblems(document: ManifestDocument): readonly ManifestProblem[] {
  return checkSchema(document.object).map((problem) =>
    problemAt(document, problem.path, {
      code: CODES[problem.reason],
      severity: 'error',
      message: messageFor(problem),
      hint: hintFor(problem),
    }),
  );
}

/**
 * What the writer may have meant by a kind that is not served: the group/version that has it, or a kind spelt nearly
 * so. Undefined for known kinds, and for those that resemble none (a custom resource).
 */
export function suggestKind(apiVersion: string, kind: string): string | undefined {
  if (structOf(apiVersion, kind) !== undefined) return undefined;
  const elsewhere = apiVersionsOf(kind);
  if (elsewhere.length > 0) {
    const version = nearest(apiVersion, elsewhere) ?? elsewhere[0]!;
    return `${kind} is in ${version}: write \`apiVersion: ${version}\``;
  }
  const inGroup = nearest(kind, kindsOf(apiVersion));
  const other = inGroup ?? nearest(kind, allKinds());
  if (other !== undefined)
    return `did you mean ${other} (${inGroup === undefined ? apiVersionsOf(other)[0] : apiVersion})?`;
  const version = nearest(apiVersion, allApiVersions());
  return version === undefined || version === apiVersion
    ? undefined
    : `did you mean \`apiVersion: ${version}\`?`;
}
