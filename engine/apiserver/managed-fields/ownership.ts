// metadata.managedFields: who owns which field of a stored object.
//
// Nothing is tracked until somebody asks: the first server-side apply of an object, or the first look at its managedFields,
// works the owners out from the trace, which has every write of it. From its first apply on an object carries its
// managedFields, and each update of it keeps them. So scenarios without server-side apply pay one lookup a write.
// Source: apimachinery v0.36 pkg/util/managedfields/internal/fieldmanager.go; kubernetes v1.28 staging/src/k8s.io/apiserver/
// pkg/endpoints/handlers/{create,update,patch}.go. Differs: what admission and allocation added to an object other
// than a pod that a component created counts as the component's own; of what kubectl created it is nobody's, as upstream.

import {
  apiVersionOf,
  fromStorageForm,
  isServed,
  servedVersion,
  toStorageForm,
} from '../../api/conversion.ts';
import type { KindTraits } from '../../api/kind.ts';
import { customType, type FieldType, fieldTypeOf } from '../../api/managed-fields/field-type.ts';
import {
  decodeManagers,
  encodeManagers,
  type ManagedFieldsEntry,
  type Managers,
} from '../../api/managed-fields/managers.ts';
import { OwnershipUpdater, type Writer } from '../../api/managed-fields/updater.ts';
import type { AnyObject } from '../../api/objects.ts';
import { clonePlain, equalPlain } from '../../api/plain.ts';
import { type StructType, structOf } from '../../api/schema/schema-table.ts';
import { formatTime } from '../../api/time.ts';
import type { TraceRecord } from '../../trace/records.ts';
import type { RequestContext, Subresource } from '../request.ts';
import type { ServerCore } from '../server-core.ts';
import { asSent } from './as-sent.ts';
import { emptyObject } from './empty-objects.ts';
import { managerOfActor } from './manager-names.ts';

/** From this minor on every object has managedFields; before, only those that were applied. Source: kubernetes v1.18 CHANGELOG. */
const ALWAYS_FROM = 18;
/** Since then writes to subresources are told apart. Source: kubernetes v1.22 CHANGELOG, ManagedFieldsEntry.Subresource. */
const SUBRESOURCES_FROM = 22;
/** Who owned it all before. Source: skipnonapplied.go. */
const BEFORE_FIRST_APPLY = 'before-first-apply';

/** The entries of a stored object: its own, or worked out from the trace. Undefined where a release has none yet. */
export function managedFieldsOf(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
): readonly ManagedFieldsEntry[] | undefined {
  const { managedFields } = object.metadata;
  if (managedFields !== undefined) return managedFields as readonly ManagedFieldsEntry[];
  return encodeManagers(server.version.minor < ALWAYS_FROM ? new Map() : fromTrace(server, traits, object));
}

/** The managers of a stored object before its first apply, or as it carries them. */
export function managersBeforeApply(server: ServerCore, traits: KindTraits, object: AnyObject): Managers {
  const { managedFields } = object.metadata;
  if (managedFields !== undefined) return decodeManagers(managedFields);
  if (server.version.minor >= ALWAYS_FROM) return fromTrace(server, traits, object);
  const apiVersion = preferredVersion(traits, server.version.minor);
  const writer = { manager: BEFORE_FIRST_APPLY, apiVersion, subresource: '', time: server.timestamp() };
  const live = shownIn(traits, bare(object), apiVersion);
  return updaterOf(traits).update(emptyObject(apiVersion, traits.kind), live, new Map(), writer);
}

/** Keeps the managedFields of an object that carries them; in place, before admission. */
export function trackUpdate(
  server: ServerCore,
  traits: KindTraits,
  { object, old }: { readonly object: AnyObject; readonly old: AnyObject },
  subresource: Subresource,
  request: RequestContext,
): void {
  const given = subresource === 'spec' ? object.metadata.managedFields : undefined;
  if (isReset(given)) {
    delete object.metadata.managedFields;
    return;
  }
  const decoded = decodeManagers(given);
  const managers = decoded.size > 0 ? decoded : decodeManagers(old.metadata.managedFields);
  const { fieldManager, actor, apiVersion, isScale } = request;
  const part: Part = isScale === true ? 'scale' : subresource === 'status' ? 'status' : 'object';
  const writer: Writer = {
    manager: fieldManager ?? managerOfActor(actor),
    apiVersion: apiVersion ?? preferredVersion(traits, server.version.minor),
    ...partOf(server, traits, part),
    time: server.timestamp(),
  };
  const entries = encodeManagers(update(traits, old, object, managers, writer));
  setManagedFields(object, entries, old);
}

/** Writes the entries into the object; with no more than newer times they stay as they were. In place. */
export function setManagedFields(
  { metadata }: AnyObject,
  entries: readonly ManagedFieldsEntry[] | undefined,
  old: AnyObject | undefined,
): void {
  const before = old?.metadata.managedFields as readonly ManagedFieldsEntry[] | undefined;
  const timeless = (list: readonly ManagedFieldsEntry[] = []): object[] =>
    list.map(({ time: _, ...entry }) => entry);
  const kept = before !== undefined && equalPlain(timeless(entries), timeless(before)) ? before : entries;
  if (kept === undefined) delete metadata.managedFields;
  else metadata.managedFields = kept as unknown[];
}

