// Server-side apply: a client states the fields that it wants to have, and owns them.
//
// What it states is merged into the stored object, or becomes a new one; from there on it is an update or a creation.
// Source: kubernetes v1.28 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyPatcher; apimachinery v0.36
// pkg/util/managedfields/internal/{structuredmerge,lastappliedmanager,lastappliedupdater}.go. On by default since 1.16.

import { fromStorageForm, toStorageForm } from '../../api/conversion.ts';
import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { KindTraits } from '../../api/kind.ts';
import { dropNulls } from '../../api/kinds/nulls.ts';
import { type Conflict, conflictStatus } from '../../api/managed-fields/conflicts.ts';
import type { FieldSet } from '../../api/managed-fields/field-set.ts';
import { encodeManagers, type Managers } from '../../api/managed-fields/managers.ts';
import { typeErrors } from '../../api/managed-fields/type-errors.ts';
import { compare, fieldSetOf } from '../../api/managed-fields/typed-value.ts';
import type { Writer } from '../../api/managed-fields/updater.ts';
import type { AnyObject } from '../../api/objects.ts';
import { LAST_APPLIED } from '../../api/patch/three-way-apply.ts';
import { clonePlain } from '../../api/plain.ts';
import { badRequest, notFound, refusal, unknownFailure, unsupportedMediaType } from '../../api/status.ts';
import {
  bare,
  fieldTypeOfKind,
  managersBeforeApply,
  partOf,
  setManagedFields,
  updaterOf,
} from '../managed-fields/ownership.ts';
import type { RequestContext, Subresource } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { create } from './create.ts';
import { update } from './update.ts';

export interface ApplyOptions {
  readonly fieldManager: string;
  /** Take fields that others own. */
  readonly force: boolean;
  /** Default: the object itself. */
  readonly subresource?: Subresource;
}

const SERVED_FROM = 16;
// Source: apiserver pkg/endpoints/handlers/negotiation/errors.go.
const NOT_SERVED =
  'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json';

/** kubectl's own applies keep the annotation of its client-side ones. Source: lastappliedmanager.go. */
const KUBECTL = 'kubectl';

/** @param config  what the client states, in the version it speaks; it is not changed */
export function apply(
  server: ServerCore,
  traits: KindTraits,
  config: AnyObject,
  options: ApplyOptions,
  request: RequestContext,
): AnyResult {
  if (server.version.minor < SERVED_FROM) return refusal(unsupportedMediaType(NOT_SERVED));
  const { apiVersion, kind, metadata } = config;
  if (metadata.managedFields !== undefined) return refusal(badRequest('metadata.managedFields must be nil'));
  const errors = typeErrors(config, fieldTypeOfKind(apiVersion, kind));
  if (errors !== '') return refusal(unknownFailure(notTyped(traits, config, errors)));
  const namespace = traits.namespaced ? metadata.namespace : undefined;
  const stored = server.store.get(kind, namespace, metadata.name) as AnyObject | undefined;
  const { fieldManager: manager, subresource = 'spec' } = options;
  if (stored === undefined && subresource === 'status')
    return refusal(notFound(groupResource(traits), metadata.name));
  const part = partOf(server, traits, subresource === 'status' ? 'status' : 'object');
  const writer: Writer = { manager, apiVersion, ...part, time: server.timestamp() };
  const live = stored === undefined ? newObject(config) : fromStorageForm(traits, bare(stored), apiVersion);
  const managers: Managers = stored === undefined ? new Map() : managersBeforeApply(server, traits, stored);
  const applied = applyTo(traits, { live, config, managers, writer }, options.force);
  if ('conflicts' in applied) return refusal(conflictStatus(applied.conflicts));
  const object = clonePlain(toStorageForm(traits, withLastApplied(applied.object, config, writer.manager)));
  // Of the object itself the decoding that follows takes them out.
  if (subresource === 'status' && object.status !== undefined) dropNulls(object.status as object);
  setManagedFields(object, encodeManagers(applied.managers), stored);
  const tracked: RequestContext = { ...request, apiVersion, isTracked: true };
  return stored === undefined
    ? create(server, traits, object, tracked)
    : update(server, traits, object, subresource, tracked);
}

interface Application {
  readonly live: AnyObject;
  readonly config: AnyObject;
  readonly managers: Managers;
  readonly writer: Writer;
}

function applyTo(
  traits: KindTraits,
  { live, config, managers, writer }: Application,
  force: boolean,
): ReturnType<ReturnType<typeof updaterOf>['apply']> {
  const updater = updaterOf(traits);
  const applied = updater.apply(live, config, managers, writer, force);
  if (!('conflicts' in applied) || writer.manager !== KUBECTL) return applied;
  // Fields that kubectl itself applied on the client's side, and nobody has changed since, are its own.
  const own = lastAppliedFields(live);
  if (own === undefined) return applied;
  const conflicts = applied.conflicts
    .map(({ owner, fields }): Conflict => ({ owner, fields: fields.difference(own) }))
    .filter(({ fields }) => !fields.isEmpty);
  return conflicts.length > 0 ? { conflicts } : updater.apply(live, config, managers, writer, true);
}

function lastAppliedFields(live: AnyObject): FieldSet | undefined {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  if (!text) return undefined;
  let last: AnyObject;
  try {
    last = JSON.parse(text) as AnyObject;
  } catch {
    return undefined;
  }
  if (last.apiVersion !== live.apiVersion) return undefined;
  const type = fieldTypeOfKind(live.apiVersion, live.kind);
  const { added, modified, removed } = compare(last, live, type);
  return fieldSetOf(last, type).difference(modified).difference(added).difference(removed);
}

function withLastApplied(object: AnyObject, config: AnyObject, manager: string): AnyObject {
  const { annotations } = object.metadata;
  if (manager !== KUBECTL || !annotations?.[LAST_APPLIED]) return object;
  const { [LAST_APPLIED]: _, ...others } = config.metadata.annotations ?? {};
  const has = config.metadata.annotations !== undefined;
  const metadata = has ? { ...config.metadata, annotations: others } : config.metadata;
  const text = `${jsonText({ ...config, metadata })}\n`;
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...annotations, [LAST_APPLIED]: text } },
  };
}

const newObject = ({ apiVersion, kind }: AnyObject): AnyObject =>
  ({ apiVersion, kind, metadata: {} }) as AnyObject;

function notTyped(
  { versions }: KindTraits,
  { apiVersion, kind, metadata }: AnyObject,
  errors: string,
): string {
  const group = versions[0]!.group === '' ? `/${apiVersion}` : apiVersion;
  return `failed to create typed patch object (${metadata.namespace ?? ''}/${metadata.name}; ${group}, Kind=${kind}): ${errors}`;
}
