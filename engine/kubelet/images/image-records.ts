// What a kubelet remembers of the images on its node: since when it knows each of them, and when it last saw it in use.
//
// It looks every five minutes and before it frees space. The looks in between are worked out afterwards: an image in use
// costs nothing. What was there when the kubelet started is known since ever, and its use before that is forgotten.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/images/image_gc_manager.go, Start, detectImages, freeSpace,
// byLastUsedAndDetected. Order: images of equal age go by name; upstream leaves them to chance.

import { nextTickMs, tickAtOrAfterMs } from '../ticks.ts';
import type { StoredImage } from './image-store.ts';

const LOOK_PERIOD_MS = 300_000;
const SINCE_EVER = Number.NEGATIVE_INFINITY;

export interface ImageRecordsOptions {
  /** The first look. */
  readonly startedMs: number;
  /** When looks fall, 0 to 299,999 ms. */
  readonly phaseMs: number;
}

export class ImageRecords {
  private readonly options: ImageRecordsOptions;
  private readonly detectedMs = new Map<string, number>();
  private readonly lastUsedMs = new Map<string, number>();

  constructor(options: ImageRecordsOptions) {
    this.options = options;
  }

  /** A container is removed that was there since `sinceMs`. @param id  of its image */
  noteRelease(id: string, sinceMs: number, nowMs: number): void {
    const lookMs = Math.max(this.lookAtOrBefore(nowMs), this.options.startedMs);
    if (lookMs >= sinceMs && lookMs <= nowMs) this.noteUse(id, lookMs);
  }

  forget(id: string): void {
    this.detectedMs.delete(id);
    this.lastUsedMs.delete(id);
  }

  /**
   * A look now: which images may go, the one that was not used for the longest time first.
   *
   * @param minAgeMs  what is known for less stays
   */
  unused(
    images: readonly StoredImage[],
    inUse: ReadonlySet<string>,
    nowMs: number,
    minAgeMs: number,
  ): StoredImage[] {
    const known = images.map((image) => {
      const detectedMs = this.detect(image, nowMs);
      if (inUse.has(image.id)) this.noteUse(image.id, nowMs);
      return { image, detectedMs, usedMs: this.lastUsedMs.get(image.id) ?? SINCE_EVER };
    });
    return known
      .filter(({ detectedMs, usedMs }) => usedMs < nowMs && nowMs - detectedMs >= minAgeMs)
      .sort(
        (a, b) =>
          compare(a.usedMs, b.usedMs) ||
          compare(a.detectedMs, b.detectedMs) ||
          (a.image.name < b.image.name ? -1 : 1),
      )
      .map(({ image }) => image);
  }

  private detect({ id, addedMs }: StoredImage, nowMs: number): number {
    const { startedMs, phaseMs } = this.options;
    const known = this.detectedMs.get(id);
    if (known !== undefined) return known;
    const lookMs = tickAtOrAfterMs(addedMs, phaseMs, LOOK_PERIOD_MS);
    const detectedMs = addedMs <= startedMs ? SINCE_EVER : Math.min(lookMs, nowMs);
    this.detectedMs.set(id, detectedMs);
    return detectedMs;
  }

  private noteUse(id: string, lookMs: number): void {
    this.lastUsedMs.set(id, Math.max(this.lastUsedMs.get(id) ?? SINCE_EVER, lookMs));
  }

  private lookAtOrBefore(nowMs: number): number {
    return nextTickMs(nowMs, this.options.phaseMs, LOOK_PERIOD_MS) - LOOK_PERIOD_MS;
  }
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
