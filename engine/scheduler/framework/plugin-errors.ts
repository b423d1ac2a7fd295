// How an error inside a plugin reads once the framework has named the plugin.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/runtime/framework.go, RunPreFilterPlugins,
// RunFilterPlugins, RunPreScorePlugins and RunScorePlugins.

import type { Cycle } from './plugin.ts';
import { SchedulingError } from './status.ts';

export type ExtensionPoint = 'PreFilter' | 'Filter' | 'PreScore' | 'Score';

/** Runs the step; an error it throws then says which plugin it came from. @throws SchedulingError */
export function named<Result>(
  point: ExtensionPoint,
  plugin: string,
  cycle: Cycle,
  step: () => Result,
): Result {
  try {
    return step();
  } catch (error) {
    throw nameError(error, point, plugin, cycle);
  }
}

/** The error with its plugin; anything but an error of a plugin as it is. */
export function nameError(error: unknown, point: ExtensionPoint, plugin: string, cycle: Cycle): unknown {
  if (!(error instanceof SchedulingError) || error.isComplete) return error;
  return new SchedulingError(text(point, plugin, error.message, cycle), { cause: error, isComplete: true });
}

function text(point: ExtensionPoint, plugin: string, message: string, { pod, version }: Cycle): string {
  if (version.has('pluginErrorsOmitPod')) {
    if (point === 'Filter') return `running "${plugin}" filter plugin: ${message}`;
    if (point === 'Score') return `running Score plugins: plugin "${plugin}" failed with: ${message}`;
    return `running ${point} plugin "${plugin}": ${message}`;
  }
  const quoted = `"${pod.name}"`;
  switch (point) {
    case 'PreFilter':
      return version.has('preFilterErrorsSayFailed')
        ? `prefilter plugin "${plugin}" failed for pod ${quoted}: ${message}`
        : `error while running "${plugin}" prefilter plugin for pod ${quoted}: ${message}`;
    case 'Filter':
      return version.has('filterErrorsNamePlugin')
        ? `running "${plugin}" filter plugin for pod ${quoted}: ${message}`
        : message;
    case 'PreScore':
      return `error while running "${plugin}" prescore plugin for pod ${quoted}: ${message}`;
    case 'Score':
      return `error while running score plugin for pod ${quoted}: ${message}`;
  }
}
