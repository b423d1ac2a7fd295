// Get and list: what is stored now, chosen by namespace and selectors, in pages where the client asks for pages.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, ListPredicate.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { parseFieldSelector } from '../../api/selectors/field-selector.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import { badRequest, notFound, type Result, refusal, resourceExpired, success } from '../../api/status.ts';
import type { ListOptions } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { type ContinuePoint, decodeContinue, encodeContinue } from './continue-token.ts';

export interface ObjectList {
  readonly items: readonly AnyObject[];
  readonly resourceVersion: string;
  /** Where the next page begins; absent on the last one. */
  readonly continueToken?: string;
  readonly remainingItemCount?: number;
}

export function get(
  server: ServerCore,
  traits: KindTraits,
  namespace: string | undefined,
  name: string,
  apiVersion: string | undefined,
): AnyResult {
  const object = server.store.get(traits.kind, traits.namespaced ? namespace : undefined, name);
  if (object === undefined) return refusal(notFound(groupResource(traits, apiVersion), name));
  return success(server.heartbeats.present(object as AnyObject, server));
}

/** Sorted by (namespace, name). Refused when a selector cannot be read. */
export function list(server: ServerCore, traits: KindTraits, options: ListOptions): Result<ObjectList> {
  let matches: (object: AnyObject) => boolean;
  try {
    matches = selectionOf(traits, options);
  } catch (error) {
    return refusal(badRequest((error as Error).message));
  }
  const namespace = traits.namespaced ? options.namespace : undefined;
  const { continueToken = '' } = options;
  let from: ContinuePoint | undefined;
  try {
    if (continueToken !== '') from = decodeContinue(continueToken);
  } catch (error) {
    return refusal(badRequest((error as Error).message));
  }
  const present = server.store.list(traits.kind, namespace) as AnyObject[];
  const then =
    from === undefined ? present : server.watches.listAt(traits.kind, present, from.revision, namespace);
  if (then === 'expired') return refusal(resourceExpired(CONTINUE_EXPIRED));
  const revision = from?.revision ?? server.store.revision;
  const shown = page((then as AnyObject[]).filter(matches), options.limit ?? 0, from?.after, revision);
  return success({ ...shown, items: shown.items.map((item) => server.heartbeats.present(item, server)) });
}

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/errors.go, handleExpiredError. Left out: the
// token for an inconsistent rest that its status carries.
const CONTINUE_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.';

function page(
  all: readonly AnyObject[],
  limit: number,
  after: string | undefined,
  revision: number,
): ObjectList {
  const resourceVersion = String(revision);
  const from = after === undefined ? 0 : all.findIndex((object) => keyOf(object) > after);
  if (from < 0) return { items: [], resourceVersion };
  const items = limit === 0 ? all.slice(from) : all.slice(from, from + limit);
  const remaining = all.length - from - items.length;
  const last = items.at(-1);
  if (remaining === 0 || last === undefined) return { items, resourceVersion };
  const continueToken = encodeContinue({ revision, after: keyOf(last) });
  return { items, resourceVersion, continueToken, remainingItemCount: remaining };
}

const keyOf = ({ metadata }: AnyObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** The objects that the options' selectors take. @throws Error with upstream's text for a selector that cannot be read */
export function selectionOf(traits: KindTraits, options: ListOptions): (object: AnyObject) => boolean {
  const { labelSelector = '', fieldSelector = '' } = options;
  if (labelSelector === '' && fieldSelector === '') return () => true;
  const labels = parseLabelSelector(labelSelector);
  const fields = parseFieldSelector(fieldSelector);
  const own = traits.selectableFields;
  return (object) =>
    labels.matches(object.metadata.labels ?? {}) &&
    fields.matches({
      'metadata.name': object.metadata.name,
      'metadata.namespace': object.metadata.namespace ?? '',
      ...own?.(object),
    });
}
