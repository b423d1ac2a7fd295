// Looks after the health of nodes: every five seconds, but only if some node has something to show.
//
// A node is looked at when it came, went, changed, fell silent, returned, or has been silent for as long as it may, and
// again for as long as looking at it changes something. A healthy node is never looked at.
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, monitorNodeHealth,
// processTaintBaseEviction, doNoExecuteTaintingPass and handleDisruption.

import type { Node, Pod } from '../../api/objects.ts';
import type { Heartbeats } from '../../apiserver/registry/heartbeats.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import { graceMs, healthAfter, type NodeHealth, silentConditions } from './node-health.ts';
import { hasTaint, NOT_READY, readyCondition, UNREACHABLE } from './node-taints.ts';
import type { NodeWriter } from './node-writer.ts';
import type { NodeLifecycleSettings } from './settings.ts';
import { PASS_PERIOD_MS, TaintQueue } from './taint-queue.ts';
import { ZoneCounts, zoneOf } from './zone-counts.ts';
import { ZoneStates } from './zone-states.ts';

export interface MonitorHost {
  readonly kernel: Kernel;
  readonly heartbeats: Heartbeats;
  readonly settings: NodeLifecycleSettings;
  readonly writer: NodeWriter;
  readonly node: (name: string) => Node | undefined;
  readonly podsOn: (nodeName: string) => readonly Pod[];
  readonly decide: (text: string) => void;
}

export class NodeMonitor {
  readonly zones: ZoneStates;
  private readonly host: MonitorHost;
  private readonly counts = new ZoneCounts();
  private readonly known = new Map<string, Node>();
  private readonly health = new Map<string, NodeHealth>();
  private readonly queues = new Map<string, TaintQueue>();
  private readonly due = new Set<string>();
  /** When a silent node is looked at again. */
  private readonly deadlines = new Map<string, number>();
  private lastPassMs = Number.NEGATIVE_INFINITY;
  private nextPass: SimEvent | undefined;
  private nextTaints: SimEvent | undefined;

  constructor(host: MonitorHost) {
    this.host = host;
    this.zones = new ZoneStates(host.settings);
  }

  /** Something about the node has changed: the next pass looks at it. */
  touch(nodeName: string): void {
    this.due.add(nodeName);
    // What follows from a pass is for the next one.
    this.wakeAt(this.passAt(Math.max(this.host.kernel.nowMs, this.lastPassMs + 1)));
  }

  /** Whether the node was ready when last looked at; undefined for a node not looked at yet. */
  isReady(nodeName: string): boolean | undefined {
    const node = this.known.get(nodeName);
    return node === undefined ? undefined : readyCondition(node)?.status === 'True';
  }

  private passAt(ms: number): number {
    const { monitorPeriodMs } = this.host.settings;
    return Math.ceil(ms / monitorPeriodMs) * monitorPeriodMs;
  }

  private wakeAt(dueMs: number): void {
    const { kernel } = this.host;
    if (this.nextPass !== undefined && this.nextPass.dueMs <= dueMs) return;
    kernel.cancel(this.nextPass);
    const options = {
      delayMs: dueMs - kernel.nowMs,
      kind: 'node monitor',
      label: 'node monitor period',
      priority: PRIORITY.period,
    };
    this.nextPass = kernel.schedule(options, () => {
      this.nextPass = undefined;
      this.pass();
    });
  }

  private pass(): void {
    const { nowMs } = this.host.kernel;
    this.lastPassMs = nowMs;
    for (const [name, deadlineMs] of this.deadlines) if (deadlineMs <= nowMs) this.due.add(name);
    const names = [...this.due].sort();
    this.due.clear();
    for (const name of names) this.deadlines.delete(name);
    this.welcome(names);
    for (const name of names) this.check(name);
    this.handleDisruption();
    this.taintPass();
    this.wakeAgain();
  }

  private wakeAgain(): void {
    const { kernel, settings } = this.host;
    if (this.due.size > 0) this.wakeAt(this.passAt(kernel.nowMs + 1));
    let earliest: number | undefined;
    for (const deadlineMs of this.deadlines.values())
      if (earliest === undefined || deadlineMs < earliest) earliest = deadlineMs;
    if (earliest !== undefined) this.wakeAt(Math.max(earliest, kernel.nowMs + settings.monitorPeriodMs));
  }

