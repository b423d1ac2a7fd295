// The arrows between folders, as a table, held against the imports of every file.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each folder may import besides itself. The first matching row decides; files named `*.test.ts` and test worlds are free. */
const ARROWS: readonly (readonly [folder: string, mayImport: readonly string[]])[] = [
  ['engine/errors.ts', []],
  ['engine/trace', []],
  ['engine/versions', []],
  ['engine/kernel', ['engine/errors.ts']],
  ['engine/api', ['engine/versions', 'engine/errors.ts']],
  ['engine/runtime', ['engine/api', 'engine/errors.ts']],
  [
    'engine/apiserver',
    ['engine/api', 'engine/kernel', 'engine/trace', 'engine/versions', 'engine/errors.ts'],
  ],
  [
    'engine/client',
    [
      'engine/apiserver',
      'engine/api',
      'engine/kernel',
      'engine/trace',
      'engine/versions',
      'engine/errors.ts',
    ],
  ],
  [
    'engine/network',
    [
      'engine/client',
      'engine/apiserver',
      'engine/api',
      'engine/kernel',
      'engine/trace',
      'engine/versions',
      'engine/runtime',
      'engine/errors.ts',
    ],
  ],
  [
    'engine/controllers',
    [
      'engine/client',
      'engine/apiserver',
      'engine/api',
      'engine/kernel',
      'engine/trace',
      'engine/versions',
      'engine/errors.ts',
    ],
  ],
  [
    'engine/scheduler',
    [
      'engine/client',
      'engine/apiserver',
      'engine/api',
      'engine/kernel',
      'engine/trace',
      'engine/versions',
      'engine/errors.ts',
    ],
  ],
  [
    'engine/kubectl',
    [
      'engine/client',
      'engine/apiserver',
      'engine/api',
      'engine/kernel',
      'engine/trace',
      'engine/versions',
      'engine/runtime',
      'engine/errors.ts',
    ],
  ],
  [
    'engine/kubelet',
    [
      'engine/kubectl/session.ts',
      'engine/client',
      'engine/apiserver',
      'engine/api',
      'engine/kernel',
      'engine/trace',
      'engine/versions',
      'engine/runtime',
      'engine/errors.ts',
    ],
  ],
  [
    'engine/observe',
    ['engine/api', 'engine/trace', 'engine/versions', 'engine/kubectl/rollout', 'engine/errors.ts'],
  ],
  ['engine', ['engine']],
  [
    'reports',
    [
      'engine/trace',
      'engine/api',
      'engine/observe',
      'engine/errors.ts',
      'engine/versions',
      'engine/kubectl/output/yaml.ts',
      // What a rolling update may do is drawn as a band: the rule is the controller's.
      'engine/controllers/deployment/fenceposts.ts',
    ],
  ],
  ['steps', ['engine/index.ts', 'reports']],
];

interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|^test-/.test(entry.name),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((text, i) => {
    const target = /(?:from|import)\s*\(?\s*'(\.[^']*)'/.exec(text)?.[1];
    return target === undefined
      ? []
      : [{ file, line: i + 1, target: relative(root, join(root, dirname(file), target)) }];
  });
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

function isForbidden({ file, target }: Import): boolean {
  const row = ARROWS.find(([folder]) => isWithin(file, folder));
  if (row === undefined) return false;
  const [folder, mayImport] = row;
  return !isWithin(target, folder) && !mayImport.some((allowed) => isWithin(target, allowed));
}

describe('imports', () => {
  it('point the one way that the table says', () => {
    const wrong = ['engine', 'steps', 'reports'].flatMap(sources).flatMap(importsOf).filter(isForbidden);
    expect(wrong.map(({ file, line, target }) => `${file}:${line} imports ${target}`)).to.deep.equal([]);
  });

  it('of the engine reach no Node API, and its code no clock, chance or locale', () => {
    const forbidden =
      /from 'node:|Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|queueMicrotask|localeCompare|toLocale|(?<![.\w/'])process\.(env|argv|cwd|exit\(|nextTick|hrtime|platform|stdout)/;
    const wrong = sources('engine').flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .map((text, i) => ({ at: `${file}:${i + 1}`, text: text.replace(/\/\/.*$|^\s*\*.*$/, '') }))
        .filter(({ text }) => forbidden.test(text))
        .map(({ at, text }) => `${at} ${text.trim()}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('between two controllers do not exist', () => {
    const folderOf = (path: string): string | undefined => /^engine\/controllers\/([^/]+)\//.exec(path)?.[1];
    const shared = new Set(['history', 'replicaset']);
    const wrong = sources('engine/controllers')
      .flatMap(importsOf)
      .filter(({ file, target }) => {
        const [from, to] = [folderOf(file), folderOf(target)];
        return from !== undefined && to !== undefined && from !== to && !shared.has(to);
      });
    expect(wrong.map(({ file, line, target }) => `${file}:${line} imports ${target}`)).to.deep.equal([]);
  });
});
