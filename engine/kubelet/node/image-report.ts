// The images that a node reports in its status: the largest ones, as of the kubelet's last list.
//
// The kubelet lists them every 30 seconds and posts its node's status within ten more. Here that is one event, and only
// after images came or went. Source: kubernetes v1.28.0 pkg/kubelet/nodestatus/setters.go, Images, MaxNamesPerImageInNodeStatus;
// pkg/kubelet/images/image_gc_manager.go, Start; pkg/kubelet/util/sliceutils/sliceutils.go, ByImageSize.

import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { imageReferences } from '../images/image-references.ts';
import type { ImageStore, StoredImage } from '../images/image-store.ts';
import { nextTickMs, tickAtOrAfterMs } from '../ticks.ts';

const LIST_PERIOD_MS = 30_000;
const STATUS_PERIOD_MS = 10_000;
/** Source: KubeletConfiguration, nodeStatusMaxImages. */
const IMAGES_MAX = 50;
const NAMES_MAX = 5;

export interface NodeImage {
  readonly names: string[];
  readonly sizeBytes: number;
}

export interface ImageReportOptions {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly store: ImageStore;
  readonly phaseOf: (periodMs: number) => number;
  /** How many images at most; -1: all. */
  readonly imagesMax?: number;
  /** The list is another one now. */
  readonly post: () => void;
}

export class ImageReport {
  private readonly options: ImageReportOptions;
  private list: readonly NodeImage[] | undefined;
  private isPlanned = false;
  /** Another kubelet takes over. */
  readonly end: () => void;

  constructor(options: ImageReportOptions) {
    this.options = options;
    this.end = options.store.onChange(() => this.plan());
    if (options.store.bytes > 0) this.plan();
  }

  /** Undefined before the first list. */
  get images(): readonly NodeImage[] | undefined {
    return this.list;
  }

  private plan(): void {
    if (this.isPlanned) return;
    this.isPlanned = true;
    const { kernel, phaseOf, post } = this.options;
    const listMs = nextTickMs(kernel.nowMs, phaseOf(LIST_PERIOD_MS), LIST_PERIOD_MS);
    const dueMs = tickAtOrAfterMs(listMs, phaseOf(STATUS_PERIOD_MS), STATUS_PERIOD_MS);
    const label = 'the kubelet reports the images of its node: listed every 30s';
    const timing = { delayMs: dueMs - kernel.nowMs, kind: 'node images', priority: PRIORITY.period, label };
    kernel.schedule(timing, () => {
      this.isPlanned = false;
      this.list = this.take();
      post();
    });
  }

  private take(): NodeImage[] {
    const { store, version, imagesMax = IMAGES_MAX } = this.options;
    const bySize = [...store.all()].sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
    const reported = imagesMax < 0 ? bySize : bySize.slice(0, imagesMax);
    return reported.map(({ name, bytes }: StoredImage) => ({
      names: imageReferences(name, version).names.slice(0, NAMES_MAX),
      sizeBytes: bytes,
    }));
  }
}
