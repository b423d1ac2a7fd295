// All filter plugins of one cycle, prepared, and asked node by node.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/runtime/framework.go, RunPreFilterPlugins and RunFilterPlugins.

import type { NodeInfo } from './node-info.ts';
import { type Cycle, type FilterRun, isStatus } from './plugin.ts';
import { named, nameError } from './plugin-errors.ts';
import type { PodInfo } from './pod-info.ts';
import type { Profile } from './profile.ts';
import type { Status } from './status.ts';

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
    let asked = '';
    try {
      for (const { plugin, run } of this.runs) {
        asked = plugin;
        const status = run.check(node);
        if (status !== undefined) return status;
      }
      return undefined;
    } catch (error) {
      throw nameError(error, 'Filter', asked, this.cycle);
    }
  }

  get narrowing(): Narrowing | undefined {
    let nodes: ReadonlySet<string> | undefined;
    const plugins: string[] = [];
    for (const { plugin, run } of this.runs) {
      const only = run.onlyNodes;
      if (only === undefined) continue;
      plugins.push(plugin);
      nodes = nodes === undefined ? only : new Set([...nodes].filter((name) => only.has(name)));
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
  for (const plugin of profile.preparations) {
    const result = named('PreFilter', plugin.name, cycle, () => plugin.prepareFilter(cycle));
    if (result === undefined) continue;
    if (isStatus(result)) return result;
    prepared.set(plugin.name, { plugin: plugin.name, run: result });
  }
  return new Filters(
    cycle,
    profile.filters.flatMap(({ name }) => prepared.get(name) ?? []),
  );
}
