// `kubectl rolling-update`: replaces a ReplicationController's pods one by one with those of another, driven by kubectl
// alone. The command was there until kubectl 1.17; here clusters of these releases have it.
//
// What the two controllers are is found out here and in rolling-update-controllers.ts; the update itself is in
// rolling-update-run.ts.
// Source: kubectl v1.17.0 pkg/cmd/rollingupdate/rollingupdate.go.

import type { AnyObject } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { FILE_FLAGS, PRINT_FLAGS, VALIDATE_FLAG } from '../command/global-flags.ts';
import { type Failure, textFailure, throwAll } from '../failure.ts';
import { dataPrinter, namePrinter, verbPrinter } from '../output/printer.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import {
  type Controller,
  Controllers,
  copyForImage,
  hashOf,
  NEXT_CONTROLLER,
} from './rolling-update-controllers.ts';
import { finishRename, type RollingUpdate, rollingUpdateRun, turnedAround } from './rolling-update-run.ts';

export const rollingUpdate: Command = {
  name: 'rolling-update',
  flags: [
    ...FILE_FLAGS,
    ...PRINT_FLAGS,
    VALIDATE_FLAG,
    { name: 'update-period', type: 'duration', value: '1m0s' },
    { name: 'poll-interval', type: 'duration', value: '3s' },
    { name: 'timeout', type: 'duration', value: '5m0s' },
    { name: 'image', type: 'string' },
    { name: 'deployment-label-key', type: 'string', value: 'deployment' },
    { name: 'container', type: 'string' },
    { name: 'image-pull-policy', type: 'string' },
    { name: 'rollback', type: 'bool' },
    // A bool then; it comes with a value now, so that both forms are understood.
    { name: 'dry-run', type: 'string', value: 'none', noValue: 'true' },
  ],
  run,
};

// Differs: upstream reads --timeout and then takes its default all the same (rollingupdate.go, Run: `Timeout: timeout`
// is the constant); a user who sets it means it, so here it counts.
function* run(call: Call): Routine<void> {
  call.err('Command "rolling-update" is deprecated, use "rollout" instead\n');
  checkArguments(call);
  const { flags, args } = call;
  const controllers = new Controllers(call);
  const oldName = args[0]!;
  const keepsName = args.length === 1;
  const pace = {
    periodMs: flags.durationMs('update-period'),
    pollMs: flags.durationMs('poll-interval'),
    timeoutMs: flags.durationMs('timeout'),
  };
  const before = controllers.find(oldName);
  if (before === undefined) {
    if (flags.string('image') === '' || !keepsName) throw controllers.notFound(oldName);
    // Cut off in the middle of a rename: the new controller is there, under its own name.
    yield* finishRename(controllers, controllers.withSource(oldName), oldName);
    return;
  }
  const { from, to } = chooseControllers(call, controllers, before);
  checkSelectors(call, from, to);
  if (flags.bool('dry-run')) {
    call.out(`Rolling from:\n${shown(call, from)}\nTo:\n${shown(call, to)}\n`);
    return;
  }
  let update: RollingUpdate = { controllers, from, to, pace, renames: keepsName };
  if (flags.bool('rollback')) update = turnedAround(call, update);
  yield* rollingUpdateRun(call, update);
  const message = keepsName ? 'rolling updated' : `rolling updated to ${JSON.stringify(to.metadata.name)}`;
  const name = keepsName ? oldName : to.metadata.name;
  call.out(verbPrinter(call, message)(controllers.get(name) as unknown as AnyObject));
}

