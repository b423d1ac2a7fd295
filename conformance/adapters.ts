// The adapters: every file in the folder `adapters`.

import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TableAdapter } from './adapter.ts';

/** All table adapters. One that cannot be loaded is told of, and left out. */
export async function loadAdapters(): Promise<TableAdapter[]> {
  const folder = fileURLToPath(new URL('./adapters/', import.meta.url));
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();
  const loaded = await Promise.allSettled(
    files.map((file) => import(pathToFileURL(`${folder}${file}`).href)),
  );
  return loaded.flatMap((module, i) => {
    if (module.status === 'fulfilled') return [(module.value as { adapter: TableAdapter }).adapter];
    // Its tables count as unmatched; the others are played all the same.
    console.error(`adapters/${files[i]} cannot be loaded: ${module.reason}`);
    return [];
  });
}
