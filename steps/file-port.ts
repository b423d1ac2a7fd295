// The one place where steps read the user's files.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nearest, UserError } from '../engine/index.ts';

export interface ReadFile {
  /** From the working directory. */
  readonly file: string;
  /** From the folder that was asked for; the name itself for a single file. */
  readonly name: string;
  readonly text: string;
}

const MANIFEST = /\.(ya?ml|json)$/;

/**
 * The manifests of a folder, by name, or the one file. Subfolders are left out, as `kubectl apply -f` does.
 *
 * @param path  from the working directory
 * @throws UserError  nothing is there, or no manifests are
 */
export function readManifestFiles(path: string): readonly ReadFile[] {
  if (!existsSync(path)) {
    const folder = dirname(path);
    const near = existsSync(folder) ? nearest(basename(path), readdirSync(folder).sort()) : undefined;
    throw new UserError({
      message: `there is nothing at ${path}`,
      hint:
        near === undefined ? 'the path begins at the feature file' : `did you mean ${join(folder, near)}?`,
    });
  }
  if (!statSync(path).isDirectory()) return [{ file: path, name: basename(path), text: readText(path) }];
  const names = readdirSync(path)
    .filter((name) => MANIFEST.test(name))
    .sort();
  if (names.length === 0) {
    throw new UserError({
      message: `${path} holds no manifests`,
      hint: 'their names end in .yaml, .yml or .json; subfolders are not read',
    });
  }
  return names.map((name) => ({ file: join(path, name), name, text: readText(join(path, name)) }));
}

const readText = (path: string): string => readFileSync(path, 'utf8');
