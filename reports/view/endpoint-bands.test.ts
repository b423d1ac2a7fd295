import { describe, it } from 'node:test';
import { expect } from 'chai';
import { START_EPOCH_MS, type Stored, TraceBuilder } from '../model/test-trace.ts';
import { endpointBands, readyAddresses } from './endpoint-bands.ts';
import { podLanes } from './pod-lanes.ts';
import { TraceIndex } from './trace-index.ts';

const READY = { ready: true, serving: true, terminating: false };
const SERVING = { ready: false, serving: true, terminating: true };
const ENDING = { ready: false, serving: false, terminating: true };

const pod = (ready: boolean, deletion?: string): Stored => ({
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'default',
    ...(deletion === undefined ? {} : { deletionTimestamp: deletion }),
  },
  spec: { containers: [{ name: 'web' }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

const slice = (conditions: object | undefined): Stored => ({
  kind: 'EndpointSlice',
  metadata: {
    name: 'web-x',
    namespace: 'default',
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  endpoints:
    conditions === undefined
      ? []
      : [
          {
            addresses: ['10.244.1.2'],
            conditions,
            targetRef: { kind: 'Pod', namespace: 'default', name: 'web-1' },
          },
        ],
});

interface Row {
  readonly name: string;
  /** What is written at second 1, 2, 3 …; the pod is there and ready from the start. */
  readonly writes: readonly (readonly [what: 'pod' | 'slice' | 'pod gone', version?: Stored])[];
  readonly runs: readonly (readonly [state: string, fromMs: number, toMs: number])[];
}

const rows: readonly Row[] = [
  {
    name: 'an address is ready as long as its pod is',
    writes: [['slice', slice(READY)]],
    runs: [['ready', 1000, 9000]],
  },
  {
    name: 'stale from the moment its pod is not ready',
    writes: [
      ['slice', slice(READY)],
      ['pod', pod(false)],
      ['slice', slice({ ...READY, ready: false })],
    ],
    runs: [
      ['ready', 1000, 2000],
      ['stale', 2000, 3000],
      ['not ready', 3000, 9000],
    ],
  },
  {
    name: 'stale between the end of its pod and its removal',
    writes: [['slice', slice(READY)], ['pod gone'], ['slice', slice(undefined)]],
    runs: [
      ['ready', 1000, 2000],
      ['stale', 2000, 3000],
    ],
  },
  {
    name: 'serving while its pod ends and answers, then terminating',
    writes: [
      ['slice', slice(SERVING)],
      ['slice', slice(ENDING)],
    ],
    runs: [
      ['serving', 1000, 2000],
      ['terminating', 2000, 9000],
    ],
  },
  {
    name: 'stale where it is serving and nobody is there',
    writes: [['slice', slice(SERVING)], ['pod gone']],
    runs: [
      ['serving', 1000, 2000],
      ['stale', 2000, 9000],
    ],
  },
];

function played({ writes }: Row): TraceIndex {
  const trace = new TraceBuilder();
  trace.create('kubelet', pod(true));
  let hasSlice = false;
  writes.forEach(([what, version], i) => {
    trace.at((i + 1) * 1000);
    if (what === 'pod gone') trace.delete('kubelet', 'Pod', 'web-1');
    else if (what === 'pod') trace.update('kubelet', 'Pod', 'web-1', () => version as Stored);
    else if (hasSlice)
      trace.update('endpointslice-controller', 'EndpointSlice', 'web-x', () => version as Stored);
    else trace.create('endpointslice-controller', version as Stored);
    hasSlice ||= what === 'slice';
  });
  return new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 9000 });
}

describe('the band of a Service', () => {
  for (const row of rows)
    it(row.name, () => {
      const index = played(row);
      const [band] = endpointBands(index, podLanes(index));
      const runs = band?.addresses[0]?.runs.map(({ state, fromMs, toMs }) => [state, fromMs, toMs]);
      expect(runs).to.deep.equal(row.runs);
    });

  it('counts what the slices call ready after a record, not at its instant', () => {
    const index = played(rows[2] as Row);
    const [band] = endpointBands(index, podLanes(index));
    const counts = index.records.map(({ seq }) => band && readyAddresses(band, seq));
    expect(counts).to.deep.equal([0, 1, 1, 0]);
  });
});
