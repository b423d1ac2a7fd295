// The storage ladder: what of a trace is kept when a report must stay within its budget.
//
// `panels` keeps what the lanes, counts, checks, events and tables are drawn from; `inputs` what was done and what was
// checked. Whatever is left out, the causes of the rest lead to the nearest record that is still there.

import type { ChangeRecord, TraceRecord } from '../../engine/trace/records.ts';
import type { Detail } from './trace-block.ts';

type Json = Readonly<Record<string, unknown>>;

const INPUTS: ReadonlySet<TraceRecord['type']> = new Set(['input', 'output', 'step', 'check']);

// Objects that no panel is drawn from.
const UNDRAWN = new Set([
  'Lease',
  'ControllerRevision',
  'ServiceAccount',
  'ConfigMap',
  'Secret',
  'CSINode',
  'Endpoints',
]);

/** @returns the records kept, numbers and times unchanged */
export function reduceDetail(records: readonly TraceRecord[], detail: Detail): TraceRecord[] {
  if (detail === 'full') return [...records];
  const kept = new Map<number, TraceRecord>();
  const nearest = new Map<number, number>([[0, 0]]);
  for (const record of records) {
    const cause = nearest.get(record.cause) ?? 0;
    const isKept = INPUTS.has(record.type) || (detail === 'panels' && isDrawn(record));
    nearest.set(record.seq, isKept ? record.seq : cause);
    if (isKept) kept.set(record.seq, { ...slim(record), cause });
  }
  return [...kept.values()];
}

function isDrawn(record: TraceRecord): boolean {
  if (record.type === 'change') return !UNDRAWN.has(record.ref.kind);
  return record.type === 'event' || record.type === 'traffic' || isAssumption(record);
}

const isAssumption = (record: TraceRecord): boolean =>
  record.type === 'decision' && record.topic === 'assume';

function slim(record: TraceRecord): TraceRecord {
  if (record.type === 'event') return { ...record, object: {}, before: undefined };
  if (record.type === 'change') return { ...record, object: slimObject(record), before: undefined };
  return record;
}

// What panels read of an object: who it is, whose it is, when it came and goes, its counts, its status. Managed noise,
// annotations and most of a template go.
function slimObject({ object }: ChangeRecord): unknown {
  const { apiVersion, kind, metadata, spec, status, ...rest } = object as Json;
  const { managedFields, annotations, ...meta } = (metadata ?? {}) as Json;
  const { template, volumeClaimTemplates, volumes, ...spared } = (spec ?? {}) as Json;
  const slimmed = template === undefined ? spared : { ...spared, template: slimTemplate(template) };
  return { apiVersion, kind, metadata: meta, spec: slimmed, status, ...rest };
}

// The columns of workloads name containers, images and the node selector.
function slimTemplate(template: unknown): unknown {
  const { containers, nodeSelector } = ((template as Json).spec ?? {}) as {
    containers?: readonly Json[];
    nodeSelector?: unknown;
  };
  return { spec: { containers: containers?.map(({ name, image }) => ({ name, image })), nodeSelector } };
}
