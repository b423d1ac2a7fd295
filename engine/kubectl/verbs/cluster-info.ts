// Commands about the cluster: version, cluster-info.
//
// Source: kubectl v0.32.0 pkg/cmd/{version,clusterinfo}. Differs: the address is made up.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { toYaml } from '../output/yaml.ts';
import { clusterInfoDump } from './cluster-info-dump.ts';

/** Where the API server says it is. */
export const SERVER = 'https://kubernetes.simulated:6443';
/** The release whose kubectl this is. Source: the recorded facts, and kubectl v0.32.0. */
const CLIENT = { gitVersion: 'v1.32.0', minor: 32, kustomize: 'v5.5.0' };

export const version: Command = {
  name: 'version',
  flags: [
    { name: 'client', type: 'bool' },
    { name: 'output', short: 'o', type: 'string' },
  ],
  run: runVersion,
};

function runVersion(call: Call): void {
  const { flags, args, session } = call;
  const isClientOnly = flags.bool('client');
  if (args.length > 0 && !isClientOnly) throw textFailure(`extra arguments: [${args.join(' ')}]`);
  const output = flags.string('output');
  if (!['', 'yaml', 'json'].includes(output)) throw textFailure("--output must be 'yaml' or 'json'");
  const server = session.version;
  if (output === '') {
    call.out(`Client Version: ${CLIENT.gitVersion}\nKustomize Version: ${CLIENT.kustomize}\n`);
    if (!isClientOnly) call.out(`Server Version: ${server.gitVersion}\n`);
  } else {
    const info = {
      clientVersion: { gitVersion: CLIENT.gitVersion, major: '1', minor: String(CLIENT.minor) },
      kustomizeVersion: CLIENT.kustomize,
      ...(isClientOnly
        ? {}
        : { serverVersion: { gitVersion: server.gitVersion, major: '1', minor: String(server.minor) } }),
    };
    call.out(`${output === 'json' ? jsonText(info, '  ') : toYaml(info)}\n`);
  }
  // Source: skew_warning.go: one minor up or down is supported.
  if (!isClientOnly && Math.abs(server.minor - CLIENT.minor) > 1) {
    call.err(
      `WARNING: version difference between client (1.${CLIENT.minor}) and server (1.${server.minor}) exceeds the supported minor version skew of +/-1\n`,
    );
  }
}

export const clusterInfo: Command = {
  name: 'cluster-info',
  subcommands: [clusterInfoDump],
  run: runClusterInfo,
};

function runClusterInfo(call: Call): void {
  const lines = [`Kubernetes control plane is running at ${SERVER}\n`];
  const mapping = call.mapper.forKind('v1', 'Service')!;
  const namespace = call.isNamespaceEnforced ? call.namespace : 'kube-system';
  const { items } = call.client.list(mapping, namespace, {
    labelSelector: 'kubernetes.io/cluster-service=true',
  });
  for (const { metadata, spec } of items) {
    const [port] = (spec as { ports?: { name?: string; port: number }[] }).ports ?? [];
    const scheme = port?.name === 'https' || port?.port === 443 ? 'https:' : '';
    const portName = port?.name === undefined || port.name === '' ? '' : `:${port.name}`;
    const path = `/api/v1/namespaces/${metadata.namespace}/services/${scheme}${metadata.name}${portName || (scheme === '' ? '' : ':')}/proxy`;
    lines.push(
      `${metadata.labels?.['kubernetes.io/name'] ?? metadata.name} is running at ${SERVER}${path}\n`,
    );
  }
  call.out(lines.join(''));
  call.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n");
}
