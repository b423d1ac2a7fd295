// Requests as kubectl makes them: objects in the version asked for, warnings on standard error, refusals thrown.
//
// The API server keeps one form of each object, so reading and writing convert here. Decoding is here as well: fields
// that do not exist and values of the wrong type are refused or dropped as the release's decoder does.
// Source: cli-runtime v0.32 pkg/resource/helper.go; kubernetes v1.28 staging/src/k8s.io/apiserver/pkg/endpoints/
// handlers/{create,update,patch}.go; client-go v0.32 rest/warnings.go (each warning once per command).

import { apiVersionOf, fromStorageForm, toStorageForm } from '../../api/conversion.ts';
import { deprecationWarning } from '../../api/deprecation.ts';
import type { AnyObject } from '../../api/objects.ts';
import { jsonMergePatch } from '../../api/patch/json-merge-patch.ts';
import { type JSONPatchOperation, jsonPatch } from '../../api/patch/json-patch.ts';
import { PatchError } from '../../api/patch/patch-error.ts';
import { strategicMergePatch } from '../../api/patch/strategic-patch.ts';
import { clonePlain } from '../../api/plain.ts';
import {
  badRequestOf,
  checkSchema,
  decodeErrorOf,
  type SchemaProblem,
} from '../../api/schema/check-schema.ts';
import { structOf } from '../../api/schema/schema-table.ts';
import { badRequest, type Result, unprocessable } from '../../api/status.ts';
import { warningsOf } from '../../api/warnings/warnings.ts';
import type {
  DeleteOptions,
  ListOptions,
  PatchType,
  RequestContext,
  Subresource,
} from '../../apiserver/request.ts';
import type { ApplyOptions } from '../../apiserver/verbs/apply.ts';
import { misnamedBy } from '../../apiserver/verbs/patch.ts';
import type { ObjectList } from '../../apiserver/verbs/read.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ValidationDirective } from '../command/call.ts';
import { statusFailure, take, textFailure } from '../failure.ts';
import type { KubectlSession } from '../session.ts';
import type { Mapping } from './mapping.ts';
import { patchRefusal, type RefusedPatch } from './patch-refusal.ts';

export interface WriteOptions {
  readonly dryRun?: boolean;
  /** Default `Ignore`, the client's own check has been made; from 1.25 on the server decodes strictly. */
  readonly validation?: ValidationDirective;
}

/** First release whose API server can be asked to decode strictly. Source: KEP-2885, ServerSideFieldValidation beta. */
export const SERVER_VALIDATES_FROM = 25;

export class KubeClient {
  readonly session: KubectlSession;
  private readonly warn: (text: string) => void;
  /** The name under which the command's writes are tracked. */
  readonly fieldManager: string;
  private readonly warned = new Set<string>();

  constructor(session: KubectlSession, warn: (text: string) => void, fieldManager: string) {
    this.session = session;
    this.warn = warn;
    this.fieldManager = fieldManager;
  }

  get(mapping: Mapping, namespace: string | undefined, name: string): AnyObject {
    requireName(name);
    this.warnOfVersion(mapping);
    return this.shown(
      mapping,
      take(this.session.server.get(mapping.kind, namespace, name, mapping.apiVersion)),
    );
  }

  /** The same, but of what is not there in a namespace that is not there, the namespace. Source: visitor.go, Info.Get. */
  getInfo(mapping: Mapping, namespace: string | undefined, name: string): AnyObject {
    const { server } = this.session;
    if (namespace !== undefined && namespace !== 'default') {
      if (server.peek(mapping.kind, namespace, name) === undefined)
        take(server.get('Namespace', undefined, namespace));
    }
    return this.get(mapping, namespace, name);
  }

  /** @param namespace  undefined: all namespaces */
  list(
    mapping: Mapping,
    namespace: string | undefined,
    options: ListOptions = {},
  ): Omit<ObjectList, 'items'> & { readonly items: AnyObject[] } {
    this.warnOfVersion(mapping);
    const { apiVersion } = mapping;
    const where = namespace === undefined ? { apiVersion } : { apiVersion, namespace };
    const list = take(this.session.server.list(mapping.kind, { ...where, ...options }));
    return { ...list, items: list.items.map((item) => this.shown(mapping, item)) };
  }

