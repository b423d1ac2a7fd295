// Writes the sentences into docs/vocabulary.md, with examples: `node --import tsx tools/vocabulary.ts [--verify]`.
//
// The sentences come from cucumber-js itself (a dry run over features/framework/vocabulary, whose scenarios say each of
// them at least once), the text around them is written by hand and stays. With `--verify` nothing is written: it fails when
// the file is not what would be written, or when a sentence has no example.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = `${root}docs/vocabulary.md`;
const BEGIN = '<!-- sentences: begin -->';
const END = '<!-- sentences: end -->';
const EXAMPLES_MAX = 2;

interface Definition {
  readonly pattern: string;
  readonly uri: string;
  readonly line: number;
  readonly matches?: readonly { readonly text: string; readonly uri: string; readonly line: number }[];
}

const TITLES: Readonly<Record<string, string>> = {
  'steps/cluster.ts': 'Clusters',
  'steps/clock.ts': 'The clock',
  'steps/network.ts': 'The network',
  'steps/nodes.ts': 'Machines',
  'steps/static-pods.ts': 'Pods that kubelets read themselves',
  'steps/machines.ts': 'Kubelets and what they run short of',
  'steps/faults.ts': 'Processes of the control plane, and containers that fail',
  'steps/schedulers.ts': 'Schedulers',
  'steps/manifests.ts': 'Manifests',
  'steps/kubectl.ts': 'kubectl',
  'steps/commands.ts': 'Commands that go on',
  'steps/programs.ts': 'Programs in images',
  'steps/traffic.ts': 'Requests',
  'steps/registries.ts': 'Registries and images',
  'steps/storage.ts': 'Storage',
  'steps/objects.ts': 'Objects of every kind',
  'steps/workloads.ts': 'Workloads, their pods, services, jobs',
  'steps/containers.ts': 'Containers and their files',
  'steps/reports.ts': 'Events and logs',
  'steps/reach.ts': 'Who reaches whom',
  'steps/over-time.ts': 'Durations, order and waits, behind a condition',
  'steps/exploration/sentences.ts': 'Exploration',
  'steps/failing.ts': 'Sentences that must not hold',
};

function definitions(): Definition[] {
  const bin = `${root}node_modules/@cucumber/cucumber/bin/cucumber.js`;
  const args = [bin, '--dry-run', '--format', 'usage-json', 'features/framework/vocabulary'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, CI: '1' },
  });
  if (status !== 0) throw new Error(`the dry run failed:\n${stdout}${stderr}`);
  const all = JSON.parse(stdout.slice(stdout.indexOf('['), stdout.lastIndexOf(']') + 1)) as Definition[];
  // Those of features/support are for this project's own features.
  return all.filter(({ uri }) => uri.startsWith('steps/'));
}

/** The shortest ones, told apart by what stands before the sentence. */
function examples({ matches = [] }: Definition): string[] {
  const texts = [...new Set(matches.map(({ text }) => text))];
  return texts.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, EXAMPLES_MAX);
}

function sections(all: readonly Definition[]): string {
  const files = [...new Set([...Object.keys(TITLES), ...all.map(({ uri }) => uri).sort()])];
  const parts = files.map((file) => {
    const own = all.filter(({ uri }) => uri === file).sort((a, b) => a.line - b.line);
    if (own.length === 0) return '';
    const rows = own.map((definition) => {
      const shown = examples(definition).map((text) => `      ${text}`);
      return [`- \`${definition.pattern}\``, '', ...shown, ''].join('\n');
    });
    return [`### ${TITLES[file] ?? file}`, '', ...rows].join('\n');
  });
  return parts.filter((part) => part !== '').join('\n');
}

const all = definitions();
const silent = all.filter(({ matches = [] }) => matches.length === 0);
const before = readFileSync(DOCUMENT, 'utf8');
const [head = '', rest = ''] = before.split(BEGIN);
const after = `${head}${BEGIN}\n\n${sections(all)}\n${END}${rest.split(END)[1] ?? '\n'}`;
const problems = [
  ...silent.map(({ pattern, uri, line }) => `no example: ${pattern} (${uri}:${line})`),
  ...(process.argv.includes('--verify') && after !== before
    ? ['docs/vocabulary.md is not up to date: node --import tsx tools/vocabulary.ts']
    : []),
];
if (!process.argv.includes('--verify')) writeFileSync(DOCUMENT, after);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
