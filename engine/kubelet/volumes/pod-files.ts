// Files that kubelet and container runtime put into every container: /etc/hosts, /etc/hostname and /etc/resolv.conf.
//
// They are one small volume a pod. Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, managedHostsFileContent,
// nodeHostsFileContent and hostsEntriesFromHostAliases.

import type { Pod } from '../../api/objects.ts';
import { podDns } from '../../api/pod/pod-dns.ts';
import { newFile } from '../../runtime/filesystem/inode.ts';
import { Volume } from '../../runtime/runtime.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { domainOf, hostnameOf, kernelHostname } from '../pod-hostname.ts';
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
export const HOSTS = 'hosts';
export const HOSTNAME = 'hostname';
export const RESOLV_CONF = 'resolv.conf';

export interface PodFilesContext {
  readonly pod: Pod;
  readonly ips: readonly string[];
  readonly node: Volume;
  readonly nowEpochMs: number;
  readonly version: VersionProfile;
}

/** The pod's volume with the three files. */
export function podFiles(context: PodFilesContext): Volume {
  const { pod, nowEpochMs } = context;
  const volume = new Volume(nowEpochMs);
  const files: [string, string][] = [
    [HOSTS, hostsText(context)],
    [HOSTNAME, `${kernelHostname(pod)}\n`],
    [RESOLV_CONF, resolvConfText(context)],
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
  file.write(text);
  volume.changed();
}

function hostsText({ pod, ips, node }: PodFilesContext): string {
  const { hostAliases = [], hostNetwork } = pod.spec;
  const aliases = hostAliases.map(({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}\n`).join('');
  const added = aliases === '' ? '' : `\n# Entries added by HostAliases.\n${aliases}`;
  if (hostNetwork === true) {
    const own = inodeAt(node.root, '/etc/hosts');
    return `${HOST_NETWORK_HEADER}${own?.kind === 'file' ? own.text : ''}${added}`;
  }
  const name = hostnameOf(pod);
  const domain = domainOf(pod);
  const full = domain === '' ? '' : `${name}.${domain}\t`;
  const own = ips.map((ip) => `${ip}\t${full}${name}\n`).join('');
  return `${HOSTS_HEADER}${LOOPBACK}${own}${added}`;
}

function resolvConfText({ pod, version }: PodFilesContext): string {
  const { nameservers, searches, options } = podDns(pod, version);
  return [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    ...nameservers.map((server) => `nameserver ${server}`),
    ...(options.length === 0 ? [] : [`options ${options.join(' ')}`]),
    '',
  ].join('\n');
}
