// What was reported: events about an object, lines that a container wrote.

import type { KubeEvent, Pod } from '../../api/objects.ts';
import { uidOnNode } from '../../api/pod/static-pod.ts';
import { nearest } from '../../api/schema/nearest.ts';
import type { EventRecord, TraceRecord } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Condition } from '../condition.ts';
import { type Amount, foundOf, marginOf } from './amount.ts';
import { blameTarget } from './blame.ts';
import { absent, either, find, lastOf, suggestName, writes } from './lookup.ts';
import { type Target, targetText, type Vocabulary } from './vocabulary.ts';

export interface EventMatch {
  readonly reason: string;
  /** Part of the message. */
  readonly message?: string;
  /** How often in all; default at least once. */
  readonly amount?: Amount;
}

const ONCE: Amount = { text: 'at least 1', min: 1, max: Number.POSITIVE_INFINITY };

const isAbout = (event: KubeEvent, { kind, namespace, name }: Target): boolean => {
  const { involvedObject } = event;
  return (
    involvedObject.kind === kind.kind &&
    involvedObject.name === name &&
    (namespace === undefined || involvedObject.namespace === namespace)
  );
};

/** Events about an object, oldest first, those that the API server has dropped since included: they were recorded. */
export const eventsAbout = (view: ClusterView, target: Target): KubeEvent[] =>
  [...view.listGone('Event'), ...view.list('Event')].filter((event) => isAbout(event, target));

/** `event "Killing" is recorded for pod "web-0"`; the object may be gone since. */
export function eventCondition(vocabulary: Vocabulary, target: Target, match: EventMatch): Condition {
  const { reason, message, amount } = match;
  const wanted = amount ?? ONCE;
  const times = amount === undefined ? '' : ` ${amount.text} times`;
  const saying = message === undefined ? '' : ` with message "${message}"`;
  return {
    text: `event "${reason}" is recorded${times} for ${targetText(vocabulary, target)}${saying}`,
    concerns: either(
      writes(target),
      (record) => record.type === 'event' && record.regarding.name === target.name,
    ),
    happens: (record) => (isAnother(record, target, match) ? timesMore(record) : 0),
    look: (view) => {
      const events = eventsAbout(view, target);
      const object = find(view, target) ?? lastOf(view, target);
      if (events.length === 0 && object === undefined) return absent(view, target);
      const hits = events.filter(
        (event) =>
          event.reason === reason && (message === undefined || event.message?.includes(message) === true),
      );
      const value = hits.reduce((sum, event) => sum + (event.count ?? 1), 0);
      const margin = marginOf(wanted, value);
      const found =
        amount === undefined && value === 0 ? otherEvents(events, match) : foundOf(wanted, value, 'times');
      return {
        holds: margin >= 0,
        found: amount === undefined && value > 0 ? `recorded, ${hits.at(-1)?.message ?? ''}` : found,
        value,
        margin,
        isMet: true,
      };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

function isAnother(
  record: TraceRecord,
  { kind, namespace, name }: Target,
  { reason, message }: EventMatch,
): record is EventRecord {
  if (record.type !== 'event' || record.op === 'delete' || record.reason !== reason) return false;
  const { regarding } = record;
  const isOfTarget =
    regarding.kind === kind.kind &&
    regarding.name === name &&
    (namespace === undefined || regarding.namespace === namespace);
  return isOfTarget && (message === undefined || record.message.includes(message));
}

/** How many more the event counts than before this write. */
function timesMore({ count, before }: EventRecord): number {
  const former = before as KubeEvent | undefined;
  return Math.max(0, count - (former?.count ?? former?.series?.count ?? (former === undefined ? 0 : 1)));
}

function otherEvents(events: readonly KubeEvent[], { reason, message }: EventMatch): string {
  const same = events.filter((event) => event.reason === reason);
  if (same.length > 0 && message !== undefined) return `"${reason}" says: ${same.at(-1)?.message}`;
  const reasons = [...new Set(events.map((event) => event.reason ?? ''))];
  if (reasons.length === 0) return 'no events are recorded for it';
  const near = nearest(reason, reasons);
  return `no such event; recorded are ${reasons.join(', ')}${near === undefined ? '' : ` (did you mean "${near}"?)`}`;
}

/** `pod "web-0" has logged "started"`: a line with that text, of any container or one; the pod may be gone since. */
export function loggedCondition(
  vocabulary: Vocabulary,
  target: Target,
  text: string,
  { container, amount }: { readonly container?: string; readonly amount?: Amount } = {},
): Condition {
  const wanted = amount ?? ONCE;
  const times = amount === undefined ? '' : ` ${amount.text} times`;
  const concernsLog = (record: TraceRecord): boolean =>
    record.type === 'log' && record.pod.name === target.name && record.pod.namespace === target.namespace;
  const isLine = (record: TraceRecord): boolean =>
    record.type === 'log' &&
    record.text.includes(text) &&
    (container === undefined || record.container === container);
  return {
    text: `${targetText(vocabulary, target)} has logged "${text}"${times}`,
    concerns: either(writes(target), concernsLog),
    happens: (record) => (concernsLog(record) && isLine(record) ? 1 : 0),
    look: (view) => {
      const pod = find(view, target) ?? lastOf(view, target);
      if (pod === undefined) return absent(view, target);
      const lines = view
        .logs(uidOnNode(pod as unknown as Pod))
        .filter((line) => container === undefined || line.container === container);
      const value = lines.filter((line) => line.text.includes(text)).length;
      const margin = marginOf(wanted, value);
      const last = lines.at(-1)?.text.trimEnd();
      const nothing = last === undefined ? 'it has logged nothing' : `it has not; its last line is "${last}"`;
      const found = value === 0 && amount === undefined ? nothing : foundOf(wanted, value, 'times');
      return { holds: margin >= 0, found, value, margin, isMet: true };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

/** `the kubelet of node "node-1" has logged "…"`: a line with that text. */
export function kubeletLoggedCondition(vocabulary: Vocabulary, target: Target, text: string): Condition {
  const actor = `kubelet ${target.name}`;
  return {
    text: `the kubelet of ${targetText(vocabulary, target)} has logged "${text}"`,
    concerns: either(writes(target), (record) => record.type === 'decision' && record.actor === actor),
    look: (view) => {
      if (find(view, target) === undefined) return absent(view, target);
      const lines = view.logsOf(actor);
      const last = lines.at(-1);
      const holds = lines.some((line) => line.includes(text));
      const found = last === undefined ? 'it has logged nothing' : `its last line is "${last}"`;
      return { holds, found, isMet: true };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}
