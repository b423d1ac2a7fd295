// Every text of the page, in one catalogue. Data, not code: what is worded elsewhere comes from the trace.

import type { Status } from '../../run/run-result.ts';
import type { AddressState } from '../../view/endpoint-bands.ts';
import type { PodState } from '../../view/pod-state.ts';

export const STATUS_SYMBOL: Readonly<Record<Status, string>> = {
  passed: '✔',
  failed: '✖',
  skipped: '–',
  pending: '…',
  undefined: '?',
  ambiguous: '≟',
  unknown: '?',
};

export const STATUS_WORD: Readonly<Record<Status, string>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'pending',
  undefined: 'undefined',
  ambiguous: 'ambiguous',
  unknown: 'unknown',
};

export const POD_STATE: Readonly<Record<PodState, string>> = {
  ready: 'ready',
  running: 'running, not ready',
  creating: 'creating',
  pending: 'pending',
  failing: 'failing',
  terminating: 'terminating',
  completed: 'completed',
  unknown: 'unknown',
};

export const ADDRESS_STATE: Readonly<Record<AddressState, string>> = {
  ready: 'in the Service, ready',
  'not ready': 'in the slice, not ready',
  serving: 'its pod ends and still answers',
  terminating: 'its pod ends and answers no more',
  stale: 'still in the Service, though its pod is not ready, ends or is gone',
};

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

