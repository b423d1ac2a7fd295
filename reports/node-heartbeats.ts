// The statuses that healthy nodes post every five minutes though nothing in them has changed. The engine makes no events
// of them; a watch would show them, and so does the exchange form.
//
// Differs: a node that has fallen silent, and has not been missed yet, may seem to post once more.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_node_status.go, tryUpdateNodeStatus; NodeStatusReportFrequency 5m.

import type { ChangeRecord, TraceRecord } from '../engine/trace/records.ts';

const PERIOD_MS = 300_000;

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastHeartbeatTime?: string;
}

interface NodeLike {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

interface Known {
  readonly record: ChangeRecord;
  readonly nextMs: number;
}

export class NodeHeartbeats {
  private readonly startEpochMs: number;
  private readonly nodes = new Map<string, Known>();

  constructor(startEpochMs: number) {
    this.startEpochMs = startEpochMs;
  }

  /** Notes what a record says of a node. */
  note(record: TraceRecord): void {
    if (record.type !== 'change' || record.ref.kind !== 'Node') return;
    const ready = (record.object as NodeLike).status?.conditions?.find(({ type }) => type === 'Ready');
    const posted = ready?.lastHeartbeatTime;
    if (record.op === 'delete' || ready?.status !== 'True' || posted === undefined) {
      this.nodes.delete(record.ref.name);
      return;
    }
    const postedMs = Date.parse(posted) - this.startEpochMs;
    const missed = Math.max(0, Math.floor((record.t - postedMs) / PERIOD_MS));
    this.nodes.set(record.ref.name, { record, nextMs: postedMs + (missed + 1) * PERIOD_MS });
  }

  /** The posts up to that instant, in order, as writes. */
  *until(nowMs: number): Generator<ChangeRecord> {
    for (;;) {
      const due = [...this.nodes].filter(([, { nextMs }]) => nextMs <= nowMs);
      const [next] = due.sort(([, a], [, b]) => a.nextMs - b.nextMs);
      if (next === undefined) return;
      const [name, { record, nextMs }] = next;
      const posted: ChangeRecord = {
        ...record,
        op: 'update',
        t: nextMs,
        object: this.beating(record, nextMs),
      };
      this.nodes.set(name, { record: posted, nextMs: nextMs + PERIOD_MS });
      yield posted;
    }
  }

  private beating({ object }: ChangeRecord, ms: number): unknown {
    const node = object as NodeLike;
    const lastHeartbeatTime = `${new Date(this.startEpochMs + ms).toISOString().slice(0, 19)}Z`;
    const conditions = node.status?.conditions?.map((condition) =>
      condition.lastHeartbeatTime === undefined ? condition : { ...condition, lastHeartbeatTime },
    );
    return { ...node, status: { ...node.status, conditions } };
  }
}
