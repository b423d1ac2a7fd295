// Image garbage collection: every five minutes, when the disk is fuller than 85%, unused images go until 80% are left.
//
// Images take no space here, so that nothing can be won back: the node says so. A round that would find room is no event.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/images/image_gc_manager.go, GarbageCollect; pkg/kubelet/kubelet.go,
// StartGarbageCollection, ImageGCPeriod; pkg/kubelet/apis/config/v1beta1/defaults.go, ImageGCHighThresholdPercent and
// ImageGCLowThresholdPercent.

import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import { exceedsAtMs, type Growth } from '../../runtime/behaviour/course.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { NodeEvents } from '../node/node-events.ts';
import { tickAtOrAfterMs } from '../ticks.ts';

const PERIOD_MS = 300_000;
const HIGH_PERCENT = 85;
const LOW_PERCENT = 80;

export interface ImageGcOptions {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
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
  private timer: SimEvent | undefined;
  private hasFailed = false;

  constructor(options: ImageGcOptions) {
    this.options = options;
  }

  pause(): void {
    this.options.kernel.cancel(this.timer);
    this.timer = undefined;
  }

  /** The disk goes on otherwise than was known. */
  plan(): void {
    const { kernel } = this.options;
    this.planFrom(kernel.nowMs);
  }

  private planFrom(earliestMs: number): void {
    const { kernel, phaseMs, capacity, usedAt } = this.options;
    // Hundredths are whole numbers upstream: 84.5% in use are 85.
    const fullFrom = Math.floor((capacity * (HIGH_PERCENT - 1)) / 100);
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
    const toFree = Math.floor((capacity * (100 - LOW_PERCENT)) / 100) - available;
    if (usedPercent < HIGH_PERCENT || toFree <= 0) {
      this.hasFailed = false;
      return;
    }
    const message = version.has('imageGcSaysEligible')
      ? `Failed to garbage collect required amount of images. Attempted to free ${toFree} bytes, but only found 0 bytes eligible to free.`
      : `failed to garbage collect required amount of images. Wanted to free ${toFree} bytes, but freed 0 bytes`;
    events().tell('Warning', 'FreeDiskSpaceFailed', message);
    if (this.hasFailed) events().tell('Warning', 'ImageGCFailed', message);
    this.hasFailed = true;
  }
}