// Source: rollingupdate.go, validateArguments.
function checkArguments(call: Call): void {
  const { flags, args } = call;
  const files = flags.list('filename');
  const hasImage = flags.string('image') !== '';
  const problems: string[] = [];
  if (flags.string('deployment-label-key') === '') problems.push('--deployment-label-key can not be empty');
  if (files.length > 1) problems.push('May only specify a single filename for new controller');
  if (flags.bool('rollback')) {
    if (files.length > 0 || hasImage) problems.push("Don't specify --filename or --image on rollback");
  } else if (files.length === 0 && !hasImage) {
    problems.push('Must specify --filename or --image for new controller');
  } else if (files.length > 0 && hasImage) {
    problems.push('--filename and --image can not both be specified');
  }
  if (args.length < 1) problems.push('Must specify the controller to update');
  const failures: Failure[] = problems.map((text) => ({ kind: 'text', text: call.usage(text).message }));
  throwAll(failures);
}

interface Pair {
  readonly from: Controller;
  readonly to: Controller;
}

function chooseControllers(call: Call, controllers: Controllers, old: Controller): Pair {
  const { flags, args } = call;
  const next = args[1] ?? old.metadata.annotations?.[NEXT_CONTROLLER] ?? '';
  if (flags.bool('rollback')) {
    const to = next === '' ? undefined : controllers.find(next);
    if (to === undefined) throw textFailure(`Could not find ${next} to rollback.\n`);
    return { from: old, to };
  }
  if (flags.string('image') !== '') return withNewImage(call, controllers, old, next);
  return { from: old, to: controllerOfFile(call, old) };
}

function withNewImage(call: Call, controllers: Controllers, old: Controller, next: string): Pair {
  const image = call.flags.string('image');
  const key = call.flags.string('deployment-label-key');
  const found = next === '' ? undefined : controllers.find(next);
  const to = found ?? copyForImage(call, controllers.get(old.metadata.name), { image, key, name: next });
  if (found !== undefined) {
    const running = found.spec.template?.spec?.containers[0]?.image;
    if (running !== image) {
      throw textFailure(
        `Found existing in-progress update to image (${running}).\nEither continue in-progress update with --image=${running} or rollback with --rollback`,
      );
    }
    call.out(`Found existing update in progress (${found.metadata.name}), resuming.\n`);
  }
  // One image may follow itself, so the hash alone would not tell the two apart.
  const from = controllers.pointToNext(old, to.metadata.name, { key, value: `${hashOf(old)}-orig` });
  return { from, to };
}

function controllerOfFile(call: Call, old: Controller): Controller {
  const [filename = ''] = call.flags.list('filename');
  const infos = takeInfos(findInfos(call));
  if (infos.length > 1) throw textFailure(`${filename} specifies multiple items`);
  if (infos.length === 0) throw textFailure(`please make sure ${filename} exists and is not empty`);
  const info = infos[0]!;
  const object = objectOf(info);
  if (object.kind !== 'ReplicationController') {
    const { group, served, kind } = info.mapping;
    throw textFailure(
      `${filename} contains a ${group}/${served.version}, Kind=${kind} not a ReplicationController`,
    );
  }
  const to = object as unknown as Controller;
  const metadata = { ...to.metadata, namespace: info.namespace ?? call.namespace };
  return { ...to, metadata, spec: { ...to.spec, replicas: to.spec?.replicas ?? old.spec.replicas ?? 1 } };
}

// Without a label in which the two differ the old controller would take the new pods for its own.
function checkSelectors(call: Call, from: Controller, to: Controller): void {
  const filename = call.flags.list('filename')[0] ?? '';
  const name = from.metadata.name;
  if (name === to.metadata.name) {
    throw textFailure(`${filename} cannot have the same name as the existing ReplicationController ${name}`);
  }
  const selector = to.spec.selector ?? {};
  const differs = Object.entries(from.spec.selector ?? {}).some(
    ([key, value]) => selector[key] !== undefined && selector[key] !== value,
  );
  if (!differs) {
    throw textFailure(`${filename} must specify a matching key with non-equal value in Selector for ${name}`);
  }
}

function shown(call: Call, controller: Controller): string {
  if (call.flags.string('output') === '') return controller.metadata.name;
  const print = dataPrinter(call) ?? namePrinter('');
  return print(controller as unknown as AnyObject);
}
