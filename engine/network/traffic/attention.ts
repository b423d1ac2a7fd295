// Watches what requests may reach: pods whose ports open, close, hang or recover, and servers that end.

import type { ServerLife } from '../../runtime/behaviour/serving.ts';
import type { Sandbox } from '../../runtime/sandbox.ts';
import type { PodPlace } from '../machines.ts';
import type { ServingDestination } from './destination.ts';

export interface AttentionMeans {
  /** Something about the pod with that address has changed. */
  readonly onChange: (address: string) => void;
  readonly onEnd: (life: ServerLife, pod: PodPlace) => void;
  /** Lets requests that are on their way take their places in a queue. */
  readonly settle: () => void;
}

export class Attention {
  private readonly means: AttentionMeans;
  private readonly watched = new Map<Sandbox, () => void>();
  private readonly lives = new WeakSet<ServerLife>();

  constructor(means: AttentionMeans) {
    this.means = means;
  }

  /** These from now on, and no others. */
  turnTo(sandboxes: ReadonlySet<Sandbox>): void {
    for (const [sandbox, stop] of this.watched) {
      if (sandboxes.has(sandbox)) continue;
      stop();
      this.watched.delete(sandbox);
    }
    for (const sandbox of sandboxes) {
      if (this.watched.has(sandbox)) continue;
      const address = sandbox.addresses[0] ?? '';
      const stop = sandbox.watch(() => this.means.onChange(address));
      this.watched.set(sandbox, stop);
    }
  }

  /** A server that requests may reach; one that is known costs nothing. */
  meet({ serving, pod }: ServingDestination): void {
    const { life, queue } = serving;
    if (queue !== undefined) queue.settle ??= this.means.settle;
    if (this.lives.has(life)) return;
    this.lives.add(life);
    life.onExit(() => this.means.onEnd(life, pod));
  }
}
