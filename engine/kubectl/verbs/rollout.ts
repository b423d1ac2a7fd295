// `kubectl rollout`: the subcommands, and those that change an object: pause, resume, restart.
// Source: kubectl v0.32.0 pkg/cmd/rollout/rollout_{pause,resume,restart}.go; pkg/polymorphichelpers/object{pauser,
// resumer,restarter}.go.

import type { AnyObject, PodTemplateSpec } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import {
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILE_FLAGS,
  PRINT_FLAGS,
  SELECTOR_FLAG,
} from '../command/global-flags.ts';
import { CommandFailure, type Failure, messageOf, textFailure, throwAll } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { history } from './rollout-history.ts';
import { findRollouts } from './rollout-objects.ts';
import { status } from './rollout-status.ts';
import { undo } from './rollout-undo.ts';
import { changeOf, isEmptyChange } from './send-change.ts';

const FLAGS: Command['flags'] = [...FILE_FLAGS, ...PRINT_FLAGS, SELECTOR_FLAG, FIELD_MANAGER_FLAG];

export const rollout: Command = {
  name: 'rollout',
  subcommands: [
    {
      name: 'history',
      flags: [...FILE_FLAGS, ...PRINT_FLAGS, SELECTOR_FLAG, { name: 'revision', type: 'int64' }],
      run: history,
    },
    { name: 'pause', flags: FLAGS, run: (call) => changeAll(call, PAUSE) },
    { name: 'resume', flags: FLAGS, run: (call) => changeAll(call, RESUME) },
    {
      name: 'undo',
      flags: [
        ...FILE_FLAGS,
        ...PRINT_FLAGS,
        SELECTOR_FLAG,
        DRY_RUN_FLAG,
        { name: 'to-revision', type: 'int64' },
      ],
      run: undo,
    },
    {
      name: 'status',
      flags: [
        ...FILE_FLAGS,
        SELECTOR_FLAG,
        { name: 'watch', short: 'w', type: 'bool', value: 'true' },
        { name: 'revision', type: 'int64' },
        { name: 'timeout', type: 'duration' },
      ],
      run: status,
    },
    { name: 'restart', flags: FLAGS, run: (call) => changeAll(call, RESTART) },
  ],
  run: ({ path, args }) => runGroup(path, args),
};

interface Operation {
  readonly done: string;
  /** What an object without a change is told; absent: that is a failure. */
  readonly already?: string;
  readonly change: (object: AnyObject, call: Call) => AnyObject;
}

const isPaused = ({ spec }: AnyObject): boolean => (spec as { paused?: boolean }).paused === true;
const withSpec = (object: AnyObject, change: Readonly<Record<string, unknown>>): AnyObject => ({
  ...object,
  spec: { ...(object.spec as object), ...change },
});

const PAUSE: Operation = {
  done: 'paused',
  already: 'already paused',
  change: (object) => {
    if (object.kind !== 'Deployment') throw textFailure('pausing is not supported');
    if (isPaused(object)) throw textFailure('is already paused');
    return withSpec(object, { paused: true });
  },
};

const RESUME: Operation = {
  done: 'resumed',
  already: 'already resumed',
  change: (object) => {
    if (object.kind !== 'Deployment') throw textFailure('resuming is not supported');
    if (!isPaused(object)) throw textFailure('is not paused');
    const { paused: _, ...spec } = object.spec as Record<string, unknown>;
    return { ...object, spec };
  },
};

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

const RESTART: Operation = {
  done: 'restarted',
  change: (object, call) => {
    if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(object.kind))
      throw textFailure('restarting is not supported');
    if (object.kind === 'Deployment' && isPaused(object)) {
      throw textFailure("can't restart paused deployment (run rollout resume first)");
    }
    const template = (object.spec as { template: PodTemplateSpec }).template;
    const annotations = { ...template.metadata?.annotations, [RESTARTED_AT]: formatTime(call.nowEpochMs) };
    return withSpec(object, { template: { ...template, metadata: { ...template.metadata, annotations } } });
  },
};

function changeAll(call: Call, operation: Operation): void {
  const { infos, failures } = findRollouts(call);
  const left: Failure[] = [...failures];
  if (infos.length === 0 && left.length === 0) {
    call.err(`No resources found in ${call.namespace} namespace.\n`);
    return;
  }
  for (const info of infos) {
    const failure = changeOne(call, info, operation);
    if (failure !== undefined) left.push({ kind: 'text', text: failure });
  }
  throwAll(left);
}

function changeOne(call: Call, info: Info, { done, already, change }: Operation): string | undefined {
  const { mapping, namespace, name } = info;
  const before = objectOf(info);
  let after: AnyObject;
  try {
    after = change(before, call);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const resource = mapping.group === '' ? mapping.resource : `${mapping.resource}.${mapping.group}`;
    return `error: ${resource} ${JSON.stringify(name)} ${messageOf(error.failure)}`;
  }
  const patch = changeOf(before, after);
  if (isEmptyChange(patch)) {
    if (already === undefined) {
      return `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`;
    }
    call.out(verbPrinter(call, already)(before));
    return undefined;
  }
  try {
    call.out(verbPrinter(call, done)(call.client.patch(mapping, namespace, name, patch)));
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return `failed to patch: ${messageOf(error.failure)}`;
  }
}
