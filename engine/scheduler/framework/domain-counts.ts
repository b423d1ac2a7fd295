// How many pods of a kind are in each domain of a topology key (each zone, each node …), remembered from cycle to cycle.
//
// A cycle that asks pays for the nodes that changed since the same question was last asked, not for all nodes or pods.
// What counts as a change is told by the cache: a pod came, went, got other labels or began to end; a node came, went or
// got other labels.

import type { NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';

export interface PodMatcher {
  matches(pod: PodInfo): boolean;
  /** Equal for matchers that match the same. */
  readonly key: string;
}

// Past these many the memory starts afresh: it saves time, never changes an answer.
const QUESTIONS_MAX = 64;
const CHANGES_MAX = 65_536;

export class DomainCounts {
  private readonly known = new Map<string, Domains>();
  private changes: NodeInfo[] = [];
  private readonly allNodes: () => readonly NodeInfo[];

  /** @param allNodes  every node there is */
  constructor(allNodes: () => readonly NodeInfo[]) {
    this.allNodes = allNodes;
  }

  /** Pods on the node, or the node itself, are not what they were. */
  changed(node: NodeInfo): void {
    if (this.known.size === 0) return;
    this.changes.push(node);
    if (this.changes.length > CHANGES_MAX) this.forget();
  }

  /** The answer as of now; it stays true until the next change. */
  of(topologyKey: string, matcher: PodMatcher): Domains {
    const question = `${topologyKey}\n${matcher.key}`;
    const before = this.known.get(question);
    if (before !== undefined) {
      before.catchUp(this.changes);
      return before;
    }
    if (this.known.size >= QUESTIONS_MAX) this.forget();
    const domains = new Domains(topologyKey, matcher, this.changes.length);
    for (const node of this.allNodes()) domains.update(node);
    this.known.set(question, domains);
    return domains;
  }

  private forget(): void {
    this.known.clear();
    this.changes = [];
  }
}

interface OnNode {
  readonly domain: string;
  readonly count: number;
  /** The node's, when its pods were counted. */
  readonly generation: number;
}

export class Domains {
  private readonly topologyKey: string;
  private readonly matcher: PodMatcher;
  private readonly byNode = new Map<NodeInfo, OnNode>();
  private readonly nodesIn = new Map<string, number>();
  private readonly sums = new Map<string, number>();
  private caughtUp: number;

  constructor(topologyKey: string, matcher: PodMatcher, caughtUp: number) {
    this.topologyKey = topologyKey;
    this.matcher = matcher;
    this.caughtUp = caughtUp;
  }

  /** Matching pods by domain; a domain without any is there with 0. */
  get counts(): ReadonlyMap<string, number> {
    return this.sums;
  }

  /** Nodes that have the topology key. */
  get nodeCount(): number {
    return this.byNode.size;
  }

  catchUp(changes: readonly NodeInfo[]): void {
    for (; this.caughtUp < changes.length; this.caughtUp += 1) this.update(changes[this.caughtUp]!);
  }

  update(node: NodeInfo): void {
    const { generation } = node;
    const before = this.byNode.get(node);
    if (before?.generation === generation) return;
    const domain = node.node === undefined ? undefined : node.labels[this.topologyKey];
    if (before !== undefined) this.add(before, -1);
    if (domain === undefined) {
      this.byNode.delete(node);
      return;
    }
    const now = { domain, count: this.matching(node, before), generation };
    this.byNode.set(node, now);
    this.add(now, 1);
  }

  private add({ domain, count }: OnNode, sign: 1 | -1): void {
    const nodes = (this.nodesIn.get(domain) ?? 0) + sign;
    if (nodes === 0) {
      this.nodesIn.delete(domain);
      this.sums.delete(domain);
      return;
    }
    this.nodesIn.set(domain, nodes);
    this.sums.set(domain, (this.sums.get(domain) ?? 0) + sign * count);
  }

  private matching({ pods, generation, added }: NodeInfo, before: OnNode | undefined): number {
    if (before?.generation === generation - 1 && added !== undefined)
      return before.count + (this.matcher.matches(added) ? 1 : 0);
    let count = 0;
    for (const pod of pods) if (this.matcher.matches(pod)) count += 1;
    return count;
  }
}
