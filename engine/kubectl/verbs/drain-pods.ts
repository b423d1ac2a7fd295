// Takes pods away and waits until they are gone: each by itself when evicted, together when deleted.
//
// Source: kubectl v0.32.0 pkg/drain/drain.go, evictPods, deletePods, waitForDelete. Left out: the wait for a pod in a
// namespace that is being terminated, whose eviction is not refused here.

import { formatGoDurationMs } from '../../api/duration/go-duration.ts';
import type { Pod } from '../../api/objects.ts';
import { retryAfterMs } from '../../api/status.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { type Failure, statusFailure } from '../failure.ts';
import { namePrinter } from '../output/printer.ts';
import { RETRIES_MAX } from '../resource/retry-after.ts';
import { isLongGone } from './drain-filters.ts';

const RETRY_MS = 5000;
const POLL_MS = 1000;
const GAVE_UP = 'context deadline exceeded';

const text = (words: string): Failure => ({ kind: 'text', text: words });

function graceOf({ flags }: Call): { gracePeriodSeconds?: number } {
  const seconds = flags.int('grace-period');
  return seconds < 0 ? {} : { gracePeriodSeconds: seconds };
}

/** One pod on its way: evicted, again and again where its budget forbids it, then waited for. */
interface Eviction {
  readonly pod: Pod;
  dueMs: number;
  isWaiting: boolean;
  /** How often the request at hand was made again because the server asked for it. */
  retries: number;
}

/** What went wrong, of those pods that could not be taken away. */
export function* evictPods(call: Call, pods: readonly Pod[]): Routine<readonly Failure[]> {
  const { kernel } = call.session;
  const timeoutMs = call.flags.durationMs('timeout');
  const endMs = timeoutMs === 0 ? Number.POSITIVE_INFINITY : kernel.nowMs + timeoutMs;
  const failures: Failure[] = [];
  let left: Eviction[] = pods.map((pod) => ({ pod, dueMs: kernel.nowMs, isWaiting: false, retries: 0 }));
  while (left.length > 0) {
    const dueMs = Math.min(...left.map((one) => one.dueMs));
    if (dueMs > kernel.nowMs) yield sleep(dueMs - kernel.nowMs);
    left = left.filter((one) => one.dueMs > kernel.nowMs || !advance(call, one, endMs, failures));
  }
  return failures;
}

/** @returns whether the pod's way has ended */
function advance(call: Call, eviction: Eviction, endMs: number, failures: Failure[]): boolean {
  const { kernel } = call.session;
  if (!eviction.isWaiting && evictOne(call, eviction, endMs, failures)) return true;
  if (!eviction.isWaiting) return false;
  if (isGone(call, eviction.pod, 'evicted')) return true;
  if (kernel.nowMs >= endMs) {
    const { name, namespace } = eviction.pod.metadata;
    failures.push(
      text(`error when waiting for pod "${name}" in namespace "${namespace}" to terminate: ${GAVE_UP}`),
    );
    return true;
  }
  eviction.dueMs = Math.min(kernel.nowMs + POLL_MS, endMs);
  return false;
}

function evictOne(call: Call, eviction: Eviction, endMs: number, failures: Failure[]): boolean {
  const { server, kernel, actor } = call.session;
  const { name, namespace = '' } = eviction.pod.metadata;
  const isDry = call.dryRun === 'server';
  const subject = `pods/"${name}" -n "${namespace}"`;
  if (eviction.retries === 0) {
    call.out(`evicting pod ${namespace}/${name}${isDry ? ' (server dry run)' : ''}\n`);
    if (kernel.nowMs >= endMs) {
      const limit = formatGoDurationMs(call.flags.durationMs('timeout'));
      failures.push(text(`error when evicting ${subject}: global timeout reached: ${limit}`));
      return true;
    }
  }
  const result = server.evict(namespace, name, graceOf(call), { actor, dryRun: isDry });
  if (result.ok) {
    eviction.isWaiting = true;
    return isDry;
  }
  const { reason, message } = result.status;
  const waitMs = retryAfterMs(result.status);
  if (waitMs !== undefined && eviction.retries < RETRIES_MAX) {
    eviction.retries += 1;
    eviction.dueMs = kernel.nowMs + waitMs;
    return false;
  }
  eviction.retries = 0;
  if (reason === 'NotFound') return true;
  if (reason !== 'TooManyRequests') {
    failures.push(text(`error when evicting ${subject}: ${message}`));
    return true;
  }
  call.err(`error when evicting ${subject} (will retry after 5s): ${message}\n`);
  eviction.dueMs = kernel.nowMs + RETRY_MS;
  return false;
}

/** Deletes all and waits for all; the first refusal ends it. @throws CommandFailure */
export function* deletePods(call: Call, pods: readonly Pod[]): Routine<readonly Failure[]> {
  const { server, kernel, actor } = call.session;
  const timeoutMs = call.flags.durationMs('timeout');
  const endMs = timeoutMs === 0 ? Number.POSITIVE_INFINITY : kernel.nowMs + timeoutMs;
  const options = { actor, dryRun: call.dryRun === 'server' };
  for (const { metadata } of pods) {
    const result = server.delete('Pod', metadata.namespace, metadata.name, graceOf(call), options);
    if (!result.ok && result.status.reason !== 'NotFound') throw statusFailure(result.status);
  }
  let left = pods;
  for (;;) {
    left = left.filter((pod) => !isGone(call, pod, 'deleted'));
    if (left.length === 0) return [];
    if (kernel.nowMs >= endMs) return [text(GAVE_UP)];
    yield sleep(Math.min(POLL_MS, endMs - kernel.nowMs));
  }
}

// Prints what became of the pod.
function isGone(call: Call, pod: Pod, word: 'evicted' | 'deleted'): boolean {
  const { name, namespace, uid } = pod.metadata;
  const now = call.session.server.peek('Pod', namespace, name);
  if (now === undefined || now.metadata.uid !== uid) {
    const dryRun = call.dryRun === 'server' ? ' (server dry run)' : '';
    call.out(namePrinter(`${word}${dryRun}`)({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
    return true;
  }
  if (!isLongGone(call, now as Pod)) return false;
  const seconds = call.flags.int('skip-wait-for-delete-timeout');
  call.out(`pod "${name}" has DeletionTimestamp older than ${seconds} seconds, skipping\n`);
  return true;
}
