// Reads manifests: YAML or JSON text, one document or many, to objects that know where their fields stand.
//
// All problems are collected, each with file, line, column and what to try; a broken document does not hide the others.
// The engine reads no files: the text is handed in. Fields are checked in schema-problems.ts.
// Source: cli-runtime v0.32 pkg/resource/visitor.go, StreamVisitor (empty documents are skipped, lists are opened);
// apimachinery pkg/apis/meta/v1/unstructured/helpers.go, decodeToList.
// Differs: a comma too many is accepted in JSON, which is read as YAML.

import { constructFromEvents, EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Place, UserProblem } from '../../errors.ts';
import { jsonText } from '../jsonpath/go-text.ts';
import { clientValidationErrors, clientValidationMessage } from '../schema/client-validation.ts';
import { jsonType } from '../schema/json-path.ts';
import { quoteGo } from '../validation/field-error.ts';
import { offsetOf, type PositionNode, positionTree } from './position-tree.ts';
import { type Chunk, excerpt, placeAt, splitDocuments } from './source-text.ts';
import { explainYaml } from './yaml-problem.ts';
import { KUBERNETES_YAML } from './yaml-schema.ts';

export type ManifestProblemCode =
  | 'yaml'
  | 'duplicate-key'
  | 'not-an-object'
  | 'no-api-version'
  | 'no-kind'
  | 'unknown-field'
  | 'wrong-type'
  | 'bad-text';

export interface ManifestProblem extends UserProblem {
  readonly code: ManifestProblemCode;
  /** A warning is something that kubectl takes without a word, but that nobody means. */
  readonly severity: 'error' | 'warning';
  readonly place: Place;
  /** The line and the one before it, with a caret under the column. */
  readonly excerpt: string;
  /** What kubectl prints after `error: `; absent where kubectl says nothing, or the API server speaks. */
  readonly kubectl?: string;
  /** The same where validation is turned off, if it differs. */
  readonly undecodable?: string;
}

export interface ManifestDocument {
  readonly object: Readonly<Record<string, unknown>> & { readonly apiVersion: string; readonly kind: string };
  readonly file: string;
  readonly source: ManifestSource;
  /** The path of the object in its document: `''`, or `items[2]` inside a list. */
  readonly path: string;
}

/** What positions are looked up in. */
export interface ManifestSource {
  readonly chunk: Chunk;
  readonly text: string;
  readonly root: PositionNode;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Line, column and path of a field of the object, or of its nearest ancestor that the file has (a default has none). */
export function positionOf(document: ManifestDocument, field: string): Place {
  const { source, file, path } = document;
  const full = [path, field].filter((part) => part !== '').join(field.startsWith('[') ? '' : '.');
  return { file, ...placeAt(source.chunk, offsetOf(source.root, full)), ...(field === '' ? {} : { field }) };
}

/** A problem at a field of a document. */
export function problemAt(
  document: ManifestDocument,
  field: string,
  problem: Omit<ManifestProblem, 'place' | 'excerpt'>,
): ManifestProblem {
  const place = positionOf(document, field);
  return { ...problem, place, excerpt: excerpt(document.source.text, place.line!, place.column!) };
}

class Reader {
  readonly documents: ManifestDocument[] = [];
  readonly problems: ManifestProblem[] = [];
  private readonly text: string;
  private readonly file: string;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  chunk(chunk: Chunk): void {
    try {
      const events = firstDocument(parseEvents(chunk.text, { maxDepth: 200 }));
      const { root, duplicates } = positionTree(chunk.text, events);
      if (root === undefined) return;
      const [value] = constructFromEvents(events, {
        source: chunk.text,
        schema: KUBERNETES_YAML,
        json: true,
      });
      for (const { key, offset, firstOffset, path } of duplicates) {
        const first = placeAt(chunk, firstOffset).line;
        this.problem(chunk, offset, {
          code: 'duplicate-key',
          severity: 'warning',
          message: `key "${key}" stands twice in one mapping (first in line ${first}); the last one wins`,
          hint: 'delete one of the two',
          field: fieldText([...path, key]),
        });
      }
      if (value !== null && value !== undefined) this.value(value, { chunk, text: this.text, root });
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      this.broken(chunk, error);
    }
  }

  private broken(chunk: Chunk, { reason, mark }: YAMLException): void {
    const { message, hint, offset, goYaml } = explainYaml({
      reason,
      text: chunk.text,
      offset: mark?.position ?? 0,
    });
    const kubectl = `error parsing ${this.file}: error converting YAML to JSON: ${goYaml}`;
    this.problem(chunk, offset, { code: 'yaml', severity: 'error', message, hint, kubectl });
  }

