// What a rolling update may do to the pods of a Deployment, over time: never fewer available than desired less
// maxUnavailable, never more in total than desired and maxSurge; and where that did not hold.
//
// A limit binds once it was kept: a new Deployment begins with nothing, and one that was scaled needs its time.

import type { Deployment } from '../../engine/api/objects.ts';
import {
  isRollingUpdate,
  maxReplicas,
  maxUnavailable,
  wantedReplicas,
} from '../../engine/controllers/deployment/fenceposts.ts';
import type { TraceIndex } from './trace-index.ts';

export interface RolloutLimits {
  /** Of the Deployment. */
  readonly key: string;
  /** Without gaps from its creation to its end. */
  readonly spans: readonly LimitSpan[];
  readonly violations: readonly LimitViolation[];
}

export interface LimitSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minAvailable: number;
  readonly maxTotal: number;
}

export interface LimitViolation {
  readonly kind: 'too few available' | 'too many in total';
  readonly fromMs: number;
  readonly toMs: number;
  /** The record that began it. */
  readonly seq: number;
  readonly limit: number;
  /** The worst of it. */
  readonly value: number;
}

/** Deployments that roll; those that recreate their pods promise nothing. */
export function rolloutLimits(index: TraceIndex): RolloutLimits[] {
  return [...index.objects.values()].flatMap(({ key, ref, writes }) => {
    if (ref.kind !== 'Deployment') return [];
    const spans: LimitSpan[] = [];
    const watches = [
      new Watch('too few available', (value, limit) => value >= limit),
      new Watch('too many in total', (value, limit) => value <= limit),
    ] as const;
    writes.forEach(({ op, t, seq, object }, i) => {
      const deployment = object as Deployment;
      const toMs = writes[i + 1]?.t ?? Math.max(index.endMs, t + 1);
      if (op === 'delete' || !isRollingUpdate(deployment)) {
        for (const watch of watches) watch.release(t);
        return;
      }
      const minAvailable = wantedReplicas(deployment) - maxUnavailable(deployment);
      const maxTotal = maxReplicas(deployment);
      addSpan(spans, { fromMs: t, toMs, minAvailable, maxTotal });
      const { availableReplicas = 0, replicas = 0 } = deployment.status ?? {};
      watches[0].see({ t, seq, value: availableReplicas, limit: minAvailable });
      watches[1].see({ t, seq, value: replicas, limit: maxTotal });
    });
    for (const watch of watches) watch.release(index.endMs);
    const violations = watches.flatMap((watch) => watch.violations).sort((a, b) => a.seq - b.seq);
    return spans.length === 0 ? [] : [{ key, spans, violations }];
  });
}

function addSpan(spans: LimitSpan[], span: LimitSpan): void {
  const last = spans.at(-1);
  const isSame =
    last?.toMs === span.fromMs && last.minAvailable === span.minAvailable && last.maxTotal === span.maxTotal;
  if (isSame) spans[spans.length - 1] = { ...last, toMs: span.toMs };
  else if (span.toMs > span.fromMs) spans.push(span);
}

interface Seen {
  readonly t: number;
  readonly seq: number;
  readonly value: number;
  readonly limit: number;
}

class Watch {
  readonly violations: LimitViolation[] = [];
  private readonly kind: LimitViolation['kind'];
  private readonly isKept: (value: number, limit: number) => boolean;
  private bindsAt: number | undefined;
  private open: Omit<LimitViolation, 'toMs'> | undefined;

  constructor(kind: LimitViolation['kind'], isKept: Watch['isKept']) {
    this.kind = kind;
    this.isKept = isKept;
  }

  see({ t, seq, value, limit }: Seen): void {
    // Asked for more than before, or for less: it has to get there first.
    if (limit !== this.bindsAt) this.release(t);
    if (this.isKept(value, limit)) {
      this.release(t);
      this.bindsAt = limit;
    } else if (this.bindsAt === limit) {
      const { kind, isKept, open } = this;
      if (open === undefined) this.open = { kind, fromMs: t, seq, limit, value };
      else if (isKept(open.value, value)) this.open = { ...open, value };
    }
  }

  /** The limit binds no more. */
  release(t: number): void {
    if (this.open !== undefined && t > this.open.fromMs) this.violations.push({ ...this.open, toMs: t });
    this.open = undefined;
    this.bindsAt = undefined;
  }
}
