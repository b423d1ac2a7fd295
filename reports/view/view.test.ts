import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { reduceDetail } from '../model/reduce-detail.ts';
import { Rollout } from '../model/test-rollout.ts';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { endpointBands } from './endpoint-bands.ts';
import { eventRows, lastSeenText } from './event-rows.ts';
import { kindTables } from './kind-tables.ts';
import { laneGroups } from './lane-groups.ts';
import { nodeLanes } from './node-lanes.ts';
import { assumptions } from './notes.ts';
import { podLanes } from './pod-lanes.ts';
import { matches, parseQuery, type Searched, toggleTerm } from './query.ts';
import { recordText } from './record-text.ts';
import { compressedAxis, linearAxis } from './time-axis.ts';
import { lengthText, shortLengthText } from './time-text.ts';
import { TraceIndex } from './trace-index.ts';
import { causesOf, consequencesOf } from './why.ts';
import { workloadLines } from './workload-lines.ts';

const runs = { seed: 42, numRuns: 200 };
const index = new TraceIndex(new Rollout().play(), { startEpochMs: START_EPOCH_MS, endMs: 75_000 });
const lanes = podLanes(index);
const laneOf = (name: string): (typeof lanes)[number] => {
  const lane = lanes.find((one) => one.name === name);
  if (lane === undefined) throw new RangeError(`no lane ${name}`);
  return lane;
};

describe('pod lanes', () => {
  it('say kubectl STATUS over time, without gaps and without overlaps', () => {
    for (const { runs: parts } of lanes) {
      parts.slice(1).forEach((part, i) => {
        expect(part.fromMs).to.equal(parts[i]?.toMs);
      });
    }
    expect(laneOf('web-b-x').runs.map(({ word, state }) => [word, state])).to.deep.equal([
      ['Pending', 'pending'],
      ['ContainerCreating', 'creating'],
      ['Running', 'running'],
      ['Running', 'ready'],
      ['Running', 'running'],
      ['Error', 'failing'],
      ['Running', 'running'],
      ['Error', 'failing'],
      ['CrashLoopBackOff', 'failing'],
      ['Running', 'running'],
    ]);
  });

  it('mark restarts with the exit code, and failed probes', () => {
    const { restarts, probes } = laneOf('web-b-x');
    expect(restarts.map(({ t, count, exitCode, reason }) => [t, count, exitCode, reason])).to.deep.equal([
      [54_000, 1, 1, 'Error'],
      [69_000, 2, 137, 'OOMKilled'],
    ]);
    expect(probes.map(({ t }) => t)).to.deep.equal([46_000, 48_000, 50_000]);
  });

  it('end where the pod was deleted, and stand below their owners', () => {
    const gone = laneOf('web-a-p');
    expect(gone.runs.at(-1)?.word).to.equal('Terminating');
    expect(gone.endSeq).to.be.a('number');
    expect(
      laneGroups(lanes).map(({ owner, sections }) => [owner, sections.map((section) => section.owner)]),
    ).to.deep.equal([['Deployment/default/web', ['ReplicaSet/default/web-a', 'ReplicaSet/default/web-b']]]);
  });
});

describe('node lanes', () => {
  it('are drawn for nodes that something happened to', () => {
    expect(nodeLanes(index)).to.deep.equal([]);
    const b = new TraceBuilder();
    const ready = (status: string): object => ({ conditions: [{ type: 'Ready', status }] });
    const node = (name: string) => ({ kind: 'Node', metadata: { name }, spec: {}, status: ready('True') });
    b.at(-60_000).create('kubelet', node('node-1'));
    b.create('kubelet', node('node-2'));
    b.at(40_000).update('node-controller', 'Node', 'node-2', () => ({ status: ready('Unknown') }));
    b.at(50_000).update('kubectl', 'Node', 'node-2', () => ({ spec: { unschedulable: true } }));
    const lanesOf = nodeLanes(new TraceIndex(b.records, { startEpochMs: START_EPOCH_MS, endMs: 60_000 }));
    expect(
      lanesOf.map(({ name, runs: parts }) => [name, parts.map(({ word, toMs }) => [word, toMs])]),
    ).to.deep.equal([
      [
        'node-2',
        [
          ['Ready', 40_000],
          ['NotReady', 50_000],
          ['NotReady,SchedulingDisabled', 60_000],
        ],
      ],
    ]);
  });
});

