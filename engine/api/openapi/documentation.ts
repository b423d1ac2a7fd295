// The documentation of the built-in kinds, read from a text that is handed in: half a megabyte, which nobody should have to
// load who never asks. tools/generate-documentation.ts writes it, documentation.generated.txt beside this file.
//
// The text has three parts, an empty line between them: kinds (`apps/v1 Deployment 6`, the number of a type), types and
// descriptions, one a line. A type is its name, its form and the number of its description, then its fields, which are
// `name[!]:code:description[:value,value]`; `!` must be there. A code is `[` list of or `{` map of, then the number of a
// type or a form: `s` string, `i` integer, `n` number, `b` boolean, `o` object, `x` a string in OpenAPI version 2 and any
// value in version 3, `*` any value. `¶` ends a line within a description.
// Left out: descriptions that other releases had. All are Kubernetes 1.36's; versions that have gone keep their last ones.

import type { ApiSchema } from './schema.ts';

type Filled = { -readonly [Key in keyof ApiSchema]: ApiSchema[Key] };

const FORMS: Readonly<Record<string, Partial<ApiSchema>>> = {
  s: { type: 'string' },
  i: { type: 'integer' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  o: { type: 'object' },
  x: { typeInV2: 'string' },
  '*': {},
};

interface NamedType {
  readonly name: string;
  readonly schema: Filled;
}

class Documentation {
  private readonly texts: readonly string[];
  private readonly types: readonly NamedType[];
  private readonly kinds: ReadonlyMap<string, number>;
  private readonly withValues: boolean;

  constructor(text: string, withValues: boolean) {
    this.withValues = withValues;
    const [kinds = [], types = [], texts = []] = text
      .trimEnd()
      .split('\n\n')
      .map((part) => part.split('\n'));
    this.texts = texts;
    this.kinds = new Map(
      kinds.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
    );
    const lines = types.map((line) => line.split(' '));
    // Types refer to each other in circles: all are there before any has its fields.
    this.types = lines.map(([head = '']) => this.typeOf(head));
    lines.forEach(([, ...fields], i) => {
      this.fill(this.types[i]!.schema, fields);
    });
  }

  kind(apiVersion: string, kind: string): NamedType | undefined {
    const index = this.kinds.get(`${apiVersion} ${kind}`);
    return index === undefined ? undefined : this.types[index];
  }

  private typeOf(head: string): NamedType {
    const [name = '', form = '', text = ''] = head.split(':');
    return { name, schema: { description: this.textOf(text), ...FORMS[form] } };
  }

  private fill(schema: Filled, fields: readonly string[]): void {
    if (fields.length === 0) return;
    const required = new Set<string>();
    const properties = new Map<string, ApiSchema>();
    for (const field of fields) {
      const [head = '', code = '', text = '', values] = field.split(':');
      const name = head.replace('!', '');
      if (head.endsWith('!')) required.add(name);
      const listed = values === undefined || !this.withValues ? {} : { enum: values.split(',') };
      properties.set(name, { ...this.coded(code), ...listed, description: this.textOf(text) });
    }
    schema.properties = properties;
    schema.required = required;
  }

  private coded(code: string): ApiSchema {
    if (code.startsWith('[')) return { description: '', type: 'array', items: this.coded(code.slice(1)) };
    if (code.startsWith('{')) return { description: '', type: 'object', values: this.coded(code.slice(1)) };
    const form = FORMS[code];
    return form === undefined
      ? { description: '', reference: this.types[Number(code)]! }
      : { description: '', ...form };
  }

  private textOf(number: string): string {
    if (number === '') return '';
    const text = this.texts[Number(number)]!.replaceAll('¶', '\n');
    return this.withValues ? text : text.replace(VALUES, '');
  }
}

// What enums add to the description of their field.
const VALUES = /(^|\n\n)Possible enum values:\n[\s\S]*$/;

/** The text, when it is needed. */
export type DocumentationSource = () => string;

// By source, with and without values: read once.
const known = new WeakMap<DocumentationSource, Map<boolean, Documentation>>();

/**
 * What is said of a built-in kind in one of its versions; undefined for a version that never was.
 *
 * @param withValues  whether fields say which values there are
 */
export function documentedKind(
  source: DocumentationSource,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  withValues: boolean,
): ApiSchema | undefined {
  let read = known.get(source);
  if (read === undefined) {
    read = new Map();
    known.set(source, read);
  }
  let documentation = read.get(withValues);
  if (documentation === undefined) {
    documentation = new Documentation(source(), withValues);
    read.set(withValues, documentation);
  }
  return documentation.kind(apiVersion, kind)?.schema;
}
