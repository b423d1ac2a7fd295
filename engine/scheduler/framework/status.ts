// What a plugin says of a pod on a node: nothing when it fits, else who refuses, for which reasons, and whether
// removing other pods could help.
//
// Statuses are shared constants wherever the reasons are fixed, so that the hot loop over nodes allocates nothing.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/interface.go, Status and Code.

/**
 * - `Unschedulable`: preempting other pods may help
 * - `UnschedulableAndUnresolvable`: no preemption would change it
 * - `Error`: the plugin could not tell; ends the whole cycle
 */
export type StatusCode = 'Unschedulable' | 'UnschedulableAndUnresolvable' | 'Error';

export interface Status {
  /** Name of the plugin that refuses. */
  readonly plugin: string;
  readonly code: StatusCode;
  readonly reasons: readonly string[];
}

export function unschedulable(plugin: string, ...reasons: string[]): Status {
  return { plugin, code: 'Unschedulable', reasons };
}

export function unresolvable(plugin: string, ...reasons: string[]): Status {
  return { plugin, code: 'UnschedulableAndUnresolvable', reasons };
}

export function failure(plugin: string, message: string): Status {
  return { plugin, code: 'Error', reasons: [message] };
}

/** A cycle that ended in an error instead of a refusal; the pod is retried, nobody is preempted. */
export class SchedulingError extends Error {
  override readonly name = 'SchedulingError';
}