describe('counts and endpoints', () => {
  it('follow the status of a Deployment', () => {
    const [web] = workloadLines(index);
    expect(web?.key).to.equal('Deployment/default/web');
    expect(web?.lines.find(({ name }) => name === 'desired')?.points).to.have.length(1);
    expect(
      web?.lines.find(({ name }) => name === 'ready')?.points.map(({ value }) => value),
    ).to.include.members([1, 2, 3]);
  });

  it('show an address as long as the slice has it', () => {
    const [band] = endpointBands(index, lanes);
    expect(band?.service).to.equal('default/web');
    for (const { runs: parts } of band?.addresses ?? [])
      for (const { fromMs, toMs } of parts) expect(toMs).to.be.above(fromMs);
  });

  it('call an address stale while its pod is not ready', () => {
    const late = { ...laneOf('web-a-p'), runs: [] };
    const [band] = endpointBands(index, [late]);
    const states = band?.addresses
      .filter(({ pod }) => pod === 'web-a-p')
      .flatMap((one) => one.runs.map(({ state }) => state));
    expect(states).to.include('stale');
    expect(states).not.to.include('ready');
  });
});

describe('causes', () => {
  it('lead from any record to a step', () => {
    for (const { seq } of index.records) expect(causesOf(index, seq).at(-1)?.record.type).to.equal('step');
  });

  it('of a check begin with the record that decided it', () => {
    const check = index.records.find((record) => record.type === 'check');
    expect(causesOf(index, check?.seq ?? 0)[1]?.record.seq).to.equal(check?.decidedBy);
  });

  it('are found again among the consequences of each of them', () => {
    for (const { seq } of index.records) {
      const [, cause] = causesOf(index, seq);
      if (cause === undefined || cause.record.seq !== index.at(seq)?.cause) continue;
      const all = consequencesOf(index, cause.record.seq, Number.POSITIVE_INFINITY);
      expect(all.map(({ record }) => record.seq)).to.include(seq);
    }
  });
});

describe('events', () => {
  it('fold what was repeated', () => {
    const unhealthy = eventRows(index).find(({ first }) => first.reason === 'Unhealthy');
    expect(unhealthy?.writes).to.have.length(3);
    expect(lastSeenText(unhealthy as NonNullable<typeof unhealthy>, 60_000)).to.equal('10s (x3 over 14s)');
  });
});

describe('the cluster at an instant', () => {
  it('is what kubectl get shows, the written row marked', () => {
    const back = index.records.find(({ t, type }) => t === 59_000 && type === 'change');
    const pods = kindTables(index, back?.seq ?? 0).find(({ kind }) => kind === 'Pod');
    expect(pods?.columns).to.deep.equal(['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE']);
    const row = pods?.rows.find(({ isChanged }) => isChanged);
    expect(row?.cells).to.deep.equal(['web-b-x', '0/1', 'CrashLoopBackOff', '1 (1s ago)', '28s']);
  });
});

describe('a trace reduced to what panels need', () => {
  it('shows the same lanes, counts and tables', () => {
    const kept = reduceDetail(index.records, 'panels');
    const reduced = new TraceIndex(kept, { startEpochMs: START_EPOCH_MS, endMs: 75_000 });
    const shape = (all: typeof lanes): unknown =>
      all.map(({ name, owners, runs: parts }) => [name, owners, parts]);
    expect(shape(podLanes(reduced))).to.deep.equal(shape(lanes));
    expect(workloadLines(reduced)).to.deep.equal(workloadLines(index));
    for (const { seq } of kept) expect(kindTables(reduced, seq)).to.deep.equal(kindTables(index, seq));
  });
});

describe('notes', () => {
  it('list each assumption once, with the sentence that replaces it', () => {
    expect(assumptions(index).map(({ record, remedy, times }) => [record.text, remedy, times])).to.deep.equal(
      [
        [
          'program "nginx" runs until it is stopped',
          'Given containers of image "nginx:1.26" run until stopped',
          1,
        ],
      ],
    );
  });
});

