// What the trace keeps of a scheduling cycle: why nodes were refused, and the scores of the best.
//
// Bounded: nodes of one set of reasons stand together, and scores are kept for the three highest nodes, as many as
// upstream reports. Source: kubernetes v1.28.0 pkg/scheduler/schedule_one.go, numberOfHighestScoredNodesToReport.

import { COPY_OF } from '../api/plain.ts';
import type { Found } from './cycle.ts';
import type { Status } from './framework/status.ts';

const SCORED_NODES_MAX = 3;

export interface Refusal {
  readonly plugin: string;
  readonly reasons: readonly string[];
  readonly nodes: readonly string[];
}

export interface ScoredNode {
  readonly node: string;
  readonly total: number;
  readonly byPlugin: Readonly<Record<string, number>>;
}

export interface DecisionDetail {
  readonly node?: string;
  readonly feasible: number;
  readonly refused: readonly Refusal[];
  readonly best?: readonly ScoredNode[];
}

export function refusals(statuses: ReadonlyMap<string, Status>): Refusal[] {
  const groups = new Map<string, { plugin: string; reasons: readonly string[]; nodes: string[] }>();
  for (const [node, { plugin, reasons }] of statuses) {
    const key = `${plugin}/${reasons.join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { plugin, reasons, nodes: [node] });
    else group.nodes.push(node);
  }
  return [...groups.values()];
}

export function placedDetail({ feasible, chosen, statuses, scores }: Found): DecisionDetail {
  const detail = {
    node: feasible[chosen]!.name,
    feasible: feasible.length,
    refused: statuses.size === 0 ? [] : refusals(statuses),
  };
  if (scores === undefined) return detail;
  const indexes = [chosen, ...highest(scores.totals, SCORED_NODES_MAX).filter((i) => i !== chosen)];
  const best = indexes.slice(0, SCORED_NODES_MAX).map((i) => ({
    node: feasible[i]!.name,
    total: scores.totals[i]!,
    byPlugin: Object.fromEntries(
      [...scores.byPlugin].map(([plugin, all]) => [plugin, all[all.length === 1 ? 0 : i]!]),
    ),
  }));
  return { ...COPY_OF, ...detail, best };
}

// Indexes of the highest values, highest first, of equals the earlier. One pass: few values are among the highest so far.
function highest(values: readonly number[], count: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (found.length === count && value <= values[found[count - 1]!]!) continue;
    let at = found.length;
    while (at > 0 && values[found[at - 1]!]! < value) at -= 1;
    found.splice(at, 0, i);
    if (found.length > count) found.pop();
  }
  return found;
}
