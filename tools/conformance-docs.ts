// Plays all recorded facts and writes docs/conformance.md: `npm run conformance:docs [-- --verify]`.
//
// With `--verify` nothing is written. It fails when the file is not what would be written, when something differs that
// conformance/deviations.ts does not know, and when something there no longer differs.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { loadAdapters } from '../conformance/adapters.ts';
import { DEVIATIONS, FOR_LATER } from '../conformance/deviations.ts';
import { conformanceDocument, judge, type Played } from '../conformance/report.ts';
import { playTables } from '../conformance/tables.ts';
import { playTraces } from '../conformance/traces.ts';
import { OTHER_RESOURCES } from '../engine/api/discovery/other-resources.ts';
import { KINDS, kindByName } from '../engine/api/kinds/index.ts';
import { REFUSED } from '../engine/kubectl/verbs/refused.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const DOCUMENT = at('docs/conformance.md');

async function tables(): Promise<Played[]> {
  const folder = at('conformance/tables/');
  return playTables(folder, await loadAdapters()).map(({ file, matched, of, differences }) => {
    const { about, source } = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Record<string, unknown>;
    const ids = differences.map(({ id }) => id);
    return {
      ...{ file, kind: 'table', about: String(about), source: String(source), matched, of, differences: ids },
    };
  });
}

function traces(folder: string, release?: string): Played[] {
  return playTraces(folder).map(({ name, matched, of, differing }) => {
    const { about } = load(readFileSync(`${folder}${name}.yaml`, 'utf8')) as { about: string };
    const what = { file: name, kind: 'trace', about, source: '' } as const;
    return { ...what, ...(release === undefined ? {} : { release }), matched, of, differences: differing };
  });
}

const played = [
  ...(await tables()),
  ...traces(at('conformance/traces/')),
  ...traces(at('conformance/recorded/'), '1.20, before its release'),
];
const { unexplained, stale } = judge(played, DEVIATIONS, FOR_LATER);
const text = conformanceDocument({
  ...{ played, deviations: DEVIATIONS, forLater: FOR_LATER, kinds: KINDS },
  refusedCommands: REFUSED.map(({ name }) => name),
  otherKinds: [...new Set(OTHER_RESOURCES.map(({ kind }) => kind))]
    .filter((kind) => kindByName(kind) === undefined)
    .sort(),
});
const problems = [
  ...unexplained.map(({ file, what }) => `${file}: ${what} differs and is not in conformance/deviations.ts`),
  ...stale.map(({ file, what }) => `${file}: ${what} is in conformance/deviations.ts and does not differ`),
];
if (!process.argv.includes('--verify')) writeFileSync(DOCUMENT, text);
else if (readFileSync(DOCUMENT, 'utf8') !== text)
  problems.push('docs/conformance.md is not what would be written: run npm run conformance:docs');
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
