// What a controller has asked for and not yet seen in its cache, so that it does not ask twice.
// Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, ControllerExpectations.

/** Upstream's ExpectationsTimeout. */
const TIMEOUT_MS = 5 * 60_000;

interface Expected {
  creations: number;
  deletions: number;
  /** Keys whose deletion is awaited, so that one deletion is not counted twice. */
  readonly deletionKeys: Set<string>;
  readonly setAtMs: number;
}

export class Expectations {
  private readonly byKey = new Map<string, Expected>();
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  expectCreations(key: string, count: number): void {
    this.byKey.set(key, { creations: count, deletions: 0, deletionKeys: new Set(), setAtMs: this.nowMs() });
  }

  expectDeletions(key: string, objectKeys: readonly string[]): void {
    const deletionKeys = new Set(objectKeys);
    this.byKey.set(key, { creations: 0, deletions: deletionKeys.size, deletionKeys, setAtMs: this.nowMs() });
  }

  /** For controllers that create and delete in one pass. */
  expectBoth(key: string, creations: number, deletedKeys: readonly string[]): void {
    this.expectDeletions(key, deletedKeys);
    this.byKey.get(key)!.creations = creations;
  }

  creationObserved(key: string): void {
    const expected = this.byKey.get(key);
    if (expected !== undefined) expected.creations -= 1;
  }

  /** Counts a deletion once, and only if it was awaited. */
  deletionObserved(key: string, objectKey: string): void {
    const expected = this.byKey.get(key);
    if (expected?.deletionKeys.delete(objectKey)) expected.deletions -= 1;
  }

  /** Whether everything asked for was seen, nothing was asked for, or it was too long ago. */
  satisfied(key: string): boolean {
    const expected = this.byKey.get(key);
    if (expected === undefined) return true;
    if (expected.creations <= 0 && expected.deletions <= 0) return true;
    return this.nowMs() - expected.setAtMs > TIMEOUT_MS;
  }

  delete(key: string): void {
    this.byKey.delete(key);
  }
}
