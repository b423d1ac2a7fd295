// What a pod calls itself: its host name, and the domain that its subdomain puts behind it.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, GeneratePodHostNameAndDomain and truncatePodHostnameIfNeeded;
// pkg/kubelet/util/util.go, GetNodenameForKernel.

import type { Pod } from '../api/objects.ts';
import { CLUSTER_DOMAIN } from '../api/pod/pod-dns.ts';

/** What Linux takes: 64 bytes with the one that ends the name. */
const HOSTNAME_LENGTH_MAX = 63;
/** Source: util.go, fqdnMaxLen. */
const FQDN_LENGTH_MAX = 64;

/** `spec.hostname` or the pod's name, cut to what a host name may be. */
export function hostnameOf({ metadata, spec }: Pod): string {
  const name = spec.hostname ? spec.hostname : metadata.name;
  return name.length <= HOSTNAME_LENGTH_MAX ? name : name.slice(0, HOSTNAME_LENGTH_MAX).replace(/[-.]+$/, '');
}

/** `sub.default.svc.cluster.local`, or empty. */
export const domainOf = ({ metadata, spec }: Pod): string =>
  spec.subdomain ? `${spec.subdomain}.${metadata.namespace}.svc.${CLUSTER_DOMAIN}` : '';

/** What `hostname` prints in the pod's containers: on the node's network the node's name. */
export function kernelHostname(pod: Pod): string {
  const { hostNetwork, nodeName, setHostnameAsFQDN } = pod.spec;
  if (hostNetwork === true) return nodeName ?? '';
  const domain = domainOf(pod);
  return setHostnameAsFQDN === true && domain !== '' ? `${hostnameOf(pod)}.${domain}` : hostnameOf(pod);
}

/** Why the pod cannot be called what it wants to be called; undefined where it can. */
export function hostnameProblem(pod: Pod): string | undefined {
  const name = kernelHostname(pod);
  if (pod.spec.setHostnameAsFQDN !== true || name.length <= FQDN_LENGTH_MAX) return undefined;
  return `failed to construct FQDN from pod hostname and cluster domain, FQDN ${name} is too long (${FQDN_LENGTH_MAX} characters is the max, ${name.length} characters requested)`;
}
