// The warning with which the API server answers a request in a deprecated version.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/deprecation/deprecation.go, IsDeprecated,
// WarningMessage (1.19 and later); which release deprecates what: the `versions` of each kind.

import type { VersionProfile } from '../versions/profile.ts';
import { apiVersionOf } from './conversion.ts';
import type { KindTraits, ServedVersion } from './kind.ts';

interface Lifecycle {
  /** The minor since which it is deprecated, and that from which it is gone. */
  readonly deprecatedFrom?: number | undefined;
  readonly goneFrom?: number | undefined;
  readonly replacement?: string | undefined;
}

const HPA_V2BETA1 = 'autoscaling/v2beta1 HorizontalPodAutoscaler';

// What a release said before plans changed. 1.20 was recorded to warn of all that was to go later, as a server does that
// was built without its version number (IsDeprecated: "no current version info available").
// Source: kubernetes/api v0.20 */zz_generated.prerelease-lifecycle.go; the trace cron-allow.
const LATER_IN_20: Lifecycle = { deprecatedFrom: 22, goneFrom: 25 };
const SAID_IN_20: ReadonlyMap<string, Lifecycle> = new Map([
  [HPA_V2BETA1, { ...LATER_IN_20, replacement: 'autoscaling/v2beta2 HorizontalPodAutoscaler' }],
  ['autoscaling/v2beta2 HorizontalPodAutoscaler', LATER_IN_20],
  ['batch/v1beta1 CronJob', LATER_IN_20],
  ['discovery.k8s.io/v1beta1 EndpointSlice', LATER_IN_20],
  ['events.k8s.io/v1beta1 Event', LATER_IN_20],
  ['node.k8s.io/v1beta1 RuntimeClass', LATER_IN_20],
  ['policy/v1beta1 PodDisruptionBudget', LATER_IN_20],
  ['policy/v1beta1 PodSecurityPolicy', LATER_IN_20],
]);

/** For example `batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob`. */
export function deprecationWarning(
  { kind }: KindTraits,
  served: ServedVersion,
  { minor }: VersionProfile,
): string | undefined {
  if (minor < 19) return undefined;
  const subject = `${apiVersionOf(served)} ${kind}`;
  const recorded = minor === 20 ? SAID_IN_20.get(subject) : undefined;
  const { deprecatedFrom, goneFrom, replacement } = recorded ?? lifecycleOf(subject, served, minor);
  if (deprecatedFrom === undefined || (recorded === undefined && minor < deprecatedFrom)) return undefined;
  const gone = goneFrom === undefined ? '' : `, unavailable in v1.${goneFrom}+`;
  const instead = replacement === undefined ? '' : `; use ${replacement}`;
  return `${subject} is deprecated in v1.${deprecatedFrom}+${gone}${instead}`;
}

function lifecycleOf(subject: string, served: ServedVersion, minor: number): Lifecycle {
  const { deprecatedFrom, until, replacement } = served;
  const goneFrom = until === undefined ? undefined : until + 1;
  // v2 came in 1.23. Source: istio/istio issue 32005 quotes the words of a 1.22.
  const isBeforeV2 = subject === HPA_V2BETA1 && minor < 23;
  return {
    deprecatedFrom,
    goneFrom,
    replacement: isBeforeV2 ? 'autoscaling/v2beta2 HorizontalPodAutoscaler' : replacement,
  };
}
