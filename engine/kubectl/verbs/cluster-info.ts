// Commands about the cluster and the connection: api-resources, api-versions, version, cluster-info, config.
//
// Source: kubectl v0.32.0 pkg/cmd/{apiresources,version,clusterinfo,config}; the verbs of a resource: those of its
// kind's storage. Differs: addresses and names of the context are made up.

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

export const apiResources: Command = {
  name: 'api-resources',
  flags: [
    { name: 'api-group', type: 'string' },
    { name: 'cached', type: 'bool' },
    { name: 'categories', type: 'strings' },
    { name: 'namespaced', type: 'bool', value: 'true' },
    { name: 'no-headers', type: 'bool' },
    { name: 'output', short: 'o', type: 'string' },
    { name: 'sort-by', type: 'string' },
    { name: 'verbs', type: 'strings' },
  ],
  run: runApiResources,
};

function runApiResources(call: Call): void {
  const { flags, args, mapper } = call;
  if (args.length > 0) throw call.usage(`unexpected arguments: [${args.join(' ')}]`);
  const output = flags.string('output');
  if (!['', 'wide', 'name'].includes(output)) throw textFailure(`--output ${output} is not available`);
  const sortBy = flags.string('sort-by');
  if (!['', 'name', 'kind'].includes(sortBy)) throw textFailure('--sort-by accepts only name or kind');
  if (flags.list('verbs').length > 0 || output === 'wide')
    notSimulated('the verbs of resources', 'leave --verbs and -o wide out');
  const categories = flags.list('categories');
  const shown = mapper
    .preferred()
    .filter(({ group }) => !flags.isSet('api-group') || group === flags.string('api-group'))
    .filter(({ namespaced }) => !flags.isSet('namespaced') || namespaced === flags.bool('namespaced'))
    .filter(({ traits }) => categories.every((category) => traits.categories.includes(category)));
  const keyOf = (one: (typeof shown)[number]): string =>
    ({ '': one.group, name: one.resource, kind: one.kind })[sortBy] ?? '';
  shown.sort((a, b) => compare(keyOf(a), keyOf(b)) || compare(a.resource, b.resource));
  if (output === 'name') {
    for (const { resource, group } of shown)
      call.out(`${group === '' ? resource : `${resource}.${group}`}\n`);
    return;
  }
  const rows = shown.map(({ resource, traits, apiVersion, namespaced, kind }) => [
    resource,
    traits.shortNames.join(','),
    apiVersion,
    String(namespaced),
    kind,
  ]);
  const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
  call.out(layoutColumns(flags.bool('no-headers') ? rows : [header, ...rows]));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const apiVersions: Command = {
  name: 'api-versions',
  run: (call) => {
    if (call.args.length > 0) throw call.usage(`unexpected arguments: [${call.args.join(' ')}]`);
    const versions = [...new Set(call.mapper.all().map(({ apiVersion }) => apiVersion))].sort();
    for (const version of versions) call.out(`${version}\n`);
  },
};

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
