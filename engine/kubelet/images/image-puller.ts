// Getting a container's image onto the node by its pull policy, with back-off when that fails.
// Source: kubernetes v1.20.2 pkg/kubelet/images/image_manager.go, EnsureImageExists.

import { formatGoDuration } from '../../api/duration/go-duration.ts';
import type { Container, Pod } from '../../api/objects.ts';
import type { Backoff } from '../../client/backoff.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { Stream } from '../../kernel/streams.ts';
import type { VersionProfile } from '../../versions/profile.ts';

/** Where images come from. */
export interface ImageRegistry {
  /** The error of a pull, worded as a container runtime does; undefined when it works. */
  pull(image: string, pod: Pod): { readonly error: string } | undefined;
  /** How long this pull takes, in milliseconds; undefined: what the timing profile says. */
  pullMs(image: string): number | undefined;
}

export type PullOutcome =
  | { readonly imageId: string }
  | {
      readonly reason: 'ErrImagePull' | 'ImagePullBackOff' | 'ErrImageNeverPull' | 'InvalidImageName';
      readonly message: string;
    };

export interface ImagePullerOptions {
  readonly kernel: Kernel;
  readonly registry: ImageRegistry;
  readonly backOff: Backoff;
  readonly version: VersionProfile;
  /** How long a pull takes, and a check of an image that is there. */
  readonly pullMs: () => number;
  readonly checkMs: () => number;
  /** For what a pull takes beyond whole milliseconds. */
  readonly stream: Stream;
  readonly event: (
    pod: Pod,
    container: Container,
    level: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) => void;
}

export class ImagePuller {
  private readonly options: ImagePullerOptions;
  private readonly present = new Set<string>();

  constructor(options: ImagePullerOptions) {
    this.options = options;
  }

  /** Images on the node, with their tags. */
  get images(): ReadonlySet<string> {
    return this.present;
  }

  /** Puts an image on the node without a pull. */
  preload(image: string): void {
    this.present.add(withTag(image));
  }

  *ensure(pod: Pod, container: Container): Routine<PullOutcome> {
    const { event, backOff } = this.options;
    const image = container.image ?? '';
    const tagged = withTag(image);
    if (!isImageReference(image)) {
      const message = `Failed to apply default image tag "${image}": couldn't parse image reference "${image}": invalid reference format`;
      event(pod, container, 'Warning', 'InspectFailed', message);
      return { reason: 'InvalidImageName', message };
    }
    const isPresent = this.present.has(tagged);
    const policy = container.imagePullPolicy ?? 'IfNotPresent';
    if (policy === 'Never' && !isPresent) {
      const message = `Container image "${image}" is not present with pull policy of Never`;
      event(pod, container, 'Warning', 'ErrImageNeverPull', message);
      return { reason: 'ErrImageNeverPull', message };
    }
    if (policy === 'Never' || (policy === 'IfNotPresent' && isPresent)) {
      event(pod, container, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
      return { imageId: imageId(tagged) };
    }
    const key = `${pod.metadata.uid}_${image}`;
    if (backOff.isInBackOffSinceUpdate(key, this.options.kernel.nowMs)) {
      const message = `Back-off pulling image "${image}"`;
      event(pod, container, 'Normal', 'BackOff', message);
      return { reason: 'ImagePullBackOff', message };
    }
    return yield* this.pull(pod, container, key);
  }

  private *pull(pod: Pod, container: Container, key: string): Routine<PullOutcome> {
    const { kernel, registry, backOff, pullMs, checkMs, event } = this.options;
    const image = container.image ?? '';
    event(pod, container, 'Normal', 'Pulling', `Pulling image "${image}"`);
    const begunMs = kernel.nowMs;
    const isPresent = this.present.has(withTag(image));
    yield sleep(isPresent ? checkMs() : (registry.pullMs(image) ?? pullMs()), `pull of image ${image}`);
    const failed = registry.pull(image, pod);
    if (failed !== undefined) {
      event(pod, container, 'Warning', 'Failed', `Failed to pull image "${image}": ${failed.error}`);
      backOff.next(key, kernel.nowMs);
      return { reason: 'ErrImagePull', message: failed.error };
    }
    this.present.add(withTag(image));
    event(pod, container, 'Normal', 'Pulled', this.pulledText(image, kernel.nowMs - begunMs));
    return { imageId: imageId(withTag(image)) };
  }

  private pulledText(image: string, tookMs: number): string {
    const took = formatGoDuration(BigInt(tookMs) * 1_000_000n + BigInt(this.nanosecondsMore()));
    const text = `Successfully pulled image "${image}" in ${took}`;
    return this.options.version.has('pulledEventIncludesWaiting')
      ? `${text} (${took} including waiting)`
      : text;
  }

  // No two pulls take the same time to the nanosecond, so that each is an event of its own where they are told so exactly.
  private nanosecondsMore(): number {
    const { version, stream } = this.options;
    return version.has('pulledEventInMilliseconds') ? 0 : stream.integer(1, 999_999);
  }
}

/** The image with `:latest` where it has neither tag nor digest. */
export function withTag(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return name.includes(':') || image.includes('@') ? image : `${image}:latest`;
}

// distribution/reference grammar: [domain/]path[:tag][@digest], lower-case path components.
const REFERENCE =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[a-z0-9+.-]+:[0-9a-fA-F]{32,})?$/;
const isImageReference = (image: string): boolean => REFERENCE.test(image);

function imageId(tagged: string): string {
  let hash = 0x811c9dc5;
  let hex = '';
  for (let round = 0; round < 8; round += 1) {
    for (let i = 0; i < tagged.length; i += 1)
      hash = Math.imul(hash ^ tagged.charCodeAt(i) ^ round, 0x01000193) >>> 0;
    hex += hash.toString(16).padStart(8, '0');
  }
  return `sha256:${hex}`;
}