  private welcome(names: readonly string[]): void {
    const { writer } = this.host;
    for (const name of names) {
      const node = this.host.node(name);
      const before = this.known.get(name);
      if (node === undefined && before !== undefined) {
        writer.recordNode(
          before,
          'RemovingNode',
          `Node ${name} event: Removing Node ${name} from Controller`,
        );
        this.known.delete(name);
        this.health.delete(name);
        this.counts.remove(name);
      }
      if (node === undefined) continue;
      this.addZone(zoneOf(node));
      if (before !== undefined) continue;
      this.known.set(name, node);
      writer.recordNode(node, 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`);
      this.markReachable(node);
    }
  }

  private addZone(zone: string): void {
    const { kernel, settings } = this.host;
    this.zones.add(zone);
    if (!this.queues.has(zone)) this.queues.set(zone, new TaintQueue(settings.evictionRate, kernel.nowMs));
  }

  private check(name: string): void {
    const observed = this.host.node(name);
    if (observed === undefined) return;
    const { kernel, heartbeats, settings, writer, podsOn } = this.host;
    const { nowMs, nowEpochMs, startEpochMs } = kernel;
    const renewedMs = heartbeats.lastRenewalMs(name, nowMs);
    const health = healthAfter({
      node: observed,
      before: this.health.get(name),
      renewedMs: renewedMs === undefined ? undefined : startEpochMs + renewedMs,
      passAt: (ms) => startEpochMs + this.passAt(ms - startEpochMs),
      nowMs: nowEpochMs,
    });
    this.health.set(name, health);
    let node = observed;
    const deadlineMs = health.probedMs + graceMs(observed, settings) - startEpochMs;
    const isSilent = nowMs > deadlineMs;
    const conditions = isSilent ? silentConditions(writer.fresh(name) ?? observed, nowEpochMs) : undefined;
    if (conditions !== undefined) {
      const written = writer.setConditions(observed, conditions);
      // Lost a race against the kubelet: looked at again with the next pass.
      this.due.add(name);
      if (written === undefined) return;
      node = written;
    } else if (!heartbeats.isBeating(name) && readyCondition(observed)?.status !== 'Unknown') {
      this.deadlines.set(name, this.passAt(deadlineMs + 1));
    }
    this.known.set(name, node);
    this.counts.set(node);
    this.setTaints(observed);
    const wasReady = readyCondition(observed)?.status === 'True';
    if (!wasReady || readyCondition(node)?.status === 'True') return;
    writer.recordNode(node, 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
    writer.markNotReady(podsOn(name));
  }

  private setTaints(node: Node): void {
    const { name } = node.metadata;
    const status = readyCondition(node)?.status ?? 'Unknown';
    if (status === 'True') {
      this.markReachable(node);
      return;
    }
    const [wanted, other] = status === 'False' ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY];
    if (hasTaint(node, other, 'NoExecute')) {
      this.host.writer.swapTaints(name, 'NoExecute', [wanted], [other]);
      this.due.add(name);
      return;
    }
    const queue = this.queues.get(zoneOf(node));
    if (!hasTaint(node, wanted, 'NoExecute')) {
      queue?.forget(name);
      this.due.add(name);
    }
    queue?.add(name);
  }

  private markReachable(node: Node): void {
    const { name } = node.metadata;
    const taints = [UNREACHABLE, NOT_READY].filter((key) => hasTaint(node, key, 'NoExecute'));
    for (const key of taints) this.host.writer.swapTaints(name, 'NoExecute', [], [key]);
    this.queues.get(zoneOf(node))?.remove(name);
  }

  private handleDisruption(): void {
    const { kernel, decide } = this.host;
    const { nowMs } = kernel;
    const before = new Map(this.zones.all);
    const outcome = this.zones.update(this.counts.all);
    for (const [zone, state] of this.zones.all) {
      const was = before.get(zone);
      if (was !== state && was !== undefined && was !== 'Initial')
        decide(`Zone ${zone === '' ? 'of all nodes' : zone} is now in state ${state}.`);
    }
    if (outcome.kind === 'stop') {
      for (const name of this.known.keys()) this.markReachable(this.host.node(name) ?? this.known.get(name)!);
      for (const queue of this.queues.values()) queue.setRate(0, nowMs);
      return;
    }
    if (outcome.kind === 'restart') this.restart();
    for (const [zone, rate] of outcome.rates) {
      this.addZone(zone);
      this.queues.get(zone)?.setRate(rate, nowMs);
    }
  }

  /** Every node gets its grace period anew. */
  private restart(): void {
    const { kernel, heartbeats } = this.host;
    for (const [name, health] of this.health) {
      this.health.set(name, { ...health, probedMs: kernel.nowEpochMs });
      if (!heartbeats.isBeating(name)) this.due.add(name);
    }
  }

  private taintPass(): void {
    const { kernel } = this.host;
    for (const queue of this.queues.values()) queue.pass(kernel.nowMs, (name) => this.taint(name));
    this.scheduleTaints();
  }

  private taint(name: string): boolean {
    const node = this.host.node(name);
    const status = node === undefined ? undefined : readyCondition(node)?.status;
    if (status === 'False') return this.host.writer.swapTaints(name, 'NoExecute', [NOT_READY], [UNREACHABLE]);
    if (status === 'Unknown')
      return this.host.writer.swapTaints(name, 'NoExecute', [UNREACHABLE], [NOT_READY]);
    return true;
  }

  private scheduleTaints(): void {
    const { kernel } = this.host;
    kernel.cancel(this.nextTaints);
    this.nextTaints = undefined;
    let dueMs: number | undefined;
    for (const queue of this.queues.values()) {
      const nextMs = queue.nextPassMs();
      if (nextMs !== undefined && (dueMs === undefined || nextMs < dueMs)) dueMs = nextMs;
    }
    if (dueMs === undefined) return;
    const earliestMs = Math.ceil((kernel.nowMs + 1) / PASS_PERIOD_MS) * PASS_PERIOD_MS;
    const options = {
      delayMs: Math.max(dueMs, earliestMs) - kernel.nowMs,
      kind: 'node tainting',
      label: 'node eviction rate',
      priority: PRIORITY.period,
    };
    this.nextTaints = kernel.schedule(options, () => this.taintPass());
  }
}
