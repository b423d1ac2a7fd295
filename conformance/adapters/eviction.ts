// Plays `eviction-ranking` and the rankings of `kubelet-eviction`: the order in which a node that runs short evicts.

import type { Pod } from '../../engine/api/objects.ts';
import { intValue } from '../../engine/api/quantity/values.ts';
import { rankForEviction, type ShortResource } from '../../engine/kubelet/eviction/ranking.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

interface Ranked {
  readonly name: string;
  readonly priority: number | null;
  readonly resources: { readonly requests?: Readonly<Record<string, string>> };
  /** Quantities that add up; none: not measured. */
  readonly usage: readonly string[];
}

function order(pods: readonly Ranked[], resource: ShortResource): string[] {
  const byName = new Map(pods.map((pod) => [pod.name, pod]));
  const objects = pods.map(({ name, priority, resources }) => ({
    metadata: { name },
    spec: { ...(priority === null ? {} : { priority }), containers: [{ name: 'c', resources }] },
  })) as unknown as Pod[];
  const usageOf = ({ metadata }: Pod): number | undefined => {
    const usage = byName.get(metadata.name)?.usage ?? [];
    return usage.length === 0 ? undefined : usage.reduce((sum, text) => sum + intValue(text), 0);
  };
  return rankForEviction(objects, resource, usageOf).map(({ metadata }) => metadata.name);
}

const present = (...quantities: readonly (string | null | undefined)[]): string[] =>
  quantities.filter((quantity) => quantity !== null && quantity !== undefined);

function run({ fn, input }: TableCase): unknown {
  if (fn !== undefined) {
    const resource = fn === 'rankMemoryPressure' ? 'memory' : 'ephemeral-storage';
    const pods = input.pods.map(
      ({
        name,
        priority,
        request,
        usage,
      }: {
        name: string;
        priority: number;
        request: string;
        usage: string;
      }) => ({
        ...{ name, priority, usage: present(usage) },
        resources: request === null ? {} : { requests: { [resource]: request } },
      }),
    );
    return { order: order(pods, resource) };
  }
  if (input.observations !== undefined) throw new Error('a node under pressure is not simulated yet');
  const resource = input.signal === 'memory.available' ? 'memory' : 'ephemeral-storage';
  const pods = input.pods.map((pod: Record<string, never>) => ({
    ...{ name: pod.name, priority: pod.priority, resources: pod.resources },
    usage: present(...(resource === 'memory' ? [pod.memoryWorkingSet] : [pod.rootfsUsed, pod.logsUsed])),
  }));
  return { evictionOrder: order(pods, resource) };
}

export const adapter: TableAdapter = { topics: ['eviction-ranking', 'kubelet-eviction'], run };
