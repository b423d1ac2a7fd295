// Has the volumes of a placed pod bound before the pod itself is: writes what was assumed, then waits for the volume
// controller (and a provisioner) to finish.
//
// Looks once a second, as upstream polls, but only after something relevant changed; gives up after 10 minutes.
// Source: kubernetes v1.20.2 pkg/controller/volume/scheduling/scheduler_binder.go, BindPodVolumes and checkBindings;
// bindTimeoutSeconds in pkg/scheduler/apis/config/v1beta1/defaults.go.

import type { PersistentVolumeClaim } from '../../api/objects.ts';
import type { Client } from '../../client/client.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { SimEvent } from '../../kernel/sim-event.ts';
import type { ClusterView } from '../framework/cluster-view.ts';
import { isFullyBound, SELECTED_NODE_ANNOTATION } from '../plugins/volumebinding/pod-claims.ts';
import { type AssumedVolumes, claimKey } from './assumed-view.ts';

const POLL_MS = 1_000;
const TIMEOUT_MS = 600_000;

export interface BinderHost {
  readonly kernel: Kernel;
  readonly client: Client;
  /** The informers' own view, without assumptions. */
  readonly view: ClusterView;
}

/** `undefined`: all volumes are bound; else upstream's text of what went wrong. */
export type Bound = (problem: string | undefined) => void;

interface Wait {
  readonly assumed: AssumedVolumes;
  readonly nodeName: string;
  readonly startMs: number;
  readonly done: Bound;
  check: SimEvent | undefined;
  readonly timeout: SimEvent;
}

export class VolumeBinder {
  private readonly host: BinderHost;
  private readonly waits = new Set<Wait>();

  constructor(host: BinderHost) {
    this.host = host;
  }

  /** Writes the volumes and claims; calls back, later, when they are bound or cannot be. */
  bind(assumed: AssumedVolumes, nodeName: string, done: Bound): void {
    const problem = this.write(assumed);
    if (problem !== undefined) {
      done(problem);
      return;
    }
    const { kernel } = this.host;
    const timeout = kernel.schedule(
      { delayMs: TIMEOUT_MS, kind: 'volume binding timeout', label: 'volume binding' },
      () => this.finish(wait, 'timed out waiting for the condition'),
    );
    const wait: Wait = { assumed, nodeName, startMs: kernel.nowMs, done, check: undefined, timeout };
    this.waits.add(wait);
    this.scheduleCheck(wait);
  }

  /** Volumes or claims changed: waiting pods are looked at with the next poll. */
  changed(): void {
    for (const wait of this.waits) this.scheduleCheck(wait);
  }

  private write({ volumes, provisions }: AssumedVolumes): string | undefined {
    for (const object of [...volumes, ...provisions]) {
      const result = this.host.client.update(object);
      if (!result.ok) return result.status.message ?? result.status.reason;
    }
    return undefined;
  }

  private scheduleCheck(wait: Wait): void {
    if (wait.check !== undefined) return;
    const { kernel } = this.host;
    const sinceMs = kernel.nowMs - wait.startMs;
    const delayMs = (Math.floor(sinceMs / POLL_MS) + 1) * POLL_MS - sinceMs;
    wait.check = kernel.schedule({ delayMs, kind: 'volume binding poll' }, () => {
      wait.check = undefined;
      this.poll(wait);
    });
  }

  private poll(wait: Wait): void {
    const { claims, provisions } = wait.assumed;
    const current = [...claims, ...provisions].map((claim) => this.current(claim));
    for (const [i, claim] of current.entries()) {
      if (claim === undefined) {
        this.finish(
          wait,
          `could not find v1.PersistentVolumeClaim "${claimKey([...claims, ...provisions][i]!)}"`,
        );
        return;
      }
      const isProvisioned = i >= claims.length;
      // A provisioner that fails takes its mark away, to have another node chosen.
      if (isProvisioned && claim.metadata.annotations?.[SELECTED_NODE_ANNOTATION] !== wait.nodeName) {
        if (isStale(claim, provisions[i - claims.length]!)) return;
        this.finish(wait, `provisioning failed for PVC "${claim.metadata.name}"`);
        return;
      }
    }
    if (current.every((claim) => isFullyBound(claim!))) this.finish(wait, undefined);
  }

  private current({ metadata }: PersistentVolumeClaim): PersistentVolumeClaim | undefined {
    return this.host.view.persistentVolumeClaim(metadata.namespace, metadata.name);
  }

  private finish(wait: Wait, problem: string | undefined): void {
    if (!this.waits.delete(wait)) return;
    this.host.kernel.cancel(wait.check);
    this.host.kernel.cancel(wait.timeout);
    wait.done(problem);
  }
}

// The informer has not seen our own write yet.
function isStale(cached: PersistentVolumeClaim, written: PersistentVolumeClaim): boolean {
  return cached.metadata.resourceVersion === written.metadata.resourceVersion;
}
