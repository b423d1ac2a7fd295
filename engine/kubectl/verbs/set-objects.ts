// Finds the objects of a `kubectl set` and sends what changed in each. Source: kubectl v0.32.0 pkg/cmd/set/set_image.go, Run.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, type Failure, messageOf, textFailure, throwAll } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { typedForm } from '../output/served-form.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { recorded } from './change-cause.ts';
import { changeOf, isEmptyChange, sendChange } from './send-change.ts';

const LOCAL_NEEDS_FILES = `error: you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`;

export function findForSet(call: Call, resources: readonly string[]): readonly Info[] {
  if (call.flags.bool('local')) {
    if (resources.length > 0) throw textFailure(LOCAL_NEEDS_FILES);
    return takeInfos(findInfos(call, { local: true }));
  }
  return takeInfos(
    findInfos(call, { args: resources, allowEmptySelector: call.flags.bool('all'), latest: true }),
  );
}

/** `change` returns the object as it is to be, or undefined to leave it; problems of its own go to `failures`. */
export function changeAll(
  call: Call,
  infos: readonly Info[],
  texts: { readonly operation: string; readonly failed: string; readonly alwaysSends?: boolean },
  change: (object: AnyObject, failures: Failure[]) => AnyObject | undefined,
): void {
  const failures: Failure[] = [];
  const print = verbPrinter(call, texts.operation);
  for (const info of infos) {
    const before = objectOf(info);
    const after = changed(info, before, change, failures);
    if (after === undefined) continue;
    const full = recorded(call, after);
    const patch = changeOf(before, full);
    if (isEmptyChange(patch) && texts.alwaysSends !== true) continue;
    if (call.flags.bool('local')) {
      call.out(print(typedForm(full)));
      continue;
    }
    try {
      call.out(print(typedForm(sendChange(call, info, full, patch))));
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      failures.push({ kind: 'text', text: `${texts.failed}${messageOf(error.failure)}` });
    }
  }
  throwAll(failures);
}

function changed(
  { mapping, name }: Info,
  before: AnyObject,
  change: (object: AnyObject, failures: Failure[]) => AnyObject | undefined,
  failures: Failure[],
): AnyObject | undefined {
  try {
    return change(before, failures);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    failures.push({ kind: 'text', text: `error: ${mapping.resource}/${name} ${messageOf(error.failure)}\n` });
    return undefined;
  }
}
