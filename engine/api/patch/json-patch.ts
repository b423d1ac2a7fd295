// JSON patches (RFC 6902): a list of operations on paths, applied one after the other or not at all.
//
// Source: github.com/evanphx/json-patch v4.9.0 (kubernetes 1.20) and v4.12.0 (1.23 and later) patch.go. Its texts and
// its ways are kept: negative indices count from the end, `replace` of a key that is not there adds it, and some
// errors name the wrong operation. Path-copying: the input is not changed.

import type { VersionProfile } from '../../versions/profile.ts';
import { goKind, isMap, type JSONObject } from './go-value.ts';
import { PatchError } from './patch-error.ts';

/** One operation as it was sent; what it must have is checked when it runs. */
export type JSONPatchOperation = Readonly<Record<string, unknown>>;

const MISSING = 'missing value';
const INVALID_INDEX = 'invalid index referenced';
const TEST_FAILED = 'test failed';

/** Go's errors.Wrap: outer first. */
const wrapped = (message: string, cause: string): PatchError => new PatchError(`${message}: ${cause}`);

type Container = JSONObject | unknown[];
const isContainer = (value: unknown): value is Container => isMap(value) || Array.isArray(value);

function textOf(operation: JSONPatchOperation, name: 'path' | 'from'): string {
  const value = operation[name];
  if (typeof value === 'string') return value;
  throw value === undefined || value === null
    ? wrapped(name === 'path' ? 'operation missing path field' : 'operation, missing from field', MISSING)
    : new PatchError(`json: cannot unmarshal ${goKind(value)} into Go value of type string`);
}

const decode = (token: string): string => token.replaceAll(/~[01]/g, (code) => (code === '~1' ? '/' : '~'));

// strconv.Atoi
function indexOf(key: string): number {
  if (!/^[+-]?\d+$/.test(key))
    throw new PatchError(`strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`);
  return Number.parseInt(key, 10);
}

const badIndex = (index: number): PatchError =>
  wrapped(`Unable to access invalid index: ${index}`, INVALID_INDEX);

/** The index counted from the front. @param length positions that exist */
function fromFront(index: number, length: number): number {
  if (index >= length || index < -length) throw badIndex(index);
  return index < 0 ? index + length : index;
}

function get(container: Container, key: string): unknown {
  if (!Array.isArray(container)) return Object.hasOwn(container, key) ? container[key] : undefined;
  return container[fromFront(indexOf(key), container.length)];
}

/** A copy of the container with the value added. */
function add(container: Container, key: string, value: unknown): Container {
  if (!Array.isArray(container)) return { ...container, [key]: value };
  if (key === '-') return [...container, value];
  if (!/^[+-]?\d+$/.test(key)) {
    throw wrapped(
      `value was not a proper array index: '${key}'`,
      `strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`,
    );
  }
  return container.toSpliced(fromFront(indexOf(key), container.length + 1), 0, value);
}

function remove(container: Container, key: string): Container {
  if (Array.isArray(container)) return container.toSpliced(fromFront(indexOf(key), container.length), 1);
  if (!Object.hasOwn(container, key)) throw wrapped(`Unable to remove nonexistent key: ${key}`, MISSING);
  const { [key]: _, ...rest } = container;
  return rest;
}

function set(container: Container, key: string, value: unknown): Container {
  return Array.isArray(container)
    ? container.with(fromFront(indexOf(key), container.length), value)
    : { ...container, [key]: value };
}

/** The containers from the root to the one that holds the last token; undefined if one is missing. */
interface Target {
  readonly trail: readonly { readonly container: Container; readonly key: string }[];
  readonly container: Container;
  readonly key: string;
}

function find(document: Container, path: string): Target | undefined {
  const tokens = path.split('/').slice(1).map(decode);
  const key = tokens.pop();
  if (key === undefined) return undefined;
  const trail: { container: Container; key: string }[] = [];
  let container = document;
  for (const token of tokens) {
    const next = attempt(() => get(container, token));
    if (!isContainer(next)) return undefined;
    trail.push({ container, key: token });
    container = next;
  }
  return { trail, container, key };
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}

/** The document with `changed` in place of the target's container, copying the way down to it. */
const rebuild = ({ trail }: Target, changed: Container): Container =>
  trail.reduceRight<Container>((child, { container, key }) => set(container, key, child), changed);

function inContext<T>(context: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof PatchError) throw wrapped(context, error.message);
    throw error;
  }
}

// Key order of objects does not count.
function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isMap(a)) return a === b;
  if (!isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  );
}

type Apply = (document: Container, operation: JSONPatchOperation, version: VersionProfile) => Container;

// Upstream says no more than "missing value" where these three cannot read their path.
function pathOrMissing(operation: JSONPatchOperation): string {
  const path = attempt(() => textOf(operation, 'path'));
  if (path === undefined) throw wrapped(`${String(operation.op)} operation failed to decode path`, MISSING);
  return path;
}

