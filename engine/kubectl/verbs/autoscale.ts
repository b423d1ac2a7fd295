// `kubectl autoscale`. Source: kubectl v0.32.0 pkg/cmd/autoscale/autoscale.go.

import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILE_FLAGS,
  PRINT_FLAGS,
  RECORD_FLAG,
  SAVE_CONFIG_FLAG,
} from '../command/global-flags.ts';
import { collect, textFailure, throwAll } from '../failure.ts';
import { findInfos } from '../resource/builder.ts';
import type { Info } from '../resource/info.ts';
import { recorded } from './change-cause.ts';
import { newObject, requireFlags, sendNew } from './new-object.ts';

export const autoscale: Command = {
  name: 'autoscale',
  flags: [
    ...FILE_FLAGS,
    ...PRINT_FLAGS,
    DRY_RUN_FLAG,
    RECORD_FLAG,
    SAVE_CONFIG_FLAG,
    FIELD_MANAGER_FLAG,
    { name: 'min', type: 'int32', value: '-1' },
    { name: 'max', type: 'int32', value: '-1' },
    { name: 'cpu-percent', type: 'int32', value: '-1' },
    { name: 'name', type: 'string' },
  ],
  run,
};

function run(call: Call): void {
  const { flags } = call;
  requireFlags(call, 'max');
  const [min, max] = [flags.int('min'), flags.int('max')];
  if (max < 1) throw textFailure(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min) {
    throw textFailure(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  }
  const { infos, failures } = findInfos(call, { args: call.args });
  const left = [...failures];
  for (const info of infos) collect(left, () => autoscaleOne(call, info, min, max));
  throwAll(left);
  if (infos.length === 0) throw textFailure('no objects passed to autoscale');
}

function autoscaleOne(call: Call, { mapping, name }: Info, min: number, max: number): void {
  const { flags } = call;
  if (mapping.traits.scale === undefined) {
    const { group, served, resource } = mapping;
    throw textFailure(
      `cannot autoscale a ${mapping.kind}: could not find scale subresource for ${group === '' ? '' : group}/${served.version}, Resource=${resource} in discovery information`,
    );
  }
  const cpu = flags.int('cpu-percent');
  const spec = {
    maxReplicas: max,
    ...(min > 0 ? { minReplicas: min } : {}),
    scaleTargetRef: { apiVersion: mapping.apiVersion, kind: mapping.kind, name },
    ...(cpu >= 0 ? { targetCPUUtilizationPercentage: cpu } : {}),
  };
  const own = flags.string('name');
  const status = { currentReplicas: 0, desiredReplicas: 0 };
  const type = { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler' };
  const { namespace: _, ...metadata } = newObject(call, type, { name: own === '' ? name : own }, {}).metadata;
  const hpa = newObject(call, type, metadata, { spec, status });
  sendNew(call, recorded(call, hpa), { operation: call.dryRun === 'client' ? 'created' : 'autoscaled' });
}
