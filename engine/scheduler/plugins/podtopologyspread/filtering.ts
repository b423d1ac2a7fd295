// Hard spread constraints: a node is refused when the pod would make its domain exceed the least populated one by more
// than maxSkew.
//
// Example: zones a and b with 3 and 1 matching pods, maxSkew 1, the pod matches itself: a gives 3+1-1 = 3 > 1, refused;
// b gives 1+1-1 = 1, accepted.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/podtopologyspread/filtering.go.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { NodeInfo } from '../../framework/node-info.ts';
import type { Cycle, FilterPlugin, FilterRun } from '../../framework/plugin.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import { unresolvable, unschedulable } from '../../framework/status.ts';
import { constraintsOf, type SpreadConstraint } from './constraints.ts';
import { countsOf, domainsOf, hasAllKeys, haveAllKeys, NodeInclusion } from './counts.ts';

const NAME = 'PodTopologySpread';
const TEXT = "node(s) didn't match pod topology spread constraints";
const SKEWED = unschedulable(NAME, TEXT);
const LABEL_MISSING = unresolvable(NAME, `${TEXT} (missing required label)`);

/** Matching pods by domain of one topology key. Until 1.32 constraints of the same key share it. */
class Domains {
  private own: Map<string, number> | undefined;
  private readonly given: ReadonlyMap<string, number>;
  private fewest: number | undefined;

  /** @param given  copied before anything is added to it */
  constructor(given: ReadonlyMap<string, number> = new Map()) {
    this.given = given;
  }

  get counts(): ReadonlyMap<string, number> {
    return this.own ?? this.given;
  }

  add(domain: string, value: number): void {
    this.own ??= new Map(this.given);
    this.own.set(domain, (this.own.get(domain) ?? 0) + value);
    this.fewest = undefined;
  }

  get min(): number {
    if (this.fewest !== undefined) return this.fewest;
    let fewest = Number.POSITIVE_INFINITY;
    for (const count of this.counts.values()) fewest = Math.min(fewest, count);
    this.fewest = fewest;
    return fewest;
  }

  clone(): Domains {
    return new Domains(this.counts);
  }
}

interface State {
  readonly pod: PodInfo;
  readonly constraints: readonly SpreadConstraint[];
  /** Whether the pod itself matches, by constraint. */
  readonly selfMatches: readonly boolean[];
  /** By constraint. */
  readonly domains: readonly Domains[];
  readonly inclusion: NodeInclusion;
}

export const podTopologySpreadFilter: FilterPlugin = {
  name: NAME,
  prepareFilter(cycle) {
    const { list } = constraintsOf(cycle, 'DoNotSchedule');
    return list.length === 0 ? undefined : run(stateOf(cycle, list));
  },
};

function stateOf(cycle: Cycle, constraints: readonly SpreadConstraint[]): State {
  const { pod, snapshot, version } = cycle;
  const inclusion = new NodeInclusion(pod, version);
  const selfMatches = constraints.map(({ selector }) => selector.matches(pod.labels));
  if (countsByDomain(constraints, cycle) && constraints.every((each) => inclusion.includesAll(each))) {
    const domains = constraints.map((each) => new Domains(domainsOf(each, cycle).counts));
    return { pod, constraints, selfMatches, domains, inclusion };
  }
  const domains = domainsFor(constraints, version);
  const counts = constraints.map((constraint) => countsOf(constraint, cycle));
  for (const node of snapshot.nodes) {
    if (!hasAllKeys(node.labels, constraints)) continue;
    for (const [i, constraint] of constraints.entries()) {
      if (!inclusion.includes(constraint, node)) continue;
      domains[i]!.add(node.labels[constraint.topologyKey]!, counts[i]!.of(node));
    }
  }
  return { pod, constraints, selfMatches, domains, inclusion };
}

// Constraints that share a key share its counts until 1.32, which no single selector's counts are.
function countsByDomain(constraints: readonly SpreadConstraint[], cycle: Cycle): boolean {
  const keys = new Set(constraints.map(({ topologyKey }) => topologyKey));
  const areApart = keys.size === constraints.length || cycle.version.has('spreadCountsByConstraint');
  return areApart && haveAllKeys(constraints, cycle);
}

function domainsFor(constraints: readonly SpreadConstraint[], version: VersionProfile): Domains[] {
  if (version.has('spreadCountsByConstraint')) return constraints.map(() => new Domains());
  const byKey = new Map(constraints.map(({ topologyKey }) => [topologyKey, new Domains()]));
  return constraints.map(({ topologyKey }) => byKey.get(topologyKey)!);
}

// What is shared stays shared.
function clones(domains: readonly Domains[]): Domains[] {
  const copies = new Map(domains.map((each) => [each, each.clone()]));
  return domains.map((each) => copies.get(each)!);
}

function run(state: State): FilterRun {
  return {
    check: (node) => {
      for (let i = 0; i < state.constraints.length; i += 1) {
        const { topologyKey, maxSkew, minDomains } = state.constraints[i]!;
        const domain = node.labels[topologyKey];
        if (domain === undefined) return LABEL_MISSING;
        const domains = state.domains[i]!;
        // No domain at all: upstream's minimum stays at its start, the largest int32, and nothing is too skewed.
        if (domains.counts.size === 0 && minDomains <= 1) continue;
        const fewest = domains.counts.size < minDomains ? 0 : domains.min;
        const skew = (domains.counts.get(domain) ?? 0) + (state.selfMatches[i] ? 1 : 0) - fewest;
        if (skew > maxSkew) return SKEWED;
      }
      return undefined;
    },
    addPod: (pod, node) => count(state, pod, node, 1),
    removePod: (pod, node) => count(state, pod, node, -1),
    fork: () => run({ ...state, domains: clones(state.domains) }),
  };
}

function count(
  { pod, constraints, domains, inclusion }: State,
  other: PodInfo,
  node: NodeInfo,
  sign: 1 | -1,
): void {
  if (other.namespace !== pod.namespace || !hasAllKeys(node.labels, constraints)) return;
  for (const [i, constraint] of constraints.entries()) {
    if (!constraint.selector.matches(other.labels) || !inclusion.includes(constraint, node)) continue;
    domains[i]!.add(node.labels[constraint.topologyKey]!, sign);
  }
}