  private value(value: unknown, source: ManifestSource): void {
    if (!isObject(value)) {
      const article = {
        string: 'text',
        number: 'a number',
        boolean: 'true or false',
        array: 'a list',
        object: '',
        null: '',
      }[jsonType(value)];
      this.problem(source.chunk, source.root.offset, {
        code: 'not-an-object',
        severity: 'error',
        message: `a manifest is an object with apiVersion and kind, and this is ${article}`,
        hint: 'begin it with `apiVersion:` and `kind:`',
        kubectl: clientValidationMessage(this.file, ['invalid object to validate']),
      });
    } else if (Array.isArray(value.items)) this.list(value, value.items, source);
    else this.object(value, '', source);
  }

  // An item without kind is of the kind that the list's name says.
  private list(list: Json, items: readonly unknown[], source: ManifestSource): void {
    const kind =
      typeof list.kind === 'string' && list.kind !== 'List' ? list.kind.replace(/List$/, '') : undefined;
    const inherited = kind === undefined ? {} : { apiVersion: list.apiVersion, kind };
    items.forEach((item, i) => {
      if (isObject(item)) this.object({ ...inherited, ...item }, `items[${i}]`, source);
      else {
        this.problem(source.chunk, offsetOf(source.root, `items[${i}]`), {
          code: 'not-an-object',
          severity: 'error',
          message: 'an item of a list of manifests is an object with apiVersion and kind',
          hint: 'delete the item, or write out the object',
          field: `items[${i}]`,
        });
      }
    });
  }

  private object(object: Json, path: string, source: ManifestSource): void {
    const missing = (['apiVersion', 'kind'] as const).filter(
      (key) => typeof object[key] !== 'string' || object[key] === '',
    );
    for (const key of missing) {
      const isThere = object[key] !== undefined && object[key] !== null;
      this.problem(source.chunk, offsetOf(source.root, path), {
        code: key === 'kind' ? 'no-kind' : 'no-api-version',
        severity: 'error',
        message: isThere ? `${key} is not text` : `${key} is missing`,
        hint:
          key === 'kind'
            ? 'say what this is, such as `kind: Deployment`'
            : 'say of which API version it is, such as `apiVersion: apps/v1`',
        field: [path, key].filter((part) => part !== '').join('.'),
        kubectl: clientValidationMessage(this.file, clientValidationErrors(object)),
        ...(missing.includes('kind') ? { undecodable: this.kindIsMissing(object) } : {}),
      });
    }
    if (missing.length === 0)
      this.documents.push({ object: object as ManifestDocument['object'], file: this.file, source, path });
  }

  // Source: cli-runtime v0.32 pkg/resource/mapper.go, infoForData; apimachinery pkg/runtime/error.go, missingKindErr.
  private kindIsMissing(object: Json): string {
    return `unable to decode ${quoteGo(this.file)}: Object 'Kind' is missing in '${jsonText(object)}'`;
  }

  private problem(
    chunk: Chunk,
    offset: number,
    problem: Omit<ManifestProblem, 'place' | 'excerpt'> & { readonly field?: string },
  ): void {
    const { field, ...rest } = problem;
    const { line, column } = placeAt(chunk, offset);
    const place = { file: this.file, line, column, ...(field === undefined ? {} : { field }) };
    this.problems.push({ ...rest, place, excerpt: excerpt(this.text, line, column) });
  }
}

// go-yaml reads one document of a chunk and leaves the rest.
function firstDocument(events: readonly Event[]): Event[] {
  const second = events.findIndex((event, i) => i > 0 && event.type === EVENT_ID.DOCUMENT);
  return second < 0 ? [...events] : events.slice(0, second);
}

function fieldText(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}

/** The objects of a text, and all that is wrong with its form. Both may be there: what could be read is read. */
interface Manifests {
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly ManifestProblem[];
}

const RECENT_MAX = 256;

// By text. A file is read where it is handed in, by each kubectl that is given it, and in each run that is explored.
const recent = new Map<string, { readonly file: string; readonly manifests: Manifests }>();

/**
 * @param file  as problems name it
 * @returns shared between those who read the same text, and not to be changed
 */
export function readManifests(text: string, file: string): Manifests {
  const known = recent.get(text);
  if (known?.file === file) return known.manifests;
  const manifests = read(text, file);
  if (recent.size >= RECENT_MAX) recent.clear();
  recent.set(text, { file, manifests });
  return manifests;
}

function read(text: string, file: string): Manifests {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reader = new Reader(plain, file);
  for (const chunk of splitDocuments(plain)) reader.chunk(chunk);
  return reader;
}