  create(
    mapping: Mapping,
    namespace: string | undefined,
    object: AnyObject,
    options: WriteOptions = {},
  ): AnyObject {
    this.warnOfVersion(mapping, 'create');
    const decoded = this.decode(withNamespace(mapping, object, namespace), options);
    const stored = toStorageForm(mapping.traits, decoded);
    return this.written(
      mapping,
      undefined,
      this.session.server.create(stored, this.request(mapping, options)),
    );
  }

  replace(
    mapping: Mapping,
    namespace: string | undefined,
    object: AnyObject,
    options: WriteOptions = {},
  ): AnyObject {
    this.warnOfVersion(mapping, 'update');
    const decoded = this.decode(withNamespace(mapping, object, namespace), options);
    const stored = toStorageForm(mapping.traits, decoded);
    const { server } = this.session;
    const old = server.peek(mapping.kind, stored.metadata.namespace, stored.metadata.name) as
      | AnyObject
      | undefined;
    return this.written(mapping, old, server.update(stored, this.request(mapping, options)));
  }

  patch(
    mapping: Mapping,
    namespace: string | undefined,
    name: string,
    change: { readonly type: PatchType; readonly patch: unknown; readonly subresource?: Subresource },
    options: WriteOptions = {},
  ): AnyObject {
    requireName(name);
    this.warnOfVersion(mapping, 'patch');
    const { server } = this.session;
    const stored = take(server.get(mapping.kind, namespace, name, mapping.apiVersion));
    if (change.type === 'strategic' && structOf(mapping.apiVersion, mapping.kind) === undefined) {
      return take(server.patch(mapping.kind, namespace, name, change, this.request(mapping, options)));
    }
    const current = fromStorageForm(mapping.traits, stored, mapping.apiVersion);
    const decoded = this.decodePatched({ ...change, patched: this.patched(current, change) }, options);
    const misnamed = misnamedBy(decoded, name, namespace);
    if (misnamed !== undefined) throw statusFailure(misnamed);
    const object = toStorageForm(mapping.traits, decoded);
    const request = { ...this.request(mapping, options), isPatch: true };
    // Writes of the status come without warnings.
    if (change.subresource === 'status')
      return this.shown(mapping, take(server.updateStatus(object, request)));
    return this.written(mapping, stored, server.update(object, request));
  }

  /** Server-side apply. @param config  in the mapping's version */
  apply(
    mapping: Mapping,
    namespace: string | undefined,
    config: AnyObject,
    { fieldManager, force, subresource = 'spec', ...options }: WriteOptions & ApplyOptions,
  ): AnyObject {
    requireName(config.metadata?.name);
    this.warnOfVersion(mapping, 'patch');
    const request = { ...this.request(mapping, options), fieldManager };
    const object = withNamespace(mapping, config, namespace);
    const { server } = this.session;
    const old = server.peek(mapping.kind, namespace, config.metadata.name) as AnyObject | undefined;
    const applied = server.apply(object, { fieldManager, force, subresource }, request);
    return subresource === 'status'
      ? this.shown(mapping, take(applied))
      : this.written(mapping, old, applied);
  }

  scale(
    mapping: Mapping,
    namespace: string | undefined,
    name: string,
    replicas: number,
    options: WriteOptions = {},
  ): void {
    requireName(name);
    this.warnOfVersion(mapping);
    take(this.session.server.scale(mapping.kind, namespace, name, replicas, this.request(mapping, options)));
  }

  /** @returns the object as it is after the request: marked as going, or its last state */
  delete(
    mapping: Mapping,
    namespace: string | undefined,
    name: string,
    deleteOptions: DeleteOptions,
    options: WriteOptions = {},
  ): AnyObject {
    requireName(name);
    this.warnOfVersion(mapping, 'delete');
    const { server } = this.session;
    return take(server.delete(mapping.kind, namespace, name, deleteOptions, this.request(mapping, options)));
  }

  /** The object as the mapping's version shows it. */
  shown(mapping: Pick<Mapping, 'traits' | 'apiVersion'>, stored: AnyObject): AnyObject {
    return fromStorageForm(mapping.traits, stored, mapping.apiVersion);
  }

  /** The object that a write made, with the warnings that come with it. @throws CommandFailure  it was refused */
  private written(mapping: Mapping, old: AnyObject | undefined, result: Result<AnyObject>): AnyObject {
    const stored = take(result);
    for (const text of warningsOf(stored, old, this.session.server.core.context)) this.warnOnce(text);
    return this.shown(mapping, stored);
  }

