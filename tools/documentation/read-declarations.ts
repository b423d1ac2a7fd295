// Reads descriptions out of the type declarations of the npm package kubernetes-models.
//
// One file declares one type of Kubernetes' OpenAPI document, in one shape: an interface (or, for types with a JSON form of
// their own, an alias) under a comment that is the description, its fields likewise. This file turns that text back into
// descriptions, types, values and which fields must be there. It does not know which kinds are wanted.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DeclaredField {
  readonly name: string;
  /** `[` or `{` for a list or a map of what follows, then a word of TypeScript's or the name of another type in <>. */
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
  /** The values that there are, where they are listed. */
  readonly values?: readonly string[];
}

export interface Declaration {
  readonly description: string;
  readonly fields: readonly DeclaredField[];
  /** Absent for a type with a JSON form of its own. */
  readonly isObject: boolean;
  /** A kind of the API, with `apiVersion` and `kind` of its own. */
  readonly isKind: boolean;
}

const COMMENT = String.raw`(?: *\/\*\*\n((?: *\*(?: .*)?\n)*?) *\*\/\n)?`;
const EXPORTED = /export type \{ I?(\w+) as I(IoK8s\w+)/;
const INTERFACE = new RegExp(
  `${COMMENT}export interface I(\\w+)( extends TypeMeta)? \\{\\n([\\s\\S]*?)^\\}`,
  'm',
);
const ALIAS = new RegExp(`${COMMENT}export type I\\w+ = (.*);`);
const FIELD = new RegExp(
  `${COMMENT} {4}"([^"]+)"(\\??): ((?:Array<)?\\{\\n[\\s\\S]*?\\n {4}\\}>?|[^\\n]*?);\\n`,
  'gy',
);

/** The text of a comment, whose asterisks are escaped where they would be read as a list's. */
function textOf(comment: string | undefined): string {
  if (comment === undefined) return '';
  return comment
    .split('\n')
    .slice(0, -1)
    .map((line) => line.replace(/^ *\* ?/, ''))
    .join('\n')
    .replace(/\\([*\\/])/g, '$1');
}

// The one type that the package writes out where it is used.
const WRITTEN_OUT = /^Array<\{[\s\S]*"spec"\?: IIoK8sApiCoreV1PersistentVolumeClaimSpec/;

function typeOf(text: string, own: string): string {
  if (WRITTEN_OUT.test(text)) return '[<IoK8sApiCoreV1PersistentVolumeClaim>';
  const map = /^\{\n *\[key: string\]: (.*);\n *\}$/.exec(text)?.[1];
  if (map !== undefined) return `{${typeOf(map, own)}`;
  const list = /^Array<(.*)>$/.exec(text)?.[1];
  if (list !== undefined) return `[${typeOf(list, own)}`;
  const reference = /^I(IoK8s\w+)$/.exec(text)?.[1];
  if (reference !== undefined) return `<${reference}>`;
  if (/^I\w+$/.test(text)) return `<${own}>`;
  if (/^"/.test(text)) return 'string';
  if (['string', 'number', 'boolean'].includes(text)) return text;
  if (/^(object|unknown|any|\{\})$/.test(text)) return 'object';
  throw new Error(`a field of ${own} has the type ${text}`);
}

const isValues = (text: string): boolean => /^"[^"]*"( \| "[^"]*")*$/.test(text);

function fieldsOf(body: string, own: string, isKind: boolean): DeclaredField[] {
  const fields: DeclaredField[] = [];
  let at = 0;
  while (at < body.length) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(body);
    if (match === null) throw new Error(`cannot read ${own}: ${body.slice(at, at + 200)}`);
    at = FIELD.lastIndex;
    const [, comment, name, optional, text] = match;
    const isOwnName = isKind && (name === 'apiVersion' || name === 'kind');
    fields.push({
      name: name!,
      type: typeOf(text!, own),
      description: textOf(comment),
      required: optional === '' && !isOwnName,
      ...(isValues(text!) && !isOwnName
        ? { values: [...text!.matchAll(/"([^"]*)"/g)].map(([, value]) => value!) }
        : {}),
    });
  }
  return fields;
}

function declarationOf(text: string): readonly [string, Declaration] | undefined {
  const own = EXPORTED.exec(text)?.[2];
  if (own === undefined) return undefined;
  const found = INTERFACE.exec(text);
  if (found === null) {
    const [, comment] = ALIAS.exec(text)!;
    return [own, { description: textOf(comment), fields: [], isObject: false, isKind: false }];
  }
  const [, comment, , extended, body] = found;
  const isKind = extended !== undefined;
  return [
    own,
    { description: textOf(comment), fields: fieldsOf(body!, own, isKind), isObject: true, isKind },
  ];
}

/** All types of the package, by name: `IoK8sApiAppsV1Deployment`. */
export function readDeclarations(nodeModules: string): Map<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  for (const folder of ['kubernetes-models', '@kubernetes-models/apimachinery']) {
    const root = join(nodeModules, folder);
    for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
      if (!entry.name.endsWith('.d.ts') || entry.parentPath.endsWith('_schemas')) continue;
      const read = declarationOf(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
      if (read !== undefined) declarations.set(...read);
    }
  }
  if (declarations.size === 0) throw new Error(`no types found under ${nodeModules}`);
  return declarations;
}
