// What a plugin says of a pod on a node: nothing when it fits, else who refuses, for which reasons, and whether
// removing other pods could help.
//
// Statuses are shared constants wherever the reasons are fixed, so that the hot loop over nodes allocates nothing.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/interface.go, Status and Code.

/**
 * - `Unschedulable`: preempting other pods may help
 * - `UnschedulableAndUnresolvable`: no preemption would change it
 *
 * A plugin that cannot tell throws a SchedulingError, which ends the whole cycle.
 */
export type StatusCode = 'Unschedulable' | 'UnschedulableAndUnresolvable';

export interface Status {
  /** Name of the plugin that refuses, or NO_PLUGIN. */
  readonly plugin: string;
  readonly code: StatusCode;
  readonly reasons: readonly string[];
}

/** Of a refusal that upstream ascribes to no plugin. */
export const NO_PLUGIN = '';

export function unschedulable(plugin: string, ...reasons: string[]): Status {
  return { plugin, code: 'Unschedulable', reasons };
}

export function unresolvable(plugin: string, ...reasons: string[]): Status {
  return { plugin, code: 'UnschedulableAndUnresolvable', reasons };
}

/** A cycle that ended in an error instead of a refusal; the pod is retried, nobody is preempted. */
export class SchedulingError extends Error {
  override readonly name = 'SchedulingError';
  /** The text names its plugin, or came up before any plugin ran; the framework adds nothing. */
  readonly isComplete: boolean;

  constructor(message: string, options: ErrorOptions & { readonly isComplete?: boolean } = {}) {
    super(message, options);
    this.isComplete = options.isComplete ?? false;
  }
}