  /** The object as the patch makes it, on the client's side. @throws CommandFailure */
  patched(
    current: AnyObject,
    { type, patch }: { readonly type: PatchType; readonly patch: unknown },
  ): AnyObject {
    const { version } = this.session;
    const struct = structOf(current.apiVersion, current.kind);
    try {
      if (type === 'json') return jsonPatch(current, operationsOf(patch, version), version) as AnyObject;
      if (type === 'merge' || struct === undefined)
        return jsonMergePatch(current, patch, version) as AnyObject;
      return strategicMergePatch(struct, current, patch as Record<string, unknown>, version) as AnyObject;
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      // Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyJSPatch.
      throw statusFailure(type === 'json' ? unprocessable() : badRequest(error.message));
    }
  }

  private decode(object: AnyObject, { validation = 'Ignore' }: WriteOptions): AnyObject {
    const problems = checkSchema(object);
    if (problems.length === 0) return object;
    const isAsked = this.session.version.minor >= SERVER_VALIDATES_FROM;
    const error = decodeErrorOf(problems, isAsked && validation === 'Strict');
    if (error !== undefined) throw statusFailure(badRequest(badRequestOf(object, error)));
    if (isAsked && validation === 'Warn') this.warnOfFields(problems);
    return withoutUnknownFields(object, problems);
  }

  // Fields that do not exist are refused where strictness was asked for; from 1.25 on they are warned of otherwise.
  private decodePatched(refused: RefusedPatch, { validation = 'Warn' }: WriteOptions): AnyObject {
    const { version } = this.session;
    const problems = checkSchema(refused.patched);
    if (problems.length === 0) return refused.patched;
    const isAsked = version.minor >= SERVER_VALIDATES_FROM;
    const isWrong = problems.some(({ reason }) => reason !== 'unknownField');
    if (isWrong || (isAsked && validation === 'Strict'))
      throw statusFailure(patchRefusal(refused, problems, version));
    if (isAsked && validation === 'Warn') this.warnOfFields(problems);
    return withoutUnknownFields(refused.patched, problems);
  }

  private warnOfFields(problems: readonly SchemaProblem[]): void {
    for (const { decodeError } of problems) this.warnOnce(decodeError);
  }

  // The warning comes with the answer of a handler: none where there is no handler for the verb.
  private warnOfVersion({ traits, served }: Mapping, verb = 'get'): void {
    if (traits.verbs?.includes(verb) === false) return;
    const text = deprecationWarning(traits, served, this.session.version);
    if (text !== undefined) this.warnOnce(text);
  }

  private warnOnce(text: string): void {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    this.warn(`Warning: ${text}\n`);
  }

  private request({ traits, apiVersion }: Mapping, { dryRun = false }: WriteOptions): RequestContext {
    const { actor } = this.session;
    const { fieldManager } = this;
    const isStorageForm = apiVersion === apiVersionOf(traits.versions[0]!);
    return { actor, dryRun, fieldManager, ...(isStorageForm ? {} : { apiVersion }) };
  }
}

// No request is made for nothing. Source: client-go v0.32 rest/request.go, Name.
function requireName(name: string | undefined): void {
  if (name === undefined || name === '') throw textFailure('resource name may not be empty');
}

function withNamespace(mapping: Mapping, object: AnyObject, namespace: string | undefined): AnyObject {
  if (!mapping.namespaced || namespace === undefined || object.metadata?.namespace === namespace)
    return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function withoutUnknownFields(object: AnyObject, problems: readonly SchemaProblem[]): AnyObject {
  const copy = clonePlain(object);
  for (const { reason, segments } of problems) {
    if (reason !== 'unknownField') continue;
    const parent = segments
      .slice(0, -1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], copy);
    if (typeof parent === 'object' && parent !== null) {
      delete (parent as Record<string, unknown>)[segments.at(-1) as string];
    }
  }
  return copy;
}

// Source: kubernetes v1.20.2 and v1.28.0 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go, applyJSPatch.
function operationsOf(patch: unknown, version: VersionProfile): JSONPatchOperation[] {
  if (Array.isArray(patch)) return patch as JSONPatchOperation[];
  const wrong = `json: cannot unmarshal ${goKindOf(patch)} into Go value of type`;
  const asked = version.minor >= SERVER_VALIDATES_FROM;
  throw statusFailure(
    badRequest(asked ? `error decoding patch: ${wrong} []handlers.jsonPatchOp` : `${wrong} jsonpatch.Patch`),
  );
}

/** As Go's JSON decoder names what it found. */
export function goKindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}
