// What a run covered: which tags have scenarios, which words of Kubernetes came about in some scenario, which sentences
// nobody said. What did not come about is listed where the words are known.

import type { ScenarioDigest } from '../model/scenario-trace.ts';
import type { RunResult, ScenarioResult, Status } from '../run/run-result.ts';

type Covered = Pick<ScenarioResult, 'id' | 'name' | 'tags' | 'status'> & {
  readonly digest?: Pick<ScenarioDigest, 'seen'>;
};

export interface TagRow<S> {
  readonly tag: string;
  /** `@P04`, `@REQ-12`: a letter and a number, as requirements are named. */
  readonly isRequirement: boolean;
  readonly scenarios: readonly S[];
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

const REQUIREMENT = /^@[A-Za-z]+[-_]?\d+$/;

/** Requirements first, by name; those without a scenario that ran have none. */
export function tagRows<S extends Covered>(scenarios: readonly S[], tags: readonly string[]): TagRow<S>[] {
  const rows = new Map<string, S[]>(tags.map((tag) => [tag, []]));
  for (const scenario of scenarios)
    for (const tag of new Set(scenario.tags)) rows.set(tag, [...(rows.get(tag) ?? []), scenario]);
  return [...rows]
    .map(([tag, own]) => ({
      tag,
      isRequirement: REQUIREMENT.test(tag),
      scenarios: own,
      counts: countsOf(own),
    }))
    .sort((a, b) => Number(b.isRequirement) - Number(a.isRequirement) || (a.tag < b.tag ? -1 : 1));
}

function countsOf(scenarios: readonly Covered[]): Partial<Record<Status, number>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status } of scenarios) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

export interface WordRow {
  readonly word: string;
  /** In how many scenarios; 0 for a known word that came about in none. */
  readonly scenarios: number;
}

export interface ReachedWords {
  readonly statuses: readonly WordRow[];
  readonly reasons: readonly WordRow[];
  readonly faults: readonly WordRow[];
}

/** The words by the number of scenarios; what is known and came about in none at the end. */
export function reachedWords(scenarios: readonly Covered[]): ReachedWords {
  const seen = scenarios.flatMap(({ digest }) => (digest === undefined ? [] : [digest.seen]));
  return {
    statuses: wordRows(
      seen.map(({ statuses }) => statuses.map(generalStatus)),
      KNOWN_STATUSES,
    ),
    reasons: wordRows(
      seen.map(({ reasons }) => reasons),
      KNOWN_REASONS,
    ),
    faults: wordRows(
      seen.map(({ faults }) => faults.map(generalFault)),
      [],
    ),
  };
}

function wordRows(perScenario: readonly (readonly string[])[], known: readonly string[]): WordRow[] {
  const counts = new Map<string, number>(known.map((word) => [word, 0]));
  for (const words of perScenario)
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([word, count]) => ({ word, scenarios: count }))
    .sort((a, b) => b.scenarios - a.scenarios || (a.word < b.word ? -1 : 1));
}

/** `Init:1/2` is `Init:n/m`, `ExitCode:3` is `ExitCode:n`. */
const generalStatus = (word: string): string =>
  word.replace(/\d+\/\d+$/, 'n/m').replace(/((?:Signal|ExitCode):)\d+$/, '$1n');

/** Without the names and numbers of one scenario: `node … stops answering`. */
export const generalFault = (text: string): string =>
  text
    .replace(/\b(node|pod|container|registry) [\w./-]+/g, '$1 …')
    .replace(/\b(code) \d+/, '$1 …')
    .replace(/\b\d+(?:\.\d+)?(%| times|[KMGT]i?\b)/g, '…$1');

export const unusedSentences = ({ sentences }: Pick<RunResult, 'sentences'>): readonly string[] =>
  sentences.filter(({ uses }) => uses === 0).map(({ text }) => text);

// Words that readers of Kubernetes expect to be thought of.
// Source: kubernetes pkg/printers/internalversion/printers.go printPod; pkg/kubelet/images/types.go.
const KNOWN_STATUSES = [
  'Pending',
  'SchedulingGated',
  'ContainerCreating',
  'PodInitializing',
  'Init:n/m',
  'Init:Error',
  'Init:CrashLoopBackOff',
  'Running',
  'NotReady',
  'Completed',
  'Error',
  'CrashLoopBackOff',
  'OOMKilled',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CreateContainerConfigError',
  'Evicted',
  'Terminating',
  'Unknown',
];

// Source: kubernetes pkg/kubelet/events/event.go, and the reasons of scheduler and controllers that trouble gives.
const KNOWN_REASONS = [
  'Scheduled',
  'FailedScheduling',
  'Preempted',
  'Pulling',
  'Pulled',
  'Created',
  'Started',
  'Failed',
  'BackOff',
  'Killing',
  'Unhealthy',
  'FailedMount',
  'FailedPostStartHook',
  'FailedPreStopHook',
  'Evicted',
  'SystemOOM',
  'NodeReady',
  'NodeNotReady',
  'Rebooted',
  'TaintManagerEviction',
  'ScalingReplicaSet',
  'SuccessfulCreate',
  'SuccessfulDelete',
  'FailedCreate',
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'ProvisioningFailed',
];
