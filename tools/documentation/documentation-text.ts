// The text of engine/api/openapi/documentation.generated.txt: what the API's documentation says of every kind that the
// engine serves, in each of its versions.
//
// Texts come from the npm package kubernetes-models (Kubernetes 1.36; versions that have gone, as they were last).
// The format is described where it is read: engine/api/openapi/documentation.ts.

import { fileURLToPath } from 'node:url';
import { apiVersionOf } from '../../engine/api/conversion.ts';
import { KINDS } from '../../engine/api/kinds/index.ts';
import { type Model, openApiName, readModels } from '../schema/read-models.ts';
import { SAME_AS } from '../schema/same-as.ts';
import { DESCRIPTIONS, FORMS, TYPE_META } from './other-texts.ts';
import { type Declaration, type DeclaredField, readDeclarations } from './read-declarations.ts';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
/** Stands for the end of a line within a description. */
const LINE_END = '¶';
// Names that do not say where their parts begin.
const NAMES: Readonly<Record<string, string>> = {
  IoK8sApimachineryPkgApiResourceQuantity: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
  IoK8sApimachineryPkgRuntimeRawExtension: 'io.k8s.apimachinery.pkg.runtime.RawExtension',
  IoK8sApimachineryPkgUtilIntstrIntOrString: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
};
const nameOf = (file: string): string => NAMES[file] ?? openApiName(file);

interface Package {
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly models: ReadonlyMap<string, Model>;
}

/** The kinds that the engine serves, and the type of each: `apps/v1 Deployment`. */
function kindsOf({ models }: Package): Map<string, string> {
  const types = new Map<string, string>();
  for (const [file, { apiVersion, kind }] of models)
    if (apiVersion !== undefined) types.set(`${apiVersion} ${kind}`, file);
  for (const [apiVersion, [like, kinds]] of Object.entries(SAME_AS))
    for (const kind of kinds) types.set(`${apiVersion} ${kind}`, types.get(`${like} ${kind}`)!);
  const kinds = new Map<string, string>();
  for (const { kind, versions } of KINDS) {
    for (const served of versions) {
      const name = `${apiVersionOf(served)} ${kind}`;
      const type = types.get(name);
      if (type !== undefined) kinds.set(name, type);
    }
  }
  return kinds;
}

/** All types that these reach, in the order of their names. */
function reachable({ declarations }: Package, roots: Iterable<string>): string[] {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    const declaration = declarations.get(file);
    if (declaration === undefined) throw new Error(`the package does not declare ${file}`);
    seen.add(file);
    for (const { type } of declaration.fields) {
      const reference = /<(\w+)>/.exec(type)?.[1];
      if (reference !== undefined) visit(reference);
    }
  };
  for (const file of roots) visit(file);
  return [...seen].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

class Texts {
  readonly lines: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a text's line; empty for none. */
  of(text: string): string {
    if (text === '') return '';
    const known = this.numbers.get(text);
    if (known !== undefined) return String(known);
    if (text.includes(LINE_END)) throw new Error(`${LINE_END} stands in a description: ${text}`);
    this.numbers.set(text, this.lines.length);
    this.lines.push(text.replaceAll('\n', LINE_END));
    return String(this.lines.length - 1);
  }
}

function formOf(name: string, { isObject }: Declaration): string {
  const found = FORMS.find(([pattern]) => pattern.test(name));
  if (found !== undefined) return found[1];
  if (!isObject) throw new Error(`what is ${name}? give it a form in other-texts.ts`);
  return 'o';
}

const WORDS: Readonly<Record<string, string>> = { string: 's', boolean: 'b', object: 'o' };

// TypeScript has one kind of number: whether it is an integer, the validator knows.
function codeOf(
  { name, type }: DeclaredField,
  model: Model | undefined,
  indexOf: (file: string) => number,
): string {
  const code = model?.fields.find((field) => field.name === name)?.code ?? '';
  return type
    .replace('number', /n$/.test(code) ? 'n' : 'i')
    .replace(/string|boolean|object/, (word) => WORDS[word]!)
    .replace(/<(\w+)>/, (_, file: string) => String(indexOf(file)));
}

function fieldText(field: DeclaredField, code: string, text: string): string {
  const { name, required, values } = field;
  const listed = values === undefined ? '' : `:${values.join(',')}`;
  if (values?.some((value) => /[\s,:]/.test(value)) === true)
    throw new Error(`the values of ${name} have blanks`);
  return `${name}${required ? '!' : ''}:${code}:${text}${listed}`;
}

function sections(): readonly (readonly string[])[] {
  const all = { declarations: readDeclarations(NODE_MODULES), models: readModels(NODE_MODULES) };
  const kinds = kindsOf(all);
  const files = reachable(all, kinds.values());
  const numbers = new Map(files.map((file, i) => [file, i]));
  const indexOf = (file: string): number => numbers.get(file)!;
  const texts = new Texts();
  const types = files.map((file) => {
    const declaration = all.declarations.get(file)!;
    const name = nameOf(file);
    const about = texts.of(declaration.description || (DESCRIPTIONS[name] ?? ''));
    const fields = [...declaration.fields]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((field) => {
        const own = declaration.isKind ? (TYPE_META[field.name] ?? '') : '';
        const text = texts.of(field.description || own);
        return fieldText(field, codeOf(field, all.models.get(file), indexOf), text);
      });
    return [`${name}:${formOf(name, declaration)}:${about}`, ...fields].join(' ');
  });
  const kindLines = [...kinds].map(([name, file]) => `${name} ${indexOf(file)}`).sort();
  return [kindLines, types, texts.lines];
}

/** The whole file, as it is to be. */
export const documentationText = (): string =>
  `${sections()
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
