// `kubectl rollout history`. Source: kubectl v0.32.0 pkg/cmd/rollout/rollout_history.go; polymorphichelpers/history.go.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import { collect, textFailure, throwAll } from '../failure.ts';
import { dataPrinter, namePrinter, noSuchFormat } from '../output/printer.ts';
import { typedForm } from '../output/served-form.ts';
import { podTemplateText } from '../print/describe/pod-template.ts';
import { type Info, objectOf, resourceName } from '../resource/info.ts';
import { CHANGE_CAUSE } from './change-cause.ts';
import { kindText, type Revision, restored, revisionsOf, templateOf } from './revisions.ts';
import { findRollouts } from './rollout-objects.ts';

export function history(call: Call): void {
  const revision = call.flags.int('revision');
  const { infos, failures } = findRollouts(call);
  if (revision < 0) throw textFailure(`revision must be a positive integer: ${revision}`);
  const left = [...failures];
  for (const info of infos) collect(left, () => printOne(call, info, revision));
  throwAll(left);
}

function printOne(call: Call, info: Info, revision: number): void {
  const owner = objectOf(info);
  const revisions = revisionsOf(call, owner);
  if (revisions === undefined)
    throw textFailure(`no history viewer has been implemented for ${kindText(info)}`);
  if (call.flags.isSet('output')) return printObjects(call, owner, revisions, revision);
  const withRevision = revision > 0 ? `with revision #${revision}` : '';
  call.out(
    `${resourceName(owner, info.name)} ${withRevision}\n${historyText(call, owner, revisions, revision)}\n`,
  );
}

function historyText(call: Call, owner: AnyObject, revisions: readonly Revision[], revision: number): string {
  if (revisions.length === 0) return 'No rollout history found.';
  if (revision > 0) {
    const found = revisions.find(({ number }) => number === revision);
    if (found === undefined) throw textFailure('unable to find the specified revision');
    const template = templateOf(call, owner, found);
    const annotations: Record<string, string> = { ...template.metadata?.annotations };
    if (found.changeCause !== '') annotations[CHANGE_CAUSE] = found.changeCause;
    const metadata = { ...template.metadata, annotations };
    return podTemplateText({ ...template, metadata });
  }
  const rows = revisions.map(
    ({ number, changeCause }) => [String(number), changeCause === '' ? '<none>' : changeCause] as const,
  );
  const width = Math.max(...['REVISION', ...rows.map(([number]) => number)].map((text) => text.length)) + 2;
  return [['REVISION', 'CHANGE-CAUSE'] as const, ...rows]
    .map(([number, cause]) => `${number.padEnd(width)}${cause}\n`)
    .join('');
}

function printObjects(call: Call, owner: AnyObject, revisions: readonly Revision[], revision: number): void {
  const format = call.flags.string('output');
  const print = dataPrinter(call) ?? (format === 'name' ? namePrinter('') : undefined);
  if (print === undefined) throw noSuchFormat(format);
  for (const { number, object } of revisions) {
    if (revision === 0 || number === revision) call.out(print(typedForm(restored(call, owner, object))));
  }
}
