// What Endpoints and EndpointSlices have in common in how they see a pod.
//
// Source: kubernetes v1.20.2 pkg/controller/util/endpoint/controller_utils.go; v1.28.0
// staging/src/k8s.io/endpointslice/util/controller_utils.go, ShouldPodBeInEndpoints and ShouldSetHostname.

import type { Pod, Service } from '../api/objects.ts';
import type { VersionProfile } from '../versions/profile.ts';

/** Put on the endpoints of Services without a cluster IP. Source: staging/src/k8s.io/api/core/v1/types.go, IsHeadlessService. */
export const HEADLESS_LABEL = 'service.kubernetes.io/headless';

export const isHeadless = ({ spec }: Service): boolean => !spec.clusterIP || spec.clusterIP === 'None';

export const hasFinished = ({ status }: Pod): boolean =>
  status.phase === 'Failed' || status.phase === 'Succeeded';

/** Finished for good. Until 1.24 a pod that might be started again did not count. */
export function isOutOfEndpoints(pod: Pod, version: VersionProfile): boolean {
  if (version.has('endpointsLeaveFinishedPods')) return hasFinished(pod);
  const { restartPolicy } = pod.spec;
  if (restartPolicy === 'Never') return hasFinished(pod);
  return restartPolicy === 'OnFailure' && pod.status.phase === 'Succeeded';
}

/** The pod has a DNS name of its own below the Service. */
export const hasHostname = ({ metadata, spec }: Pod, service: Service): boolean =>
  Boolean(spec.hostname) &&
  spec.subdomain === service.metadata.name &&
  metadata.namespace === service.metadata.namespace;

/** The pod's address of the family, or its only one where the Service has no family. */
export function podIpOf({ status }: Pod, family: 'IPv4' | 'IPv6'): string | undefined {
  return status.podIPs?.find(({ ip }) => (ip ?? '').includes(':') === (family === 'IPv6'))?.ip;
}

export function targetRefOf({ metadata }: Pod, version: VersionProfile) {
  const { namespace = '', name, uid, resourceVersion } = metadata;
  const reference = { kind: 'Pod', namespace, name, uid };
  return version.has('endpointsNameNoRevision') ? reference : { ...reference, resourceVersion };
}
