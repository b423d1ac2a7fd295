// One attempt to find a node for one pod: filter, score, choose. Pure but for the random choice among equals.
//
// In clusters of 100 nodes and more only some of the nodes that fit are looked for, and the search goes on next time
// where it ended this time, so that all nodes get their turn.
// Source: kubernetes v1.20.2 pkg/scheduler/core/generic_scheduler.go, Schedule, findNodesThatFitPod,
// numFeasibleNodesToFind, selectHost; v1.28.0 pkg/scheduler/schedule_one.go.

import { COPY_OF } from '../api/plain.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { Diagnosis } from './fit-error.ts';
import type { ClusterView } from './framework/cluster-view.ts';
import { Filters, type Narrowing, prepareFilters } from './framework/filters.ts';
import type { NodeInfo } from './framework/node-info.ts';
import type { Cycle, Snapshot } from './framework/plugin.ts';
import type { PodInfo } from './framework/pod-info.ts';
import type { Profile } from './framework/profile.ts';
import { bestIndexes, type Scores, scoreNodes } from './framework/scores.ts';
import { SchedulingError, type Status, unresolvable } from './framework/status.ts';
import type { Nominator } from './queue/nominator.ts';

/** Source: generic_scheduler.go, minFeasibleNodesToFind and minFeasibleNodesPercentageToFind. */
const FEASIBLE_NODES_MIN = 100;
const FEASIBLE_PERCENT_MIN = 5;

/** What stays the same from cycle to cycle. */
export interface Surroundings {
  readonly profile: Profile;
  readonly snapshot: Snapshot;
  readonly view: ClusterView;
  readonly version: VersionProfile;
  readonly nominator: Nominator;
  /** A whole number from 0 to `count - 1`: which of several equally good nodes. Asked only if there are several. */
  readonly choose: (count: number) => number;
}

export type Outcome =
  | { readonly kind: 'fits'; readonly node: NodeInfo; readonly found: Found }
  | {
      readonly kind: 'unfit';
      readonly diagnosis: Diagnosis;
      readonly filters: Filters | undefined;
      readonly nextStart: number;
    }
  | { readonly kind: 'no nodes' };

/** What was seen on the way to the choice; material for the trace. */
export interface Found {
  readonly feasible: readonly NodeInfo[];
  /** Index of the node that was chosen of them. */
  readonly chosen: number;
  readonly statuses: ReadonlyMap<string, Status>;
  /** Absent when one node alone fits: then nothing is scored. */
  readonly scores: Scores | undefined;
  readonly nextStart: number;
}

/**
 * Looks for a node for the pod.
 *
 * @param start  index of the node to begin with; the outcome tells where to begin next
 * @throws SchedulingError  a plugin could not tell; nothing is preempted then
 */
export function schedulePod(pod: PodInfo, around: Surroundings, start: number): Outcome {
  const { snapshot, profile, nominator } = around;
  const nodeCount = snapshot.nodes.length;
  if (nodeCount === 0) return { kind: 'no nodes' };
  const cycle: Cycle = {
    ...COPY_OF,
    ...around,
    args: profile.args,
    pod,
    hasNominatedPods: !nominator.isEmpty,
  };
  const filters = prepareFilters(profile, cycle);
  if (!(filters instanceof Filters)) {
    const statuses = new Map(snapshot.nodes.map(({ name }) => [name, filters] as const));
    return {
      kind: 'unfit',
      diagnosis: { nodeCount, statuses, preFilter: filters },
      filters: undefined,
      nextStart: start,
    };
  }
  const search = new Search(cycle, filters, around);
  const nextStart = search.run(start);
  const { feasible, statuses } = search;
  if (feasible.length === 0) {
    return { kind: 'unfit', diagnosis: { nodeCount, statuses, preFilter: undefined }, filters, nextStart };
  }
  if (feasible.length === 1) {
    const found = { feasible, chosen: 0, statuses, scores: undefined, nextStart };
    return { kind: 'fits', node: feasible[0]!, found };
  }
  const scores = scoreNodes(profile, cycle, feasible);
  const best = bestIndexes(scores.totals);
  const chosen = best.length === 1 ? best[0]! : best[around.choose(best.length)]!;
  return { kind: 'fits', node: feasible[chosen]!, found: { feasible, chosen, statuses, scores, nextStart } };
}

