// What a pass over a Job is given, and what it tells the work queue. Types only.

import type { Component } from '../../client/component.ts';
import type { PodControl } from '../pod-control.ts';
import type { Refusal } from '../refusal.ts';
import type { JobMemory } from './memory.ts';

export interface PassOutcome {
  /** Whether the work queue forgets how often the Job has failed. */
  readonly forget: boolean;
  /** Set: the Job comes back after a back-off. */
  readonly refusal?: Refusal | undefined;
  /** When to look at the Job again in any case. */
  readonly requeueAfterMs?: number | undefined;
}

export interface JobMeans {
  readonly component: Component;
  readonly control: PodControl;
  readonly memory: JobMemory;
}
