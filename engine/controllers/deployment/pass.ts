// What one pass over a Deployment works with: the means, and the Deployment as the pass has it so far.
//
// The pass keeps the resourceVersion that it began with. A pass that writes the status twice is refused the second time
// and comes back, as upstream's does: its log is known for «the object has been modified».
// Source: kubernetes v1.20.2 pkg/controller/deployment/sync.go, where UpdateStatus' answers are dropped.

import type { Deployment, Pod, ReplicaSet } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import type { Informer } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { type Refusal, refusedBy } from '../refusal.ts';

export interface DeploymentContext {
  readonly component: Component;
  readonly deployments: Informer<'Deployment', Deployment>;
  readonly sets: Informer<'ReplicaSet', ReplicaSet>;
  readonly pods: Informer<'Pod', Pod>;
  readonly queue: WorkQueue;
}

export interface Sets {
  readonly newSet: ReplicaSet | undefined;
  /** Oldest first. */
  readonly oldSets: readonly ReplicaSet[];
}

export class DeploymentPass {
  readonly context: DeploymentContext;
  /** Changed by the pass, never written to. */
  deployment: Deployment;

  constructor(context: DeploymentContext, deployment: Deployment) {
    this.context = context;
    this.deployment = deployment;
  }

  get nowEpochMs(): number {
    return this.context.component.kernel.nowEpochMs;
  }

  get version(): Component['version'] {
    return this.context.component.version;
  }

  writeStatus(): Refusal | undefined {
    const written = this.context.component.client.updateStatus(this.deployment);
    return written.ok ? undefined : refusedBy(written.status);
  }

  event(level: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.component.recorder.event(this.deployment, level, reason, message);
  }
}
