// `kubectl debug`: an ephemeral container in a pod that runs. Source: kubectl v0.32.0 pkg/cmd/debug/{debug,profiles}.go.
// Left out, and refused: attaching, copies of pods, pods on nodes, sharing another container's processes, custom profiles.

import type { Container, Pod } from '../../api/objects.ts';
import { parseImageName } from '../../api/pod/image-name.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { FILE_FLAGS } from '../command/global-flags.ts';
import { take, textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { containersOf } from './pods-of.ts';

export const debug: Command = {
  name: 'debug',
  flags: [
    ...FILE_FLAGS,
    { name: 'arguments-only', type: 'bool' },
    { name: 'attach', type: 'bool' },
    { name: 'container', short: 'c', type: 'string' },
    { name: 'copy-to', type: 'string' },
    { name: 'custom', type: 'string' },
    { name: 'env', type: 'list' },
    { name: 'image', type: 'string' },
    { name: 'image-pull-policy', type: 'string' },
    { name: 'keep-annotations', type: 'bool' },
    { name: 'profile', type: 'string', value: 'legacy' },
    { name: 'quiet', short: 'q', type: 'bool' },
    { name: 'replace', type: 'bool' },
    { name: 'same-node', type: 'bool' },
    { name: 'set-image', type: 'list' },
    { name: 'share-processes', type: 'bool' },
    { name: 'stdin', short: 'i', type: 'bool' },
    { name: 'target', type: 'string' },
    { name: 'tty', short: 't', type: 'bool' },
  ],
  run,
};

const REFUSED: Readonly<Record<string, string>> = {
  attach: 'use kubectl logs and kubectl exec with -c',
  stdin: 'use kubectl exec with -c',
  tty: 'use kubectl exec with -c',
  'copy-to': 'apply a manifest of the copy',
  target: 'containers do not share their processes here',
  custom: 'name the image and the command',
};
const LEGACY_WARNING =
  '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".\n';

function run(call: Call): void {
  const { flags, args, dashAt } = call;
  for (const [flag, hint] of Object.entries(REFUSED)) {
    if (flags.isSet(flag)) notSimulated(`${call.path} --${flag}`, hint);
  }
  const names = dashAt < 0 ? args : args.slice(0, dashAt);
  const command = dashAt < 0 ? [] : args.slice(dashAt);
  check(call, names);
  for (const name of names) {
    const arg = name.includes('/') ? name : `pods/${name}`;
    const object = objectOf(takeInfos(findInfos(call, { args: [arg], stopAtFailure: true }))[0]!);
    if (object.kind === 'Node') notSimulated(`${call.path} node`, 'apply a pod with a hostPath volume');
    if (object.kind !== 'Pod') throw textFailure(`"${object.kind}" not supported by debug`);
    addContainer(call, object as unknown as Pod, command);
  }
}

function check({ flags, err }: Call, names: readonly string[]): void {
  const image = flags.string('image');
  if (flags.bool('replace')) throw textFailure('--replace may only be used with --copy-to.');
  if (flags.bool('same-node')) throw textFailure('--same-node may only be used with --copy-to.');
  if (flags.list('set-image').length > 0) throw textFailure('--set-image may only be used with --copy-to.');
  if (image === '') throw textFailure('you must specify --image when not using --copy-to.');
  if (parseImageName(image) === undefined)
    throw textFailure(`invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (names.length === 0) throw textFailure('NAME or filename is required for debug');
  const policy = flags.string('image-pull-policy');
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy))
    throw textFailure(`invalid image pull policy: ${policy}`);
  if (flags.string('profile') === 'legacy') err(LEGACY_WARNING);
}

function addContainer(call: Call, pod: Pod, command: readonly string[]): void {
  const { flags, session } = call;
  const { namespace = '', name } = pod.metadata;
  const policy = flags.string('image-pull-policy');
  const env = flags.list('env').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
  const container = {
    name: containerName(call, pod),
    image: flags.string('image'),
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    ...(env.length === 0 ? {} : { env }),
    ...(command.length === 0 ? {} : { [flags.bool('arguments-only') ? 'args' : 'command']: command }),
    terminationMessagePolicy: 'File',
    ...profileOf(flags.string('profile')),
  } as unknown as Container;
  if (!session.version.has('ephemeralContainers')) {
    throw textFailure(
      'ephemeral containers are disabled for this cluster (error from server: "the server could not find the requested resource")',
    );
  }
  const all = [...(pod.spec.ephemeralContainers ?? []), container] as Parameters<
    typeof session.server.setEphemeralContainers
  >[2];
  take(session.server.setEphemeralContainers(namespace, name, all, { actor: session.actor }));
}

// Source: profiles.go: what each profile gives a container in a pod.
function profileOf(profile: string): object {
  switch (profile) {
    case 'legacy':
    case 'baseline':
      return {};
    case 'general':
      return { securityContext: { capabilities: { add: ['SYS_PTRACE'] } } };
    case 'restricted':
      return {
        securityContext: {
          ...{ allowPrivilegeEscalation: false, runAsNonRoot: true },
          ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
        },
      };
    case 'netadmin':
      return { securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } } };
    case 'sysadmin':
      return { securityContext: { privileged: true } };
    default:
      throw textFailure(`unknown profile: ${profile}`);
  }
}

function containerName({ flags, session, out }: Call, pod: Pod): string {
  const given = flags.string('container');
  if (given !== '') return given;
  const taken = new Set(containersOf(pod).map(({ name }) => name));
  let name = '';
  while (name === '' || taken.has(name))
    name = session.server.core.names.generate('Pod', pod.metadata.namespace, 'debugger-');
  if (!flags.bool('quiet')) out(`Defaulting debug container name to ${name}.\n`);
  return name;
}
