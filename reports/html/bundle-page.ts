// The page's program, bundled from its sources when a report is written: about a tenth of a second.

import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const entry = fileURLToPath(new URL('page/main.tsx', import.meta.url));
const styles = fileURLToPath(new URL('page/style.css', import.meta.url));

export interface PageParts {
  readonly script: string;
  readonly style: string;
}

export function bundlePage(): PageParts {
  const options = {
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
  } as const;
  const script = buildSync({
    ...options,
    entryPoints: [entry],
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  const style = buildSync({ ...options, entryPoints: [styles] });
  return { script: script.outputFiles[0]?.text ?? '', style: style.outputFiles[0]?.text ?? '' };
}
