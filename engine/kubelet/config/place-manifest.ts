// Somebody with a hand on the machine puts files into the manifest folder, and takes them away.

import { nearest } from '../../api/schema/nearest.ts';
import { UserError } from '../../errors.ts';
import { newFile } from '../../runtime/filesystem/inode.ts';
import type { Volume } from '../../runtime/runtime.ts';
import { folderAt } from '../volumes/disks.ts';
import { MANIFEST_FOLDER } from './manifest-folder.ts';

/** Makes or replaces a file. @param name  within the folder: `web.yaml` */
export function placeManifest(tree: Volume, name: string, text: string, nowEpochMs: number): void {
  folderAt(tree.root, MANIFEST_FOLDER, nowEpochMs).entries.set(name, newFile(text, nowEpochMs));
  tree.changed();
}

/** @throws UserError  for a file that is not there */
export function removeManifest(tree: Volume, name: string, nowEpochMs: number): void {
  const { entries } = folderAt(tree.root, MANIFEST_FOLDER, nowEpochMs);
  if (!entries.delete(name)) {
    const names = [...entries.keys()].sort();
    const near = nearest(name, names);
    const hint = near === undefined ? `it holds ${names.join(', ') || 'nothing'}` : `did you mean "${near}"?`;
    throw new UserError({ message: `the manifest folder holds no ${name}`, hint });
  }
  tree.changed();
}
