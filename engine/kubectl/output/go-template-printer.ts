// `-o go-template=…`. Source: cli-runtime v0.32 pkg/genericclioptions/template_flags.go, pkg/printers/template.go.

import { executeTemplate } from '../../api/gotemplate/execute.ts';
import type { Template } from '../../api/gotemplate/nodes.ts';
import { parseTemplate } from '../../api/gotemplate/parse.ts';
import { TemplateError } from '../../api/gotemplate/template-error.ts';
import { valueText } from '../../api/gotemplate/values.ts';
import { jsonText } from '../../api/jsonpath/go-text.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { Call } from '../command/call.ts';
import { textFailure } from '../failure.ts';

export const TEMPLATE_FORMATS: readonly string[] = [
  'go-template',
  'go-template-file',
  'template',
  'templatefile',
];

/** @throws CommandFailure  there is no template, or it is none */
export function goTemplatePrinter(
  call: Call,
  format: string,
  value: string,
): (object: Readonly<Record<string, unknown>>) => string {
  if (value === '') throw textFailure('template format specified but no template given');
  const text = format.endsWith('file') ? fileText(call, value) : value;
  const { flags, out } = call;
  const allowsMissingKeys =
    !flags.has('allow-missing-template-keys') || flags.bool('allow-missing-template-keys');
  const template = parsed(value, text);
  return (object) => {
    let printed = '';
    try {
      executeTemplate(template, object, { out: (part) => (printed += part), allowsMissingKeys });
      return printed;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      out(printed);
      out(explained(error, text, object));
      throw textFailure(`error executing template ${quoteGo(text)}: ${error.message}`);
    }
  };
}

function fileText({ session }: Call, path: string): string {
  const text = session.files.get(path);
  if (text === undefined)
    throw textFailure(`error reading --template ${path}, open ${path}: no such file or directory\n`);
  return text;
}

function parsed(value: string, text: string): Template {
  try {
    return parseTemplate('output', text);
  } catch (error) {
    if (error instanceof TemplateError)
      throw textFailure(`error parsing template ${value}, ${error.message}`);
    throw error;
  }
}

// The writer gets what helps to find the fault, as upstream has it.
const explained = (error: TemplateError, text: string, object: unknown): string =>
  `Error executing template: ${error.message}. Printing more information for debugging the template:
\ttemplate was:
\t\t${text}
\traw data was:
\t\t${jsonText(object)}
\tobject given to template engine was:
\t\t${valueText(object)}

`;
