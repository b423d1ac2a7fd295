// Create: decode to storage form, default, admit, prepare, validate, allocate, write.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, Create, and
// pkg/registry/rest/create.go, BeforeCreate.

import type { ApiContext, KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { clonePlain } from '../../api/plain.ts';
import { alreadyExists, badRequest, refusal, type Status, success } from '../../api/status.ts';
import { admitCreate, invalidStatus } from '../../api/strategy.ts';
import { admit } from '../admission/chain.ts';
import type { AdmissionRequest } from '../admission/plugin.ts';
import type { RequestContext } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { refusedVerb } from './allowed.ts';

/** @param input  an object in storage form whose metadata may lack what the server fills in; it is copied */
export function create(
  server: ServerCore,
  traits: KindTraits,
  input: AnyObject,
  request: RequestContext,
): AnyResult {
  const unknown = refusedVerb(traits, 'create');
  if (unknown !== undefined) return refusal(unknown);
  const object = request.isHandedOver === true ? input : clonePlain(input);
  const { metadata } = object;
  if (!traits.namespaced) delete metadata.namespace;
  else if (metadata.namespace === undefined || metadata.namespace === '') metadata.namespace = 'default';
  if (metadata.resourceVersion !== undefined && metadata.resourceVersion !== '') {
    return refusal(badRequest('resourceVersion should not be set on objects to be created'));
  }
  // Whoever creates an object owns all that it sets, whatever it says of others.
  if (metadata.managedFields !== undefined && request.isTracked !== true) delete metadata.managedFields;
  const context = server.contextOf(request);
  traits.setDefaults?.(object, context);

  const attributes: AdmissionRequest = {
    operation: 'create',
    traits,
    namespace: metadata.namespace,
    name: metadata.name ?? '',
    subresource: undefined,
    object,
    old: undefined,
    actor: request.actor,
    dryRun: request.dryRun === true,
  };
  const refused =
    admit.mutate(server, attributes) ??
    prepare(server, traits, object, server.decoded(context)) ??
    admit.validate(server, attributes);
  if (refused !== undefined) return refusal(refused);

  const clash = finish(server, traits, object, request);
  if (clash !== undefined) {
    admit.undo(server, attributes);
    return refusal(clash);
  }
  if (request.dryRun === true) return success(object);
  return success(server.writeFor(object, request, request.isHandedOver === true ? undefined : input));
}

function prepare(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
  context: ApiContext,
): Status | undefined {
  const { metadata } = object;
  metadata.uid = server.names.uid();
  metadata.creationTimestamp = server.timestamp();
  if ((metadata.name ?? '') === '' && metadata.generateName !== undefined && metadata.generateName !== '') {
    metadata.name = server.names.generate(traits.kind, metadata.namespace, metadata.generateName);
  }
  const admitted = admitCreate(traits, object, context);
  if ('errors' in admitted) return invalidStatus(traits, metadata.name ?? '', admitted.errors, context);
  // Upstream sets defaults on every read, so that what the strategy made gets them too: a Job shows the labels of its
  // template, which the strategy has just written.
  traits.setDefaults?.(object, context);
  return undefined;
}

function finish(
  server: ServerCore,
  traits: KindTraits,
  object: AnyObject,
  request: RequestContext,
): Status | undefined {
  const { metadata } = object;
  if (server.store.get(traits.kind, metadata.namespace, metadata.name) !== undefined) {
    return alreadyExists(groupResource(traits, request.apiVersion), metadata.name);
  }
  for (const hook of server.hooks) {
    const refused = hook.kind === traits.kind ? hook.beforeCreate?.(object, server) : undefined;
    if (refused !== undefined) return refused;
  }
  return undefined;
}
