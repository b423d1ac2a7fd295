// `kubectl attach`: what a container's own program writes from now on, and with -i what it reads.
// Source: kubectl v0.32.0 pkg/cmd/attach/attach.go.

import type { Pod } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { showOutput } from './container-output.ts';
import { CONTAINER_FLAGS, compareForExec, containersOf, defaultContainer, podsOf } from './pods-of.ts';

export const attach: Command = {
  name: 'attach',
  flags: CONTAINER_FLAGS,
  run,
};

function* run(call: Call): Routine<void> {
  const { flags, session } = call;
  const pod = yield* podOf(call);
  const { phase } = pod.status;
  if (phase === 'Succeeded' || phase === 'Failed')
    throw textFailure(`cannot attach a container in a completed pod; current phase is ${phase}`);
  const isQuiet = flags.bool('quiet');
  const named = flags.string('container');
  const container = named === '' ? defaultContainer(pod, isQuiet ? () => {} : call.err) : named;
  if (!containersOf(pod).some(({ name }) => name === container))
    throw textFailure(
      `cannot attach to the container: container ${container} not found in pod ${pod.metadata.name}`,
    );
  if (!isQuiet) call.err("If you don't see a command prompt, try pressing enter.\n");
  const { namespace = '', name } = pod.metadata;
  if (flags.bool('stdin')) session.nodes.attach(namespace, name, container, call.stdin());
  yield* showOutput(call, { pod, container }, 'now');
}

function* podOf(call: Call): Routine<Pod> {
  const { args, flags } = call;
  if (args.length === 0) throw textFailure('at least 1 argument is required for attach');
  if (args.length > 2)
    throw textFailure(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
    );
  const [first = '', second] = args;
  const named = second !== undefined ? [first, second] : [first.includes('/') ? first : `pods/${first}`];
  const object = objectOf(takeInfos(findInfos(call, { args: named, stopAtFailure: true }))[0]!);
  if (object.kind === 'Pod') return object as unknown as Pod;
  const timeoutMs = flags.durationMs('pod-running-timeout');
  return (yield* podsOf(call, object, 'cannot attach to', compareForExec, timeoutMs))[0]!;
}
