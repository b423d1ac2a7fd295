// What spread constraints count: which nodes, their domains, and the pods there that a selector matches.
//
// Knows nothing of skew or scores. All answers are remembered from cycle to cycle where nodes stay as they are.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/podtopologyspread/common.go.

import { RequiredNodeAffinity } from '../../../api/node-selector/node-selector.ts';
import { findUntoleratedTaint, forbidsScheduling } from '../../../api/taints/tolerations.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import type { Domains } from '../../framework/domain-counts.ts';
import { NodeFact } from '../../framework/node-facts.ts';
import type { Labels, NodeInfo } from '../../framework/node-info.ts';
import type { Cycle } from '../../framework/plugin.ts';
import { podCounts } from '../../framework/pod-counts.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import type { SpreadConstraint } from './constraints.ts';

export function hasAllKeys(labels: Labels, constraints: readonly SpreadConstraint[]): boolean {
  for (const { topologyKey } of constraints) if (labels[topologyKey] === undefined) return false;
  return true;
}

/** The same, remembered. */
export function havingAllKeys(
  constraints: readonly SpreadConstraint[],
  { snapshot }: Cycle,
): NodeFact<boolean> {
  return snapshot.facts.about(() => `labels ${constraints.map(({ topologyKey }) => topologyKey).join()}`, {
    workOut: ({ labels }) => hasAllKeys(labels, constraints),
    carryOn: (before) => before,
  });
}

/** Tells which nodes a constraint of this pod counts. */
export class NodeInclusion {
  private readonly pod: PodInfo;
  private readonly affinity: RequiredNodeAffinity;

  constructor(pod: PodInfo, version: VersionProfile) {
    this.pod = pod;
    this.affinity = new RequiredNodeAffinity(pod.pod, version);
  }

  /** Whether it includes every node, whatever the node. */
  includesAll({ honorsNodeAffinity, honorsTaints }: SpreadConstraint): boolean {
    return !honorsTaints && (!honorsNodeAffinity || this.affinity.isEmpty);
  }

  includes({ honorsNodeAffinity, honorsTaints }: SpreadConstraint, node: NodeInfo): boolean {
    if (honorsNodeAffinity && !this.affinity.matches(node.name, node.labels)) return false;
    if (!honorsTaints) return true;
    return (
      findUntoleratedTaint(node.node!.spec.taints, this.pod.pod.spec.tolerations, forbidsScheduling) ===
      undefined
    );
  }
}

const countsNothing = (selector: SpreadConstraint['selector'], version: VersionProfile): boolean =>
  selector.isEmpty && version.has('emptySpreadSelectorCountsNothing');

/** Pods on a node that the constraint counts. */
export function countsOf(
  { selector }: SpreadConstraint,
  { pod, snapshot, version }: Cycle,
): NodeFact<number> {
  if (countsNothing(selector, version)) return NOTHING;
  return podCounts(snapshot.facts, selector, pod.namespace);
}

const NOTHING = new NodeFact({ workOut: () => 0 });

/** The node's domain of a topology key: the value of that label. */
export function domainOf(topologyKey: string, { snapshot }: Cycle): NodeFact<string | undefined> {
  return snapshot.facts.about(() => `label ${topologyKey}`, {
    workOut: ({ labels }) => labels[topologyKey],
    carryOn: (before) => before,
  });
}

/** The same by domain, over all nodes that have the constraint's key. */
export function domainsOf(
  { selector, topologyKey }: SpreadConstraint,
  { pod, snapshot, version }: Cycle,
): Domains {
  const { namespace } = pod;
  const isNone = countsNothing(selector, version);
  return snapshot.domainCounts.of(topologyKey, {
    key: isNone ? 'nothing' : `spread ${namespace}\n${selector}`,
    matches: (other) =>
      !isNone && !other.isTerminating && other.namespace === namespace && selector.matches(other.labels),
  });
}

/** Whether no node lacks a key of the constraints, or none could count for it: of one key those that lack it count nowhere. */
export function haveAllKeys(constraints: readonly SpreadConstraint[], cycle: Cycle): boolean {
  const keys = new Set(constraints.map(({ topologyKey }) => topologyKey));
  if (keys.size === 1) return true;
  return constraints.every(
    (constraint) => domainsOf(constraint, cycle).nodeCount === cycle.snapshot.nodes.length,
  );
}
