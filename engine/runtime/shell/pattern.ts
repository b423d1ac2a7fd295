// Shell patterns (`*`, `?`, `[a-z]`) as regular expressions. A backslash makes the next character plain.

import type { FileSystem } from '../filesystem/filesystem.ts';

/** What stands in the brackets of a JavaScript expression for `[:name:]`; those of the C locale. */
export const CHARACTER_CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
};

/** Makes every character plain. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

/** A pattern as the source of a regular expression without anchors. `lazy`: stars take as little as they can. */
export function patternSource(pattern: string, lazy = false): string {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const ch = pattern.charAt(i);
    if (ch === '\\' && i + 1 < pattern.length) source += plain(pattern.charAt(++i));
    else if (ch === '*') source += lazy ? '[^]*?' : '[^]*';
    else if (ch === '?') source += '[^]';
    else if (ch === '[') {
      const bracket = bracketAt(pattern, i);
      source += bracket?.source ?? '\\[';
      if (bracket !== undefined) i = bracket.end;
    } else source += plain(ch);
  }
  return source;
}

function bracketAt(pattern: string, start: number): { source: string; end: number } | undefined {
  let i = start + 1;
  let source = '[';
  if (pattern[i] === '!' || pattern[i] === '^') {
    source += '^';
    i++;
  }
  for (let first = true; i < pattern.length; first = false, i++) {
    const ch = pattern.charAt(i);
    if (ch === ']' && !first) return { source: `${source}]`, end: i };
    const named = ch === '[' ? /^\[:(\w+):\]/.exec(pattern.slice(i)) : null;
    if (named !== null) {
      source += CHARACTER_CLASSES[named[1]!] ?? '';
      i += named[0].length - 1;
    } else if (ch === '\\') source += plain(pattern.charAt(++i));
    else source += ch === '-' ? '-' : plain(ch);
  }
  return undefined;
}

function plain(ch: string): string {
  return ch.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Whether the whole text matches. */
export function matchesPattern(text: string, pattern: string): boolean {
  return new RegExp(`^(?:${patternSource(pattern)})$`).test(text);
}

/** Paths that match, sorted; empty where none does. Hidden names need a pattern that begins with a dot. */
export function globPaths(files: FileSystem, cwd: string, pattern: string): string[] {
  const absolute = pattern.startsWith('/');
  let found = [absolute ? '/' : ''];
  const parts = pattern.split('/').filter((part, i) => part !== '' || i > 0);
  for (const part of parts) {
    const next: string[] = [];
    for (const base of found) {
      const prefix = base === '' || base.endsWith('/') ? base : `${base}/`;
      const folder = prefix.startsWith('/') ? prefix : `${cwd}/${prefix}`;
      if (files.stat(folder)?.kind !== 'directory') continue;
      if (part === '') next.push(prefix);
      else if (!/[*?[]/.test(part)) {
        const name = part.replace(/\\(.)/g, '$1');
        if (files.lstat(`${folder}/${name}`) !== undefined) next.push(prefix + name);
      } else {
        for (const name of files.list(folder)) {
          if (name.startsWith('.') && !part.startsWith('.')) continue;
          if (matchesPattern(name, part)) next.push(prefix + name);
        }
      }
    }
    found = next;
  }
  return found.sort();
}
