// What `kubectl apply` prints of each object: a line as it goes, or with `-o json` and the like nothing before the end.
// Source: kubectl v0.32.0 pkg/cmd/apply/apply.go, shouldPrintObject.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import { verbPrinter } from '../output/printer.ts';

export const isPrintedAtTheEnd = ({ flags }: Call): boolean =>
  flags.string('output') !== '' && flags.string('output') !== 'name';

/** @throws CommandFailure  no such format */
export function say(call: Call, operation: string, object: AnyObject): void {
  if (!isPrintedAtTheEnd(call)) call.out(verbPrinter(call, operation)(object));
}
