// `kubectl cluster-info dump`: the nodes, and of each namespace its events, workloads, pods and their logs.
//
// Source: kubectl v0.32.0 pkg/cmd/clusterinfo/clusterinfo_dump.go. Differs: the fields of objects come sorted.

import type { AnyObject, Pod } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { ALL_NAMESPACES_FLAG, PRINT_FLAGS } from '../command/global-flags.ts';
import { CommandFailure, messageOf } from '../failure.ts';
import { dataPrinter, noSuchFormat, type Printable, type Printer } from '../output/printer.ts';
import { readLog } from './logs.ts';

export const clusterInfoDump: Command = {
  name: 'dump',
  flags: [
    ...PRINT_FLAGS.map((flag) => (flag.name === 'output' ? { ...flag, value: 'json' } : flag)),
    ALL_NAMESPACES_FLAG,
    { name: 'namespaces', type: 'strings' },
    { name: 'output-directory', type: 'string' },
    { name: 'pod-running-timeout', type: 'duration', value: '20s' },
  ],
  run,
};

/** Of each namespace, with the name of its file. */
const KINDS: readonly (readonly [file: string, apiVersion: string, kind: string])[] = [
  ['events', 'v1', 'Event'],
  ['replication-controllers', 'v1', 'ReplicationController'],
  ['services', 'v1', 'Service'],
  ['daemonsets', 'apps/v1', 'DaemonSet'],
  ['deployments', 'apps/v1', 'Deployment'],
  ['replicasets', 'apps/v1', 'ReplicaSet'],
  ['pods', 'v1', 'Pod'],
];

function run(call: Call): void {
  const print = dataPrinter(call);
  if (print === undefined) throw noSuchFormat(call.flags.string('output'));
  const extension = { json: '.json', yaml: '.yaml' }[call.flags.string('output')] ?? '.txt';
  const write = (file: string, text: string): void => put(call, file, text);
  write(`nodes${extension}`, listText(call, print, ['v1', 'Node'], undefined));
  for (const namespace of namespacesOf(call)) {
    for (const [file, apiVersion, kind] of KINDS)
      write(`${namespace}/${file}${extension}`, listText(call, print, [apiVersion, kind], namespace));
    for (const pod of itemsOf(call, ['v1', 'Pod'], namespace).items)
      write(`${namespace}/${pod.metadata.name}/logs.txt`, logsOf(call, pod as unknown as Pod));
  }
  const folder = folderOf(call);
  if (folder !== '') call.out(`Cluster info dumped to ${folder}\n`);
}

function folderOf({ flags }: Call): string {
  const folder = flags.string('output-directory');
  return folder === '-' ? '' : folder;
}

function put(call: Call, file: string, text: string): void {
  const folder = folderOf(call);
  if (folder === '') call.out(text);
  else call.session.files.set(`${folder.replace(/\/$/, '')}/${file}`, text);
}

function namespacesOf(call: Call): string[] {
  const { flags } = call;
  if (flags.bool('all-namespaces'))
    return itemsOf(call, ['v1', 'Namespace'], undefined).items.map(({ metadata }) => metadata.name);
  const asked = flags.list('namespaces');
  return asked.length > 0 ? [...asked] : ['kube-system', call.namespace];
}

function itemsOf(
  { client, mapper }: Call,
  [apiVersion, kind]: readonly [string, string],
  namespace: string | undefined,
): { readonly items: readonly AnyObject[]; readonly resourceVersion: string } {
  const mapping = mapper.forKind(apiVersion, kind);
  // A release that serves the kind in older versions only has none of it here.
  return mapping === undefined ? { items: [], resourceVersion: '' } : client.list(mapping, namespace);
}

function listText(
  call: Call,
  print: Printer,
  kind: readonly [string, string],
  namespace: string | undefined,
): string {
  const { items, resourceVersion } = itemsOf(call, kind, namespace);
  const bare = items.map(({ apiVersion: _, kind: __, ...rest }) => rest);
  const list = { apiVersion: kind[0], items: bare, kind: `${kind[1]}List`, metadata: { resourceVersion } };
  return print(list as unknown as Printable);
}

function logsOf(call: Call, pod: Pod): string {
  const { namespace, name } = pod.metadata;
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  return containers
    .map((container) => {
      const what = `logs for container ${container.name} of pod ${namespace}/${name} ====\n`;
      return `==== START ${what}${logOf(call, pod, container.name)}==== END ${what}`;
    })
    .join('');
}

function logOf(call: Call, pod: Pod, container: string): string {
  try {
    return readLog(call, { pod, container }, { previous: false, timestamps: false });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return `Request log error: ${messageOf(error.failure)}\n`;
  }
}
