// The events of an object, oldest first: `Normal  Pulled  2s (x3 over 17s)  kubelet  …`.
//
// Source: kubectl v0.32.0 pkg/describe/describe.go, searchEvents, DescribeEvents; pkg/util/event/sorted_event_list.go.

import type { KubeEvent, KubeObject } from '../../../api/objects.ts';
import { since } from '../../../api/printing/age.ts';
import { parseTime } from '../../../api/time.ts';
import { goSorted } from '../go-sort.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export interface EventsAbout {
  readonly name: string;
  /** Empty for objects without a namespace. */
  readonly namespace: string;
  /** Absent: whatever the kind. */
  readonly kind?: string;
  readonly uid: string;
}

/** The events about this very object; nothing is written where they are not wanted. */
export function describeEventsOf(w: Writer, world: DescribeWorld, { kind, metadata }: KubeObject): void {
  const { name, namespace = '', uid } = metadata;
  describeEvents(w, world, searchEvents(world, { name, namespace, kind, uid }));
}

export function searchEvents(world: DescribeWorld, about: EventsAbout): KubeEvent[] {
  const namespace = about.namespace === '' ? undefined : about.namespace;
  return (world.list('Event', namespace) as unknown as KubeEvent[]).filter(({ involvedObject: involved }) => {
    const isNamed = involved.name === about.name && (involved.namespace ?? '') === about.namespace;
    const isKind = about.kind === undefined || involved.kind === about.kind;
    return isNamed && isKind && (about.uid === '' || involved.uid === about.uid);
  });
}

export function describeEvents(w: Writer, world: DescribeWorld, events: readonly KubeEvent[]): void {
  if (!world.showEvents) return;
  if (events.length === 0) return w.write(0, 'Events:\t<none>\n');
  w.write(0, 'Events:\n  Type\tReason\tAge\tFrom\tMessage\n');
  w.write(1, '----\t------\t----\t----\t-------\n');
  const lastOf = ({ lastTimestamp }: KubeEvent): number =>
    lastTimestamp ? parseTime(lastTimestamp) : -Infinity;
  const sorted = goSorted(events, (x, y) => lastOf(x) < lastOf(y));
  for (const event of sorted) {
    const { type = '', reason = '', message = '', source, reportingComponent = '' } = event;
    const from = source?.component || reportingComponent;
    w.write(1, `${type}\t${reason}\t${intervalText(event, world)}\t${from}\t${message.trim()}\n`);
  }
}

function intervalText(event: KubeEvent, world: DescribeWorld): string {
  const first = since(event.eventTime || event.firstTimestamp, world);
  const { series, count = 0 } = event;
  if (series) return `${since(series.lastObservedTime, world)} (x${series.count ?? 0} over ${first})`;
  return count > 1 ? `${since(event.lastTimestamp, world)} (x${count} over ${first})` : first;
}
