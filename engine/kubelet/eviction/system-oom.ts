// The machine's kernel when no memory is left, or none for pods: it kills the process that it holds to be worth the least.
//
// The kubelet tells an Event where the whole machine ran out, not where its pods together went beyond what reservations leave.
// Source: kubernetes v1.28.0 pkg/kubelet/qos/policy.go, GetContainerOOMScoreAdjust; pkg/kubelet/oom/oom_watcher_linux.go,
// recordEventContainerName; pkg/kubelet/cm/node_container_manager_linux.go, enforceNodeAllocatableCgroups; Linux,
// mm/oom_kill.c, oom_badness. Differs: processes that are no pod's are never chosen; pids are those of nobody.

import type { Pod } from '../../api/objects.ts';
import { qosClass } from '../../api/pod/qos.ts';
import { intValue } from '../../api/quantity/values.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import { earliest, exceedsAtMs } from '../../runtime/behaviour/course.ts';
import type { Kubelet } from '../kubelet.ts';
import type { Machine } from '../node/machine.ts';
import type { NodeEvents } from '../node/node-events.ts';
import type { NodeUsage } from './node-usage.ts';

const NODE_CRITICAL_PRIORITY = 2_000_001_000;
const GUARANTEED = -997;
const BEST_EFFORT = 1000;

export interface SystemOomOptions {
  readonly kubelet: Kubelet;
  readonly machine: Machine;
  readonly usage: NodeUsage;
  readonly events: () => NodeEvents;
}

export class SystemOom {
  private readonly options: SystemOomOptions;
  private timer: SimEvent | undefined;

  constructor(options: SystemOomOptions) {
    this.options = options;
  }

  /** What uses memory goes on otherwise than was known. */
  plan(): void {
    const { kubelet, machine, usage } = this.options;
    const { kernel } = kubelet.world;
    kernel.cancel(this.timer);
    this.timer = undefined;
    const { capacity, podMemoryMax } = machine;
    const wholeMs = exceedsAtMs((ms) => usage.memoryAt(ms), kernel.nowMs, capacity.memory);
    const podsMs =
      podMemoryMax < capacity.memory
        ? exceedsAtMs((ms) => usage.podMemoryAt(ms), kernel.nowMs, podMemoryMax)
        : undefined;
    const atMs = earliest([wholeMs, podsMs]);
    if (atMs === undefined) return;
    const label = `node ${kubelet.nodeName} has no memory left`;
    const timing = { delayMs: atMs - kernel.nowMs, kind: 'system oom', priority: PRIORITY.runtime, label };
    this.timer = kernel.schedule(timing, () => {
      this.timer = undefined;
      this.kill();
    });
  }

  private kill(): void {
    const { kubelet, machine, usage, events } = this.options;
    const capacity = machine.capacity.memory;
    const now = kubelet.world.kernel.nowMs;
    const isWhole = usage.memoryAt(now).bytes > capacity;
    const limit = isWhole ? capacity : machine.podMemoryMax;
    const [victim] = usage
      .memoryByContainer(now)
      .filter(({ bytes }) => bytes > 0)
      .map((one) => ({
        ...one,
        score: (1000 * one.bytes) / limit + oomScoreAdjust(one.pod, one.name, capacity),
      }))
      .sort((a, b) => b.score - a.score);
    if (victim === undefined) return;
    const pid = 1000 + (kubelet.runtime.record(victim.id)?.serial ?? 0);
    const message = `System OOM encountered, victim process: ${victim.name}, pid: ${pid}`;
    if (isWhole) events().tell('Warning', 'SystemOOM', message);
    kubelet.runtime.running(victim.id)?.killForMemory();
    this.plan();
  }
}

/** -997 to 1000: the more, the sooner the container is killed. @param capacityBytes  of the machine's memory */
export function oomScoreAdjust({ spec }: Pod, name: string, capacityBytes: number): number {
  if ((spec.priority ?? 0) >= NODE_CRITICAL_PRIORITY) return GUARANTEED;
  const qos = qosClass(spec);
  if (qos === 'Guaranteed') return GUARANTEED;
  if (qos === 'BestEffort') return BEST_EFFORT;
  const container = [...spec.containers, ...(spec.initContainers ?? [])].find((one) => one.name === name);
  const requested = intValue(container?.resources?.requests?.memory ?? '0');
  const adjust = 1000 - Math.trunc((1000 * requested) / capacityBytes);
  return Math.min(Math.max(adjust, 1000 + GUARANTEED), BEST_EFFORT - 1);
}
