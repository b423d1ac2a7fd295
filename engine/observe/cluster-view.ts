// The cluster at one instant, as far as the trace knows it: every object of the API and every container's log.
//
// A view is fed with trace records, in order, and answers for the newest one. The live view of a running simulation and
// the view of an instant long past are the same class: the past is the same records up to there.

import type { AnyObject, KubeObject, ObjectOf } from '../api/objects.ts';
import type { ChangeRecord, DecisionRecord, EventRecord, LogRecord, TraceRecord } from '../trace/records.ts';
import type { Finding, Reason } from './condition.ts';

import { TrafficTallies } from './traffic-tally.ts';

export interface LoggedLine {
  readonly t: number;
  readonly container: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** What a decision of the topic `observed` carries: a sample of a condition that leaves no record by itself. */
export interface ObservedDetail {
  /** The condition's text. */
  readonly condition: string;
  readonly finding: Finding;
  /** What it knew of the reasons then. */
  readonly reasons: readonly Reason[];
}

type Table = Map<string, KubeObject>;

const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;

export class ClusterView {
  private readonly tables = new Map<string, Table>();
  private readonly goneTables = new Map<string, Table>();
  private readonly logsByPod = new Map<string, LoggedLine[]>();
  private readonly logsByActor = new Map<string, string[]>();
  private readonly silentNodes = new Set<string>();
  /** What became of requests. */
  readonly traffic = new TrafficTallies();
  private readonly observed = new Map<string, ObservedDetail>();
  /** Time of the newest record, in milliseconds since the start. */
  nowMs = 0;
  /** Number of the newest record. */
  seq = 0;
  /** Milliseconds since the Unix epoch at simulation time 0. */
  readonly startEpochMs: number;

  constructor(startEpochMs: number) {
    this.startEpochMs = startEpochMs;
  }

  /** Takes the next record in. */
  apply(record: TraceRecord): void {
    this.nowMs = record.t;
    this.seq = record.seq;
    if (record.type === 'change' || record.type === 'event') this.applyWrite(record);
    else if (record.type === 'log') this.applyLog(record);
    else if (record.type === 'traffic') this.traffic.add(record);
    else if (record.type === 'decision') this.applyDecision(record);
  }

  private applyDecision(record: DecisionRecord): void {
    if (record.topic === 'log') this.applyOwnLog(record);
    if (record.topic === 'observed') {
      const detail = record.detail as ObservedDetail;
      this.observed.set(detail.condition, detail);
    }
    if (record.topic !== 'machine' || record.about === undefined) return;
    if (record.text === 'answers') this.silentNodes.delete(record.about.name);
    else this.silentNodes.add(record.about.name);
  }

  private applyOwnLog({ actor, text }: DecisionRecord): void {
    const lines = this.logsByActor.get(actor);
    if (lines === undefined) this.logsByActor.set(actor, [text]);
    else lines.push(text);
  }

  private applyWrite({ op, ref, object }: ChangeRecord | EventRecord): void {
    let table = this.tables.get(ref.kind);
    if (table === undefined) {
      table = new Map();
      this.tables.set(ref.kind, table);
    }
    const key = keyOf(ref.namespace, ref.name);
    if (op === 'delete') {
      table.delete(key);
      this.goneOf(ref.kind).set(`${key} ${ref.uid ?? ''}`, object as KubeObject);
    } else table.set(key, object as KubeObject);
  }

  private goneOf(kind: string): Table {
    let gone = this.goneTables.get(kind);
    if (gone === undefined) {
      gone = new Map();
      this.goneTables.set(kind, gone);
    }
    return gone;
  }

  private applyLog({ t, pod, container, stream, text }: LogRecord): void {
    const uid = pod.uid ?? '';
    const lines = this.logsByPod.get(uid);
    const line = { t, container, stream, text };
    if (lines === undefined) this.logsByPod.set(uid, [line]);
    else lines.push(line);
  }

  /** What a component wrote to its own log, oldest first: `kubelet node-1`. */
  logsOf(actor: string): readonly string[] {
    return this.logsByActor.get(actor) ?? [];
  }

  get<K extends string>(kind: K, namespace: string | undefined, name: string): ObjectOf<K> | undefined {
    return this.tables.get(kind)?.get(keyOf(namespace, name)) as ObjectOf<K> | undefined;
  }

  /** All objects of the kind, or those of one namespace, in order of creation. */
  list<K extends string>(kind: K, namespace?: string): ObjectOf<K>[] {
    const all = [...(this.tables.get(kind)?.values() ?? [])] as AnyObject[];
    const found = namespace === undefined ? all : all.filter((o) => o.metadata.namespace === namespace);
    return found as ObjectOf<K>[];
  }

  /** Objects that are no longer there, as they were at their end, in order of their end. Names may come up more than once. */
  listGone<K extends string>(kind: K): ObjectOf<K>[] {
    return [...(this.goneTables.get(kind)?.values() ?? [])] as unknown as ObjectOf<K>[];
  }

  /** Kinds of which there is or was an object. */
  kinds(): string[] {
    return [...this.tables.keys()].sort();
  }

  /** What was last written down of a condition that leaves no record by itself. */
  observedOf(text: string): ObservedDetail | undefined {
    return this.observed.get(text);
  }

  /** Whether the machine is off or answers nobody, whatever the API says of its Node. */
  isNodeDown(name: string): boolean {
    return this.silentNodes.has(name);
  }

  /** What the pod's containers wrote, oldest first; also after its end. */
  logs(podUid: string): readonly LoggedLine[] {
    return this.logsByPod.get(podUid) ?? [];
  }
}

/** The cluster right after a record of the trace. O(records up to there). */
export function viewAt(records: readonly TraceRecord[], seq: number, startEpochMs: number): ClusterView {
  const view = new ClusterView(startEpochMs);
  for (let i = 0; i < seq && i < records.length; i += 1) view.apply(records[i] as TraceRecord);
  return view;
}
