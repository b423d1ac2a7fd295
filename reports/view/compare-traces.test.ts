import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { CheckRecord, NewRecord } from '../../engine/trace/records.ts';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { compareTraces, isSameThroughout } from './compare-traces.ts';
import { TraceIndex } from './trace-index.ts';

const check = (verdict: CheckRecord['verdict']): NewRecord => ({
  type: 'check',
  text: 'pod "a" is Ready',
  operator: 'within',
  phrase: 'within 3 seconds',
  fromMs: 0,
  toMs: 3000,
  verdict,
  samples: [],
  decidedBy: 0,
});

interface Played {
  readonly heartbeats?: number;
  readonly disturbance?: string;
  readonly phase?: string;
  readonly verdict?: CheckRecord['verdict'];
  readonly isShort?: boolean;
}

function played({
  heartbeats = 0,
  disturbance,
  phase = 'Running',
  verdict = 'passed',
  isShort = false,
}: Played): TraceIndex {
  const trace = new TraceBuilder();
  trace.step('Given ', 'a cluster', 1);
  const pod = { kind: 'Pod', metadata: { name: 'a', namespace: 'default' }, spec: { containers: [{}] } };
  trace.at(1000).create('kubectl', { ...pod, status: { phase: 'Pending' } });
  for (let i = 0; i < heartbeats; i += 1)
    trace.add({
      type: 'change',
      op: 'update',
      ref: { kind: 'Lease', name: 'n' },
      actor: 'kubelet',
      resourceVersion: 1,
      object: { metadata: { name: 'n' }, spec: {} },
      before: undefined,
    });
  if (disturbance !== undefined)
    trace.add({ type: 'decision', actor: 'exploration', topic: 'disturbance', text: disturbance });
  trace.at(2000).update('kubelet', 'Pod', 'a', () => ({ status: { phase } }));
  if (!isShort) trace.at(3000).add(check(verdict));
  return new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 3000 });
}

const rows: readonly {
  readonly name: string;
  readonly b: Played;
  readonly common: number;
  readonly first: readonly [a: string | undefined, b: string | undefined];
  readonly checks?: number;
  readonly changed?: readonly string[];
}[] = [
  { name: 'the same run is the same', b: {}, common: 4, first: [undefined, undefined] },
  { name: 'heartbeats make no difference', b: { heartbeats: 3 }, common: 4, first: [undefined, undefined] },
  {
    name: 'a disturbance is where they part',
    b: { disturbance: 'late' },
    common: 2,
    first: ['change', 'decision'],
  },
  {
    name: 'another phase shows in the end, and in the check',
    b: { phase: 'Failed', verdict: 'failed' },
    common: 2,
    first: ['change', 'change'],
    checks: 1,
    changed: ['Pod/default/a'],
  },
  {
    name: 'a run that is over earlier',
    b: { isShort: true },
    common: 3,
    first: ['check', undefined],
    checks: 1,
  },
];

describe('two runs', () => {
  const a = played({});
  for (const { name, b, common, first, checks = 0, changed = [] } of rows)
    it(name, () => {
      const comparison = compareTraces(a, played(b));
      expect(comparison.common).to.equal(common);
      expect([comparison.first.a?.type, comparison.first.b?.type]).to.deep.equal(first);
      expect(comparison.checks).to.have.length(checks);
      expect(comparison.rows.map(({ key }) => key)).to.deep.equal(changed);
      expect(isSameThroughout(comparison)).to.equal(first[0] === undefined && first[1] === undefined);
    });
});
