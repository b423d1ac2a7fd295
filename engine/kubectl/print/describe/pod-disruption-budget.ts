// Source: kubectl v0.32.0 pkg/describe/describe.go, describePodDisruptionBudgetV1.

import type { PodDisruptionBudget } from '../../../api/objects.ts';
import { formatLabelSelector } from '../../../api/selectors/label-selector.ts';
import { describeEventsOf } from './events.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describePodDisruptionBudget(
  w: Writer,
  budget: PodDisruptionBudget,
  world: DescribeWorld,
): void {
  const { metadata, spec, status } = budget;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  const { minAvailable, maxUnavailable, selector } = spec;
  if (minAvailable !== undefined && minAvailable !== null) w.write(0, `Min available:\t${minAvailable}\n`);
  else if (maxUnavailable !== undefined && maxUnavailable !== null) {
    w.write(0, `Max unavailable:\t${maxUnavailable}\n`);
  }
  w.write(0, `Selector:\t${selector ? formatLabelSelector(selector) : '<unset>'}\n`);
  w.write(0, 'Status:\n');
  w.write(2, `Allowed disruptions:\t${status?.disruptionsAllowed ?? 0}\n`);
  w.write(2, `Current:\t${status?.currentHealthy ?? 0}\n`);
  w.write(2, `Desired:\t${status?.desiredHealthy ?? 0}\n`);
  w.write(2, `Total:\t${status?.expectedPods ?? 0}\n`);
  describeEventsOf(w, world, budget);
}
