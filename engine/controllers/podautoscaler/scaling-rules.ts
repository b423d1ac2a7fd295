// How fast an autoscaler may scale: policies of pods or percent a period, of which the greatest change counts, or the least.
//
// Source: kubernetes v1.20.2 pkg/controller/podautoscaler/horizontal.go, calculateScaleUpLimitWithScalingRules,
// calculateScaleDownLimitWithBehaviors and getReplicasChangePerPeriod.

export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}

export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max' | 'Min' | 'Disabled';
  readonly policies: readonly ScalingPolicy[];
}

/** One scaling of the past. */
export interface ScaleEvent {
  /** At least 0, whichever the direction. */
  readonly change: number;
  readonly ageSeconds: number;
}

// Without a policy upstream's search for the least or greatest change ends where it began.
const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

const changed = (events: readonly ScaleEvent[], periodSeconds: number): number =>
  events.filter(({ ageSeconds }) => ageSeconds < periodSeconds).reduce((sum, { change }) => sum + change, 0);

/** The most replicas that the rules allow now. */
export function scaleUpLimit(
  current: number,
  events: readonly ScaleEvent[],
  { selectPolicy, policies }: ScalingRules,
): number {
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const atStart = current - changed(events, periodSeconds);
    // Rounded up: a few percent of few replicas would never be one.
    return type === 'Pods' ? atStart + value : Math.ceil(atStart * (1 + value / 100));
  });
  return selectPolicy === 'Min' ? Math.min(INT32_MAX, ...limits) : Math.max(INT32_MIN, ...limits);
}

/** The fewest replicas that the rules allow now. */
export function scaleDownLimit(
  current: number,
  events: readonly ScaleEvent[],
  { selectPolicy, policies }: ScalingRules,
): number {
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const atStart = current + changed(events, periodSeconds);
    return type === 'Pods' ? atStart - value : Math.trunc(atStart * (1 - value / 100));
  });
  return selectPolicy === 'Min' ? Math.max(INT32_MIN, ...limits) : Math.min(INT32_MAX, ...limits);
}
