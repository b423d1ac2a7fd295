// `kubectl get --watch`: the objects, then a line for each change, until `--request-timeout` or the server ends it.
//
// kubectl does not begin a watch anew that the server has closed: the command is over then, and has succeeded.
// Source: kubectl v0.32.0 pkg/cmd/get/get.go, watch.

import { parseGoDurationMs } from '../../api/duration/go-duration.ts';
import type { AnyObject } from '../../api/objects.ts';
import { selectionOf } from '../../apiserver/verbs/read.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { textFailure } from '../failure.ts';
import type { Printable } from '../output/printer.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import type { Mapping } from '../resource/mapping.ts';
import { watchUntil } from '../resource/wait-for.ts';
import { closingTimeMs } from '../resource/watch-closing.ts';
import { tableOf } from '../tables.ts';
import { printerOf } from './get-printer.ts';

export function* watchAndPrint(call: Call): Routine<void> {
  const { flags, args, session } = call;
  const after = session.server.revision;
  const found = findInfos(call, {
    args,
    allowEmptySelector: true,
    latest: true,
    singleResourceType: true,
    stopAtFailure: true,
  });
  const infos = takeInfos(found);
  const mapping = found.lists[0]?.mapping ?? infos[0]?.mapping;
  if (mapping === undefined || new Set(infos.map((info) => info.mapping.kind)).size > 1) {
    throw textFailure(
      'watch is only supported on individual resources and resource collections - more than 1 resource was found',
    );
  }
  if (found.lists.length === 0 && infos.length !== 1) {
    throw textFailure('you may only watch a single resource or type of resource at a time');
  }
  const print = linePrinter(call);
  if (!flags.bool('watch-only')) print(infos, 'ADDED');
  const filter = filterOf(call, mapping, found.lists.length === 0 ? infos[0]?.name : undefined);
  const options = { kind: mapping.kind, filter, after, timeoutMs: watchTimeoutMs(call) };
  yield* watchUntil(session, options, ({ type, object }) => {
    const shown = call.client.shown(mapping, object as AnyObject);
    const { name, namespace } = shown.metadata;
    print([{ mapping, name, namespace, object: shown }], type);
    return false;
  });
}

/** How long a watch goes on: as asked for, else until the server closes it. The command says that it goes on. */
export function watchTimeoutMs({ flags, session }: Call): number {
  const limit = flags.string('request-timeout');
  if (limit !== '0' && limit !== '')
    return /^\d+$/.test(limit) ? Number(limit) * 1000 : parseGoDurationMs(limit);
  return closingTimeMs(session);
}

function filterOf(
  call: Call,
  mapping: Mapping,
  name: string | undefined,
): Parameters<typeof watchUntil>[1]['filter'] {
  const { flags, namespace, session } = call;
  const selectors = {
    apiVersion: mapping.apiVersion,
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
  };
  const isSelected = selectionOf(mapping.traits, selectors, session.version);
  return {
    ...(mapping.namespaced && !flags.bool('all-namespaces') ? { namespace } : {}),
    matches: (object) =>
      (name === undefined || object.metadata.name === name) && isSelected(object as AnyObject),
  };
}

function linePrinter(call: Call): (infos: readonly Info[], type: string) => void {
  const { flags } = call;
  const format = flags.string('output');
  const withEvents = flags.bool('output-watch-events');
  if (format !== '' && format !== 'wide') {
    const print = printerOf(call);
    return (infos, type) => {
      for (const info of infos) {
        const object = objectOf(info) as Printable;
        call.out(print(withEvents ? ({ type, object } as unknown as Printable) : object));
      }
    };
  }
  let hasHeader = flags.bool('no-headers');
  const widths: number[] = [];
  return (infos, type) => {
    if (infos.length === 0) return;
    const event = withEvents ? { eventType: type } : {};
    call.out(tableOf(call, infos, false, { noHeaders: hasHeader, widths, ...event }));
    hasHeader = true;
  };
}
