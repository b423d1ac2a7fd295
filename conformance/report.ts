// What conformance says, as a document: pure functions of what was played. Differences are held against the known ones.

import type { KindTraits } from '../engine/api/kind.ts';
import type { Deviation } from './deviations.ts';

/** One table or trace. */
export interface Played {
  readonly file: string;
  readonly kind: 'table' | 'trace';
  /** What it is about, in one line. */
  readonly about: string;
  /** Where upstream keeps what it was computed from; empty for traces. */
  readonly source: string;
  /** Of Kubernetes, where it is not the one that most was recorded on. */
  readonly release?: string;
  readonly matched: number;
  readonly of: number;
  /** Ids of cases, or names of checks. */
  readonly differences: readonly string[];
}

export interface Judgement {
  readonly unexplained: readonly { readonly file: string; readonly what: string }[];
  readonly stale: readonly Deviation[];
}

/** @param forLater  tables that nothing plays yet */
export function judge(
  played: readonly Played[],
  deviations: readonly Deviation[],
  forLater: Readonly<Record<string, string>>,
): Judgement {
  const isKnown = (file: string, what: string): boolean =>
    deviations.some((known) => known.file === file && isMeant(known, what));
  const differs = (known: Deviation): boolean =>
    played.some(
      ({ file, differences }) => file === known.file && differences.some((what) => isMeant(known, what)),
    );
  const unplayed = played.filter(({ file, of, matched }) => of > 0 && matched === 0 && !(file in forLater));
  return {
    unexplained: [
      ...unplayed.map(({ file }) => ({ file, what: 'nothing of it is played' })),
      ...played.flatMap(({ file, differences }) =>
        differences.filter((what) => !isKnown(file, what)).map((what) => ({ file, what })),
      ),
    ],
    stale: [
      ...deviations.filter((known) => !differs(known)),
      ...played
        .filter(({ file, matched }) => file in forLater && matched > 0)
        .map(({ file }) => ({ file, what: 'is said to be for later', reason: forLater[file] ?? '' })),
    ],
  };
}

const isMeant = ({ what }: Deviation, difference: string): boolean =>
  what.endsWith('*') ? difference.startsWith(what.slice(0, -1)) : difference === what;

export interface DocumentInput {
  readonly played: readonly Played[];
  readonly deviations: readonly Deviation[];
  readonly forLater: Readonly<Record<string, string>>;
  readonly kinds: readonly KindTraits[];
  readonly refusedCommands: readonly string[];
  /** Built-in kinds that discovery lists and whose use stops the scenario. */
  readonly otherKinds: readonly string[];
}

const RELEASE = '1.20.2';

const HEAD = `# Conformance

What real Kubernetes ${RELEASE} does was recorded, and the engine is played against it. Written by \`npm run conformance:docs\`; do not edit.

**Tables** hold inputs and results of upstream's own functions and components. Every result was computed by running the real Go code, except
\`networkpolicy.json\`, which was written out from the expectations of the e2e suite and confirmed by a separate evaluator.

**Traces** hold what the watches of a real etcd, API server, controller manager, scheduler and three kubelets showed while a scenario was played
(etcd 3.4, Kubernetes ${RELEASE}, kubectl 1.32, gates TTLAfterFinished and CronJobControllerV2 on). The containers' commands ran as real
processes; images were there at once, pods had no network, probes were exec probes. Each scenario was played twice; checks on which
the two real runs disagree are left out. The engine plays them as Kubernetes 1.20 under the timing profile \`instant\`. How those of another
release were made is in \`conformance/recorded/README.md\`.

\`npm run conformance\` plays all of it, and other folders of the same form with \`--tables DIR --traces DIR\`.
`;

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();

function table(title: string, headers: readonly string[], rows: readonly string[]): string {
  return [`## ${title}`, '', row(...headers), row(...headers.map(() => '---')), ...rows, ''].join('\n');
}

function playedTable(title: string, played: readonly Played[], input: DocumentInput): string {
  const note = ({ file }: Played): string => {
    const isKnown = input.deviations.some((deviation) => deviation.file === file);
    return input.forLater[file] ?? (isKnown ? 'see below' : '');
  };
  const hasSource = played.some(({ source }) => source !== '');
  const rows = played.map((each) =>
    row(
      `\`${each.file}\``,
      inCell(each.about),
      each.release ?? RELEASE,
      ...(hasSource ? [inCell(sourceText(each.source))] : []),
      `${each.matched} of ${each.of}`,
      note(each),
    ),
  );
  const headers = [
    'file',
    'about',
    'Kubernetes',
    ...(hasSource ? ['source of truth'] : []),
    'matched',
    'deviations',
  ];
  return table(title, headers, rows);
}

// The first two files say enough; the table itself has all.
function sourceText(source: string): string {
  const files = source.split(',').filter((file) => !file.includes('_test.go'));
  return files.slice(0, 2).join(', ') + (files.length > 2 ? ', …' : '');
}

function unmodelled(kinds: readonly KindTraits[]): string[] {
  const byField = new Map<string, string[]>();
  for (const { kind, fieldSupport = {} } of kinds) {
    for (const [field, support] of Object.entries(fieldSupport)) {
      if (support !== 'unmodelled') continue;
      const name = field.replace(/^spec\.(jobTemplate\.spec\.)?(template\.spec\.)?/, '');
      byField.set(name, [...(byField.get(name) ?? []), kind]);
    }
  }
  return [...byField]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, of]) => row(`\`${field}\``, of.join(', ')));
}

/** The whole document, in Markdown. */
export function conformanceDocument(input: DocumentInput): string {
  const { played, deviations, forLater, kinds, refusedCommands, otherKinds } = input;
  const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ');
  const tables = played.filter(({ kind }) => kind === 'table');
  const traces = played.filter(({ kind }) => kind === 'trace');
  const sum = (list: readonly Played[]): string => {
    const total = (of: 'matched' | 'of'): number => list.reduce((n, each) => n + each[of], 0);
    return `${total('matched')} of ${total('of')}`;
  };
  return [
    HEAD,
    `Tables: ${sum(tables)} cases. Traces: ${sum(traces)} checks.\n`,
    playedTable('Tables', tables, input),
    playedTable('Traces', traces, input),
    table(
      'Known deviations',
      ['file', 'what', 'why'],
      deviations.map(({ file, what, reason }) => row(`\`${file}\``, inCell(what), inCell(reason))),
    ),
    table(
      'For later',
      ['file', 'why'],
      Object.entries(forLater).map(([file, why]) => row(`\`${file}\``, inCell(why))),
    ),
    table(
      'Fields that are not modelled',
      ['field, from the spec of the object or of its pods', 'kinds'],
      unmodelled(kinds),
    ),
    'A manifest that uses one of these stops the scenario with file, line and field, unless the scenario accepts that.\n',
    `## Kinds that are listed and not simulated\n\n\`kubectl api-resources\` shows them in the releases that have them; using one stops the scenario: ${names(otherKinds)}.\n`,
    `## kubectl commands that are refused\n\n${names(refusedCommands)}.\n`,
  ].join('\n');
}
