// A watch over the paths of the REST API: one line of JSON for each event, until the server closes it.

import type { WatchEvent } from '../../apiserver/verbs/watch.ts';
import { type Routine, until } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { take } from '../failure.ts';
import type { Mapping } from './mapping.ts';
import { plain } from './raw-object.ts';
import { isOn, type RawQuery } from './raw-query.ts';
import { closingTimeMs } from './watch-closing.ts';

export interface RawResource {
  readonly mapping: Mapping;
  readonly namespace: string | undefined;
  /** Absent: all of them. */
  readonly name: string | undefined;
}

export function* rawWatch(
  call: Call,
  { mapping, namespace, name }: RawResource,
  query: RawQuery,
): Routine<void> {
  const { session } = call;
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  const named = name === undefined ? [] : [`metadata.name=${name}`];
  const fields = [query.get('fieldSelector') ?? '', ...named].filter((text) => text !== '');
  let isClosed = false;
  let wake: (() => void) | undefined;
  const options = {
    ...(namespace === undefined ? {} : { namespace }),
    apiVersion: mapping.apiVersion,
    labelSelector: query.get('labelSelector') ?? '',
    fieldSelector: fields.join(','),
    resourceVersion: query.get('resourceVersion') ?? '',
    allowWatchBookmarks: isOn(query, 'allowWatchBookmarks'),
    timeoutMs: seconds > 0 ? seconds * 1000 : closingTimeMs(session),
  };
  const print = (event: WatchEvent): void => call.out(`${JSON.stringify(wireOf(call, mapping, event))}\n`);
  const watch = take(
    session.server.watchRequest(mapping.kind, options, print, () => {
      isClosed = true;
      wake?.();
    }),
  );
  try {
    if (!isClosed)
      yield until((resume) => {
        wake = resume;
      });
  } finally {
    watch.stop();
  }
}

function wireOf(call: Call, { kind, apiVersion, traits }: Mapping, event: WatchEvent): object {
  switch (event.type) {
    case 'BOOKMARK': {
      const { resourceVersion } = event;
      return { type: 'BOOKMARK', object: { kind, apiVersion, metadata: { resourceVersion } } };
    }
    case 'ERROR':
      return { type: 'ERROR', object: event.status };
    default:
      return {
        type: event.type,
        object: plain(call, call.client.shown({ traits, apiVersion }, event.object)),
      };
  }
}
