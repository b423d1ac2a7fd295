// Image garbage collection: every five minutes, when the disk is fuller than 85%, unused images go until 80% are left.
//
// A round that would find room is no event. The eviction manager asks for all unused images to go before it ends a pod.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/images/image_gc_manager.go, GarbageCollect, freeSpace,
// DeleteUnusedImages; pkg/kubelet/kubelet.go, StartGarbageCollection, ImageGCPeriod; pkg/kubelet/apis/config/v1beta1/
// defaults.go. Left out: imageMaximumGCAge (1.29).

import { parseGoDurationMs } from '../../api/duration/go-duration.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import { exceedsAtMs, type Growth } from '../../runtime/behaviour/course.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import type { ContainerRecord } from '../cri/container-record.ts';
import type { NodeEvents } from '../node/node-events.ts';
import { tickAtOrAfterMs } from '../ticks.ts';
import { ImageRecords } from './image-records.ts';
import type { ImageStore } from './image-store.ts';

const PERIOD_MS = 300_000;
const HIGH_PERCENT = 85;
const LOW_PERCENT = 80;
const MIN_AGE = '2m0s';
/** With this high threshold no image is ever collected for its own sake. */
const NEVER_PERCENT = 100;

export interface ImageGcOptions {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly config: KubeletConfig;
  readonly store: ImageStore;
  /** Ids of images of containers that are there, whether they run or not. */
  readonly inUse: () => readonly string[];
  /** When the rounds fall, 0 to 299,999 ms. */
  readonly phaseMs: number;
  /** Bytes. */
  readonly capacity: number;
  /** Bytes of the disk in use. */
  readonly usedAt: (ms: number) => Growth;
  readonly events: () => NodeEvents;
}

export class ImageGc {
  private readonly options: ImageGcOptions;
  private readonly records: ImageRecords;
  private readonly highPercent: number;
  private readonly lowPercent: number;
  private readonly minAgeMs: number;
  private timer: SimEvent | undefined;
  private hasFailed = false;

  constructor(options: ImageGcOptions) {
    this.options = options;
    this.records = new ImageRecords({ startedMs: options.kernel.nowMs, phaseMs: options.phaseMs });
    const { imageGCHighThresholdPercent, imageGCLowThresholdPercent, imageMinimumGCAge } = options.config;
    this.highPercent = imageGCHighThresholdPercent ?? HIGH_PERCENT;
    this.lowPercent = imageGCLowThresholdPercent ?? LOW_PERCENT;
    this.minAgeMs = parseGoDurationMs(imageMinimumGCAge ?? MIN_AGE);
  }

  pause(): void {
    this.options.kernel.cancel(this.timer);
    this.timer = undefined;
  }

  /** The disk goes on otherwise than was known. */
  plan(): void {
    if (this.highPercent < NEVER_PERCENT) this.planFrom(this.options.kernel.nowMs);
  }

  /** A container is no more: its image may be in use no longer. */
  noteRemoved({ imageId, startedAt }: ContainerRecord): void {
    const { nowMs, startEpochMs } = this.options.kernel;
    this.records.noteRelease(imageId, startedAt - startEpochMs, nowMs);
  }

  /** All images that are not used and not too young go. */
  deleteUnused(): void {
    this.freeSpace(Number.POSITIVE_INFINITY);
  }

  /** @returns bytes */
  private freeSpace(wanted: number): number {
    const { kernel, store, inUse } = this.options;
    const used = new Set(inUse());
    let freed = 0;
    for (const { name, id, bytes } of this.records.unused(store.all(), used, kernel.nowMs, this.minAgeMs)) {
      if (freed >= wanted) break;
      this.records.forget(id);
      store.remove(name);
      freed += bytes;
    }
    return freed;
  }

  private planFrom(earliestMs: number): void {
    const { kernel, phaseMs, capacity, usedAt } = this.options;
    // Hundredths are whole numbers upstream: 84.5% in use are 85.
    const fullFrom = Math.floor((capacity * (this.highPercent - 1)) / 100);
    const fullMs = exceedsAtMs(usedAt, kernel.nowMs, fullFrom);
    const fromMs = this.hasFailed ? earliestMs : fullMs;
    const dueMs =
      fromMs === undefined ? undefined : tickAtOrAfterMs(Math.max(fromMs, earliestMs), phaseMs, PERIOD_MS);
    if (dueMs === this.timer?.dueMs && this.timer?.canceled === false) return;
    kernel.cancel(this.timer);
    this.timer = undefined;
    if (dueMs === undefined) return;
    const label = 'the kubelet collects unused images: every 5m';
    const delayMs = dueMs - kernel.nowMs;
    this.timer = kernel.schedule({ delayMs, kind: 'image gc', priority: PRIORITY.period, label }, () => {
      this.timer = undefined;
      this.round();
      this.planFrom(kernel.nowMs + 1);
    });
  }

  private round(): void {
    const { kernel, capacity, usedAt, version, events } = this.options;
    const available = capacity - Math.floor(usedAt(kernel.nowMs).bytes);
    const usedPercent = 100 - Math.floor((available * 100) / capacity);
    const toFree = Math.floor((capacity * (100 - this.lowPercent)) / 100) - available;
    const freed = usedPercent < this.highPercent ? toFree : this.freeSpace(toFree);
    if (freed >= toFree) {
      this.hasFailed = false;
      return;
    }
    const message = version.has('imageGcSaysEligible')
      ? `Failed to garbage collect required amount of images. Attempted to free ${toFree} bytes, but only found ${freed} bytes eligible to free.`
      : `failed to garbage collect required amount of images. Wanted to free ${toFree} bytes, but freed ${freed} bytes`;
    events().tell('Warning', 'FreeDiskSpaceFailed', message);
    if (this.hasFailed) events().tell('Warning', 'ImageGCFailed', message);
    this.hasFailed = true;
  }
}
