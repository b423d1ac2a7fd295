// Makes room for a pod that fits nowhere by choosing a node and pods on it to delete. Decides only; the caller deletes.
//
// Nodes are compared by: budgets broken, the highest priority of a victim, the sum of their priorities, their number,
// and the latest start of the most important ones; the first of what is left is taken.
// Order: upstream 1.20 walks a Go map and later releases begin at a random node, so that which of equals wins is chance;
// here it is the first from `offset`.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go; v1.28.0
// pkg/scheduler/framework/preemption/preemption.go.

import type { VersionProfile } from '../../versions/profile.ts';
import { type Diagnosis, fitErrorMessage } from '../fit-error.ts';
import type { ClusterView } from '../framework/cluster-view.ts';
import type { Filters } from '../framework/filters.ts';
import type { NodeInfo } from '../framework/node-info.ts';
import type { Snapshot } from '../framework/plugin.ts';
import type { PodInfo } from '../framework/pod-info.ts';
import { type Status, unresolvable } from '../framework/status.ts';
import type { Nominator } from '../queue/nominator.ts';
import { type DryRun, selectVictims, startTime, type Victims } from './victims.ts';

export interface Candidate extends Victims {
  readonly node: NodeInfo;
}

export interface PreemptionInput {
  readonly pod: PodInfo;
  readonly snapshot: Snapshot;
  readonly view: ClusterView;
  readonly version: VersionProfile;
  readonly nominator: Nominator;
  readonly diagnosis: Diagnosis;
  /** Absent when a plugin refused all nodes before they were looked at. */
  readonly filters: Filters | undefined;
  /** A whole number from 0 to `count - 1`: the potential node to begin with. */
  readonly offset: (count: number) => number;
}

/**
 * - `preempt`: delete the victims and nominate the pod for the node
 * - `none`: nothing to do; `message` says why, and whether a nomination that the pod has is void
 */
export type Preemption =
  | { readonly kind: 'preempt'; readonly candidate: Candidate }
  | { readonly kind: 'none'; readonly message: string; readonly clearsNomination: boolean };

const NOT_HELPFUL = unresolvable('DefaultPreemption', 'Preemption is not helpful for scheduling');

/** Share of the nodes that are looked at, and the least number. Source: v1.28.0 apis/config/v1/defaults.go. */
const CANDIDATE_PERCENT_MIN = 10;
const CANDIDATES_MIN = 100;

export function preempt(input: PreemptionInput): Preemption {
  const { pod, diagnosis, view, nominator } = input;
  const ineligible = ineligibility(input);
  if (ineligible !== undefined) return none(ineligible, false, input);
  const unhelped = new Map<string, Status>();
  const unseen = input.version.has('preemptionNeedsRefusal')
    ? 'UnschedulableAndUnresolvable'
    : 'Unschedulable';
  const potential = input.snapshot.nodes.filter(({ name }) => {
    const code = diagnosis.statuses.get(name)?.code ?? unseen;
    const isHopeless = code === 'UnschedulableAndUnresolvable';
    if (isHopeless) unhelped.set(name, NOT_HELPFUL);
    return !isHopeless;
  });
  if (potential.length === 0 || input.filters === undefined)
    return none(messageOf(unhelped, input), true, input);
  const dryRun: DryRun = { pod, filters: input.filters, nominator, budgets: view.podDisruptionBudgets() };
  const { candidates, statuses } = findCandidates(potential, dryRun, input);
  const best = pickCandidate(candidates);
  if (best !== undefined) return { kind: 'preempt', candidate: best };
  return none(
    messageOf(new Map([...unhelped, ...statuses]), input),
    input.version.has('preemptionClearsNomination'),
    input,
  );
}

function none(message: string, clearsNomination: boolean, { version }: PreemptionInput): Preemption {
  const prefix = version.has('dynamicResourcesPlugin')
    ? 'no new claims to deallocate, preemption: '
    : 'preemption: ';
  return { kind: 'none', message: `${prefix}${message}`, clearsNomination };
}

function messageOf(statuses: ReadonlyMap<string, Status>, { version }: PreemptionInput): string {
  return fitErrorMessage({ nodeCount: statuses.size, statuses, preFilter: undefined }, '', version);
}

// A pod whose victims are still going must wait for them, unless its node has become hopeless.
function ineligibility({ pod, snapshot, diagnosis, version }: PreemptionInput): string | undefined {
  if (pod.pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.pod.status.nominatedNodeName;
  if (!nominated || diagnosis.statuses.get(nominated)?.code === 'UnschedulableAndUnresolvable')
    return undefined;
  const isAwaited = (other: PodInfo): boolean =>
    other.priority < pod.priority && isTerminatingByPreemption(other, version);
  if (snapshot.node(nominated)?.pods.some(isAwaited))
    return 'not eligible due to a terminating pod on the nominated node.';
  return undefined;
}

function isTerminatingByPreemption({ pod, isTerminating }: PodInfo, version: VersionProfile): boolean {
  if (!isTerminating || !version.has('podDisruptionConditions')) return isTerminating;
  const condition = pod.status.conditions?.find(({ type }) => type === 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'PreemptionByScheduler';
}

interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly statuses: ReadonlyMap<string, Status>;
}

function findCandidates(
  potential: readonly NodeInfo[],
  dryRun: DryRun,
  { version, offset }: PreemptionInput,
): Candidates {
  const count = potential.length;
  const samples = version.has('preemptionSamplesNodes');
  const wanted = samples
    ? Math.min(Math.max(Math.floor((count * CANDIDATE_PERCENT_MIN) / 100), CANDIDATES_MIN), count)
    : count;
  const start = samples && count > 1 ? offset(count) : 0;
  const intact: Candidate[] = [];
  const breaking: Candidate[] = [];
  const statuses = new Map<string, Status>();
  for (let i = 0; i < count && !(intact.length > 0 && intact.length + breaking.length >= wanted); i += 1) {
    const node = potential[(start + i) % count]!;
    const victims = selectVictims(dryRun, node);
    if ('code' in victims) statuses.set(node.name, victims);
    else (victims.violations === 0 ? intact : breaking).push({ ...victims, node });
  }
  return { candidates: [...intact, ...breaking], statuses };
}

// Added to each priority so that more victims of a negative priority are not better than fewer.
const PRIORITY_SHIFT = 2 ** 31;

/** Lower is better, one criterion after the other; of equals the first. Source: pickOneNodeForPreemption. */
export function pickCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  const criteria: readonly ((candidate: Candidate) => number)[] = [
    ({ violations }) => violations,
    ({ pods }) => pods[0]!.priority,
    ({ pods }) => pods.reduce((sum, { priority }) => sum + priority + PRIORITY_SHIFT, 0),
    ({ pods }) => pods.length,
  ];
  let left = candidates;
  for (const criterion of criteria) {
    const lowest = left.reduce(
      (min, candidate) => Math.min(min, criterion(candidate)),
      Number.POSITIVE_INFINITY,
    );
    left = left.filter((candidate) => criterion(candidate) === lowest);
  }
  const latest = left.reduce(
    (max, candidate) => (earliestStart(candidate) > max ? earliestStart(candidate) : max),
    '',
  );
  return left.find((candidate) => earliestStart(candidate) === latest);
}

// The earliest start among the victims of the highest priority. Source: pkg/scheduler/util/utils.go.
function earliestStart({ pods }: Candidate): string {
  const highest = pods.reduce((max, { priority }) => Math.max(max, priority), Number.NEGATIVE_INFINITY);
  const starts = pods.filter(({ priority }) => priority === highest).map(startTime);
  return starts.reduce((min, start) => (start < min ? start : min));
}
