// `kubectl scale`. Source: kubectl v0.32.0 pkg/cmd/scale/scale.go, pkg/scale/scale.go.

import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { ALL_FLAG, CHANGE_FLAGS, RESOURCE_VERSION_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { CommandFailure, messageOf, textFailure, throwAll } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import { isRecording, recorded } from './change-cause.ts';
import { sendChange } from './send-change.ts';

export const scale: Command = {
  name: 'scale',
  flags: [
    ...CHANGE_FLAGS,
    ALL_FLAG,
    SELECTOR_FLAG,
    RESOURCE_VERSION_FLAG,
    { name: 'replicas', type: 'int', value: '0' },
    { name: 'current-replicas', type: 'int', value: '-1' },
    { name: 'timeout', type: 'duration' },
  ],
  run,
};

function* run(call: Call): Routine<void> {
  const { flags } = call;
  if (!flags.isSet('replicas')) throw textFailure('required flag(s) "replicas" not set');
  const wanted = flags.int('replicas');
  const print = verbPrinter(call, 'scaled');
  if (wanted < 0) {
    throw textFailure('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
  }
  // What does not fit is cut to 32 bits. Source: pkg/scale/scale.go, ScaleSimple.
  const replicas = wanted | 0;
  if (flags.int('current-replicas') < -1) {
    throw textFailure('The --current-replicas must specify an integer of -1 or greater');
  }
  const all = flags.bool('all');
  const { infos, failures } = findInfos(call, { args: call.args, allowEmptySelector: all });
  if (flags.string('resource-version') !== '' && infos.length > 1) {
    throw textFailure('cannot use --resource-version with multiple resources');
  }
  if (infos.length === 0) {
    const [first] = failures;
    const reason =
      first === undefined
        ? ''
        : ` ${messageOf(failures.length === 1 ? first : { kind: 'aggregate', failures })}`;
    throw textFailure(`no objects passed to scale${reason}`);
  }
  for (const info of infos) {
    if (call.dryRun !== 'client') yield* scaleOne(call, info, replicas);
    call.out(print(objectOf(info)));
  }
  throwAll(failures);
}

function* scaleOne(call: Call, info: Info, replicas: number): Routine<void> {
  const { mapping, namespace, name } = info;
  checkPreconditions(call, info);
  call.client.scale(mapping, namespace, name, replicas, { dryRun: call.dryRun === 'server' });
  const timeoutMs = call.flags.durationMs('timeout');
  if (timeoutMs > 0 && call.dryRun === 'none') yield* waitForReplicas(call, info, replicas, timeoutMs);
  if (isRecording(call)) {
    const now = call.client.get(mapping, namespace, name);
    sendChange(call, { ...info, object: now }, recorded(call, now));
  }
}

function checkPreconditions({ flags, session }: Call, { mapping, namespace, name }: Info): void {
  const size = flags.int('current-replicas');
  const version = flags.string('resource-version');
  const now = session.server.peek(mapping.kind, namespace, name);
  const replicas = now === undefined ? 0 : (mapping.traits.scale?.specReplicas(now) ?? 0);
  const refuse = (what: string, wanted: string, found: string): never => {
    throw textFailure(`Expected ${what} to be ${wanted}, was ${found}`);
  };
  if (size !== -1 && size !== replicas) refuse('replicas', String(size), String(replicas));
  const found = now?.metadata.resourceVersion ?? '';
  if (version !== '' && version !== found) refuse('resource version', version, found);
}

function* waitForReplicas(call: Call, info: Info, replicas: number, timeoutMs: number): Routine<void> {
  const { session } = call;
  const { mapping, namespace, name } = info;
  const traits = mapping.traits.scale;
  const isThere = (): boolean => {
    const now = session.server.peek(mapping.kind, namespace, name);
    return (
      now !== undefined &&
      traits !== undefined &&
      traits.specReplicas(now) === replicas &&
      traits.statusReplicas(now) === replicas
    );
  };
  if (isThere()) return;
  const watch = {
    kind: mapping.kind,
    filter: oneObject(namespace, name),
    after: session.server.revision,
    timeoutMs,
  };
  if (!(yield* watchUntil(session, watch, isThere))) {
    throw new CommandFailure({ kind: 'text', text: 'timed out waiting for the condition' });
  }
}
