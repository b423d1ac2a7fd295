// One lane a node: kubectl's STATUS over time, with the pressures that the node reports.

import { nodeStatusWord } from '../../engine/api/kinds/node/printer.ts';
import type { Node } from '../../engine/api/objects.ts';
import type { TraceIndex, WriteRecord } from './trace-index.ts';

export type NodeState = 'ready' | 'cordoned' | 'not ready';

export interface NodeRun {
  readonly fromMs: number;
  readonly toMs: number;
  readonly seq: number;
  readonly state: NodeState;
  /** `NotReady,SchedulingDisabled MemoryPressure` */
  readonly word: string;
}

export interface NodeLane {
  readonly key: string;
  readonly name: string;
  readonly runs: readonly NodeRun[];
}

/** Only nodes that something happened to since the scenario began: all others are Ready throughout. */
export function nodeLanes(index: TraceIndex): NodeLane[] {
  return [...index.objects.values()]
    .filter(({ ref }) => ref.kind === 'Node')
    .map(({ key, ref, writes }) => ({ key, name: ref.name, runs: runsOf(writes, index.endMs) }))
    .filter(
      ({ runs }) => runs.length > 1 || runs.some(({ toMs, fromMs }) => toMs < index.endMs || fromMs > 0),
    );
}

function runsOf(writes: readonly WriteRecord[], endMs: number): NodeRun[] {
  const runs: NodeRun[] = [];
  let open: Omit<NodeRun, 'toMs'> | undefined;
  const close = (toMs: number): void => {
    // What was over before the scenario began is left out.
    if (open !== undefined && toMs > Math.max(0, open.fromMs)) runs.push({ ...open, toMs });
    open = undefined;
  };
  for (const { op, t, seq, object } of writes) {
    const word = wordOf(object as Node);
    if (op !== 'delete' && open?.word === word) continue;
    close(t);
    if (op !== 'delete') open = { fromMs: t, seq, state: stateOf(object as Node), word };
  }
  close(Math.max(endMs, (open?.fromMs ?? 0) + 1));
  return runs;
}

function wordOf(node: Node): string {
  const pressures = (node.status.conditions ?? [])
    .filter(({ type, status }) => type.endsWith('Pressure') && status === 'True')
    .map(({ type }) => type);
  return [nodeStatusWord(node), ...pressures].join(' ');
}

function stateOf(node: Node): NodeState {
  if (!nodeStatusWord(node).startsWith('Ready')) return 'not ready';
  return node.spec.unschedulable === true ? 'cordoned' : 'ready';
}
