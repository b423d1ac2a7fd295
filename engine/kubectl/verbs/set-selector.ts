// `kubectl set selector`: another selector for a Service. Source: kubectl v0.32.0 pkg/cmd/set/set_selector.go.

import type { AnyObject } from '../../api/objects.ts';
import type { LabelSelector } from '../../api/selectors/label-selector.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  ALL_FLAG,
  CHANGE_FLAGS,
  FIELD_SELECTOR_FLAG,
  LOCAL_FLAG,
  RESOURCE_VERSION_FLAG,
} from '../command/global-flags.ts';
import { textFailure, throwAll } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { recorded } from './change-cause.ts';
import { parseToLabelSelector } from './selector-argument.ts';
import { changeOf, sendChange } from './send-change.ts';

export const setSelector: Command = {
  name: 'selector',
  flags: [...CHANGE_FLAGS, ALL_FLAG, FIELD_SELECTOR_FLAG, LOCAL_FLAG, RESOURCE_VERSION_FLAG],
  run,
};

function run(call: Call): void {
  const { args, flags } = call;
  const selector = args.length === 0 ? undefined : parseToLabelSelector(args.at(-1)!);
  if (selector === undefined) throw textFailure('one selector is required');
  const isLocal = flags.bool('local');
  const { infos, failures } = findInfos(
    call,
    isLocal
      ? { local: true }
      : { args: args.slice(0, -1), allowEmptySelector: flags.bool('all'), latest: true },
  );
  for (const info of infos) changeOne(call, info, selector);
  throwAll(failures);
}

function changeOne(call: Call, info: Info, wanted: LabelSelector): void {
  const before = objectOf(info);
  if (before.kind !== 'Service') throw textFailure('setting a selector is only supported for Services');
  const spec = { ...(before.spec as object), selector: mapOf(wanted) };
  const version = call.flags.string('resource-version');
  const metadata = version === '' ? before.metadata : { ...before.metadata, resourceVersion: version };
  const after = recorded(call, { ...before, metadata, spec } as AnyObject);
  const from = version === '' ? before : { ...before, metadata: { ...metadata, resourceVersion: '' } };
  const shown = call.flags.bool('local') ? after : sendChange(call, info, after, changeOf(from, after));
  call.out(verbPrinter(call, 'selector updated')(shown));
}

function mapOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Readonly<Record<string, string>> {
  if (matchExpressions.length === 0) return matchLabels;
  const texts = matchExpressions.map(
    ({ key, operator, values = [] }) => `{${key} ${operator} [${values.join(' ')}]}`,
  );
  throw textFailure(`match expression [${texts.join(' ')}] not supported on this object`);
}
