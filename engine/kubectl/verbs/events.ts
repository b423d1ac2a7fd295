// `kubectl events`: the events of a namespace or an object, oldest first.
// Source: kubectl v0.32.0 pkg/cmd/events/{events,event_printer}.go.

import type { AnyObject, KubeEvent } from '../../api/objects.ts';
import { since } from '../../api/printing/age.ts';
import { parseTime } from '../../api/time.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { ALL_NAMESPACES_FLAG, CHUNK_SIZE_FLAG, PRINT_FLAGS } from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { layoutColumns } from '../output/columns.ts';
import {
  dataPrinter,
  FORMATS,
  namePrinter,
  noSuchFormat,
  type Printable,
  type Printer,
} from '../output/printer.ts';
import { goSorted } from '../print/go-sort.ts';
import { escapeTerminal } from '../print/tab-writer.ts';
import { watchUntil } from '../resource/wait-for.ts';
import { watchTimeoutMs } from './get-watch.ts';
import { resourceNamed } from './named-resource.ts';

export const events: Command = {
  name: 'events',
  flags: [
    ...PRINT_FLAGS,
    ALL_NAMESPACES_FLAG,
    CHUNK_SIZE_FLAG,
    { name: 'for', type: 'string' },
    { name: 'no-headers', type: 'bool' },
    { name: 'types', type: 'strings' },
    { name: 'watch', short: 'w', type: 'bool' },
  ],
  run,
};

function* run(call: Call): Routine<void> {
  const { flags } = call;
  const involved = involvedOf(call);
  const print = printerOf(call);
  const types = flags.list('types').map((type) => type.toLowerCase());
  if (types.some((type) => type !== 'normal' && type !== 'warning'))
    throw textFailure('valid --types are Normal or Warning');
  const isWanted = (event: KubeEvent): boolean =>
    (types.length === 0 || types.includes((event.type ?? '').toLowerCase())) && involved(event);
  const namespace = flags.bool('all-namespaces') ? undefined : call.namespace;
  const after = call.session.server.revision;
  const mapping = call.mapper.forKind('v1', 'Event')!;
  const { items } = call.client.list(mapping, namespace);
  const found = (items as unknown as readonly KubeEvent[]).filter(isWanted);
  if (flags.bool('watch')) {
    for (const event of found) call.out(print([event]));
    const timeoutMs = watchTimeoutMs(call);
    const filter = namespace === undefined ? {} : { namespace };
    yield* watchUntil(call.session, { kind: 'Event', filter, after, timeoutMs }, ({ type, object }) => {
      const event = object as unknown as KubeEvent;
      if (type !== 'DELETED' && isWanted(event)) call.out(print([event]));
      return false;
    });
    return;
  }
  if (found.length > 0)
    return call.out(
      print(
        goSorted(found, (a, b) => timeOf(a) < timeOf(b)),
        true,
      ),
    );
  call.err(namespace === undefined ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`);
}

function involvedOf(call: Call): (event: KubeEvent) => boolean {
  const text = call.flags.string('for');
  if (text === '') return () => true;
  if (!text.includes('/')) throw textFailure('--for must be in resource/name form');
  const [resource = '', name = '', more] = text.split('/');
  if (more !== undefined)
    throw textFailure('arguments in resource/name form may not have more than one slash');
  const { kind, apiVersion } = resourceNamed(call, resource.toLowerCase());
  return ({ involvedObject: object }) =>
    object.kind === kind && object.name === name && object.apiVersion === apiVersion;
}

function timeOf({ series, lastTimestamp, eventTime }: KubeEvent): number {
  const text = series?.lastObservedTime ?? lastTimestamp ?? eventTime;
  return text ? parseTime(text) : Number.NEGATIVE_INFINITY;
}

type EventsPrinter = (events: readonly KubeEvent[], isList?: boolean) => string;

function printerOf(call: Call): EventsPrinter {
  const { flags } = call;
  const format = flags.string('output');
  const data = dataPrinter(call) ?? (format === 'name' ? namePrinter('') : undefined);
  if (data !== undefined) return objectPrinter(data, format === 'name');
  if (format !== '') throw noSuchFormat(format, FORMATS);
  const all = flags.bool('all-namespaces');
  let hasHeader = flags.bool('no-headers');
  const widths: number[] = [];
  return (events) => {
    const rows = events.map((event) => [...(all ? [event.metadata.namespace] : []), ...rowOf(call, event)]);
    const header = [...(all ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
    const text = layoutColumns(hasHeader ? rows : [header, ...rows], widths);
    hasHeader = true;
    return text;
  };
}

const objectPrinter =
  (print: Printer, isName: boolean): EventsPrinter =>
  (events, isList = false) => {
    const objects = events as unknown as readonly AnyObject[];
    const items = objects.map((object) => ({ ...object, apiVersion: 'v1', kind: 'Event' }));
    // A typed list has no names to print; the printer's refusal is dropped.
    if (isList && isName) return '';
    const list = { apiVersion: 'v1', items, kind: 'EventList', metadata: {} };
    return isList ? print(list) : items.map((item) => print(item as unknown as Printable)).join('');
  };

function rowOf({ session, nowEpochMs }: Call, event: KubeEvent): string[] {
  const { type = '', reason = '', message = '', involvedObject, series, count = 0 } = event;
  const world = { version: session.version, nowEpochMs };
  const first = since(event.eventTime || event.firstTimestamp, world);
  const interval = series
    ? `${since(series.lastObservedTime, world)} (x${series.count ?? 0} over ${first})`
    : count > 1
      ? `${since(event.lastTimestamp, world)} (x${count} over ${first})`
      : first;
  const { kind = '', name = '' } = involvedObject;
  return [interval, type, reason, `${kind}/${name}`, message.trim()].map(escapeTerminal);
}
