// Getting a container's image onto the node by its pull policy, with back-off when that fails. A node pulls one image at
// a time.
//
// Source: kubernetes v1.20.2 pkg/kubelet/images/image_manager.go, EnsureImageExists; puller.go, serialImagePuller;
// pkg/kubelet/kuberuntime/kuberuntime_image.go, PullImage.

import { formatGoDuration } from '../../api/duration/go-duration.ts';
import type { Container, Pod, Secret } from '../../api/objects.ts';
import { type ImageName, parseImageName, referenceOf } from '../../api/pod/image-name.ts';
import type { Backoff } from '../../client/backoff.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Routine, sleep, until } from '../../kernel/routine.ts';
import type { Stream } from '../../kernel/streams.ts';
import type { Account, Registries } from '../../runtime/registries/registries.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { type ImageReferences, imageReferences } from './image-references.ts';
import type { ImageStore } from './image-store.ts';
import { accountsFor, SecretError } from './keyring.ts';
import { pullErrorText } from './pull-errors.ts';

/** An image as the runtime calls it. */
export type ImageOnNode = Pick<ImageReferences, 'imageId' | 'image'>;

export type PullOutcome =
  | ImageOnNode
  | {
      readonly reason: 'ErrImagePull' | 'ImagePullBackOff' | 'ErrImageNeverPull' | 'InvalidImageName';
      readonly message: string;
    };

export interface ImagePullerOptions {
  readonly kernel: Kernel;
  readonly registries: Registries;
  readonly backOff: Backoff;
  readonly version: VersionProfile;
  /** How long a pull takes, and a check of an image that is there. */
  readonly pullMs: () => number;
  readonly checkMs: () => number;
  /** The images on the node. */
  readonly store: ImageStore;
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

interface Pull {
  readonly pod: Pod;
  readonly container: Container;
  readonly name: ImageName;
  readonly secrets: readonly Secret[];
  /** Names the back-off. */
  readonly key: string;
}

export class ImagePuller {
  private readonly options: ImagePullerOptions;
  /** By pod and image, how the last pull failed. */
  private readonly lastFailures = new Map<string, string>();
  private readonly known = new Map<string, ImageReferences>();
  private isPulling = false;
  private readonly queue: (() => void)[] = [];

  constructor(options: ImagePullerOptions) {
    this.options = options;
  }

  /** The images on the node, by their names with tags. */
  get store(): ImageStore {
    return this.options.store;
  }

  /** Puts an image on the node without a pull, as if it had always been there. */
  preload(image: string): void {
    this.keep(image, Number.NEGATIVE_INFINITY);
  }

  private keep(image: string, addedMs: number): void {
    const { store, registries } = this.options;
    const name = withTag(image);
    if (!store.has(name))
      store.add({ name, id: this.references(name).imageId, bytes: registries.bytesOf(name), addedMs });
  }

  /** @param secrets  the pod's imagePullSecrets, as far as they are there */
  *ensure(pod: Pod, container: Container, secrets: readonly Secret[]): Routine<PullOutcome> {
    const { event, backOff, version } = this.options;
    const image = container.image ?? '';
    const tagged = withTag(image);
    const policy = container.imagePullPolicy ?? 'IfNotPresent';
    // An image that is there has a name that is one.
    if (policy !== 'Always' && this.store.has(tagged)) {
      const access = version.has('presentImagesAreAccessible') ? ' and can be accessed by the pod' : '';
      const message = `Container image "${image}" already present on machine${access}`;
      event(pod, container, 'Normal', 'Pulled', message);
      return this.references(tagged);
    }
    const parsed = parseImageName(image);
    if (parsed === undefined) {
      const message = this.invalidNameText(image);
      event(pod, container, 'Warning', 'InspectFailed', message);
      return { reason: 'InvalidImageName', message };
    }
    if (policy === 'Never') {
      const message = `Container image "${image}" is not present with pull policy of Never`;
      event(pod, container, 'Warning', 'ErrImageNeverPull', message);
      return { reason: 'ErrImageNeverPull', message };
    }
    const key = `${pod.metadata.uid}_${image}`;
    if (backOff.isInBackOffSinceUpdate(key, this.options.kernel.nowMs)) {
      const message = `Back-off pulling image "${image}"`;
      event(pod, container, 'Normal', 'BackOff', message);
      const failure = version.has('pullBackOffSaysWhy') ? this.lastFailures.get(key) : undefined;
      return {
        reason: 'ImagePullBackOff',
        message: failure === undefined ? message : `${message}: ${failure}`,
      };
    }
    return yield* this.pull({ pod, container, name: parsed, secrets, key });
  }

