// Topology spread constraints of a pod, its own or the system's defaults, with selectors parsed.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/podtopologyspread/{common,plugin}.go.

import { COPY_OF } from '../../../api/plain.ts';
import { labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import type { Cycle } from '../../framework/plugin.ts';
import type { LabelMatcher } from '../../framework/pod-counts.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import { SchedulingError } from '../../framework/status.ts';
import { defaultSelector } from '../default-selector.ts';

export const HOSTNAME_LABEL = 'kubernetes.io/hostname';
const ZONE_LABEL = 'topology.kubernetes.io/zone';

export type WhenUnsatisfiable = 'DoNotSchedule' | 'ScheduleAnyway';

export interface SpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly selector: LabelMatcher;
  /** With fewer domains than this the fewest counts as 0. */
  readonly minDomains: number;
  /** Whether nodes that the pod's node affinity excludes are left out of the count. */
  readonly honorsNodeAffinity: boolean;
  /** Whether nodes with taints that the pod does not tolerate are left out of the count. */
  readonly honorsTaints: boolean;
}

export interface Constraints {
  readonly list: readonly SpreadConstraint[];
  /** Defaults of the system count nodes too that lack one of the labels. */
  readonly areSystemDefaults: boolean;
}

// Source: plugin.go, systemDefaultConstraints.
const SYSTEM_DEFAULTS = [
  { topologyKey: HOSTNAME_LABEL, maxSkew: 3 },
  { topologyKey: ZONE_LABEL, maxSkew: 5 },
] as const;

export function constraintsOf(cycle: Cycle, action: WhenUnsatisfiable): Constraints {
  const { pod, version } = cycle;
  const own = pod.pod.spec.topologySpreadConstraints ?? [];
  if (own.length === 0) return defaults(cycle, action);
  try {
    const list = own
      .filter((c) => c.whenUnsatisfiable === action)
      .map((c) => parseConstraint(c, pod, version));
    return { list, areSystemDefaults: false };
  } catch (error) {
    const kind = action === 'DoNotSchedule' ? 'hard' : 'soft';
    throw new SchedulingError(
      `obtaining pod's ${kind} topology spread constraints: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

// Source: plugin.go, New and buildDefaultConstraints.
function defaults(cycle: Cycle, action: WhenUnsatisfiable): Constraints {
  const configured = cycle.args.spread;
  if (configured?.defaultingType !== 'List')
    return { list: systemDefaults(cycle, action), areSystemDefaults: true };
  const chosen = configured.defaultConstraints.filter((each) => each.whenUnsatisfiable === action);
  const selector = chosen.length === 0 ? undefined : defaultSelector(cycle);
  const list = selector === undefined ? [] : chosen.map((each) => ({ ...each, selector, ...UNLIMITED }));
  return { list, areSystemDefaults: false };
}

const UNLIMITED = { minDomains: 1, honorsNodeAffinity: true, honorsTaints: false } as const;

// The defaults are all soft, and only for pods that a service or a controller selects.
function systemDefaults(cycle: Cycle, action: WhenUnsatisfiable): readonly SpreadConstraint[] {
  if (action === 'DoNotSchedule' || !cycle.version.has('podTopologySpreadDefaults')) return [];
  const selector = defaultSelector(cycle);
  if (selector === undefined) return [];
  return SYSTEM_DEFAULTS.map((constraint) => ({
    ...COPY_OF,
    ...constraint,
    selector,
    ...UNLIMITED,
  }));
}

type ApiConstraint = NonNullable<PodInfo['pod']['spec']['topologySpreadConstraints']>[number];

export function parseConstraint(
  constraint: ApiConstraint,
  pod: PodInfo,
  version: VersionProfile,
): SpreadConstraint {
  const selector = labelSelectorAsSelector(constraint.labelSelector, version);
  const hasPolicies = version.has('spreadInclusionPolicies');
  const matchLabelKeys = version.has('spreadMatchLabelKeys') ? (constraint.matchLabelKeys ?? []) : [];
  const wanted = matchLabelKeys.flatMap((key) =>
    key in pod.labels ? [[key, pod.labels[key]!] as const] : [],
  );
  return {
    maxSkew: constraint.maxSkew,
    topologyKey: constraint.topologyKey,
    selector: wanted.length === 0 ? selector : withLabels(selector, wanted),
    minDomains: version.has('spreadMinDomains') ? (constraint.minDomains ?? 1) : 1,
    honorsNodeAffinity: !hasPolicies || constraint.nodeAffinityPolicy !== 'Ignore',
    honorsTaints: hasPolicies && constraint.nodeTaintsPolicy === 'Honor',
  };
}

function withLabels(selector: LabelMatcher, wanted: readonly (readonly [string, string])[]): LabelMatcher {
  return {
    isEmpty: false,
    matches: (labels) => wanted.every(([key, value]) => labels[key] === value) && selector.matches(labels),
    toString: () => `${wanted.map(([key, value]) => `${key}=${value}`)};${selector}`,
  };
}
