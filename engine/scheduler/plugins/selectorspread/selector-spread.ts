// Spreads the pods of a service or controller over nodes, and over zones with twice the weight. Until 1.19, when
// default topology spread constraints took its place.
//
// Source: kubernetes v1.19.0 pkg/scheduler/framework/plugins/selectorspread/selector_spread.go.

import type { NodeInfo } from '../../framework/node-info.ts';
import { MAX_NODE_SCORE, type ScorePlugin } from '../../framework/plugin.ts';
import { podCounts } from '../../framework/pod-counts.ts';
import { zoneKey } from '../../framework/zone-key.ts';
import { defaultSelector } from '../default-selector.ts';

/** Source: selector_spread.go, zoneWeighting. */
const ZONE_WEIGHT = 2 / 3;

export const selectorSpread: ScorePlugin = {
  name: 'SelectorSpread',
  prepareScore(cycle) {
    const { pod } = cycle;
    if ((pod.pod.spec.topologySpreadConstraints ?? []).length > 0) return 0;
    const selector = defaultSelector(cycle);
    const count = selector && podCounts(cycle.snapshot.facts, selector, pod.namespace);
    return {
      score: (node) => count?.of(node) ?? 0,
      normalize,
    };
  },
};

function normalize(scores: number[], nodes: readonly NodeInfo[]): void {
  const zones = nodes.map((node) => zoneKey(node.labels));
  const byZone = new Map<string, number>();
  for (const [i, zone] of zones.entries())
    if (zone !== '') byZone.set(zone, (byZone.get(zone) ?? 0) + scores[i]!);
  const maxByNode = scores.reduce((a, b) => Math.max(a, b), 0);
  const maxByZone = [...byZone.values()].reduce((a, b) => Math.max(a, b), 0);
  for (const [i, zone] of zones.entries()) {
    let score = maxByNode > 0 ? MAX_NODE_SCORE * ((maxByNode - scores[i]!) / maxByNode) : MAX_NODE_SCORE;
    if (zone !== '') {
      const zoneScore =
        maxByZone > 0 ? MAX_NODE_SCORE * ((maxByZone - byZone.get(zone)!) / maxByZone) : MAX_NODE_SCORE;
      score = score * (1 - ZONE_WEIGHT) + ZONE_WEIGHT * zoneScore;
    }
    scores[i] = Math.trunc(score);
  }
}
