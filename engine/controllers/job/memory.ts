// What the Job controller remembers between passes, one object a simulation.
//
// Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, Controller; tracking_utils.go, uidTrackingExpectations.

import { Expectations } from '../../client/expectations.ts';
import { type BackoffRecord, NO_FAILURES } from './backoff.ts';

export class JobMemory {
  /** Pods created and deleted that the cache has yet to show. */
  readonly expectations: Expectations;
  private readonly removals = new Map<string, Set<string>>();
  private readonly backoffs = new Map<string, BackoffRecord>();

  constructor(nowMs: () => number) {
    this.expectations = new Expectations(nowMs);
  }

  /** Uids of the Job's pods whose finalizer is off but which the cache may still show with it. */
  awaitedRemovals(key: string): ReadonlySet<string> {
    return this.removals.get(key) ?? new Set();
  }

  expectRemovals(key: string, uids: readonly string[]): void {
    const awaited = this.removals.get(key) ?? new Set();
    for (const uid of uids) awaited.add(uid);
    this.removals.set(key, awaited);
  }

  removalObserved(key: string, uid: string): void {
    this.removals.get(key)?.delete(uid);
  }

  backoff(key: string): BackoffRecord {
    return this.backoffs.get(key) ?? NO_FAILURES;
  }

  setBackoff(key: string, record: BackoffRecord): void {
    this.backoffs.set(key, record);
  }

  /** The Job has ended: nothing is backed off any more. */
  forgetBackoff(key: string): void {
    this.backoffs.delete(key);
  }

  /** The Job is gone. */
  forget(key: string): void {
    this.expectations.delete(key);
    this.removals.delete(key);
    this.backoffs.delete(key);
  }
}