  private *pull({ pod, container, name, secrets, key }: Pull): Routine<PullOutcome> {
    const { kernel, backOff, event, checkMs } = this.options;
    const image = container.image ?? '';
    event(pod, container, 'Normal', 'Pulling', `Pulling image "${image}"`);
    const begunMs = kernel.nowMs;
    yield* this.myTurn();
    const turnMs = kernel.nowMs;
    const isRefused = this.failureOf(name, secrets) !== undefined;
    yield sleep(isRefused ? checkMs() : this.durationMs(image, name), `pull of image ${image}`);
    const failure = this.failureOf(name, secrets);
    this.nextTurn();
    if (failure !== undefined) {
      event(pod, container, 'Warning', 'Failed', `Failed to pull image "${image}": ${failure}`);
      backOff.next(key, kernel.nowMs);
      this.lastFailures.set(key, `ErrImagePull: ${failure}`);
      return { reason: 'ErrImagePull', message: failure };
    }
    this.keep(image, kernel.nowMs);
    event(
      pod,
      container,
      'Normal',
      'Pulled',
      this.pulledText(image, kernel.nowMs - turnMs, kernel.nowMs - begunMs),
    );
    this.lastFailures.delete(key);
    backOff.collectGarbage(kernel.nowMs);
    return this.references(withTag(image));
  }

  private *myTurn(): Routine<void> {
    if (this.isPulling) yield until((wake) => this.queue.push(wake));
    this.isPulling = true;
  }

  // The turn is handed over, so that nobody who comes at this instant gets in between.
  private nextTurn(): void {
    const next = this.queue.shift();
    this.isPulling = next !== undefined;
    next?.();
  }

  private durationMs(image: string, name: ImageName): number {
    const { registries, pullMs, checkMs } = this.options;
    if (this.store.has(withTag(image))) return checkMs();
    return registries.pullMs({ repository: name.repository, reference: referenceOf(name) }) ?? pullMs();
  }

  /** How the pull fails; undefined: it does not. Each account that fits is tried. */
  private failureOf(name: ImageName, secrets: readonly Secret[]): string | undefined {
    const { registries, version } = this.options;
    if (registries.areOpen && secrets.length === 0) return undefined;
    const { repository } = name;
    const wanted = { repository, reference: referenceOf(name) };
    const errors = new Set<string>();
    try {
      const accounts: (Account | undefined)[] = accountsFor(repository, secrets);
      for (const account of accounts.length === 0 ? [undefined] : accounts) {
        const refusal = registries.pull(wanted, account);
        if (refusal === undefined) return undefined;
        errors.add(pullErrorText(name, refusal, version));
      }
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      return error.message;
    }
    return errors.size === 1 ? [...errors][0] : `[${[...errors].join(', ')}]`;
  }

  private invalidNameText(image: string): string {
    const { version } = this.options;
    const what = version.has('imageErrorsSayName') ? 'name' : 'reference';
    const why = image === image.toLowerCase() ? '' : ': repository name must be lowercase';
    return `Failed to apply default image tag "${image}": couldn't parse image ${what} "${image}": invalid reference format${why}`;
  }

  /** @param wholeMs  with the wait for the node's other pulls */
  private pulledText(image: string, tookMs: number, wholeMs: number): string {
    const { version } = this.options;
    const more = this.nanosecondsMore();
    const spoken = (ms: number): string => formatGoDuration(BigInt(ms) * 1_000_000n + BigInt(more));
    const text = `Successfully pulled image "${image}" in `;
    if (!version.has('pulledEventIncludesWaiting')) return `${text}${spoken(wholeMs)}`;
    const told = `${text}${spoken(tookMs)} (${spoken(wholeMs)} including waiting)`;
    return version.has('pulledEventTellsSize')
      ? `${told}. Image size: ${this.options.registries.bytesOf(withTag(image))} bytes.`
      : told;
  }

  private references(tagged: string): ImageReferences {
    let references = this.known.get(tagged);
    if (references === undefined) {
      references = imageReferences(tagged, this.options.version);
      this.known.set(tagged, references);
    }
    return references;
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
