// metadata.managedFields as `-o` shows it: left out of JSON and YAML unless asked for, always there for templates.
//
// The server works it out when it is looked at, so nobody else pays for it.
// Source: cli-runtime v0.32 pkg/genericclioptions/json_yaml_flags.go, ToPrinter; pkg/printers/omitmanagedfields.go.

import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Printable } from './printer.ts';

/** Each object, also of a List, as `change` makes it. */
function eachObject(object: Printable, change: (object: Printable) => Printable): Printable {
  if (!Array.isArray(object.items)) return change(object);
  return { ...object, items: object.items.map((item) => change(item as Printable)) };
}

/** As JSON and YAML show it. */
export function printedManagedFields(call: Call, object: Printable): Printable {
  const isShown = call.flags.has('show-managed-fields') && call.flags.bool('show-managed-fields');
  return isShown ? withManagedFields(call, object) : eachObject(object, withoutManagedFields);
}

function withoutManagedFields(object: Printable): Printable {
  const metadata = object.metadata as Readonly<Record<string, unknown>> | undefined;
  if (metadata?.managedFields === undefined) return object;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}

/** Objects that are not from the server, and those of releases that track none, stay as they are. */
export function withManagedFields({ session }: Call, object: Printable): Printable {
  return eachObject(object, (one) => {
    const { metadata, kind } = one as unknown as AnyObject;
    const isStored = metadata?.uid !== undefined && session.server.core.traits(kind) !== undefined;
    const managedFields = isStored ? session.server.managedFields(one as unknown as AnyObject) : undefined;
    return managedFields === undefined ? one : { ...one, metadata: { ...metadata, managedFields } };
  });
}
