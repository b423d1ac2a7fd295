// Required pod affinity and anti-affinity, the incoming pod's own and that of the pods already there.
//
// Pods are counted by domain, from cycle to cycle; a node is then checked by a few look-ups. A pod whose affinity nobody matches
// yet may still go anywhere if it matches its own terms: else the first of a group would wait for ever.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/interpodaffinity/filtering.go.

import type { VersionProfile } from '../../../versions/profile.ts';
import { type AffinityTerm, termMatches } from '../../framework/affinity-term.ts';
import type { Labels, NodeInfo } from '../../framework/node-info.ts';
import type { Cycle, FilterPlugin, FilterRun, Snapshot } from '../../framework/plugin.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import { type Status, unresolvable, unschedulable } from '../../framework/status.ts';
import { matcherOf } from './matcher.ts';
import { resolveNamespaces } from './namespaces.ts';
import { TopologyCounts } from './topology-counts.ts';

const NAME = 'InterPodAffinity';

interface Refusals {
  readonly affinity: Status;
  readonly antiAffinity: Status;
  readonly existing: Status;
}

// Until 1.21 a general reason stands before the particular one, and both are counted.
function refusals(...general: string[]): Refusals {
  return {
    affinity: unresolvable(NAME, ...general, "node(s) didn't match pod affinity rules"),
    antiAffinity: unschedulable(NAME, ...general, "node(s) didn't match pod anti-affinity rules"),
    existing: unschedulable(NAME, ...general, "node(s) didn't satisfy existing pods anti-affinity rules"),
  };
}

const PLAIN = refusals();
const WITH_GENERAL = refusals("node(s) didn't match pod affinity/anti-affinity");
const WITH_GENERAL_RULES = refusals("node(s) didn't match pod affinity/anti-affinity rules");

function refusalsOf(version: VersionProfile): Refusals {
  if (!version.has('podAffinityMessageHasGeneralReason')) return PLAIN;
  return version.has('podAffinityMessageSaysRules') ? WITH_GENERAL_RULES : WITH_GENERAL;
}

/** Matches of the incoming pod's terms, and of other pods' terms with the incoming pod, by topology. */
class Matches {
  readonly pod: PodInfo;
  readonly podNamespaceLabels: Labels | undefined;
  readonly affinity: readonly AffinityTerm[];
  readonly antiAffinity: readonly AffinityTerm[];
  affinityCounts = new TopologyCounts();
  antiAffinityCounts = new TopologyCounts();
  existingCounts = new TopologyCounts();

  constructor({ pod, view }: Pick<Cycle, 'pod' | 'view'>) {
    this.pod = pod;
    this.podNamespaceLabels = view.namespace(pod.namespace)?.metadata.labels;
    this.affinity = pod.requiredAffinity.map((term) => resolveNamespaces(term, view));
    this.antiAffinity = pod.requiredAntiAffinity.map((term) => resolveNamespaces(term, view));
  }

  count(other: PodInfo, node: NodeInfo, sign: 1 | -1): void {
    this.countExisting(other, node, sign);
    this.countIncoming(other, node, sign);
  }

  /** The incoming pod's own terms, over all pods there are. */
  countAll({ domainCounts }: Snapshot): void {
    for (const { topologyKey } of this.affinity) {
      const { counts } = domainCounts.of(topologyKey, matcherOf(this.affinity));
      this.affinityCounts.addAll(topologyKey, counts, 1);
    }
    for (const term of this.antiAffinity) {
      const { counts } = domainCounts.of(term.topologyKey, matcherOf([term]));
      this.antiAffinityCounts.addAll(term.topologyKey, counts, 1);
    }
  }

  /** The terms of all pods there are. */
  countHeld({ termCounts }: Snapshot): void {
    for (const { term, domains } of termCounts.of('requiredAnti')) {
      if (termMatches(term, this.pod, this.podNamespaceLabels))
        this.existingCounts.addAll(term.topologyKey, domains, 1);
    }
  }

  countExisting(other: PodInfo, node: NodeInfo, sign: 1 | -1): void {
    for (const term of other.requiredAntiAffinity) {
      if (termMatches(term, this.pod, this.podNamespaceLabels))
        this.existingCounts.add(term.topologyKey, node.labels, sign);
    }
  }

  countIncoming(other: PodInfo, node: NodeInfo, sign: 1 | -1): void {
    if (matchesAll(this.affinity, other)) {
      for (const term of this.affinity) this.affinityCounts.add(term.topologyKey, node.labels, sign);
    }
    for (const term of this.antiAffinity) {
      if (termMatches(term, other, undefined))
        this.antiAffinityCounts.add(term.topologyKey, node.labels, sign);
    }
  }

  clone(): Matches {
    const copy: Matches = Object.create(Matches.prototype) as Matches;
    return Object.assign(copy, this, {
      affinityCounts: this.affinityCounts.clone(),
      antiAffinityCounts: this.antiAffinityCounts.clone(),
      existingCounts: this.existingCounts.clone(),
    });
  }
}

function matchesAll(terms: readonly AffinityTerm[], pod: PodInfo): boolean {
  return terms.length > 0 && terms.every((term) => termMatches(term, pod, undefined));
}

export const interPodAffinityFilter: FilterPlugin = {
  name: NAME,
  prepareFilter(cycle) {
    const { pod, snapshot, version } = cycle;
    if (pod.parseError !== undefined) return unresolvable(NAME, `parsing pod: ${pod.parseError}`);
    // A skipped plugin is not told of nominated pods either.
    const skips = version.has('schedulerSkipsIdlePlugins') || !cycle.hasNominatedPods;
    if (skips && !pod.hasAffinity && snapshot.termCounts.isEmpty) return undefined;
    const matches = new Matches(cycle);
    matches.countHeld(snapshot);
    const hasTerms = matches.affinity.length > 0 || matches.antiAffinity.length > 0;
    if (skips && !hasTerms && matches.existingCounts.isEmpty) return undefined;
    if (hasTerms) matches.countAll(snapshot);
    return run(matches, refusalsOf(version));
  },
};

function run(matches: Matches, refused: Refusals): FilterRun {
  return {
    check: (node) => {
      if (!satisfiesAffinity(matches, node.labels)) return refused.affinity;
      if (!satisfiesAntiAffinity(matches, node.labels)) return refused.antiAffinity;
      if (matches.existingCounts.hasAnyIn(node.labels)) return refused.existing;
      return undefined;
    },
    addPod: (pod, node) => matches.count(pod, node, 1),
    removePod: (pod, node) => matches.count(pod, node, -1),
    fork: () => run(matches.clone(), refused),
  };
}

function satisfiesAffinity({ pod, affinity, affinityCounts }: Matches, labels: Labels): boolean {
  let podsExist = true;
  for (const { topologyKey } of affinity) {
    const domain = labels[topologyKey];
    if (domain === undefined) return false;
    if (affinityCounts.of(topologyKey, domain) <= 0) podsExist = false;
  }
  return podsExist || (affinityCounts.isEmpty && matchesAll(affinity, pod));
}

function satisfiesAntiAffinity({ antiAffinity, antiAffinityCounts }: Matches, labels: Labels): boolean {
  for (const { topologyKey } of antiAffinity) {
    const domain = labels[topologyKey];
    if (domain !== undefined && antiAffinityCounts.of(topologyKey, domain) > 0) return false;
  }
  return true;
}
