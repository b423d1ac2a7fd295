// The heartbeats of nodes as functions of time: nobody can tell a lease that is renewed every ten seconds from one whose
// renewal is worked out when somebody reads it, so the renewals cost no events and no writes.
//
// A kubelet says when its heart begins and ceases to beat; readers of Leases and Nodes are shown the last beat.
// Differs: renewals make no watch events and no revisions. Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go
// (nodeStatusReportFrequency 5 m), pkg/kubelet/nodelease and staging/src/k8s.io/component-helpers/apimachinery/lease.

import type { AnyObject, Lease, Node } from '../../api/objects.ts';
import { formatMicroTime, formatTime, parseTime } from '../../api/time.ts';
import type { ServerCore } from '../server-core.ts';

/** Source: pkg/kubelet/kubelet.go: a quarter of the lease's 40 s. */
const RENEW_PERIOD_MS = 10_000;
/** Source: pkg/kubelet/apis/config/v1beta1/defaults.go, NodeStatusReportFrequency. */
export const REPORT_PERIOD_MS = 300_000;
const NODE_LEASES = 'kube-node-lease';

interface Pulse {
  /** Of the first beat. */
  readonly fromMs: number;
  /** Undefined while it beats. */
  readonly untilMs: number | undefined;
}

export class Heartbeats {
  private readonly pulses = new Map<string, Pulse>();
  private readonly listeners: ((nodeName: string) => void)[] = [];

  /** The first beat is at `fromMs`, of simulation time; the next ones follow every ten seconds. */
  begin(nodeName: string, fromMs: number): void {
    this.set(nodeName, { fromMs, untilMs: undefined });
  }

  /** No beat after `untilMs`. */
  end(nodeName: string, untilMs: number): void {
    const pulse = this.pulses.get(nodeName);
    if (pulse !== undefined && pulse.untilMs === undefined) this.set(nodeName, { ...pulse, untilMs });
  }

  isBeating(nodeName: string): boolean {
    const pulse = this.pulses.get(nodeName);
    return pulse !== undefined && pulse.untilMs === undefined;
  }

  /** Simulation time of the last renewal up to `nowMs`; undefined when there was none. */
  lastRenewalMs(nodeName: string, nowMs: number): number | undefined {
    const pulse = this.pulses.get(nodeName);
    if (pulse === undefined) return undefined;
    const lastMs = Math.min(nowMs, pulse.untilMs ?? nowMs);
    if (lastMs < pulse.fromMs) return undefined;
    return lastMs - ((lastMs - pulse.fromMs) % RENEW_PERIOD_MS);
  }

  /** Tells of each node whose heart begins or ceases to beat. */
  subscribe(listener: (nodeName: string) => void): void {
    this.listeners.push(listener);
  }

  /** The object as a reader sees it now. */
  present(object: AnyObject, { kernel }: Pick<ServerCore, 'kernel'>): AnyObject {
    if (object.kind === 'Lease') return this.presentLease(object, kernel);
    if (object.kind === 'Node') return this.presentNode(object, kernel);
    return object;
  }

  private presentLease(object: AnyObject, { nowMs, startEpochMs }: Clock): AnyObject {
    const { metadata, spec } = object as unknown as Lease;
    if (metadata.namespace !== NODE_LEASES) return object;
    const beatMs = this.lastRenewalMs(metadata.name, nowMs);
    if (beatMs === undefined) return object;
    const renewTime = formatMicroTime(startEpochMs + beatMs);
    return renewTime > (spec.renewTime ?? '') ? { ...object, spec: { ...spec, renewTime } } : object;
  }

  private presentNode(object: AnyObject, { nowMs, startEpochMs }: Clock): AnyObject {
    const { metadata, status } = object as unknown as Node;
    const pulse = this.pulses.get(metadata.name);
    const posted = status.conditions?.find(({ type }) => type === 'Ready')?.lastHeartbeatTime;
    if (pulse === undefined || posted === undefined) return object;
    // Five minutes after a status was posted it is posted again, though nothing in it has changed.
    const postedMs = parseTime(posted) - startEpochMs;
    const sinceMs = Math.min(nowMs, pulse.untilMs ?? nowMs) - postedMs;
    if (sinceMs < REPORT_PERIOD_MS) return object;
    const beatMs = postedMs + sinceMs - (sinceMs % REPORT_PERIOD_MS);
    const lastHeartbeatTime = formatTime(startEpochMs + beatMs);
    const isOlder = (time: string | undefined): boolean => time !== undefined && time < lastHeartbeatTime;
    if (!status.conditions?.some((c) => isOlder(c.lastHeartbeatTime))) return object;
    const conditions = status.conditions.map((c) =>
      isOlder(c.lastHeartbeatTime) ? { ...c, lastHeartbeatTime } : c,
    );
    return { ...object, status: { ...status, conditions } };
  }

  private set(nodeName: string, pulse: Pulse): void {
    this.pulses.set(nodeName, pulse);
    for (const listener of this.listeners) listener(nodeName);
  }
}

type Clock = ServerCore['kernel'];