export const text = {
  title: 'kubespec report',
  brand: 'kubespec',
  status: 'Status',
  scenario: 'Scenario',
  virtualLength: 'Virtual length',
  all: 'all',
  totals: (scenarios: readonly { readonly status: Status }[]): string => {
    const failed = scenarios.filter(({ status }) => status === 'failed').length;
    const passed = scenarios.filter(({ status }) => status === 'passed').length;
    const others = scenarios.length - failed - passed;
    if (scenarios.length > 0 && passed === scenarios.length)
      return `${count(scenarios.length, 'scenario', 'scenarios')}, all passed`;
    const parts = [
      `${passed} passed`,
      `${failed} failed`,
      ...(others > 0 ? [`${others} not run to the end`] : []),
    ];
    return `${count(scenarios.length, 'scenario', 'scenarios')}: ${parts.join(', ')}`;
  },
  scenarios: (n: number): string => count(n, 'scenario', 'scenarios'),
  searchLabel: 'Filter scenarios',
  searchHint: 'text  @tag  -@tag  status:failed  !status:passed  slow:>30s',
  features: 'Features',
  failures: 'Failures',
  sort: 'Sort',
  sorts: { file: 'as in the files', length: 'longest first', name: 'by name' },
  nothingMatches: 'No scenario matches the filter.',
  clearFilter: 'Clear the filter',
  attempts: (n: number): string => `at attempt ${n}`,
  background: 'Background',
  rule: 'Rule',
  overview: 'Overview',
  previousScenario: 'Previous scenario (k)',
  nextScenario: 'Next scenario (j)',
  theme: 'Light or dark (T)',
  help: 'Keys (?)',
  copyReplay: 'Copy the command that replays it (c)',
  replay: 'copy replay command',
  copied: 'Copied',
  kubernetes: (version: string): string => `Kubernetes ${version}`,
  seed: (seed: number): string => `seed ${seed}`,
  steps: 'Steps',
  lines: (n: number): string => count(n, 'line', 'lines'),
  toSpare: (length: string): string => `${length} to spare`,
  notReached: 'not reached',
  commandBegan: 'began',
  exitCode: (code: number): string => `exit ${code}`,
  noOutput: 'no output',
  standardError: 'standard error',
  loading: 'Reading the trace …',
  noTrace: 'This scenario has no trace: no cluster was made, or the run was not recorded.',
  unreadable: 'The trace could not be read',
  panelBroke: 'This panel could not be drawn',
  detailNote: {
    full: '',
    panels: 'Object details were left out of this trace to keep the report within its size.',
    inputs: 'Only inputs and checks of this trace were kept to keep the report within its size.',
  },
  timeline: 'Timeline',
  axis: { linear: 'linear', compressed: 'compressed' },
  axisLabel: 'Time axis',
  axisHint: 'compressed: every instant at which something happened gets the same width',
  zoomIn: 'Zoom in (w)',
  zoomOut: 'Zoom out (s)',
  legend: 'Legend',
  cursor: 'Instant',
  checks: 'Checks',
  workloads: 'Counts',
  pods: 'Pods',
  nodes: 'Nodes',
  endpoints: 'Endpoints',
  events: 'Events',
  ownerless: 'no owner',
  morePods: (n: number): string => `show ${n} more pods`,
  step: (n: number): string => `step ${n}`,
  fault: 'fault',
  restart: (container: string, n: number, exitCode?: number, reason?: string): string =>
    `${container} restarted, ${n} times so far${exitCode === undefined ? '' : `; exit code ${exitCode}`}${reason === undefined ? '' : ` (${reason})`}`,
  graceEnd: 'end of the grace period',
  window: 'from there to there it was checked',
  decided: 'decided here',
  tabs: {
    cluster: 'Cluster',
    object: 'Object',
    why: 'Why',
    events: 'Events',
    trace: 'Trace',
    notes: 'Notes',
  },
  atCursor: 'at the cursor',
  noObjects: 'No objects yet.',
  changedHere: 'changed by this record',
  chooseObject: 'Object',
  notThere: 'The object is not there at this instant.',
  yaml: 'YAML at the cursor',
  history: 'History',
  markA: 'Mark this instant as A (m)',
  clearMark: 'Clear mark A',
  differenceFrom: (from: string, to: string): string =>
    `What differs between A (${from}) and the cursor (${to})`,
  differenceHere: 'What this version changed',
  noDifference: 'Nothing differs.',
  created: 'created',
  updated: 'updated',
  deleted: 'deleted',
  path: 'field',
  before: 'before',
  after: 'after',
  because: 'Back to what came from outside',
  ledTo: 'What it led to',
  detail: 'In detail',
  ledToNothing: 'It led to nothing further.',
  moreConsequences: 'Only the first 200 are shown.',
  later: (length: string): string => `${length} later`,
  atOnce: 'at once',
  eventColumns: ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
  noEvents: 'No events.',
  expandRepeats: 'show each',
  foldRepeats: 'fold',
  traceFilter: 'Filter records',
  records: (n: number, all: number): string => (n === all ? `${all} records` : `${n} of ${all} records`),
  assumptions: 'Assumed',
  assumptionsLead:
    'Nothing was said about these, so the simulation assumed the usual. A sentence of your own replaces it.',
  noAssumptions: 'Nothing had to be assumed.',
  sayInstead: 'say instead',
  times: (n: number): string => `${n} times`,
  decisions: 'Decided',
  noDecisions: 'No decisions were recorded.',
  helpTitle: 'Keys',
  close: 'Close (Esc)',
  keys: [
    ['/', 'filter'],
    ['j  k', 'next, previous scenario'],
    ['n  N', 'next, previous failure'],
    ['Enter', 'open the scenario'],
    ['← →', 'previous, next record'],
    ['Shift ← →', 'previous, next step'],
    ['[  ]', 'previous, next change of the object'],
    ['Home  End', 'first, last record'],
    ['m', 'mark this instant as A'],
    ['y', 'why'],
    ['w  s', 'zoom in, out'],
    ['x', 'linear or compressed axis'],
    ['c', 'copy the command that replays it'],
    ['T', 'light or dark'],
    ['Esc', 'back to the overview'],
  ],
  footer: (traced: number, reduced: number, budget: string): string =>
    reduced === 0
      ? `${count(traced, 'trace', 'traces')} in full.`
      : `${count(traced, 'trace', 'traces')}, ${reduced} of them reduced to stay within ${budget}; failed scenarios keep theirs first.`,
  readyOf: (ready: number, all: number): string => `${ready} of ${all} pods ready`,
  spokenCursor: (instant: string, step: number, steps: number, what: string): string =>
    `${instant}, step ${step} of ${steps}: ${what}`,
} as const;
