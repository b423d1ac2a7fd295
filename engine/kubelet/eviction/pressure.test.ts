// A node that runs short, over time. Source of the rows: kubernetes v1.20.2 and v1.28.0
// pkg/kubelet/eviction/eviction_manager_test.go and helpers_test.go, by the test's name.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { refusalUnderPressure } from './admission.ts';
import type { PodUsage } from './pod-usage.ts';
import { NO_PRESSURE, type PressureState } from './pressure.ts';
import { rankByProcesses } from './ranking.ts';
import type { Observation, Observations, PressureCondition, Signal } from './signals.ts';
import { type EvictionSettings, type NodeView, type Synchronized, synchronize } from './synchronize.ts';
import { type EvictionConfig, metThresholds, parseThresholds } from './thresholds.ts';

const GI = 1024 ** 3;
const MI = 1024 ** 2;

function pod(name: string, spec: object = {}, metadata: object = {}): Pod {
  const { containers = [{ name: 'c' }], ...rest } = spec as { containers?: object[] };
  return { metadata: { name, ...metadata }, spec: { containers, ...rest } } as unknown as Pod;
}

const container = (resources: object): object => ({ containers: [{ name: 'c', resources }] });

interface SceneOptions extends EvictionConfig {
  readonly minor?: number;
  readonly hasImageFs?: boolean;
  readonly pods?: readonly Pod[];
  readonly usage?: Readonly<Record<string, PodUsage>>;
  /** What freeing images brings. */
  readonly freed?: number;
}

/** A node looked at again and again. Times in seconds. */
class Scene {
  private readonly settings: EvictionSettings;
  private readonly options: SceneOptions;
  private state: PressureState = NO_PRESSURE;
  private pods: readonly Pod[];

  constructor(options: SceneOptions) {
    const { minor = 36, hasImageFs = false, pods = [pod('a'), pod('b')] } = options;
    this.options = options;
    this.pods = pods;
    this.settings = {
      ...{ thresholds: parseThresholds(options, false), transitionMs: 300_000 },
      ...{ maxPodGracePeriodSeconds: 5, hasImageFs, version: versionProfile(minor) },
    };
  }

  look(atSeconds: number, signal: Signal, available: number, measuredAtMs?: number): Synchronized {
    const at = (left: number): Observations =>
      new Map<Signal, Observation>([
        [
          signal,
          { available: left, capacity: 10 * GI, ...(measuredAtMs !== undefined && { atMs: measuredAtMs }) },
        ],
      ]);
    const node: NodeView = {
      ...{ nowMs: atSeconds * 1000, observations: at(available), pods: this.pods },
      usageOf: ({ metadata }) => this.options.usage?.[metadata.name] ?? { containers: [] },
      free: () => at(available + (this.options.freed ?? 0)),
    };
    const result = synchronize(this.state, node, this.settings);
    this.state = result.state;
    this.pods = this.pods.filter((one) => !result.evictions.some((eviction) => eviction.pod === one));
    return result;
  }

  /** `conditions | evicted pod and grace` */
  line(atSeconds: number, signal: Signal, available: number, measuredAtMs?: number): string {
    const { state, evictions } = this.look(atSeconds, signal, available, measuredAtMs);
    const gone = evictions.map((one) => `${one.pod.metadata.name} ${one.gracePeriodSeconds}s`);
    return `${state.conditions.join(' ')} | ${gone.join(', ')}`;
  }
}

type Look = readonly [atSeconds: number, available: number, line: string, measuredAtMs?: number];

const HARD = { evictionHard: { 'memory.available': '1Gi' } };
const SOFT = {
  evictionSoft: { 'memory.available': '2Gi' },
  evictionSoftGracePeriod: { 'memory.available': '2m' },
};
const DISK = { evictionHard: { 'nodefs.available': '10%' } };
const reclaim = (signal: string, amount: string) => ({ evictionMinimumReclaim: { [signal]: amount } });

