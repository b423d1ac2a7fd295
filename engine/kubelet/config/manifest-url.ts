// A URL from which a kubelet reads pods: asked every 20 s. An answer that says the same as the last one, or that is an
// error, leaves the pods as they are; an empty one ends them all.
//
// Asking is an event only when the answer has changed. Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/config/http.go;
// httpCheckFrequency: pkg/kubelet/apis/config/v1beta1/defaults.go.

import type { Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import { nextTickMs } from '../ticks.ts';
import type { ReadPod, ReadPods } from './pod-manifest.ts';
import type { WebPages } from './web-pages.ts';

const HTTP_CHECK_MS = 20_000;

export interface ManifestUrlOptions {
  readonly kernel: Kernel;
  readonly url: string;
  readonly pages: WebPages;
  /** When it asks, 0 to 19,999 ms. */
  readonly phaseMs: number;
  readonly readOne: (text: string, url: string) => ReadPod;
  readonly readList: (text: string, url: string) => ReadPods;
  readonly onPods: (pods: readonly Pod[]) => void;
  readonly log: (text: string) => void;
}

export class ManifestUrl {
  private readonly options: ManifestUrlOptions;
  private readonly unwatch: () => void;
  private last: string | undefined;
  private asking: SimEvent | undefined;
  private isPaused = false;

  /** Asks at once. */
  constructor(options: ManifestUrlOptions) {
    this.options = options;
    this.unwatch = options.pages.watch(options.url, () => this.askSoon());
    this.ask();
  }

  stop(): void {
    this.unwatch();
    this.options.kernel.cancel(this.asking);
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.askSoon();
  }

  private askSoon(): void {
    if (this.asking !== undefined) return;
    const { kernel, phaseMs, url } = this.options;
    const delayMs = nextTickMs(kernel.nowMs, phaseMs, HTTP_CHECK_MS) - kernel.nowMs;
    const label = `kubelet reads ${url}: every 20s`;
    this.asking = kernel.schedule(
      { delayMs, kind: 'kubelet manifests', priority: PRIORITY.period, label },
      () => {
        this.asking = undefined;
        if (!this.isPaused) this.ask();
      },
    );
  }

  private ask(): void {
    const { pages, url, log } = this.options;
    const text = pages.get(url);
    if (text === undefined)
      return log(`Failed to read pods from URL err=${JSON.stringify(`${url}: 404 Not Found`)}`);
    if (text === '') {
      this.options.onPods([]);
      return log(`Failed to read pods from URL err="zero-length data received from ${url}"`);
    }
    if (text === this.last) return;
    this.last = text;
    const problem = this.take(text);
    if (problem !== undefined) log(`Failed to read pods from URL err=${JSON.stringify(problem)}`);
  }

  private take(text: string): string | undefined {
    const { url, readOne, readList, onPods } = this.options;
    const one = readOne(text, url);
    if ('pod' in one) {
      onPods([one.pod]);
      return undefined;
    }
    if (one.isParsed) return one.error;
    const many = readList(text, url);
    if ('pods' in many) {
      onPods(many.pods);
      return undefined;
    }
    if (many.isParsed) return many.error;
    return `${url}: received '${text}', but couldn't parse as single (${one.error}) or multiple pods (${many.error})`;
  }
}
