// kubectl's JSONPath: `-o jsonpath=TEMPLATE`, and the paths of `wait`, `--sort-by` and custom columns.
//
// Source: client-go v0.32 util/jsonpath/jsonpath.go, Execute and PrintResults; cli-runtime v0.32 pkg/printers/jsonpath.go,
// JSONPathPrinter; kubectl v0.32 pkg/cmd/get/customcolumn.go, RelaxedJSONPathExpression.

import { quoteGo } from '../validation/field-error.ts';
import { Evaluation, type JsonPathOptions } from './evaluate.ts';
import { jsonText, numberText, syntaxText } from './go-text.ts';
import { JsonPathError, NO_VALUE } from './nodes.ts';
import { parseJsonPath } from './parse.ts';

export { JsonPathError, parseJsonPath };

export interface RenderOptions extends Partial<JsonPathOptions> {
  /** `-o jsonpath-as-json`: each result list as an indented JSON array. Default false. */
  readonly asJson?: boolean;
}

function printed(value: unknown): string {
  if (value === NO_VALUE) return '<no value>';
  if (value === null || typeof value === 'object') return jsonText(value);
  return typeof value === 'number' ? numberText(value) : String(value);
}

function resultsOf(template: string, object: unknown, options: Partial<JsonPathOptions>): unknown[][] {
  const { allowMissingKeys = true } = options;
  return new Evaluation(parseJsonPath(template), { allowMissingKeys }).run(object);
}

/**
 * Prints an object by a template: texts as they are, maps and lists as JSON, several results with blanks between.
 *
 * @param template for example `{range .items[*]}{.metadata.name}{"\n"}{end}`
 * @param options missing keys are allowed by default, as kubectl does
 * @throws JsonPathError  with upstream's message, for the template or for what it finds
 */
export function renderJsonPath(template: string, object: unknown, options: RenderOptions = {}): string {
  const results = resultsOf(template, object, options);
  if (options.asJson === true) {
    return results.map((values) => `${jsonText(values.map(orNull), '    ')}\n`).join('');
  }
  return results.map((values) => values.map(printed).join(' ')).join('');
}

const orNull = (value: unknown): unknown => (value === NO_VALUE ? null : value);

/** Everything a path finds, in order. @throws JsonPathError */
export function findJsonPath(
  path: string,
  object: unknown,
  options: Partial<JsonPathOptions> = {},
): unknown[] {
  return resultsOf(path, object, options).flat().map(orNull);
}

/** The path in braces, whichever way it was written: `metadata.name`, `.metadata.name`, `{.metadata.name}`. */
export function relaxedJsonPath(path: string): string {
  if (path === '') return path;
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path);
  if (match === null) {
    throw new JsonPathError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return `{.${match[1] ?? match[2]}}`;
}

/** What kubectl prints when a template fails on an object, the object in Go's syntax included. */
export function explainJsonPathError(error: JsonPathError, template: string, object: unknown): string {
  return (
    `error executing jsonpath ${quoteGo(template)}: ` +
    `Error executing template: ${error.message}. Printing more information for debugging the template:\n` +
    `\ttemplate was:\n\t\t${template}\n` +
    `\tobject given to jsonpath engine was:\n\t\t${syntaxText(object)}\n\n\n`
  );
}
