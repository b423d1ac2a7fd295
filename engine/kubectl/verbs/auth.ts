// `kubectl auth can-i` and `whoami`, for the one user of the simulated context, who may do everything.
//
// Source: kubectl v0.32.0 pkg/cmd/auth/{cani,whoami}.go. Left out, and refused: other users (--as), --list, reconcile.

import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import { FILE_FLAGS, PRINT_FLAGS } from '../command/global-flags.ts';
import { CommandFailure, textFailure } from '../failure.ts';
import { layoutColumns } from '../output/columns.ts';
import { dataPrinter } from '../output/printer.ts';
import { notSimulated } from '../refusal.ts';
import type { Mapping } from '../resource/mapping.ts';

const USER = { groups: ['system:masters', 'system:authenticated'], username: 'kubernetes-admin' };

const RESOURCE_VERBS =
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  );
const URL_VERBS = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'];
/** Words that verbs of their own apply to, and that no server lists. */
const UNLISTED = ['users', 'groups'];

export const auth: Command = {
  name: 'auth',
  subcommands: [
    {
      name: 'can-i',
      flags: [
        { name: 'all-namespaces', short: 'A', type: 'bool' },
        { name: 'list', type: 'bool' },
        { name: 'no-headers', type: 'bool' },
        { name: 'quiet', short: 'q', type: 'bool' },
        { name: 'subresource', type: 'string' },
      ],
      run: canI,
    },
    { name: 'whoami', flags: PRINT_FLAGS, run: whoAmI },
    { name: 'reconcile', flags: FILE_FLAGS, run: ({ path }) => notSimulated(path, 'use kubectl apply') },
  ],
  run: ({ path, args }) => runGroup(path, args),
};

function canI(call: Call): void {
  const { flags, args } = call;
  if (flags.bool('list') && args.length > 0)
    throw textFailure('list option must be specified with no arguments');
  if (flags.bool('list')) notSimulated('kubectl auth can-i --list', 'ask for one verb and resource');
  if (args.length !== 2)
    throw textFailure(
      "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
    );
  if (flags.string('as') !== '' || flags.list('as-group').length > 0)
    notSimulated('kubectl auth can-i for another user', 'leave --as out');
  const [verb = '', target = ''] = args;
  if (target.startsWith('/')) checkUrl(call, verb);
  else checkResource(call, verb, target.split('/')[0]!);
  if (flags.bool('no-headers')) throw textFailure('--no-headers cannot be set without --list specified');
  if (!flags.bool('quiet')) call.out('yes\n');
}

// The texts end in a line end of their own.
const warn = ({ err }: Call, text: string): void => err(`Warning: ${text}\n\n`);

function checkUrl(call: Call, verb: string): void {
  if (call.flags.string('subresource') !== '')
    throw textFailure('--subresource can not be used with NonResourceURL');
  if (!URL_VERBS.includes(verb)) warn(call, `verb '${verb}' is not a known verb`);
}

function checkResource(call: Call, verb: string, word: string): void {
  const mapping = word === '*' ? undefined : mappingOf(call, word.toLowerCase());
  if (mapping !== undefined && !mapping.namespaced && !call.flags.bool('all-namespaces')) {
    const { group, resource } = mapping;
    warn(call, `resource '${resource}' is not namespace scoped${group === '' ? '' : ` in group '${group}'`}`);
  }
  if (!call.flags.bool('all-namespaces') && !RESOURCE_VERBS.includes(verb))
    warn(call, `verb '${verb}' is not a known verb`);
}

function mappingOf(call: Call, word: string): Mapping | undefined {
  try {
    return call.mapper.forArgument(word);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const [resource = '', ...group] = word.split('.');
    const where = group.length === 0 ? '' : ` in group '${group.join('.')}'`;
    if (!UNLISTED.includes(word)) warn(call, `the server doesn't have a resource type '${resource}'${where}`);
    return undefined;
  }
}

function whoAmI(call: Call): void {
  const print = dataPrinter(call);
  if (print !== undefined) {
    const userInfo = { ...USER };
    return call.out(
      print({
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
        metadata: { creationTimestamp: null },
        status: { userInfo },
      }),
    );
  }
  const rows = [
    ['ATTRIBUTE', 'VALUE'],
    ['Username', USER.username],
    ['Groups', `[${USER.groups.join(' ')}]`],
  ];
  return call.out(layoutColumns(rows));
}
