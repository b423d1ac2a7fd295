// The warning with which the API server answers a request in a deprecated version.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/deprecation/deprecation.go, IsDeprecated,
// WarningMessage (1.19 and later); which release deprecates what: the `versions` of each kind.

import type { VersionProfile } from '../versions/profile.ts';
import { apiVersionOf } from './conversion.ts';
import type { KindTraits, ServedVersion } from './kind.ts';

// What 1.20.2 was recorded to warn of: it says 1.22 of everything that was to move to v1 later, and knows no
// replacement yet. Source: kubernetes/api v0.20 */zz_generated.prerelease-lifecycle.go; the trace cron-allow.
const SAYS_22_IN_20: ReadonlySet<string> = new Set([
  'autoscaling/v2beta2 HorizontalPodAutoscaler',
  'batch/v1beta1 CronJob',
  'discovery.k8s.io/v1beta1 EndpointSlice',
  'events.k8s.io/v1beta1 Event',
  'policy/v1beta1 PodDisruptionBudget',
  'policy/v1beta1 PodSecurityPolicy',
]);

/** For example `batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob`. */
export function deprecationWarning(
  { kind }: KindTraits,
  served: ServedVersion,
  version: VersionProfile,
): string | undefined {
  const subject = `${apiVersionOf(served)} ${kind}`;
  if (version.minor < 19) return undefined;
  if (version.minor === 20 && SAYS_22_IN_20.has(subject)) {
    return `${subject} is deprecated in v1.22+, unavailable in v1.25+`;
  }
  const { deprecatedFrom, until, replacement } = served;
  if (deprecatedFrom === undefined || version.minor < deprecatedFrom) return undefined;
  const gone = until === undefined ? '' : `, unavailable in v1.${until + 1}+`;
  const instead = replacement === undefined ? '' : `; use ${replacement}`;
  return `${subject} is deprecated in v1.${deprecatedFrom}+${gone}${instead}`;
}
