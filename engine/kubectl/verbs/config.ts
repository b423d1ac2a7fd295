// `kubectl config`: the one context there is. Its namespace can be chosen; what else a kubeconfig holds cannot.
// Source: kubectl v0.32.0 pkg/cmd/config/{view,get_contexts,get_clusters,get_users,set_context,use_context}.go.

import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import { PRINT_FLAGS } from '../command/global-flags.ts';
import { textFailure, throwAll } from '../failure.ts';
import { layoutColumns } from '../output/columns.ts';
import { dataPrinter, noSuchFormat } from '../output/printer.ts';
import { toYaml } from '../output/yaml.ts';
import { notSimulated } from '../refusal.ts';
import { SERVER } from './cluster-info.ts';

const CONTEXT = 'simulated';
const USER = 'admin';

const configOf = ({
  session,
}: Call): Readonly<Record<string, unknown>> & { apiVersion: string; kind: string } => ({
  apiVersion: 'v1',
  clusters: [{ cluster: { server: SERVER }, name: CONTEXT }],
  contexts: [
    { context: { cluster: CONTEXT, namespace: session.context.namespace, user: USER }, name: CONTEXT },
  ],
  'current-context': CONTEXT,
  kind: 'Config',
  preferences: {},
  users: [{ name: USER, user: {} }],
});

const VIEW: Command = {
  name: 'view',
  flags: [
    ...PRINT_FLAGS,
    { name: 'flatten', type: 'bool' },
    { name: 'merge', type: 'string', value: 'true' },
    { name: 'minify', type: 'bool' },
    { name: 'raw', type: 'bool' },
  ],
  run: (call) => {
    const format = call.flags.string('output');
    const print = dataPrinter(call);
    if (print === undefined && format !== '') throw noSuchFormat(format);
    call.out(print === undefined ? toYaml(configOf(call)) : print(configOf(call)));
  },
};

const GET_CONTEXTS: Command = {
  name: 'get-contexts',
  flags: [
    { name: 'output', short: 'o', type: 'string' },
    { name: 'no-headers', type: 'bool' },
  ],
  run: (call) => {
    const { flags, args, session } = call;
    const format = flags.string('output');
    if (format !== '' && format !== 'name')
      throw textFailure(`output must be one of '' or 'name': ${format}`);
    const missing = args.filter((name) => name !== CONTEXT);
    const isShown = args.length === 0 || args.includes(CONTEXT);
    const row = ['*', CONTEXT, CONTEXT, USER, session.context.namespace];
    const header = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
    if (format === 'name') call.out(isShown ? `${CONTEXT}\n` : '');
    else call.out(layoutColumns([...(flags.bool('no-headers') ? [] : [header]), ...(isShown ? [row] : [])]));
    throwAll(missing.map((name) => ({ kind: 'text', text: `context ${name} not found` })));
  },
};

const SET_CONTEXT: Command = {
  name: 'set-context',
  flags: [{ name: 'current', type: 'bool' }],
  run: (call) => {
    const { flags, args, session } = call;
    if (args.length > 1) throw call.usage(`Unexpected args: [${args.join(' ')}]`);
    const [name = ''] = args;
    const isCurrent = flags.bool('current');
    if (name === '' && !isCurrent)
      throw textFailure('you must specify a non-empty context name or --current');
    if (name !== '' && isCurrent) throw textFailure('you cannot specify both a context name and --current');
    if (name !== '' && name !== CONTEXT) notSimulated(`another context than ${CONTEXT}`, 'use --current');
    if (flags.isSet('cluster') || flags.isSet('user'))
      notSimulated('another cluster or user', 'there is one of each; choose the namespace');
    const namespace = flags.string('namespace');
    if (flags.isSet('namespace')) session.context.namespace = namespace === '' ? 'default' : namespace;
    call.out(`Context "${CONTEXT}" modified.\n`);
  },
};

const USE_CONTEXT: Command = {
  name: 'use-context',
  aliases: ['use'],
  run: (call) => {
    const { args } = call;
    if (args.length !== 1) throw call.usage(`Unexpected args: [${args.join(' ')}]`);
    if (args[0] !== CONTEXT) throw textFailure(`no context exists with the name: "${args[0]}"`);
    call.out(`Switched to context "${CONTEXT}".\n`);
  },
};

const names = (name: string, value: string): Command => ({
  name,
  run: (call) => call.out(`NAME\n${value}\n`),
});

const REFUSED =
  'set unset set-cluster set-credentials delete-cluster delete-context delete-user rename-context';

export const config: Command = {
  name: 'config',
  subcommands: [
    VIEW,
    { name: 'current-context', run: (call) => call.out(`${CONTEXT}\n`) },
    GET_CONTEXTS,
    names('get-clusters', CONTEXT),
    names('get-users', USER),
    SET_CONTEXT,
    USE_CONTEXT,
    ...REFUSED.split(' ').map(
      (name): Command => ({
        name,
        run: ({ path }) =>
          notSimulated(path, 'there is one context; choose its namespace with kubectl config set-context'),
      }),
    ),
  ],
  run: ({ path, args }) => runGroup(path, args),
};
