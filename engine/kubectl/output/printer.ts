// `-o`: how objects are printed after a command, and by `get` where it is not a table.
//
// Source: cli-runtime v0.32 pkg/genericclioptions/{print,json_yaml,name,jsonpath,template}_flags.go, pkg/printers/
// {json,yaml,name,jsonpath}.go. Go templates: go-template-printer.ts.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import {
  explainJsonPathError,
  JsonPathError,
  parseJsonPath,
  renderJsonPath,
} from '../../api/jsonpath/jsonpath.ts';
import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import { textFailure } from '../failure.ts';
import { resourceName } from '../resource/info.ts';
import { goTemplatePrinter, TEMPLATE_FORMATS } from './go-template-printer.ts';
import { printedManagedFields, withManagedFields } from './managed-fields.ts';
import { servedForm } from './served-form.ts';
import { toYaml } from './yaml.ts';

/** Anything with a kind: an object, or a List of them. */
export type Printable = Pick<AnyObject, 'apiVersion' | 'kind'> & Readonly<Record<string, unknown>>;
export type Printer = (object: Printable) => string;

/** What all commands with `-o` understand, sorted as kubectl lists them. */
export const FORMATS: readonly string[] = [
  'go-template',
  'go-template-file',
  'json',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
  'name',
  'template',
  'templatefile',
  'yaml',
];
const GET_FORMATS = ['custom-columns', 'custom-columns-file', 'wide'];

/**
 * The printer of a verb that changes things: `deployment.apps/web scaled`, unless `-o` says otherwise.
 * @throws CommandFailure  no such format
 */
export function verbPrinter(call: Call, operation: string): Printer {
  const dryRun = { none: '', client: ' (dry run)', server: ' (server dry run)' }[call.dryRun];
  return plainVerbPrinter(call, `${operation}${dryRun}`);
}

/** As `verbPrinter`, for verbs that word their operation late and lose `(dry run)` by that: patch, taint. */
export function plainVerbPrinter(call: Call, operation: string): Printer {
  const data = dataPrinter(call);
  if (data !== undefined) return data;
  const format = call.flags.string('output');
  if (format !== '' && format !== 'name') throw noSuchFormat(format, FORMATS);
  return namePrinter(format === 'name' ? '' : operation);
}

/** `pod/a` and, where an operation is given, what was done to it. */
export function namePrinter(operation: string): Printer {
  const print: Printer = (object) => {
    if (Array.isArray(object.items)) return object.items.map((item) => print(item as Printable)).join('');
    const { name = '' } = (object.metadata ?? {}) as { name?: string };
    return `${resourceName(object, name)}${operation === '' ? '' : ` ${operation}`}\n`;
  };
  return print;
}

export function noSuchFormat(
  format: string,
  formats: readonly string[] = [...FORMATS, ...GET_FORMATS],
): Error {
  return textFailure(
    `unable to match a printer suitable for the output format ${JSON.stringify(format)}, allowed formats are: ${[...formats].sort().join(',')}`,
  );
}

/** The printer of `-o json`, `yaml`, `jsonpath…`; undefined for anything else. */
export function dataPrinter(call: Call): Printer | undefined {
  const print = printerFor(call);
  return print === undefined ? undefined : (object) => print(servedForm(object, call.session.version));
}

function printerFor(call: Call): Printer | undefined {
  const { flags } = call;
  const template = flags.has('template') ? flags.string('template') : '';
  const output = flags.string('output') === '' && template !== '' ? 'go-template' : flags.string('output');
  if (output === 'json') return (object) => `${jsonText(printedManagedFields(call, object), '    ')}\n`;
  if (output === 'yaml') return yamlPrinter(call);
  const at = output.indexOf('=');
  const format = at < 0 ? output : output.slice(0, at);
  const value = template !== '' ? template : at < 0 ? '' : output.slice(at + 1);
  if (TEMPLATE_FORMATS.includes(format)) return goTemplatePrinter(call, format, value);
  if (!/^jsonpath(-file|-as-json)?$/.test(format)) return undefined;
  return jsonPathPrinter(call, format, value);
}

// Several documents are kept apart by a line of dashes.
function yamlPrinter(call: Call): Printer {
  let count = 0;
  return (object) => {
    count += 1;
    return `${count > 1 ? '---\n' : ''}${toYaml(printedManagedFields(call, object))}`;
  };
}

function jsonPathPrinter(call: Call, format: string, value: string): Printer {
  const { flags, session } = call;
  if (value === '') throw textFailure('template format specified but no template given');
  let template = value;
  if (format === 'jsonpath-file') {
    const text = session.files.get(value);
    if (text === undefined)
      throw textFailure(`error reading --template ${value}, open ${value}: no such file or directory`);
    template = text;
  }
  try {
    parseJsonPath(template);
  } catch (error) {
    if (error instanceof JsonPathError)
      throw textFailure(`error parsing jsonpath ${template}, ${error.message}`);
    throw error;
  }
  const allowMissingKeys =
    !flags.has('allow-missing-template-keys') || flags.bool('allow-missing-template-keys');
  const isManaged = template.includes('managedFields');
  return (printed) => {
    const object = isManaged ? withManagedFields(call, printed) : printed;
    try {
      return renderJsonPath(template, object, { allowMissingKeys, asJson: format === 'jsonpath-as-json' });
    } catch (error) {
      if (error instanceof JsonPathError) throw textFailure(explainJsonPathError(error, template, object));
      throw error;
    }
  };
}
