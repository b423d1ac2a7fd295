// The files that `-f` names: one, all of a directory, or those that a pattern takes, from the session's directory.
//
// Source: cli-runtime v0.32 pkg/resource/builder.go, expandIfFilePattern, Path; visitor.go, ExpandPathsToFileVisitors
// (files of a directory in lexical order, by extension).

import { textFailure } from '../failure.ts';

const EXTENSIONS = ['.json', '.yaml', '.yml'];

export interface SourceFile {
  /** As kubectl names it in messages. */
  readonly path: string;
  readonly text: string;
}

export interface PathFiles {
  readonly files: readonly SourceFile[];
  /** Whether the pattern named one thing, so that one object may be meant. */
  readonly isOne: boolean;
}

const clean = (path: string): string =>
  path
    .split('/')
    .filter((part, i) => part !== '.' && (part !== '' || i === 0))
    .join('/') || (path.startsWith('/') ? '/' : '.');

/** @throws CommandFailure  nothing has that path, or nothing there is a manifest */
export function filesAt(
  directory: ReadonlyMap<string, string>,
  pattern: string,
  isRecursive: boolean,
): PathFiles {
  const texts = new Map([...directory].map(([path, text]) => [clean(path), text]));
  const matches = exists(texts, pattern) ? [pattern] : glob(texts, pattern);
  if (matches.length === 0) throw textFailure(`the path "${pattern}" does not exist`);
  const files = matches.flatMap((match) => filesUnder(texts, match, isRecursive));
  if (files.length === 0) {
    throw textFailure(
      `error reading [${matches.join(' ')}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`,
    );
  }
  return { files, isOne: matches.length === 1 && !isRecursive };
}

function exists(texts: ReadonlyMap<string, string>, path: string): boolean {
  const at = clean(path);
  return texts.has(at) || at === '.' || [...texts.keys()].some((key) => key.startsWith(`${at}/`));
}

function filesUnder(texts: ReadonlyMap<string, string>, path: string, isRecursive: boolean): SourceFile[] {
  const at = clean(path);
  const own = texts.get(at);
  if (own !== undefined) return [{ path, text: own }];
  const prefix = at === '.' ? '' : at === '/' ? '/' : `${at}/`;
  return [...texts]
    .filter(([key]) => key.startsWith(prefix) && EXTENSIONS.some((extension) => key.endsWith(extension)))
    .filter(([key]) => isRecursive || !key.slice(prefix.length).includes('/'))
    .sort(([a], [b]) => compareParts(a.split('/'), b.split('/')))
    .map(([key, text]) => ({ path: key, text }));
}

// A walk goes through each directory's names in order, so names are compared part by part.
function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}

// `*`, `?` and `[…]` do not match a slash. Source: Go path/filepath, Match.
function glob(texts: ReadonlyMap<string, string>, pattern: string): string[] {
  if (!/[*?[]/.test(pattern)) return [];
  const source = clean(pattern)
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  const regex = new RegExp(`^${source}$`);
  const names = new Set<string>();
  for (const key of texts.keys()) {
    const parts = key.split('/');
    for (let i = 1; i <= parts.length; i += 1) names.add(parts.slice(0, i).join('/'));
  }
  return [...names].filter((name) => regex.test(name)).sort();
}