// A client empties the list to begin anew. Source: fieldmanager.go, isResetManagedFields.
const isReset = (entries: readonly unknown[] | undefined): boolean =>
  entries !== undefined &&
  (entries.length === 0 || (entries.length === 1 && Object.keys(entries[0] as object).length === 0));

type Part = 'object' | 'status' | 'scale';

/** What a write to a part of the object means for its owners, as the release tracks it. */
export function partOf(
  { version }: ServerCore,
  { statusSubresource }: KindTraits,
  part: Part,
): Pick<Writer, 'subresource' | 'cannotChange'> {
  if (version.minor < SUBRESOURCES_FROM) return { subresource: '' };
  if (part === 'status') return { subresource: 'status', cannotChange: 'spec' };
  if (part === 'scale') return { subresource: 'scale' };
  return { subresource: '', ...(statusSubresource && { cannotChange: 'status' }) };
}

function update(
  traits: KindTraits,
  before: AnyObject,
  after: AnyObject,
  managers: Managers,
  writer: Writer,
): Managers {
  const { apiVersion } = writer;
  return updaterOf(traits).update(
    shownIn(traits, bare(before), apiVersion),
    shownIn(traits, bare(after), apiVersion),
    managers,
    writer,
  );
}

function fromTrace(server: ServerCore, traits: KindTraits, object: AnyObject): Managers {
  const last = Number(object.metadata.resourceVersion);
  let managers: Managers = new Map();
  for (const record of server.trace.records) {
    if (record.type !== 'change' && record.type !== 'event') continue;
    if (record.ref.uid !== object.metadata.uid || record.op === 'delete') continue;
    if (record.resourceVersion > last) break;
    managers = afterWrite(server, traits, record, managers);
  }
  return managers;
}

type WriteRecord = Extract<TraceRecord, { readonly type: 'change' | 'event' }>;

function afterWrite(
  server: ServerCore,
  traits: KindTraits,
  record: WriteRecord,
  managers: Managers,
): Managers {
  const after = record.object as AnyObject;
  const before = record.before as AnyObject | undefined;
  const note = server.writeNotes.get(after);
  const apiVersion = note?.apiVersion ?? preferredVersion(traits, server.version.minor);
  const writer: Writer = {
    manager: note?.manager ?? managerOfActor(record.actor),
    apiVersion,
    ...partOf(
      server,
      traits,
      note?.subresource ?? (isStatusWrite(traits, before, after) ? 'status' : 'object'),
    ),
    time: formatTime(server.kernel.startEpochMs + record.t),
  };
  if (before !== undefined) return update(traits, before, after, managers, writer);
  const created = note?.sent === undefined ? asSent(after) : decodedAs(server, traits, note.sent);
  const empty = emptyObject(apiVersion, traits.kind);
  // The server makes the first status itself.
  const maker: Writer = traits.statusSubresource ? { ...writer, cannotChange: 'status' } : writer;
  return updaterOf(traits).update(empty, shownIn(traits, bare(created), apiVersion), managers, maker);
}

function decodedAs(server: ServerCore, traits: KindTraits, sent: AnyObject): AnyObject {
  const copy = clonePlain(sent);
  traits.setDefaults?.(copy, server.context);
  return copy;
}

// A write to the object cannot change the status, one to the status nothing else.
const isStatusWrite = (traits: KindTraits, before: AnyObject | undefined, after: AnyObject): boolean =>
  traits.statusSubresource && before !== undefined && !equalPlain(before.status, after.status);

/** The version that clients of the cluster speak unless told otherwise. */
export function preferredVersion(traits: KindTraits, minor: number): string {
  return apiVersionOf(traits.versions.find((served) => isServed(served, minor)) ?? traits.versions[0]!);
}

const shownIn = (traits: KindTraits, object: AnyObject, apiVersion: string): AnyObject =>
  fromStorageForm(traits, object, apiVersion);

/** Without its managedFields. */
export function bare(object: AnyObject): AnyObject {
  if (object.metadata.managedFields === undefined) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

const updaters = new WeakMap<KindTraits, OwnershipUpdater>();

export function updaterOf(traits: KindTraits): OwnershipUpdater {
  let updater = updaters.get(traits);
  if (updater === undefined) {
    const convert = (object: AnyObject, apiVersion: string): AnyObject | undefined => {
      if (servedVersion(traits, apiVersion) === undefined) return undefined;
      return object.apiVersion === apiVersion
        ? object
        : fromStorageForm(traits, toStorageForm(traits, object), apiVersion);
    };
    const typeOf = (apiVersion: string): FieldType => fieldTypeOfKind(apiVersion, traits.kind);
    updater = new OwnershipUpdater({ convert, typeOf });
    updaters.set(traits, updater);
  }
  return updater;
}

/** The type of objects of a kind; a custom one is typed as far as its metadata goes. */
export function fieldTypeOfKind(apiVersion: string, kind: string): FieldType {
  const struct = structOf(apiVersion, kind);
  return struct === undefined ? CUSTOM : fieldTypeOf(struct);
}

const metadataType = structOf('v1', 'Pod')!.fields.get('metadata')!.type as { readonly struct: StructType };
const CUSTOM = customType(fieldTypeOf(metadataType.struct));
