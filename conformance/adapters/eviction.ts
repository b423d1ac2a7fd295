// Plays `eviction-ranking` and `kubelet-eviction`: the order in which a node that runs short evicts, and the conditions,
// admissions and evictions of a node whose free memory or disk is observed again and again.

import { isDeepStrictEqual } from 'node:util';
import { parseGoDurationMs } from '../../engine/api/duration/go-duration.ts';
import type { Pod } from '../../engine/api/objects.ts';
import { intValue } from '../../engine/api/quantity/values.ts';
import { refusalUnderPressure } from '../../engine/kubelet/eviction/admission.ts';
import type { PodUsage } from '../../engine/kubelet/eviction/pod-usage.ts';
import { NO_PRESSURE } from '../../engine/kubelet/eviction/pressure.ts';
import { rankForEviction, type ShortResource } from '../../engine/kubelet/eviction/ranking.ts';
import type { Observations, Signal } from '../../engine/kubelet/eviction/signals.ts';
import { type EvictionSettings, synchronize } from '../../engine/kubelet/eviction/synchronize.ts';
import {
  type EvictionConfig,
  parseThresholds,
  type Threshold,
} from '../../engine/kubelet/eviction/thresholds.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
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

interface PressureInput {
  readonly kubeletConfig: EvictionConfig & {
    readonly evictionMaxPodGracePeriod: number;
    readonly evictionPressureTransitionPeriod: string;
  };
  readonly signal: Signal;
  /** `t` in seconds. */
  readonly observations: readonly { readonly t: number; readonly available: string }[];
  readonly pods: readonly {
    readonly name: string;
    readonly priority: number | null;
    readonly resources: object;
    readonly memoryWorkingSet?: string;
    readonly rootfsUsed?: string;
    readonly logsUsed?: string;
  }[];
}

const VERSION = versionProfile(20);
const probe = (resources: object): Pod =>
  ({ metadata: { name: 'new' }, spec: { containers: [{ name: 'c', resources }] } }) as unknown as Pod;
const BEST_EFFORT = probe({});
const BURSTABLE = probe({ requests: { cpu: '100m' } });

const bytes = (text: string | undefined) => (text === undefined ? {} : { usedBytes: intValue(text) });

function usageOf({ memoryWorkingSet, rootfsUsed, logsUsed }: PressureInput['pods'][number]): PodUsage {
  const memory = memoryWorkingSet === undefined ? {} : { memoryWorkingSetBytes: intValue(memoryWorkingSet) };
  return { containers: [{ name: 'c', ...memory, rootfs: bytes(rootfsUsed), logs: bytes(logsUsed) }] };
}

// In the records the minimum reclaim is that of the hard thresholds; a kubelet's configuration gives it to soft ones too.
function thresholdsOf({ evictionHard, evictionSoft, ...rest }: EvictionConfig): Threshold[] {
  const hard = parseThresholds({ ...rest, evictionHard: evictionHard ?? {} }, false);
  const { evictionSoftGracePeriod = {} } = rest;
  return [...hard, ...parseThresholds({ evictionSoft: evictionSoft ?? {}, evictionSoftGracePeriod }, false)];
}

function underPressure({ kubeletConfig, signal, observations, pods }: PressureInput): object[] {
  const settings: EvictionSettings = {
    thresholds: thresholdsOf(kubeletConfig),
    transitionMs: parseGoDurationMs(kubeletConfig.evictionPressureTransitionPeriod),
    maxPodGracePeriodSeconds: kubeletConfig.evictionMaxPodGracePeriod,
    hasImageFs: false,
    version: VERSION,
  };
  const usages = new Map(pods.map((pod) => [pod.name, usageOf(pod)]));
  let running = pods.map(({ name, priority, resources }) => ({
    ...{ metadata: { name } },
    spec: { ...(priority === null ? {} : { priority }), containers: [{ name: 'c', resources }] },
  })) as unknown as Pod[];
  let state = NO_PRESSURE;
  return observations.map(({ t, available }) => {
    const bytesLeft = intValue(available);
    const seen: Observations = new Map([[signal, { available: bytesLeft, capacity: bytesLeft }]]);
    const node = {
      ...{ nowMs: t * 1000, observations: seen, pods: running, free: () => seen },
      usageOf: ({ metadata }: Pod) => usages.get(metadata.name),
    };
    const result = synchronize(state, node, settings);
    state = result.state;
    const [eviction] = result.evictions;
    running = running.filter((pod) => pod !== eviction?.pod);
    return {
      admitBestEffort: refusalUnderPressure(BEST_EFFORT, state.conditions) === undefined,
      admitBurstable: refusalUnderPressure(BURSTABLE, state.conditions) === undefined,
      diskPressure: state.conditions.includes('DiskPressure'),
      evicted: eviction?.pod.metadata.name ?? null,
      ...(eviction && { gracePeriodOverride: eviction.gracePeriodSeconds, podStatus: eviction.status }),
      memoryPressure: state.conditions.includes('MemoryPressure'),
    };
  });
}

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
  if (input.observations !== undefined) return { afterEach: underPressure(input) };
  const resource = input.signal === 'memory.available' ? 'memory' : 'ephemeral-storage';
  const pods = input.pods.map((pod: Record<string, never>) => ({
    ...{ name: pod.name, priority: pod.priority, resources: pod.resources },
    usage: present(...(resource === 'memory' ? [pod.memoryWorkingSet] : [pod.rootfsUsed, pod.logsUsed])),
  }));
  return { evictionOrder: order(pods, resource) };
}

interface Step {
  readonly podStatus?: { readonly message: string };
}

/** What a message says of containers is not in the records: theirs is how it begins. */
function matches(actual: unknown, expected: unknown): boolean {
  const { afterEach } = actual as { readonly afterEach?: readonly Step[] };
  if (afterEach === undefined) return isDeepStrictEqual(actual, expected);
  const wanted = (expected as { readonly afterEach: readonly Step[] }).afterEach;
  const begun = afterEach.map((step, i) => {
    const { message } = wanted[i]?.podStatus ?? {};
    const { podStatus } = step;
    if (podStatus === undefined || message === undefined || !podStatus.message.startsWith(message))
      return step;
    return { ...step, podStatus: { ...podStatus, message } };
  });
  return isDeepStrictEqual(begun, wanted);
}

export const adapter: TableAdapter = { topics: ['eviction-ranking', 'kubelet-eviction'], run, matches };