const OVER_TIME: readonly (readonly [
  name: string,
  scene: SceneOptions,
  signal: Signal,
  looks: readonly Look[],
])[] = [
  [
    'a hard threshold evicts at once; its condition stays for the transition period (TestMemoryPressure)',
    HARD,
    'memory.available',
    [
      [0, 2 * GI, ' | '],
      [10, GI, ' | '],
      [20, GI - 1, 'MemoryPressure | a 1s'],
      [30, 2 * GI, 'MemoryPressure | '],
      [319, 2 * GI, 'MemoryPressure | '],
      [320, 2 * GI, ' | '],
    ],
  ],
  [
    'a soft threshold shows at once and evicts after its grace, gracefully (TestMemoryPressure)',
    SOFT,
    'memory.available',
    [
      [0, 1.5 * GI, 'MemoryPressure | '],
      [119, 1.5 * GI, 'MemoryPressure | '],
      [120, 1.5 * GI, 'MemoryPressure | a 5s'],
    ],
  ],
  [
    'a soft threshold that is left and met again begins its grace anew (thresholdsFirstObservedAt)',
    SOFT,
    'memory.available',
    [
      [0, 1.5 * GI, 'MemoryPressure | '],
      [100, 3 * GI, 'MemoryPressure | '],
      [110, 1.5 * GI, 'MemoryPressure | '],
      [229, 1.5 * GI, 'MemoryPressure | '],
      [230, 1.5 * GI, 'MemoryPressure | a 5s'],
    ],
  ],
  [
    'the minimum reclaim must be won back before a threshold is over (TestMinReclaim)',
    { ...HARD, ...reclaim('memory.available', '500Mi') },
    'memory.available',
    [
      [0, 1200 * MI, ' | '],
      [10, 900 * MI, 'MemoryPressure | a 1s'],
      [20, 1200 * MI, 'MemoryPressure | b 1s'],
      [30, 1600 * MI, 'MemoryPressure | '],
      [40, 1200 * MI, 'MemoryPressure | '],
    ],
  ],
  [
    'the same measurement evicts once (thresholdsUpdatedStats)',
    HARD,
    'memory.available',
    [
      [0, 0, 'MemoryPressure | a 1s', 1],
      [10, 0, 'MemoryPressure | ', 1],
      [20, 0, 'MemoryPressure | b 1s', 2],
    ],
  ],
  [
    'a share of the capacity (TestThresholdsMet, percentages)',
    DISK,
    'nodefs.available',
    [
      [0, GI + 100, ' | '],
      [10, GI - 1000, 'DiskPressure | a 1s'],
    ],
  ],
  [
    'images that are freed spare the pods (TestNodeReclaimFuncs)',
    { ...DISK, freed: GI },
    'nodefs.available',
    [[0, GI - 1000, 'DiskPressure | ']],
  ],
  [
    'freeing must win the minimum reclaim back (#99095)',
    { ...DISK, ...reclaim('nodefs.available', '1Gi'), freed: GI / 2 },
    'nodefs.available',
    [[0, 0.75 * GI, 'DiskPressure | a 1s']],
  ],
  [
    'before 1.22 only the threshold itself (v1.20.2 reclaimNodeLevelResources)',
    { ...DISK, ...reclaim('nodefs.available', '1Gi'), freed: GI / 2, minor: 20 },
    'nodefs.available',
    [[0, 0.75 * GI, 'DiskPressure | ']],
  ],
  [
    'nothing is freed on a nodefs beside an imagefs (buildSignalToNodeReclaimFuncs)',
    { ...DISK, freed: GI, hasImageFs: true },
    'nodefs.available',
    [[0, GI - 1000, 'DiskPressure | a 1s']],
  ],
  [
    'critical pods stay (TestStaticCriticalPodsAreNotEvicted, evictPod)',
    {
      ...HARD,
      pods: [
        pod('priority', { priority: 2_000_000_000 }),
        pod('static', {}, { annotations: { 'kubernetes.io/config.source': 'file' } }),
        pod('mirror', {}, { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
        pod('plain', { priority: 1_999_999_999 }),
      ],
    },
    'memory.available',
    [
      [0, 0, 'MemoryPressure | plain 1s'],
      [10, 0, 'MemoryPressure | '],
    ],
  ],
  [
    'processes run out (TestPIDPressure)',
    {
      evictionHard: { 'pid.available': '100' },
      usage: { a: { containers: [], processes: 3 }, b: { containers: [], processes: 7 } },
    },
    'pid.available',
    [[0, 99, 'PIDPressure | b 1s']],
  ],
  [
    'no grace at once until 1.30',
    { ...HARD, minor: 30 },
    'memory.available',
    [[0, 0, 'MemoryPressure | a 0s']],
  ],
];

describe('a node that runs short', () => {
  for (const [name, options, signal, looks] of OVER_TIME) {
    it(name, () => {
      const scene = new Scene(options);
      for (const [atSeconds, available, line, measuredAtMs] of looks)
        expect(`${atSeconds}s ${scene.line(atSeconds, signal, available, measuredAtMs)}`).to.equal(
          `${atSeconds}s ${line}`,
        );
    });
  }

  it('shows a condition exactly while a threshold was met within the transition period', () => {
    const looks = fc.array(fc.record({ waits: fc.integer({ min: 1, max: 400 }), isShort: fc.boolean() }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(looks, (steps) => {
        const scene = new Scene({ ...HARD, pods: [] });
        let at = 0;
        let last = Number.NEGATIVE_INFINITY;
        for (const { waits, isShort } of steps) {
          at += waits;
          if (isShort) last = at;
          const { state } = scene.look(at, 'memory.available', isShort ? 0 : 2 * GI);
          expect(state.conditions).to.have.lengthOf(at - last < 300 ? 1 : 0);
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('the message of an eviction', () => {
  const pods = [pod('a', container({ requests: { memory: '10Mi' } }))];
  const usage = {
    a: { containers: [{ name: 'c', memoryWorkingSetBytes: 166_088 * 1024 }], memoryWorkingSetBytes: 1 },
  };
  const rows: readonly (readonly [minor: number, message: string])[] = [
    [
      20,
      'The node was low on resource: memory. Container c was using 166088Ki, which exceeds its request of 10Mi. ',
    ],
    [
      28,
      'The node was low on resource: memory. Threshold quantity: 1Gi, available: 900Mi. Container c was using 166088Ki, ' +
        'request is 10Mi, has larger consumption of memory. ',
    ],
  ];
  for (const [minor, message] of rows) {
    it(`1.${minor} (#63415, #111597, evictionMessage)`, () => {
      const { evictions, reclaiming } = new Scene({ ...HARD, minor, pods, usage }).look(
        0,
        'memory.available',
        900 * MI,
      );
      expect(reclaiming).to.equal('memory');
      expect(evictions[0]?.status).to.deep.equal({ phase: 'Failed', reason: 'Evicted', message });
      expect(evictions[0]?.annotations).to.deep.equal({
        offending_containers: 'c',
        offending_containers_usage: '166088Ki',
        starved_resource: 'memory',
      });
      expect(evictions[0]?.condition?.reason).to.equal(minor < 26 ? undefined : 'TerminationByKubelet');
    });
  }
});

describe('pods beyond their own limits', () => {
  const limited = container({ limits: { 'ephemeral-storage': '1Gi' } });
  const scratch = { volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '100Mi' } }] };
  const disk = (rootfs: number, logs: number): PodUsage => ({
    containers: [{ name: 'c', rootfs: { usedBytes: rootfs }, logs: { usedBytes: logs } }],
  });
  const volume = (usedBytes: number): PodUsage => ({
    containers: [],
    volumes: new Map([['tmp', { usedBytes }]]),
  });
  const rows: readonly (readonly [
    name: string,
    pod: Pod,
    usage: PodUsage,
    hasImageFs: boolean,
    message: string,
  ])[] = [
    [
      'a full emptyDir',
      pod('a', scratch),
      volume(100 * MI + 1),
      false,
      'Usage of EmptyDir volume "tmp" exceeds the limit "100Mi". ',
    ],
    ['an emptyDir at its limit', pod('a', scratch), volume(100 * MI), false, ''],
    [
      'layers and logs',
      pod('a', limited),
      disk(GI, 1),
      false,
      'Pod ephemeral local storage usage exceeds the total limit of containers 1Gi. ',
    ],
    ['layers on an imagefs', pod('a', limited), disk(2 * GI, GI), true, ''],
    [
      'one container of two',
      pod('a', {
        containers: [
          { name: 'c', resources: { limits: { 'ephemeral-storage': '1Gi' } } },
          { name: 'd', resources: { limits: { 'ephemeral-storage': '9Gi' } } },
        ],
      }),
      disk(GI, 1),
      false,
      'Container c exceeded its local ephemeral storage limit "1Gi". ',
    ],
  ];
  for (const [name, one, usage, hasImageFs, message] of rows) {
    it(`${name} (localStorageEviction)`, () => {
      const scene = new Scene({ pods: [one], usage: { a: usage }, hasImageFs });
      const { evictions, state } = scene.look(0, 'memory.available', GI);
      expect(evictions.map(({ status }) => status.message).join()).to.equal(message);
      expect(state.conditions).to.deep.equal([]);
    });
  }
});

describe('new pods on a node under pressure', () => {
  const bestEffort = pod('p');
  const burstable = pod('p', container({ requests: { cpu: '1m' } }));
  const tolerant = pod('p', {
    tolerations: [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists' }],
  });
  const critical = pod('p', { priority: 2_000_001_000 });
  const rows: readonly (readonly [
    name: string,
    pod: Pod,
    conditions: readonly PressureCondition[],
    isAdmitted: boolean,
  ])[] = [
    ['without pressure all', bestEffort, [], true],
    ['under memory pressure none of best effort', bestEffort, ['MemoryPressure'], false],
    ['but those that tolerate it', tolerant, ['MemoryPressure'], true],
    ['and all that ask for something', burstable, ['MemoryPressure'], true],
    ['under disk pressure none', burstable, ['DiskPressure'], false],
    ['not even tolerant ones', tolerant, ['DiskPressure', 'MemoryPressure'], false],
    ['but critical ones always', critical, ['DiskPressure'], true],
  ];
  for (const [name, one, conditions, isAdmitted] of rows) {
    it(`${name} (Admit)`, () => {
      expect(refusalUnderPressure(one, conditions) === undefined).to.equal(isAdmitted);
    });
  }

  it('are told the conditions', () => {
    expect(refusalUnderPressure(burstable, ['DiskPressure'])).to.deep.equal({
      reason: 'Evicted',
      message: 'The node had condition: [DiskPressure]. ',
    });
  });
});

describe('thresholds of a configuration', () => {
  const rows: readonly (readonly [name: string, config: EvictionConfig, error: string])[] = [
    [
      'an unknown signal',
      { evictionHard: { 'swap.available': '1Gi' } },
      'unsupported eviction signal swap.available',
    ],
    [
      'a soft one without grace',
      { evictionSoft: { 'memory.available': '1Gi' } },
      'grace period must be specified for the soft eviction threshold memory.available',
    ],
    [
      'below zero',
      { evictionHard: { 'memory.available': '-1Gi' } },
      'eviction threshold memory.available must be positive: -1Gi',
    ],
    [
      'a share below zero',
      { evictionHard: { 'memory.available': '-5%' } },
      'eviction percentage threshold memory.available must be >= 0%: -5%',
    ],
    [
      'a grace below zero',
      { evictionSoftGracePeriod: { 'memory.available': '-1s' } },
      'invalid eviction grace period specified: -1s, must be a positive value',
    ],
    [
      'a reclaim below zero',
      reclaim('memory.available', '-1'),
      'negative eviction minimum reclaim specified for memory.available',
    ],
  ];
  for (const [name, config, error] of rows) {
    it(`refuses ${name} (TestParseThresholdConfig)`, () => {
      expect(() => parseThresholds(config, false)).to.throw(error);
    });
  }

  it('leaves 0% and 100% out, and holds hard ones of memory for pods together too (TestParseThresholdConfig)', () => {
    const evictionHard = { 'nodefs.available': '0%', 'imagefs.available': '100%', 'memory.available': '1Gi' };
    const signals = (isEnforced: boolean) =>
      parseThresholds({ ...SOFT, evictionHard }, isEnforced).map(
        ({ signal, graceMs }) => `${signal} ${graceMs}`,
      );
    expect(signals(false)).to.deep.equal(['memory.available 0', 'memory.available 120000']);
    expect(signals(true).slice(2)).to.deep.equal(['allocatableMemory.available 0']);
  });

  it('are not met by what was not measured (thresholdsMet)', () => {
    expect(metThresholds(parseThresholds(HARD, false), new Map(), false)).to.deep.equal([]);
  });
});

describe('pods ranked by processes', () => {
  it('go by priority, then the unmeasured, then the most (rankPIDPressure)', () => {
    const counts: Readonly<Record<string, number>> = { few: 1, many: 9, low: 2 };
    const pods = [pod('few'), pod('many'), pod('unknown'), pod('low', { priority: -1 })];
    const order = rankByProcesses(pods, ({ metadata }) => counts[metadata.name]);
    expect(order.map(({ metadata }) => metadata.name)).to.deep.equal(['low', 'unknown', 'many', 'few']);
  });
});
