// A waiting pod with what the queue remembers of it, and the two orders: whose turn it is, and whose back-off ends.
//
// Source: kubernetes v1.20.2 pkg/scheduler/internal/queue/scheduling_queue.go, calculateBackoffDuration and
// podsCompareBackoffCompleted.

import type { PodInfo } from '../framework/pod-info.ts';
import type { Positioned } from './entry-heap.ts';

export interface QueuedPod extends Positioned {
  pod: PodInfo;
  /** When it was put where it is; the back-off counts from here. */
  sinceMs: number;
  /** Its last try is under way until then, though its end is known from the start. */
  triedUntilMs: number;
  readonly seq: number;
  attempts: number;
  /** Tries in which plugins refused it. */
  refusals: number;
  /** Tries in a row that ended in an error. */
  errors: number;
  /** Plugins that refused it in its last try. */
  refusedBy: ReadonlySet<string>;
  /** Held back by its scheduling gates. */
  isGated: boolean;
  /** Trace record of what put it into the active queue. */
  cause: number;
}

/** Order of the active queue. Source: pkg/scheduler/framework/plugins/queuesort/priority_sort.go. */
export function goesBefore(a: QueuedPod, b: QueuedPod): boolean {
  if (a.pod.priority !== b.pod.priority) return a.pod.priority > b.pod.priority;
  return a.sinceMs < b.sinceMs || (a.sinceMs === b.sinceMs && a.seq < b.seq);
}

/** Order of the back-off; pods that are done at once come as in the active queue where `byPriority`. */
export function isDoneBefore(a: QueuedPod, b: QueuedPod, rules: BackoffRules, byPriority: boolean): boolean {
  const [end, other] = [backoffEndMs(a, rules), backoffEndMs(b, rules)];
  if (end !== other) return end < other;
  return byPriority ? goesBefore(a, b) : a.seq < b.seq;
}

/** Example: 1 s after the first failed try, 2 s after the second, 4, 8, then 10 s each time. */
export function backoffMs(
  attempts: number,
  { initialMs, maxMs }: Pick<BackoffRules, 'initialMs' | 'maxMs'>,
): number {
  return Math.min(initialMs * 2 ** Math.max(attempts - 1, 0), maxMs);
}

export interface BackoffRules {
  readonly initialMs: number;
  readonly maxMs: number;
  /** Ends are cut to whole seconds, and the second in which one falls must be over. */
  readonly endsInWindows: boolean;
  /** Refusals and errors count each by themselves, and not every try. */
  readonly countsApart: boolean;
}

// Source: kubernetes v1.35.7 pkg/scheduler/backend/queue/backoff_queue.go, backoffQOrderingWindowDuration.
const WINDOW_MS = 1_000;

/** Example in windows: refused first at 0.3 s, the end 1.3 s is cut to 1 s, so the pod is done at 2 s. */
export function backoffEndMs(entry: QueuedPod, rules: BackoffRules): number {
  const tries = rules.countsApart ? entry.errors || entry.refusals : entry.attempts;
  const end = entry.sinceMs + backoffMs(tries, rules);
  return rules.endsInWindows ? (Math.floor(end / WINDOW_MS) + 1) * WINDOW_MS : end;
}
