// A change made to a copy of an object, sent as the smallest patch. Source: kubectl v0.32.0 pkg/cmd/set/helper.go.

import type { AnyObject } from '../../api/objects.ts';
import { createJSONMergePatch } from '../../api/patch/json-merge-patch.ts';
import { createTwoWayMergePatch } from '../../api/patch/strategic-patch.ts';
import { structOf } from '../../api/schema/schema-table.ts';
import type { PatchType } from '../../apiserver/request.ts';
import type { Call } from '../command/call.ts';
import { type Info, objectOf } from '../resource/info.ts';

export interface Change {
  readonly type: PatchType;
  readonly patch: Readonly<Record<string, unknown>>;
}

export const isEmptyChange = ({ patch }: Change): boolean => Object.keys(patch).length === 0;

/** Strategic for built-in kinds, a JSON merge patch for others. */
export function changeOf(before: AnyObject, after: AnyObject): Change {
  const struct = structOf(before.apiVersion, before.kind);
  return struct === undefined
    ? { type: 'merge', patch: createJSONMergePatch(before, after) }
    : { type: 'strategic', patch: createTwoWayMergePatch(struct, before, after) };
}

/** Sends the change unless the run is dry on the client's side. @returns the object as it is then */
export function sendChange(
  call: Call,
  info: Info,
  after: AnyObject,
  change = changeOf(objectOf(info), after),
): AnyObject {
  if (call.dryRun === 'client') return after;
  return call.client.patch(info.mapping, info.namespace, info.name, change, {
    dryRun: call.dryRun === 'server',
  });
}
