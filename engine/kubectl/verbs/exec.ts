// `kubectl exec`. Source: kubectl v0.32.0 pkg/cmd/exec/exec.go; cli-runtime's exit codes: utilexec.CodeExitError.

import type { AnyObject, ContainerStatus, Pod } from '../../api/objects.ts';
import { badRequest } from '../../api/status.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { FILE_FLAGS } from '../command/global-flags.ts';
import { CommandFailure, statusFailure, textFailure } from '../failure.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { CONTAINER_FLAGS, compareForExec, containersOf, defaultContainer, podsOf } from './pods-of.ts';

export const exec: Command = {
  name: 'exec',
  flags: [...FILE_FLAGS.filter(({ name }) => name === 'filename'), ...CONTAINER_FLAGS],
  run,
};

function* run(call: Call): Routine<void> {
  const { args, dashAt, flags } = call;
  const resource = args.length > 0 && dashAt !== 0 ? args[0]! : '';
  const command = dashAt < 0 ? [] : args.slice(dashAt);
  if (dashAt < 0 && args.length > 1) {
    throw call.usage('exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead');
  }
  if (resource === '' && flags.list('filename').length === 0) {
    throw textFailure('pod, type/name or --filename must be specified');
  }
  if (command.length === 0) throw textFailure('you must specify at least one command for the container');
  const pod = yield* findPod(call, resource);
  const phase = pod.status?.phase;
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw textFailure(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  }
  const named = flags.string('container');
  const container = named === '' ? defaultContainer(call, pod, { isQuiet: flags.bool('quiet') }) : named;
  if (flags.bool('stdin') && flags.bool('tty') && !flags.bool('quiet')) {
    call.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  }
  checkServer(pod, container);
  const { namespace = '', name } = pod.metadata;
  const input = flags.bool('stdin') ? call.stdin() : undefined;
  const { nodes } = call.session;
  const { code, stdout, stderr } = yield* nodes.exec(namespace, name, container, command, input);
  call.out(stdout);
  call.err(stderr);
  if (code !== 0)
    throw new CommandFailure({ kind: 'exit', code, text: `command terminated with exit code ${code}\n` });
}

function* findPod(call: Call, resource: string): Routine<Pod> {
  const args = resource === '' ? [] : [resource.includes('/') ? resource : `pods/${resource}`];
  const infos = takeInfos(findInfos(call, { args, latest: true, stopAtFailure: true }));
  if (infos.length !== 1) throw textFailure('cannot exec into multiple objects at a time');
  const object: AnyObject = objectOf(infos[0]!);
  if (object.kind === 'Pod') return object as unknown as Pod;
  const timeoutMs = call.flags.durationMs('pod-running-timeout');
  return (yield* podsOf(call, object, 'cannot attach to', compareForExec, timeoutMs))[0]!;
}

// Source: kubernetes v1.20.2 pkg/registry/core/pod/strategy.go, streamLocation; pkg/kubelet/server/server.go, getExec.
function checkServer(pod: Pod, container: string): void {
  const { name } = pod.metadata;
  if (!containersOf(pod).some((one) => one.name === container)) {
    throw statusFailure(badRequest(`container ${container} is not valid for pod ${name}`));
  }
  if ((pod.spec.nodeName ?? '') === '')
    throw statusFailure(badRequest(`pod ${name} does not have a host assigned`));
  const all = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ] as ContainerStatus[];
  const status = all.find((one) => one.name === container);
  if (status?.state?.running !== undefined) return;
  const message = `error: unable to upgrade connection: container not found (${JSON.stringify(container)})`;
  throw textFailure(message);
}
