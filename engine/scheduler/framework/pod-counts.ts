// How many pods of a namespace a selector matches on each node, remembered from cycle to cycle.
//
// Pods of one owner come one after another with the same selector, and between two of them one node changes: all other
// counts still hold.

import type { Labels, NodeInfo } from './node-info.ts';

export interface LabelMatcher {
  /** Without a requirement, so that it matches everything. */
  readonly isEmpty: boolean;
  matches(labels: Labels): boolean;
  /** Equal for selectors that match the same. */
  toString(): string;
}

interface Count {
  podsVersion: number;
  count: number;
}

// Past this many selectors the memory starts afresh: it saves time, never changes an answer.
const SELECTORS_MAX = 64;

export type CountOnNode = (node: NodeInfo) => number;

export class PodCounts {
  private readonly bySelector = new Map<string, Map<NodeInfo, Count>>();

  /** Counts for one selector; terminating pods are left out. */
  counter(selector: LabelMatcher, namespace: string): CountOnNode {
    const key = `${namespace}\n${selector}`;
    let known = this.bySelector.get(key);
    if (known === undefined) {
      if (this.bySelector.size >= SELECTORS_MAX) this.bySelector.clear();
      known = new Map();
      this.bySelector.set(key, known);
    }
    const counts = known;
    return (node) => {
      const before = counts.get(node);
      if (before?.podsVersion === node.podsVersion) return before.count;
      const count = countMatching(node, selector, namespace);
      if (before === undefined) counts.set(node, { podsVersion: node.podsVersion, count });
      else {
        before.podsVersion = node.podsVersion;
        before.count = count;
      }
      return count;
    };
  }
}

function countMatching(node: NodeInfo, selector: LabelMatcher, namespace: string): number {
  let count = 0;
  for (const pod of node.pods) {
    if (!pod.isTerminating && pod.namespace === namespace && selector.matches(pod.labels)) count += 1;
  }
  return count;
}
