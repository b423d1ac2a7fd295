// `kubectl run` with --attach or -i: waits for the pod, shows what its container writes until that ends, and with --rm
// deletes the pod.
//
// What stands on kubectl's standard input is all that the program in the container can read. Source: kubectl v0.32.0
// pkg/cmd/run/run.go, Run, handleAttachPod; pkg/cmd/attach/attach.go, Run. Differs: all that the container has written is
// shown, upstream what it writes once kubectl is attached; an input without an end, of a terminal, is not there.

import type { Pod } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, textFailure } from '../failure.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import { showOutput } from './container-output.ts';
import { deleteOptions } from './deletion-options.ts';

export function* attachToNew(call: Call, name: string): Routine<void> {
  try {
    yield* attach(call, name);
  } finally {
    if (call.flags.bool('rm')) removePod(call, name);
  }
}

function* attach(call: Call, name: string): Routine<void> {
  const { flags, session, namespace } = call;
  const pod = yield* waitForPod(call, name, (one) => isReady(one) || isCompleted(one));
  const container = pod.spec.containers[0]!.name;
  if (!isCompleted(pod)) {
    if (!flags.bool('quiet')) {
      if (flags.bool('tty'))
        call.err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
      call.err("If you don't see a command prompt, try pressing enter.\n");
    }
    if (flags.bool('stdin')) session.nodes.attach(namespace, name, container, call.stdin());
  }
  yield* showOutput(call, { pod, container }, 'all');
  const policy = flags.string('restart');
  if (flags.bool('leave-stdin-open') || policy === 'Always') return;
  // With OnFailure a container that fails is run again.
  const isOver = policy === 'Never' ? isCompleted : ({ status }: Pod) => status.phase === 'Succeeded';
  throwFailed(yield* waitForPod(call, name, isOver));
}

function* waitForPod(call: Call, name: string, isDone: (pod: Pod) => boolean): Routine<Pod> {
  const { session, namespace, flags } = call;
  const now = (): Pod | undefined => session.server.peek('Pod', namespace, name);
  const first = now();
  if (first !== undefined && isDone(first)) return first;
  const watch = {
    kind: 'Pod',
    filter: oneObject(namespace, name),
    after: session.server.revision,
    timeoutMs: flags.durationMs('pod-running-timeout'),
  };
  const isInTime = yield* watchUntil(session, watch, ({ type, object }) => {
    if (type === 'DELETED') throw textFailure('pods "" not found');
    return isDone(object as Pod);
  });
  const pod = now();
  if (!isInTime || pod === undefined) throw textFailure('timed out waiting for the condition');
  return pod;
}

const isCompleted = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

const isReady = ({ status }: Pod): boolean =>
  status.phase === 'Running' &&
  status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;

function throwFailed({ metadata, status }: Pod): void {
  if (status.phase !== 'Failed') return;
  const { namespace, name } = metadata;
  const ended = status.containerStatuses?.[0]?.state?.terminated;
  if (ended === undefined || ended.exitCode === 0)
    throw textFailure(`pod ${namespace}/${name} failed with unknown exit code`);
  const text = `pod ${namespace}/${name} terminated (${ended.reason ?? ''})\n${ended.message ?? ''}`;
  const line = text.endsWith('\n') ? text : `${text}\n`;
  throw new CommandFailure({ kind: 'exit', code: ended.exitCode, text: line });
}

function removePod(call: Call, name: string): void {
  const { client, mapper, namespace } = call;
  if (call.session.server.peek('Pod', namespace, name) === undefined) return;
  client.delete(mapper.forArgument('pods'), namespace, name, deleteOptions(call, -1));
  call.out(`pod ${JSON.stringify(name)} deleted\n`);
}
