// Get and list: what is stored now, chosen by namespace and selectors, in pages where the client asks for pages.
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go, ListPredicate.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import {
  convertFieldLabel,
  type GroupVersionKind,
  selectableFields,
} from '../../api/selectors/field-labels.ts';
import { parseFieldSelector } from '../../api/selectors/field-selector.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import {
  badRequest,
  notFound,
  type Result,
  refusal,
  resourceExpired,
  type Status,
  success,
} from '../../api/status.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ComputedSource } from '../registry/computed-source.ts';
import type { ListOptions } from '../request.ts';
import { type AnyResult, groupResource, type ServerCore } from '../server-core.ts';
import { type ContinuePoint, decodeContinue, encodeContinue } from './continue-token.ts';

export interface ObjectList {
  readonly items: readonly AnyObject[];
  /** Empty for what is not stored. */
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
  const computed = server.computed.get(traits.kind);
  if (computed !== undefined) return getComputed(computed, name);
  const object = server.store.get(traits.kind, traits.namespaced ? namespace : undefined, name);
  if (object === undefined) return refusal(notFound(groupResource(traits, apiVersion), name));
  return success(server.heartbeats.present(object as AnyObject, server));
}

function getComputed({ list, missing }: ComputedSource, name: string): AnyResult {
  const found = list().find(({ metadata }) => metadata.name === name);
  return found === undefined ? refusal(missing(name)) : success(found);
}

/** Sorted by (namespace, name). Refused when a selector cannot be read. */
export function list(server: ServerCore, traits: KindTraits, options: ListOptions): Result<ObjectList> {
  let matches: (object: AnyObject) => boolean;
  try {
    matches = selectionOf(traits, options, server.version);
  } catch (error) {
    return refusal(badRequest((error as Error).message));
  }
  const computed = server.computed.get(traits.kind);
  if (computed !== undefined) return success({ items: computed.list().filter(matches), resourceVersion: '' });
  const namespace = traits.namespaced ? options.namespace : undefined;
  const { continueToken = '' } = options;
  let from: ContinuePoint | undefined;
  try {
    if (continueToken !== '') from = decodeContinue(continueToken);
  } catch (error) {
    return refusal(badRequest((error as Error).message));
  }
  const present = server.store.list(traits.kind, namespace) as AnyObject[];
  const at = from === undefined ? options.revision : from.revision === LATEST ? undefined : from.revision;
  const then = at === undefined ? present : server.watches.listAt(traits.kind, present, at, namespace);
  if (then === 'expired')
    return refusal(from === undefined ? resourceExpired(LIST_EXPIRED) : pageExpired(from));
  const revision = at ?? server.store.revision;
  const shown = page((then as AnyObject[]).filter(matches), options.limit ?? 0, from?.after, revision);
  return success({ ...shown, items: shown.items.map((item) => server.heartbeats.present(item, server)) });
}

// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/errors.go, interpretListError,
// handleCompactedErrorForPaging.
const LIST_EXPIRED = 'The resourceVersion for the provided list is too old.';
const CONTINUE_EXPIRED =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';
/** In a token: the rest of the list as it is now. */
const LATEST = -1;

const pageExpired = ({ after }: ContinuePoint): Status => ({
  ...resourceExpired(CONTINUE_EXPIRED),
  metadata: { continue: encodeContinue({ revision: LATEST, after }) },
});

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

/**
 * The objects that the options' selectors take.
 *
 * @throws Error with upstream's text for a selector that cannot be read, or a field that the kind cannot be selected by
 */
export function selectionOf(
  traits: KindTraits,
  options: Pick<ListOptions, 'apiVersion' | 'labelSelector' | 'fieldSelector'>,
  version: VersionProfile,
): (object: AnyObject) => boolean {
  const { labelSelector = '', fieldSelector = '' } = options;
  if (labelSelector === '' && fieldSelector === '') return () => true;
  const labels = parseLabelSelector(labelSelector);
  if (fieldSelector === '') return (object) => labels.matches(object.metadata.labels ?? {});
  const kind = kindOf(traits, options.apiVersion);
  const fields = parseFieldSelector(fieldSelector).transform((label, value) =>
    convertFieldLabel(kind, label, value, version),
  );
  return (object) =>
    labels.matches(object.metadata.labels ?? {}) && fields.matches(selectableFields(kind, object));
}

function kindOf({ kind, versions }: KindTraits, apiVersion: string | undefined): GroupVersionKind {
  if (apiVersion === undefined) {
    const [stored] = versions;
    return { group: stored?.group ?? '', version: stored?.version ?? 'v1', kind };
  }
  const slash = apiVersion.indexOf('/');
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1), kind };
}
