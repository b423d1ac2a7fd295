// Watch as a client asks for it: from a revision on, with bookmarks, until its time is over.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/{get,watch}.go; pkg/storage/cacher/
// cacher.go, nextBookmarkTime, dispatchEvents. Differs: bookmarks come on the minute, upstream's within a second of it.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject, KubeObject } from '../../api/objects.ts';
import { badRequest, type Result, refusal, resourceExpired, type Status, success } from '../../api/status.ts';
import type { SimEvent } from '../../kernel/sim-event.ts';
import type { ListOptions } from '../request.ts';
import type { ServerCore } from '../server-core.ts';
import type { Watch } from '../watch-hub.ts';
import { refusedVerb } from './allowed.ts';
import { selectionOf } from './read.ts';

export interface WatchOptions
  extends Pick<ListOptions, 'namespace' | 'labelSelector' | 'fieldSelector' | 'apiVersion'> {
  /** Events after this one; '' and '0': what is there now comes as ADDED first. */
  readonly resourceVersion: string;
  readonly allowWatchBookmarks: boolean;
  /** The server closes the watch then, in milliseconds from now. */
  readonly timeoutMs: number;
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: AnyObject }
  /** Nothing of the kind has changed up to that revision. */
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string }
  | { readonly type: 'ERROR'; readonly status: Status };

/** Source: cacher.go, defaultBookmarkFrequency; nextBookmarkTime: one more shortly before the end. */
const BOOKMARK_PERIOD_MS = 60_000;
const BOOKMARK_BEFORE_END_MS = 2000;

/**
 * Starts a watch. A revision that is no longer kept is answered with an ERROR event, and nothing after it.
 *
 * @param closed  told when the server has closed the watch
 */
export function watch(
  server: ServerCore,
  traits: KindTraits,
  options: WatchOptions,
  sink: (event: WatchEvent) => void,
  closed: () => void,
): Result<Watch> {
  const unknown = refusedVerb(traits, 'watch');
  if (unknown !== undefined) return refusal(unknown);
  const { kernel, watches, store } = server;
  let isSelected: (object: AnyObject) => boolean;
  let after: number;
  try {
    isSelected = selectionOf(traits, options, server.version);
    after = revisionOf(options.resourceVersion);
  } catch (error) {
    return refusal(badRequest((error as Error).message));
  }
  const { namespace } = options;
  const filter = {
    ...(traits.namespaced && namespace !== undefined ? { namespace } : {}),
    matches: (object: KubeObject) => isSelected(object as AnyObject),
  };
  if (after === 0) {
    for (const object of watches.present(traits.kind, filter, store))
      sink({ type: 'ADDED', object: object as AnyObject });
    after = store.revision;
  }
  const begun = watches.watch(traits.kind, filter, after, ({ type, object }) =>
    sink({ type, object: object as AnyObject }),
  );
  if ('expired' in begun) {
    sink({ type: 'ERROR', status: resourceExpired(begun.expired) });
    closed();
    return success({ stop: () => {} });
  }
  const timers: SimEvent[] = [];
  const stop = (): void => {
    begun.stop();
    for (const timer of timers) kernel.cancel(timer);
  };
  const at = (delayMs: number, run: () => void): void => {
    timers.push(kernel.schedule({ delayMs, kind: 'watch request' }, run));
  };
  if (options.allowWatchBookmarks) {
    for (const delayMs of bookmarkTimes(options.timeoutMs))
      at(delayMs, () => {
        const resourceVersion = String(bookmarkOf(server, traits.kind));
        if (resourceVersion !== '0') sink({ type: 'BOOKMARK', resourceVersion });
      });
  }
  at(options.timeoutMs, () => {
    stop();
    closed();
  });
  return success({ stop });
}

function revisionOf(text: string): number {
  if (text === '') return 0;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(
    `Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

function bookmarkTimes(timeoutMs: number): number[] {
  const last = timeoutMs - BOOKMARK_BEFORE_END_MS;
  const times: number[] = [];
  for (let at = BOOKMARK_PERIOD_MS; at < last; at += BOOKMARK_PERIOD_MS) times.push(at);
  return last > 0 ? [...times, last] : times;
}

// The newest event of the kind, or of any kind once etcd tells of its progress.
function bookmarkOf({ version, store, watches }: ServerCore, kind: string): number {
  return version.has('watchBookmarksFollowAllKinds') ? store.revision : watches.newestRevision(kind);
}
