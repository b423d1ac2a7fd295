// From what a metric asks for to what an autoscaler may do: stabilized by recent recommendations, limited by bounds and by
// the speed of scaling.
//
// Pure; the controller keeps the recommendations and scale events that it gets back. Ages are in seconds before now.
// Source: kubernetes v1.20.2 pkg/controller/podautoscaler/horizontal.go, normalizeDesiredReplicas,
// normalizeDesiredReplicasWithBehaviors and what they call.

import { type ScaleEvent, type ScalingRules, scaleDownLimit, scaleUpLimit } from './scaling-rules.ts';

export interface Recommendation {
  readonly replicas: number;
  readonly ageSeconds: number;
}

export interface Bounds {
  readonly current: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
}

/** Why the replicas are what they are; becomes the condition ScalingLimited. */
export interface Limited {
  readonly replicas: number;
  readonly reason: string;
  readonly message: string;
}

export interface ScaleCondition {
  readonly type: 'AbleToScale' | 'ScalingLimited';
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface Normalized {
  readonly replicas: number;
  readonly conditions: readonly ScaleCondition[];
}

/** How much more there may be at once. */
export interface ScaleUpLimit {
  readonly factor: number;
  readonly min: number;
}

/** Source: horizontal.go, scaleUpLimitFactor and scaleUpLimitMinimum. */
export const SCALE_UP_LIMIT: ScaleUpLimit = { factor: 2, min: 4 };

const WITHIN = {
  reason: 'DesiredWithinRange',
  message: 'the desired count is within the acceptable range',
};
const TOO_MANY = {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
};
const TOO_FEW = {
  reason: 'TooFewReplicas',
  message: 'the desired replica count is less than the minimum replica count',
};
const TOO_FAST_UP = {
  reason: 'ScaleUpLimit',
  message: 'the desired replica count is increasing faster than the maximum scale rate',
};
const TOO_FAST_DOWN = {
  reason: 'ScaleDownLimit',
  message: 'the desired replica count is decreasing faster than the maximum scale rate',
};
const UP_STABILIZED = {
  reason: 'ScaleUpStabilized',
  message: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
};
const DOWN_STABILIZED = {
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
};

/** Without `behavior`: at most doubled, or 4, at once. */
export function withinRules({ current, desired, min, max }: Bounds, speed = SCALE_UP_LIMIT): Limited {
  const limit = Math.max(speed.factor * current, speed.min);
  if (desired < min) return { replicas: min, ...TOO_FEW };
  if (desired > Math.min(max, limit)) {
    return max > limit ? { replicas: limit, ...TOO_FAST_UP } : { replicas: max, ...TOO_MANY };
  }
  return { replicas: desired, ...WITHIN };
}

/** @param windowSeconds  how long a higher recommendation holds back a scale-down; default 300 */
export function normalize(
  bounds: Bounds,
  recommendations: readonly Recommendation[],
  windowSeconds: number,
  speed = SCALE_UP_LIMIT,
): Normalized {
  const recent = recommendations.filter(({ ageSeconds }) => ageSeconds <= windowSeconds);
  const stabilized = Math.max(bounds.desired, ...recent.map(({ replicas }) => replicas));
  const limited = withinRules({ ...bounds, desired: stabilized }, speed);
  return concluded(bounds.desired, stabilized, DOWN_STABILIZED, limited);
}

export interface Behavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
  readonly scaleUpEvents: readonly ScaleEvent[];
  readonly scaleDownEvents: readonly ScaleEvent[];
}

/** With `behavior`, whose defaults are filled in. */
export function normalizeWithBehavior(
  bounds: Bounds,
  recommendations: readonly Recommendation[],
  behavior: Behavior,
): Normalized {
  const isUp = bounds.desired >= bounds.current;
  const { stabilizationWindowSeconds } = isUp ? behavior.scaleUp : behavior.scaleDown;
  const recent = recommendations
    .filter(({ ageSeconds }) => ageSeconds < stabilizationWindowSeconds)
    .map(({ replicas }) => replicas);
  const stabilized = isUp ? Math.min(bounds.desired, ...recent) : Math.max(bounds.desired, ...recent);
  const limited = withinRates({ ...bounds, desired: stabilized }, behavior);
  return concluded(bounds.desired, stabilized, isUp ? UP_STABILIZED : DOWN_STABILIZED, limited);
}

function withinRates(bounds: Bounds, behavior: Behavior): Limited {
  const { current, desired, min, max } = bounds;
  if (desired > current) {
    const limit = Math.max(scaleUpLimit(current, behavior.scaleUpEvents, behavior.scaleUp), current);
    if (desired > Math.min(max, limit)) {
      return max > limit ? { replicas: limit, ...TOO_FAST_UP } : { replicas: max, ...TOO_MANY };
    }
  } else if (desired < current) {
    const limit = Math.min(scaleDownLimit(current, behavior.scaleDownEvents, behavior.scaleDown), current);
    if (desired < Math.max(min, limit)) {
      return min < limit ? { replicas: limit, ...TOO_FAST_DOWN } : { replicas: min, ...TOO_FEW };
    }
  }
  return { replicas: desired, ...WITHIN };
}

function concluded(
  desired: number,
  stabilized: number,
  held: { readonly reason: string; readonly message: string },
  { replicas, reason, message }: Limited,
): Normalized {
  const able =
    stabilized === desired
      ? { reason: 'ReadyForNewScale', message: 'recommended size matches current size' }
      : held;
  return {
    replicas,
    conditions: [
      { type: 'AbleToScale', status: 'True', ...able },
      { type: 'ScalingLimited', status: replicas === stabilized ? 'False' : 'True', reason, message },
    ],
  };
}
