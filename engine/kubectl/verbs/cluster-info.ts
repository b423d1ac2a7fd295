// Commands about the cluster and the connection: version, cluster-info, config.
//
// Source: kubectl v0.32.0 pkg/cmd/{version,clusterinfo,config}. Differs: addresses and names of the context are made up.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { layoutColumns } from '../output/columns.ts';
import { toYaml } from '../output/yaml.ts';
import { notSimulated } from '../refusal.ts';

const SERVER = 'https://kubernetes.simulated:6443';
const CONTEXT = 'simulated';
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
  subcommands: [{ name: 'dump', run: () => notSimulated('kubectl cluster-info dump', 'use kubectl get') }],
  run: (call) => {
    call.out(
      `Kubernetes control plane is running at ${SERVER}\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
    );
  },
};

const configOf = ({ session }: Call): object => ({
  apiVersion: 'v1',
  clusters: [{ cluster: { server: SERVER }, name: CONTEXT }],
  contexts: [{ context: { cluster: CONTEXT, namespace: session.namespace, user: 'admin' }, name: CONTEXT }],
  'current-context': CONTEXT,
  kind: 'Config',
  preferences: {},
  users: [{ name: 'admin', user: {} }],
});

const CONFIG_VIEW: Command = {
  name: 'view',
  flags: [
    { name: 'flatten', type: 'bool' },
    { name: 'merge', type: 'string', value: 'true' },
    { name: 'minify', type: 'bool' },
    { name: 'output', short: 'o', type: 'string', value: 'yaml' },
    { name: 'raw', type: 'bool' },
  ],
  run: (call) => {
    const output = call.flags.string('output');
    if (output !== 'yaml' && output !== 'json')
      notSimulated(`kubectl config view -o ${output}`, 'use -o yaml or -o json');
    call.out(output === 'json' ? `${jsonText(configOf(call), '    ')}\n` : toYaml(configOf(call)));
  },
};

export const config: Command = {
  name: 'config',
  subcommands: [
    CONFIG_VIEW,
    { name: 'current-context', run: (call) => call.out(`${CONTEXT}\n`) },
    {
      name: 'get-contexts',
      flags: [
        { name: 'output', short: 'o', type: 'string' },
        { name: 'no-headers', type: 'bool' },
      ],
      run: (call) => {
        if (call.flags.string('output') === 'name') return call.out(`${CONTEXT}\n`);
        const row = ['*', CONTEXT, CONTEXT, 'admin', call.session.namespace];
        const header = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
        return call.out(layoutColumns(call.flags.bool('no-headers') ? [row] : [header, row]));
      },
    },
    ...[
      'set-context',
      'use-context',
      'set',
      'unset',
      'set-cluster',
      'set-credentials',
      'delete-context',
      'rename-context',
    ].map(
      (name): Command => ({
        name,
        flags: [{ name: 'current', type: 'bool' }],
        run: ({ path }) => notSimulated(path, 'there is one context; choose the namespace with -n'),
      }),
    ),
  ],
  run: ({ path, args }) => runGroup(path, args),
};
