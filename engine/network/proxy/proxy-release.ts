// What kube-proxy of a release makes of endpoints.

import type { Service } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';

export interface ProxyRelease {
  /** Where none is ready, endpoints that serve while they end are used. */
  readonly usesTerminating: boolean;
  readonly hints: 'ignored' | 'by annotation' | 'followed';
  readonly followsNodeHints: boolean;
  /** Under IPVS a policy Local means the whole cluster on nodes without an endpoint. */
  readonly localFallsBackInIpvs: boolean;
}

export function proxyRelease(version: VersionProfile): ProxyRelease {
  const byAnnotation = version.has('topologyAwareHints') ? 'by annotation' : 'ignored';
  return {
    usesTerminating: version.has('proxyUsesTerminatingEndpoints'),
    hints: version.has('proxyFollowsAllHints') ? 'followed' : byAnnotation,
    followsNodeHints: version.has('proxyFollowsNodeHints'),
    localFallsBackInIpvs: version.has('ipvsLocalFallsBack'),
  };
}

const OLD_ANNOTATION = 'service.kubernetes.io/topology-aware-hints';
const ANNOTATION = 'service.kubernetes.io/topology-mode';

/**
 * Whether hints of the Service's endpoints count.
 * Source: kubernetes v1.28.0 pkg/proxy/topology.go, canUseTopology; pkg/proxy/service.go, newBaseServiceInfo.
 */
export function followsHints({ metadata }: Service, { hints }: ProxyRelease): boolean {
  if (hints !== 'by annotation') return hints === 'followed';
  const { [OLD_ANNOTATION]: old, [ANNOTATION]: mode } = metadata.annotations ?? {};
  return !['', 'disabled', 'Disabled'].includes(old ?? mode ?? '');
}
