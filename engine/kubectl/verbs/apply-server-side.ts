// `kubectl apply --server-side`: the server merges what the manifest states. An object that was applied on the client's side
// before is moved over: what its client-side manager owned becomes the server-side one's.
//
// Source: kubectl v0.32.0 pkg/cmd/apply/apply.go, applyOneObject, saveLastApplyAnnotationIfNecessary,
// migrateToSSAIfNecessary; client-go v0.32 util/csaupgrade/upgrade.go.

import { FieldSet } from '../../api/managed-fields/field-set.ts';
import type { ManagedFieldsEntry } from '../../api/managed-fields/managers.ts';
import { fieldElement } from '../../api/managed-fields/path-element.ts';
import type { AnyObject } from '../../api/objects.ts';
import { LAST_APPLIED } from '../../api/patch/three-way-apply.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Call } from '../command/call.ts';
import { KUBECTL } from '../command/field-manager.ts';
import { CommandFailure, messageOf, textFailure } from '../failure.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { say } from './apply-output.ts';
import { recorded } from './change-cause.ts';

const LAST_APPLIED_MANAGER = 'kubectl-last-applied';
const ANNOTATION_PATH = ['metadata', 'annotations', LAST_APPLIED].map(fieldElement);

/** @returns the object as it is then */
export function applyOneServerSide(call: Call, info: Info): AnyObject {
  const config = recorded(call, objectOf(info));
  const { generateName = '' } = config.metadata;
  if (info.name === '' && generateName !== '')
    throw textFailure(`from ${generateName}: cannot use generate name with apply`);
  let object = send(call, info, config, call.client.fieldManager);
  object = saveLastApplied(call, info, object);
  const moved = moveOwnership(call, info, object);
  if (moved !== undefined) object = send(call, info, config, call.client.fieldManager);
  if (object.metadata.deletionTimestamp !== undefined) {
    call.err(`Warning: Detected changes to resource ${info.name} which is currently being deleted.\n`);
  }
  say(call, 'serverside-applied', object);
  return object;
}

function send(call: Call, { mapping, namespace }: Info, config: AnyObject, fieldManager: string): AnyObject {
  const force = call.flags.bool('force-conflicts');
  const dryRun = call.dryRun === 'server';
  const subresource = call.flags.string('subresource') === 'status' ? 'status' : 'spec';
  try {
    return call.client.apply(mapping, namespace, config, { fieldManager, force, subresource, dryRun });
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  if (!(error instanceof CommandFailure) || error.failure.kind !== 'status') return error;
  const { reason, code } = error.failure.status;
  const text = messageOf(error.failure);
  if (code === 415) return textFailure(`Server-side apply not available on the server: (${text})`);
  return reason === 'Conflict' ? textFailure(`${text}\n${ADVICE}`) : error;
}

const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

// The annotation of client-side apply gets an applier of its own, or it would go with the next apply.
function saveLastApplied(call: Call, info: Info, object: AnyObject): AnyObject {
  const { fieldManager } = call.client;
  const annotation = object.metadata.annotations?.[LAST_APPLIED];
  if (fieldManager !== KUBECTL || annotation === undefined) return object;
  if (ownersOfAnnotation(object, 'Apply').length > 0) return object;
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = metadata;
  const own = {
    name,
    ...(namespace !== undefined && { namespace }),
    annotations: { [LAST_APPLIED]: annotation },
  };
  return send(call, info, { apiVersion, kind, metadata: own } as unknown as AnyObject, LAST_APPLIED_MANAGER);
}

type Entries = readonly ManagedFieldsEntry[];
const entriesOf = ({ metadata }: AnyObject): Entries => (metadata.managedFields ?? []) as Entries;

function ownersOfAnnotation(object: AnyObject, operation: 'Apply' | 'Update'): ManagedFieldsEntry[] {
  return entriesOf(object).filter(
    (entry) => entry.operation === operation && setOf(entry).has(ANNOTATION_PATH),
  );
}

const setOf = ({ fieldsV1 = {} }: ManagedFieldsEntry): FieldSet => FieldSet.fromFieldsV1(fieldsV1);

/** @returns the object with the moved entries; undefined where there is nothing to move */
function moveOwnership(
  call: Call,
  { mapping, namespace, name }: Info,
  object: AnyObject,
): AnyObject | undefined {
  const { fieldManager } = call.client;
  const names = new Set(ownersOfAnnotation(object, 'Update').map(({ manager = '' }) => manager));
  let entries = entriesOf(object);
  for (const manager of names) entries = moved(entries, manager, fieldManager);
  if (equalPlain(entries, entriesOf(object))) return undefined;
  const patch = [{ op: 'replace', path: '/metadata/managedFields', value: entries }];
  return call.client.patch(
    mapping,
    namespace,
    name,
    { type: 'json', patch },
    { dryRun: call.dryRun === 'server' },
  );
}

// What the client-side manager owned in the same version goes to the server-side one; its other entries go altogether.
function moved(entries: Entries, from: string, to: string): Entries {
  const isOld = ({ manager, operation, subresource = '' }: ManagedFieldsEntry): boolean =>
    manager === from && operation === 'Update' && subresource === '';
  const isNew = ({ manager, operation, subresource = '' }: ManagedFieldsEntry): boolean =>
    manager === to && operation === 'Apply' && subresource === '';
  const target = entries.find(isNew) ?? entries.find(isOld);
  if (target === undefined) return entries;
  const old = entries.find((entry) => isOld(entry) && entry.apiVersion === target.apiVersion);
  const set = old === undefined ? setOf(target) : setOf(target).union(setOf(old));
  const joined: ManagedFieldsEntry = {
    ...target,
    manager: to,
    operation: 'Apply',
    fieldsV1: set.toFieldsV1(),
  };
  return entries.map((entry) => (entry === target ? joined : entry)).filter((entry) => !isOld(entry));
}
