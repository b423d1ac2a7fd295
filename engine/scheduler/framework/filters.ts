// All filter plugins of one cycle, prepared, and asked node by node.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/runtime/framework.go, RunPreFilterPlugins and RunFilterPlugins.

import type { NodeFacts } from './node-facts.ts';
import type { NodeInfo } from './node-info.ts';
import { type Cycle, type FilterRun, isStatus } from './plugin.ts';
import { named, nameError } from './plugin-errors.ts';
import type { PodInfo } from './pod-info.ts';
import type { Profile } from './profile.ts';
import { NO_PLUGIN, type Status, unresolvable } from './status.ts';

interface NamedRun {
  readonly plugin: string;
  readonly run: FilterRun;
}

/** Nodes that plugins left over, and which plugins narrowed them. */
export interface Narrowing {
  readonly nodes: ReadonlySet<string>;
  readonly plugins: readonly string[];
}

export class Filters {
  private readonly cycle: Cycle;
  private readonly runs: readonly NamedRun[];

  constructor(cycle: Cycle, runs: readonly NamedRun[]) {
    this.cycle = cycle;
    this.runs = runs;
  }

  /** The first refusal, or nothing when the pod fits. @throws SchedulingError  when a plugin could not tell */
  check(node: NodeInfo): Status | undefined {
    return this.ask(node, 0, this.runs.length);
  }

  /**
   * As `check`, for nodes of the snapshot alone: what the plugins before the first without a key say is remembered.
   */
  remembered(facts: NodeFacts): (node: NodeInfo) => Status | undefined {
    const { runs } = this;
    const unkeyed = runs.findIndex(({ run }) => run.key === undefined);
    const count = unkeyed < 0 ? runs.length : unkeyed;
    const keyed = runs.slice(0, count);
    const verdict = facts.about(
      () => keyed.map(({ plugin, run }) => `filter ${plugin} ${run.key!()}`).join('\n'),
      { workOut: (node) => this.ask(node, 0, count) },
    );
    return (node) => verdict.of(node) ?? this.ask(node, count, runs.length);
  }

  private ask(node: NodeInfo, from: number, to: number): Status | undefined {
    let i = from;
    try {
      for (; i < to; i += 1) {
        const status = this.runs[i]!.run.check(node);
        if (status !== undefined) return status;
      }
      return undefined;
    } catch (error) {
      throw nameError(error, 'Filter', this.runs[i]!.plugin, this.cycle);
    }
  }

  get narrowing(): Narrowing | undefined {
    let nodes: ReadonlySet<string> | undefined;
    const plugins: string[] = [];
    for (const { plugin, run } of this.runs) {
      if (run.onlyNodes === undefined) continue;
      plugins.push(plugin);
      nodes = nodes === undefined ? run.onlyNodes : intersection(nodes, run.onlyNodes);
    }
    return nodes === undefined ? undefined : { nodes, plugins };
  }

  /** An independent copy on which pods may be added and removed. */
  fork(): Filters {
    return new Filters(
      this.cycle,
      this.runs.map(({ plugin, run }) => ({ plugin, run: run.fork?.() ?? run })),
    );
  }

  addPod(pod: PodInfo, node: NodeInfo): void {
    for (const { run } of this.runs) run.addPod?.(pod, node);
  }

  removePod(pod: PodInfo, node: NodeInfo): void {
    for (const { run } of this.runs) run.removePod?.(pod, node);
  }
}

/** The prepared plugins, or the refusal of one that refuses every node at once. */
export function prepareFilters(profile: Profile, cycle: Cycle): Filters | Status {
  const prepared = new Map<string, NamedRun>();
  const narrowing: string[] = [];
  let left: ReadonlySet<string> | undefined;
  for (const plugin of profile.preparations) {
    const result = named('PreFilter', plugin.name, cycle, () => plugin.prepareFilter(cycle));
    if (result === undefined) continue;
    if (isStatus(result)) return result;
    prepared.set(plugin.name, { plugin: plugin.name, run: result });
    if (result.onlyNodes === undefined) continue;
    narrowing.push(plugin.name);
    left = left === undefined ? result.onlyNodes : intersection(left, result.onlyNodes);
    if (left.size === 0) return nothingLeft(narrowing);
  }
  return new Filters(
    cycle,
    profile.filters.flatMap(({ name }) => prepared.get(name) ?? []),
  );
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((name) => b.has(name)));
}

// Upstream puts no plugin's name to this refusal, so that no event in particular is waited for.
function nothingLeft(plugins: readonly string[]): Status {
  const text = "node(s) didn't satisfy";
  return plugins.length === 1
    ? unresolvable(NO_PLUGIN, `${text} plugin ${plugins[0]}`)
    : unresolvable(NO_PLUGIN, `${text} plugin(s) [${[...plugins].sort().join(' ')}] simultaneously`);
}