const applyAdd: Apply = (document, operation) => {
  const path = pathOrMissing(operation);
  const target = find(document, path);
  if (target === undefined)
    throw wrapped(`add operation does not apply: doc is missing path: "${path}"`, MISSING);
  return rebuild(
    target,
    inContext(`error in add for path: '${path}'`, () =>
      add(target.container, target.key, operation.value ?? null),
    ),
  );
};

const applyRemove: Apply = (document, operation) => {
  const path = pathOrMissing(operation);
  const target = find(document, path);
  if (target === undefined)
    throw wrapped(`remove operation does not apply: doc is missing path: "${path}"`, MISSING);
  return rebuild(
    target,
    inContext(`error in remove for path: '${path}'`, () => remove(target.container, target.key)),
  );
};

const applyReplace: Apply = (document, operation, version) => {
  const path = inContext('replace operation failed to decode path', () => textOf(operation, 'path'));
  const value = operation.value ?? null;
  if (path === '' && version.has('jsonPatchWholeDocument')) {
    if (!isContainer(value))
      throw new PatchError('replace operation value must be object or array: %!w(<nil>)');
    return value;
  }
  const target = find(document, path);
  if (target === undefined)
    throw wrapped(`replace operation does not apply: doc is missing path: ${path}`, MISSING);
  if (Array.isArray(target.container) && attempt(() => [get(target.container, target.key)]) === undefined) {
    throw wrapped(`replace operation does not apply: doc is missing key: ${path}`, MISSING);
  }
  return rebuild(target, set(target.container, target.key, value));
};

const applyTest: Apply = (document, operation, version) => {
  const path = inContext('test operation failed to decode path', () => textOf(operation, 'path'));
  const failed = (): PatchError => wrapped(`testing value ${path} failed`, TEST_FAILED);
  if (path === '' && version.has('jsonPatchWholeDocument')) {
    if (equal(document, operation.value)) return document;
    throw failed();
  }
  const target = find(document, path);
  if (target === undefined) throw wrapped(`test operation does not apply: is missing path: ${path}`, MISSING);
  const found = inContext(`error in test for path: '${path}'`, () => get(target.container, target.key));
  if (equal(found ?? null, operation.value ?? null)) return document;
  throw failed();
};

const applyMove: Apply = (document, operation) => {
  const from = inContext('move operation failed to decode from', () => textOf(operation, 'from'));
  const source = find(document, from);
  if (source === undefined)
    throw wrapped(`move operation does not apply: doc is missing from path: ${from}`, MISSING);
  const [value, without] = inContext(`error in move for path: '${source.key}'`, () => [
    get(source.container, source.key),
    remove(source.container, source.key),
  ]);
  const path = inContext('move operation failed to decode path', () => textOf(operation, 'path'));
  const target = find(rebuild(source, without as Container), path);
  if (target === undefined)
    throw wrapped(`move operation does not apply: doc is missing destination path: ${path}`, MISSING);
  return rebuild(
    target,
    inContext(`error in move for path: '${path}'`, () => add(target.container, target.key, value)),
  );
};

const applyCopy: Apply = (document, operation) => {
  const from = inContext('copy operation failed to decode from', () => textOf(operation, 'from'));
  const source = find(document, from);
  if (source === undefined)
    throw wrapped(`copy operation does not apply: doc is missing from path: ${from}`, MISSING);
  const value = inContext(`error in copy for from: '${from}'`, () => get(source.container, source.key));
  const path = pathOrMissing(operation);
  const target = find(document, path);
  if (target === undefined)
    throw wrapped(`copy operation does not apply: doc is missing destination path: ${path}`, MISSING);
  return rebuild(
    target,
    inContext('error while adding value during copy', () => add(target.container, target.key, value ?? null)),
  );
};

const OPERATIONS: Readonly<Record<string, Apply>> = {
  add: applyAdd,
  remove: applyRemove,
  replace: applyReplace,
  test: applyTest,
  move: applyMove,
  copy: applyCopy,
};

/**
 * Applies the operations in order.
 * @throws PatchError with upstream's message, at the first operation that does not apply
 */
export function jsonPatch(
  document: JSONObject,
  operations: readonly JSONPatchOperation[],
  version: VersionProfile,
): JSONObject {
  let current: Container = document;
  for (const operation of operations) {
    const kind = typeof operation.op === 'string' ? operation.op : 'unknown';
    const apply = Object.hasOwn(OPERATIONS, kind) ? OPERATIONS[kind]! : undefined;
    if (apply === undefined) throw new PatchError(`Unexpected kind: ${kind}`);
    current = apply(current, operation, version);
  }
  return current as JSONObject;
}