class Search {
  readonly feasible: NodeInfo[] = [];
  readonly statuses = new Map<string, Status>();
  private readonly cycle: Cycle;
  private readonly filters: Filters;
  // Not assigned in the constructor: V8 puts a function literal that is assigned to a property among the old objects at once,
  // and it would keep the whole cluster until the next full collection.
  private check = (node: NodeInfo): Status | undefined => this.filters.check(node);
  private readonly nominator: Nominator;
  private readonly percentage: number;

  constructor(cycle: Cycle, filters: Filters, { nominator, profile }: Surroundings) {
    this.cycle = cycle;
    this.filters = filters;
    this.nominator = nominator;
    this.percentage = profile.percentageOfNodesToScore;
  }

  /** @returns where the next search begins */
  run(start: number): number {
    const { snapshot, version } = this.cycle;
    const nominated = this.cycle.pod.pod.status.nominatedNodeName;
    if (nominated && version.has('preferNominatedNode')) {
      const node = snapshot.node(nominated);
      if (node !== undefined && this.tries(node)) return start;
    }
    const { narrowing } = this.filters;
    const nodes = narrowing === undefined ? snapshot.nodes : this.narrow(narrowing);
    if (nodes.length === 0) return start;
    // The few nodes that a pod names, such as a daemon's one, are no question that comes again.
    if (narrowing === undefined) this.check = this.filters.remembered(snapshot.facts);
    const wanted = feasibleNodesToFind(nodes.length, this.percentage);
    let tried = 0;
    while (tried < nodes.length && this.feasible.length < wanted) {
      this.tries(nodes[(start + tried) % nodes.length]!);
      tried += 1;
    }
    return (start + tried) % (version.has('searchWrapsOverAllNodes') ? snapshot.nodes : nodes).length;
  }

  private tries(node: NodeInfo): boolean {
    const status = this.nominator.isEmpty
      ? this.check(node)
      : checkWithNominated(this.filters, this.cycle.pod, node, this.nominator);
    if (status === undefined) this.feasible.push(node);
    else this.statuses.set(node.name, status);
    return status === undefined;
  }

  private narrow({ nodes, plugins }: Narrowing): NodeInfo[] {
    const { snapshot, version } = this.cycle;
    if (version.has('narrowedNodesHaveStatus')) {
      const sorted = [...plugins].sort();
      const status = unresolvable(plugins[0]!, `node(s) didn't satisfy plugin(s) [${sorted.join(' ')}]`);
      for (const { name } of snapshot.nodes) if (!nodes.has(name)) this.statuses.set(name, status);
    }
    if (version.has('namedNodeMustExist')) {
      for (const name of nodes)
        if (snapshot.node(name) === undefined)
          throw new SchedulingError(`nodeinfo not found for node name "${name}"`, { isComplete: true });
    }
    return snapshot.nodes.filter(({ name }) => nodes.has(name));
  }
}

/**
 * How many nodes that fit are enough. Example: of 1,000 nodes 50 - 1000/125 = 42 %, so 420.
 *
 * @param percentage  0: as in the example, by the size of the cluster
 */
export function feasibleNodesToFind(nodeCount: number, percentage = 0): number {
  if (nodeCount < FEASIBLE_NODES_MIN) return nodeCount;
  const percent = percentage || Math.max(50 - Math.floor(nodeCount / 125), FEASIBLE_PERCENT_MIN);
  return Math.max(Math.floor((nodeCount * percent) / 100), FEASIBLE_NODES_MIN);
}

/**
 * The filters' verdict with the pods nominated to the node in place, and again without them: a nominated pod may take
 * the room that this one wants, but may also never come.
 */
export function checkWithNominated(
  filters: Filters,
  pod: PodInfo,
  node: NodeInfo,
  nominator: Nominator,
): Status | undefined {
  const rivals = nominator.podsFor(node.name);
  if (rivals.length > 0) {
    const counted = rivals.filter((rival) => rival.priority >= pod.priority && rival.uid !== pod.uid);
    if (counted.length > 0) {
      const crowded = node.clone();
      const fork = filters.fork();
      for (const rival of counted) {
        crowded.addPod(rival);
        fork.addPod(rival, crowded);
      }
      const status = fork.check(crowded);
      if (status !== undefined) return status;
    }
  }
  return filters.check(node);
}
