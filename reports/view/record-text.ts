// One record in one line: who did what. The wording of the page's lists, of causes and of the spoken cursor.

import { type ChangedPath, changedPaths } from '../../engine/api/diff/changed-paths.ts';
import type { Pod } from '../../engine/api/objects.ts';
import { podSummary } from '../../engine/api/pod/status-word.ts';
import type { ChangeRecord, ObjectRef, TraceRecord } from '../../engine/trace/records.ts';
import { versionProfile } from '../../engine/versions/profile.ts';

export const objectText = ({ kind, name }: ObjectRef): string => `${kind} ${name}`;

const NOISE = /^metadata\.(resourceVersion|managedFields|generation)|[tT]ime(stamp)?$|observedGeneration$/;

/** The changes that tell something: neither versions nor times. All of them where nothing else changed. */
export function tellingPaths(record: Pick<ChangeRecord, 'before' | 'object'>): readonly ChangedPath[] {
  const all = changedPaths(record.before, record.object);
  const telling = all.filter(({ path }) => !NOISE.test(path));
  return telling.length > 0 ? telling : all;
}

/** `spec.replicas 3 → 4, status.phase …`; of a pod what kubectl's columns say, where they changed. */
function changeText(record: ChangeRecord): string {
  if (record.before === undefined) return 'is there';
  const columns = record.ref.kind === 'Pod' ? podColumns(record) : '';
  if (columns !== '') return columns;
  const paths = [...tellingPaths(record)].sort((a, b) => weight(a.path) - weight(b.path));
  const shown = paths.slice(0, 2).map(pathChangeText);
  const more = paths.length - shown.length;
  return shown.length === 0 ? 'written unchanged' : `${shown.join(', ')}${more > 0 ? `, ${more} more` : ''}`;
}

// Releases differ in rare words only, and a line in a list need not.
const VERSION = versionProfile();

function podColumns({ before, object }: ChangeRecord): string {
  const [was, is] = [podSummary(before as Pod, VERSION), podSummary(object as Pod, VERSION)];
  const ready = (pod: typeof was): string => `${pod.readyContainers}/${pod.totalContainers}`;
  const parts = [
    was.status === is.status ? '' : `${was.status} → ${is.status}`,
    ready(was) === ready(is) ? '' : `ready ${ready(was)} → ${ready(is)}`,
    was.restarts === is.restarts ? '' : `restarts ${was.restarts} → ${is.restarts}`,
  ];
  return parts.filter(Boolean).join(', ');
}

// What a reader looks for first.
const FIRST = [
  /phase$/,
  /replicas$/i,
  /deletionTimestamp$/,
  /nodeName$/,
  /waiting\.reason$/,
  /terminated\.reason$/,
  /\.status$/,
  /image$/,
  /^spec/,
];
const weight = (path: string): number => {
  const place = FIRST.findIndex((pattern) => pattern.test(path));
  return place < 0 ? FIRST.length : place;
};

const CONDITION = /^status\.conditions\[type=(\w+)\]\.status$/;

function pathChangeText({ path: fullPath, before, after }: ChangedPath): string {
  const path = fullPath.replace(CONDITION, '$1');
  if (before === undefined)
    return typeof after === 'object' && after !== null ? `${path} set` : `${path} = ${short(after)}`;
  if (after === undefined) return `${path} removed`;
  return `${path} ${short(before)} → ${short(after)}`;
}

/** A value in at most 40 characters. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

export function recordText(record: TraceRecord): string {
  switch (record.type) {
    case 'input':
      return record.verb === 'fault' ? `fault: ${record.text}` : record.text;
    case 'output':
      return `${firstLine(record.command)} ended with ${record.code}`;
    case 'change':
      if (record.op === 'create') return `${objectText(record.ref)} created`;
      if (record.op === 'delete') return `${objectText(record.ref)} deleted`;
      return `${objectText(record.ref)}: ${changeText(record)}`;
    case 'event':
      return `${record.reason} ${objectText(record.regarding)}: ${firstLine(record.message)}${record.count > 1 ? ` (x${record.count})` : ''}`;
    case 'decision':
      return record.about === undefined ? record.text : `${objectText(record.about)}: ${record.text}`;
    case 'timer':
      return record.label;
    case 'log':
      return `${record.pod.name} ${record.container}: ${firstLine(record.text)}`;
    case 'check':
      return `${record.text}: ${record.verdict}`;
    case 'traffic':
      return record.text;
    case 'step':
      return `${record.keyword}${record.text}`;
    default: {
      const unknown: never = record;
      return unknown;
    }
  }
}

const firstLine = (text: string): string => text.split('\n')[0] as string;

/** Who did it. */
export function actorOf(record: TraceRecord): string {
  if (record.type === 'change' || record.type === 'event' || record.type === 'decision') return record.actor;
  if (record.type === 'timer') return 'clock';
  if (record.type === 'log') return 'container';
  if (record.type === 'step' || record.type === 'check') return 'feature';
  return record.type === 'input' && record.verb === 'fault' ? 'fault' : 'user';
}
