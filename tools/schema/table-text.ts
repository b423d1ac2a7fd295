// The text of engine/api/schema/schema.generated.ts: which kinds it has, and each struct's fields in one line.
//
// Types come from the npm package kubernetes-models (Kubernetes 1.36); what that leaves out from the files beside.
// The format is described where it is read: engine/api/schema/schema-table.ts.

import { fileURLToPath } from 'node:url';
import { LOST_FIELDS } from './lost-fields.ts';
import { NAMED_STRING_TYPES } from './named-string-types.ts';
import { PATCH_TAGS } from './patch-tags.ts';
import { type Model, openApiName, readModels } from './read-models.ts';
import { SAME_AS } from './same-as.ts';

const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

// Groups whose kinds a manifest may hold, newest and older versions alike.
const GROUPS = new Set([
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'extensions',
  'networking.k8s.io',
  'discovery.k8s.io',
  'coordination.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'scheduling.k8s.io',
  'apiextensions.k8s.io',
  'events.k8s.io',
  'node.k8s.io',
  'admissionregistration.k8s.io',
  'apiregistration.k8s.io',
]);
const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
const structName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function isWanted(model: Model): boolean {
  return (
    model.apiVersion !== undefined &&
    GROUPS.has(groupOf(model.apiVersion)) &&
    !model.fields.some((f) => f.name === 'items')
  );
}

function patchSuffix(model: Model, field: string): string {
  const tag = PATCH_TAGS[`${model.name}.${field}`] ?? PATCH_TAGS[`${structName(model.name)}.${field}`];
  if (tag === undefined) return '';
  const [strategy, key = ''] = tag.split(':');
  if (strategy === 'replace') return '=';
  return `${strategy!.startsWith('merge') ? `<${key}` : ''}${strategy!.endsWith('retainKeys') ? '^' : ''}`;
}

function namedType(model: Model, field: string): string {
  const types = NAMED_STRING_TYPES[structName(model.name)]?.split(' ') ?? [];
  const found = types.find((t) => t.startsWith(`${field}:`));
  return found === undefined ? '' : `#${found.slice(field.length + 1)}`;
}

// All types that the wanted kinds reach, in the order of their names.
function reachable(models: ReadonlyMap<string, Model>): string[] {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    const model = models.get(file);
    if (model === undefined) throw new Error(`a field refers to ${file}, which the package does not have`);
    if (seen.has(file)) return;
    seen.add(file);
    for (const field of model.fields) {
      const reference = /<(\w+)>/.exec(field.code)?.[1];
      if (reference !== undefined) visit(reference);
    }
  };
  for (const [file, model] of models) if (isWanted(model)) visit(file);
  const names = new Map([...seen].map((file) => [file, openApiName(file)]));
  return [...seen].sort((a, b) => (names.get(a)! < names.get(b)! ? -1 : 1));
}

function fieldText(model: Model, indexOf: ReadonlyMap<string, number>): string {
  const extra = LOST_FIELDS[model.name] ?? {};
  const indexed = (code: string): string =>
    code.replace(/<(\w+)>/, (_, file: string) => String(indexOf.get(file)));
  const fields = model.fields.map(({ name, code, required }) => {
    const index = indexed(extra[name] ?? code);
    const named = index.endsWith('s') ? namedType(model, name) : '';
    const mustBe = required && name !== 'apiVersion' && name !== 'kind';
    return `${name}${mustBe ? '!' : ''}:${index}${named}${patchSuffix(model, name)}`;
  });
  const known = new Set(model.fields.map((field) => field.name));
  const lost = Object.entries(extra).filter(([name]) => !known.has(name));
  return [...fields, ...lost.map(([name, code]) => `${name}:${indexed(code)}`)].join(' ');
}

function table(): { kinds: Record<string, Record<string, number>>; types: string[][] } {
  const models = readModels(NODE_MODULES);
  const files = reachable(models);
  const indexOf = new Map(files.map((file, i) => [file, i]));
  const kinds: Record<string, Record<string, number>> = {};
  for (const file of files) {
    const { apiVersion, kind } = models.get(file)!;
    if (!isWanted(models.get(file)!)) continue;
    kinds[apiVersion!] ??= {};
    kinds[apiVersion!]![kind!] = indexOf.get(file)!;
  }
  for (const [apiVersion, [model, names]] of Object.entries(SAME_AS)) {
    kinds[apiVersion] = Object.fromEntries(names.map((kind) => [kind, kinds[model]![kind]!]));
  }
  return {
    kinds,
    types: files.map((file) => [models.get(file)!.name, fieldText(models.get(file)!, indexOf)]),
  };
}

/** The whole file, as it is to be. */
export function schemaTableText(): string {
  const { kinds, types } = table();
  const lines = types.map((type) => JSON.stringify(type));
  const text = `// Made by tools/generate-schema.ts from kubernetes-models; do not edit. The format: schema-table.ts.
export const SCHEMA: {
  readonly kinds: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly types: readonly (readonly [string, string])[];
} = {"kinds":${JSON.stringify(kinds)},\n"types":[\n${lines.join(',\n')}\n]};\n`;
  return text;
}
