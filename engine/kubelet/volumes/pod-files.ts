// Files that kubelet and container runtime put into every container: /etc/hosts, /etc/hostname and /etc/resolv.conf.
//
// They are one small volume a pod. Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, managedHostsFileContent,
// nodeHostsFileContent and hostsEntriesFromHostAliases; pkg/kubelet/network/dns/dns.go, GetPodDNS.

import type { Pod } from '../../api/objects.ts';
import { newFile } from '../../runtime/filesystem/inode.ts';
import { Volume } from '../../runtime/runtime.ts';
import { inodeAt } from './disks.ts';

const HOSTS_HEADER = '# Kubernetes-managed hosts file.\n';
const HOST_NETWORK_HEADER = '# Kubernetes-managed hosts file (host network).\n';
const LOOPBACK = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
  '',
].join('\n');
/** kubeadm's defaults: serviceSubnet's tenth address, and networking.dnsDomain. */
const CLUSTER_DNS = '10.96.0.10';
const CLUSTER_DOMAIN = 'cluster.local';
/** What nodes themselves ask. */
const NODE_DNS = '192.0.2.253';
/** Source: dns.go, defaultDNSOptions. */
const CLUSTER_OPTIONS = ['ndots:5'];

export const HOSTS = 'hosts';
export const HOSTNAME = 'hostname';
export const RESOLV_CONF = 'resolv.conf';

export interface PodFilesContext {
  readonly pod: Pod;
  readonly ips: readonly string[];
  readonly node: Volume;
  readonly nodeName: string;
  readonly nowEpochMs: number;
}

/** The pod's volume with the three files. */
export function podFiles(context: PodFilesContext): Volume {
  const { pod, nowEpochMs, nodeName } = context;
  const volume = new Volume(nowEpochMs);
  const files: [string, string][] = [
    [HOSTS, hostsText(context)],
    [HOSTNAME, `${pod.spec.hostNetwork === true ? nodeName : hostnameOf(pod)}\n`],
    [RESOLV_CONF, resolvConfText(pod)],
  ];
  for (const [name, text] of files) volume.root.entries.set(name, newFile(text, nowEpochMs));
  return volume;
}

/** The hosts file is written again at each start of a container, whatever a container put there. */
export function rewriteHosts(volume: Volume, context: PodFilesContext): void {
  const file = volume.root.entries.get(HOSTS);
  if (file?.kind !== 'file') return;
  const text = hostsText(context);
  if (file.text === text) return;
  file.text = text;
  volume.changed();
}

const hostnameOf = ({ metadata, spec }: Pod): string => (spec.hostname ?? metadata.name).slice(0, 63);

function hostsText({ pod, ips, node }: PodFilesContext): string {
  const { hostAliases = [], hostNetwork, subdomain } = pod.spec;
  const aliases = hostAliases.map(({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}\n`).join('');
  const added = aliases === '' ? '' : `\n# Entries added by HostAliases.\n${aliases}`;
  if (hostNetwork === true) {
    const own = inodeAt(node.root, '/etc/hosts');
    return `${HOST_NETWORK_HEADER}${own?.kind === 'file' ? own.text : ''}${added}`;
  }
  const name = hostnameOf(pod);
  const domain = subdomain ? `${name}.${subdomain}.${pod.metadata.namespace}.svc.${CLUSTER_DOMAIN}\t` : '';
  const own = ips.map((ip) => `${ip}\t${domain}${name}\n`).join('');
  return `${HOSTS_HEADER}${LOOPBACK}${own}${added}`;
}

interface Dns {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

function basicDns({ metadata, spec }: Pod): Dns {
  const policy = spec.dnsPolicy ?? 'ClusterFirst';
  if (policy === 'None') return { nameservers: [], searches: [], options: [] };
  if (policy === 'Default' || (policy === 'ClusterFirst' && spec.hostNetwork === true)) {
    return { nameservers: [NODE_DNS], searches: [], options: [] };
  }
  const services = `svc.${CLUSTER_DOMAIN}`;
  const searches = [`${metadata.namespace}.${services}`, services, CLUSTER_DOMAIN];
  return { nameservers: [CLUSTER_DNS], searches, options: CLUSTER_OPTIONS };
}

// Source: dns.go, appendDNSConfig and mergeDNSOptions: the pod's own options win over those of the same name.
function resolvConfText(pod: Pod): string {
  const basic = basicDns(pod);
  const own = pod.spec.dnsConfig ?? {};
  const union = (a: readonly string[], b: readonly string[] = []): string[] => [...new Set([...a, ...b])];
  const options = new Map(basic.options.map((option) => [option.split(':')[0]!, option]));
  for (const { name = '', value } of own.options ?? []) options.set(name, value ? `${name}:${value}` : name);
  const searches = union(basic.searches, own.searches);
  return [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    ...union(basic.nameservers, own.nameservers).map((server) => `nameserver ${server}`),
    ...(options.size === 0 ? [] : [`options ${[...options.values()].join(' ')}`]),
    '',
  ].join('\n');
}
