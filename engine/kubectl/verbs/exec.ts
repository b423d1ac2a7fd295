// `kubectl exec`. Source: kubectl v0.32.0 pkg/cmd/exec/exec.go; cli-runtime's exit codes: utilexec.CodeExitError.

import type { AnyObject, Pod } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { FILE_FLAGS } from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { containerToEnter, execInPod, exitFailure } from './pod-exec.ts';
import { CONTAINER_FLAGS, compareForExec, podsOf } from './pods-of.ts';

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
  const quiet = flags.bool('quiet');
  const container = containerToEnter(pod, flags.string('container'), quiet ? () => {} : call.err);
  if (flags.bool('stdin') && flags.bool('tty') && !quiet) {
    call.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  }
  const input = flags.bool('stdin') ? call.stdin() : undefined;
  const { code, stdout, stderr } = yield* execInPod(call, pod, container, command, input);
  call.out(stdout);
  call.err(stderr);
  if (code !== 0) throw exitFailure(code);
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
