// Sends an object that was made from flags, and prints it.
//
// Objects hold what Go's types always write (`creationTimestamp: null`, `status: {}`), so that a dry run prints it too;
// the nulls are not sent. Source: kubectl v0.32.0 pkg/cmd/create/create.go, CreateSubcommandOptions.Run.

import type { AnyObject } from '../../api/objects.ts';
import { modifiedConfiguration } from '../../api/patch/three-way-apply.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, messageOf, textFailure } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { withoutNulls } from './nulls.ts';

/** An object with all that Go writes of its metadata; `rest` is the remainder of the object. */
export function newObject(
  call: Call,
  type: { readonly apiVersion: string; readonly kind: string; readonly clusterScoped?: boolean },
  metadata: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>>,
): AnyObject {
  const { apiVersion, kind, clusterScoped } = type;
  const where = clusterScoped !== true && call.isNamespaceEnforced ? { namespace: call.namespace } : {};
  return {
    apiVersion,
    kind,
    metadata: { creationTimestamp: null, ...where, ...metadata },
    ...rest,
  } as unknown as AnyObject;
}

/** @param failed  what a refusal is introduced with, which then loses its reason; absent: it is shown as it is */
export function sendNew(
  call: Call,
  object: AnyObject,
  options: { operation?: string; failed?: string } = {},
): void {
  createNew(call, object, options)();
}

/** The same, but the caller says when it is printed. */
export function createNew(
  call: Call,
  object: AnyObject,
  { operation = 'created', failed }: { operation?: string; failed?: string } = {},
): () => void {
  const full =
    call.flags.has('save-config') && call.flags.bool('save-config')
      ? (modifiedConfiguration(object) as AnyObject)
      : object;
  const text = verbPrinter(call, operation)(call.dryRun === 'client' ? full : send(call, full, failed));
  return () => call.out(text);
}

function send(call: Call, object: AnyObject, failed: string | undefined): AnyObject {
  const mapping = call.mapper.forKind(object.apiVersion, object.kind);
  if (mapping === undefined)
    throw textFailure(
      `no matches for kind ${JSON.stringify(object.kind)} in version ${JSON.stringify(object.apiVersion)}`,
    );
  const namespace = mapping.namespaced ? (object.metadata.namespace ?? call.namespace) : undefined;
  try {
    const options = { dryRun: call.dryRun === 'server', validation: call.validation };
    return call.client.create(mapping, namespace, withoutNulls(object), options);
  } catch (error) {
    if (failed === undefined || !(error instanceof CommandFailure)) throw error;
    throw textFailure(`${failed}${messageOf(error.failure)}`);
  }
}

/** The one argument that names the object. Source: create.go, NameFromCommandArgs. */
export function nameArgument(call: Call): string {
  const count = call.dashAt < 0 ? call.args.length : call.dashAt;
  if (count !== 1) throw call.usage(`exactly one NAME is required, got ${count}`);
  return call.args[0]!;
}

/** @throws CommandFailure  flags that have to be there are not */
export function requireFlags({ flags }: Call, ...names: readonly string[]): void {
  const missing = names.filter((name) => !flags.isSet(name));
  if (missing.length > 0)
    throw textFailure(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`);
}
