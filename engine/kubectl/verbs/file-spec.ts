// What `kubectl cp` copies: `path`, `pod:path` or `namespace/pod:path`, and what becomes of such paths.
//
// Source: kubectl v0.32.0 pkg/cmd/cp/cp.go, extractFileSpec; filespec.go; Go's path.Clean, Dir, Base and Join.

import { textFailure } from '../failure.ts';

export interface RemoteSpec {
  /** Undefined: the command's own. */
  readonly namespace?: string;
  readonly pod: string;
  readonly path: string;
}

export type FileSpec = { readonly path: string } | RemoteSpec;

const WRONG = 'filespec must match the canonical format: [[namespace/]pod:]file/path';

/** @throws CommandFailure  it is none */
export function parseFileSpec(text: string): FileSpec {
  const at = text.indexOf(':');
  if (at === 0) throw textFailure(WRONG);
  if (at < 0) return { path: withoutSlash(text) };
  const path = withoutSlash(text.slice(at + 1)).replaceAll('\\', '/');
  const parts = text.slice(0, at).split('/');
  if (parts.length > 2) throw textFailure(WRONG);
  const pod = parts.at(-1)!;
  // Without a pod the path is a local one after all.
  if (pod === '') return { path };
  return parts.length === 1 || parts[0] === '' ? { pod, path } : { namespace: parts[0]!, pod, path };
}

const withoutSlash = (path: string): string => (path === '/' ? path : path.replace(/\/$/, ''));

/** Without `.`, `..` where it can be, and double slashes. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  return `${isAbsolute ? '/' : ''}${kept.join('/')}` || (isAbsolute ? '/' : '.');
}

export const joinPath = (...parts: readonly string[]): string =>
  cleanPath(parts.filter((part) => part !== '').join('/'));

export const folderOf = (path: string): string => {
  const at = path.lastIndexOf('/');
  return at < 0 ? '.' : cleanPath(path.slice(0, at + 1));
};

export const baseOf = (path: string): string => {
  const clean = path.replace(/\/+$/, '');
  return clean === '' ? (path === '' ? '.' : '/') : clean.slice(clean.lastIndexOf('/') + 1);
};

/** Without `../` before it. */
export function withoutShortcuts(path: string): string {
  const inner = path.replace(/^(\.\.\/)+/, '');
  return inner === '.' || inner === '..' ? '' : inner.replace(/^\//, '');
}