describe('the cursor', () => {
  it('moves by one stop at a time and ends at the ends', () => {
    const { stops } = index;
    const seqs = stops.map(({ seq }) => seq);
    fc.assert(
      fc.property(fc.nat(seqs.length - 1), fc.integer({ min: -3, max: 3 }), (place, by) => {
        const expected = seqs[Math.min(seqs.length - 1, Math.max(0, place + by))];
        expect(index.stopFrom(seqs[place] as number, by)?.seq).to.equal(expected);
      }),
      runs,
    );
  });
});

describe('a record in one line', () => {
  it('is never empty', () => {
    for (const record of index.records) expect(recordText(record), record.type).to.match(/\S/);
  });
});

const arbInstants = fc
  .uniqueArray(fc.nat(10_000_000), { minLength: 2, maxLength: 50 })
  .map((list) => list.sort((a, b) => a - b));

describe('an axis', () => {
  for (const [name, make] of [
    ['linear', (instants: number[]) => linearAxis(instants[0] as number, instants.at(-1) as number, 800)],
    ['compressed', (instants: number[]) => compressedAxis(instants, 800)],
  ] as const) {
    it(`rises from edge to edge (${name})`, () => {
      fc.assert(
        fc.property(arbInstants, (instants) => {
          const { x, t } = make(instants);
          const places = instants.map(x);
          expect(places[0]).to.be.closeTo(0, 1e-6);
          expect(places.at(-1)).to.be.closeTo(800, 1e-6);
          places.slice(1).forEach((place, i) => {
            expect(place).to.be.above(places[i] as number);
          });
          expect(t(-5)).to.equal(instants[0]);
          expect(t(9999)).to.equal(instants.at(-1));
        }),
        runs,
      );
    });
  }

  it('gives every instant the same width when compressed, and reads back exactly', () => {
    fc.assert(
      fc.property(arbInstants, (instants) => {
        const { x, t } = compressedAxis(instants, 800);
        instants.forEach((instant, i) => {
          expect(x(instant)).to.be.closeTo((i * 800) / (instants.length - 1), 1e-6);
          expect(t(x(instant))).to.be.closeTo(instant, 1);
        });
      }),
      runs,
    );
  });
});

const scenario: Searched = {
  name: 'Rolling update keeps serving',
  feature: 'A Deployment replaces its pods',
  uri: 'features/workloads/rolling-update.feature',
  tags: ['@W03', '@slow'],
  status: 'failed',
  lengthMs: 45_000,
};

describe('a query', () => {
  const table: readonly (readonly [query: string, holds: boolean])[] = [
    ['', true],
    ['rolling', true],
    ['SERVING deployment', true],
    ['statefulset', false],
    ['@W03', true],
    ['@W0', false],
    ['-@W03', false],
    ['-@other', true],
    ['status:failed', true],
    ['!status:passed', true],
    ['!status:failed', false],
    ['slow:>30s', true],
    ['slow:>1m', false],
    ['slow:<1m', true],
    ['"keeps serving"', true],
    ['-"keeps serving"', false],
    ['rolling @slow slow:>30s -@other', true],
  ];
  for (const [query, holds] of table)
    it(`${query || 'nothing'} ${holds ? 'holds' : 'does not hold'}`, () => {
      expect(matches(parseQuery(query), scenario)).to.equal(holds);
    });

  it('takes a term in and out, one status at a time', () => {
    expect(toggleTerm('web', '@W03')).to.equal('web @W03');
    expect(toggleTerm('web @W03', '@W03')).to.equal('web');
    expect(toggleTerm('status:passed web', 'status:failed')).to.equal('web status:failed');
  });
});

describe('lengths of time', () => {
  const table: readonly (readonly [ms: number, text: string, short: string])[] = [
    [0, '0s', '0s'],
    [99, '99ms', '99ms'],
    [1000, '1s', '1s'],
    [38_200, '38.2s', '38.2s'],
    [60_312, '1m 0.312s', '1m 0.3s'],
    [3_600_000, '1h', '1h'],
    [93_784_005, '1d 2h 3m 4.005s', '1d 2h'],
    [-1500, '-1.5s', '-1.5s'],
  ];
  for (const [ms, text, short] of table)
    it(`${ms} ms is ${text}`, () => {
      expect(lengthText(ms)).to.equal(text);
      expect(shortLengthText(ms)).to.equal(short);
    });
});
