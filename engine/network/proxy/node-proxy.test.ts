// Where a connection goes, by Service and endpoints; and that it never goes anywhere else.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { KINDS } from '../../api/kinds/index.ts';
import { TestWorld } from '../../controllers/test-world.ts';
import { horizonMs, LaggingView } from '../state/lagging-view.ts';
import { ServiceStates } from '../state/service-states.ts';
import { NO_SYNC_LIMIT, type SyncLimit } from '../state/sync-limiter.ts';
import { NodeProxy, type Passage, RulesCache } from './node-proxy.ts';
import { PROXY_MODES, type ProxyMode } from './proxy-mode.ts';
import { proxyRelease } from './proxy-release.ts';

interface EndpointWords {
  readonly ip: string;
  readonly node?: string;
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
}

/** Of the longest delivery and refresh drawn below. */
const LAG_MAX_MS = 200 + 2 * 800;

/** A world with one Service `web` at 10.96.1.1 and the proxy of `node-1`. */
class Scene {
  readonly at: TestWorld;
  readonly proxy: NodeProxy;
  private readonly states: ServiceStates;
  lag = { deliveryMs: 0, refreshMs: 0 };

  private readonly limit: SyncLimit;

  constructor(minor = 36, mode: ProxyMode['name'] = 'iptables', limit = NO_SYNC_LIMIT) {
    this.limit = limit;
    this.at = new TestWorld({ minor, kinds: KINDS, readyAfterMs: () => undefined });
    const { kernel, server, streams, version } = this.at;
    const nowMs = (): number => kernel.nowMs;
    const keepFromMs = (): number => kernel.nowMs - horizonMs(LAG_MAX_MS, this.limit);
    const readsSlices = version.has('proxyReadsEndpointSlices');
    this.states = new ServiceStates({ server, nowMs, readsSlices, keepFromMs });
    this.proxy = new NodeProxy({
      nodeName: 'node-1',
      mode: PROXY_MODES[mode],
      nowMs,
      stream: () => streams.stream('balancing'),
      states: this.states,
      rules: new RulesCache(proxyRelease(version)),
      view: new LaggingView({
        nowMs,
        changes: this.states.changes,
        deliveryMs: () => this.lag.deliveryMs,
        refreshMs: () => this.lag.refreshMs,
        lagMaxMs: LAG_MAX_MS,
        limit: this.limit,
      }),
    });
  }

  service(spec: object = {}): this {
    const ports = [{ port: 80, targetPort: 8080 }];
    const metadata = { name: 'web', namespace: 'default' };
    const made = this.at.user.create('Service', {
      kind: 'Service',
      metadata,
      spec: { clusterIP: '10.96.1.1', ports, ...spec },
    } as never);
    if (!made.ok) throw new Error(made.status.message);
    return this;
  }

  slice(
    name: string,
    endpoints: readonly EndpointWords[],
    ports: readonly object[] = [{ name: '', port: 8080 }],
  ): this {
    const metadata = { name, namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } };
    const before = this.at.server.peek('EndpointSlice', 'default', name);
    const object = {
      kind: 'EndpointSlice',
      metadata: before?.metadata ?? metadata,
      addressType: 'IPv4',
      ports: ports.map((port) => ({ protocol: 'TCP', ...port })),
      endpoints: endpoints.map(({ ip, node, ready = true, serving = ready, terminating = false }) => ({
        addresses: [ip],
        conditions: { ready, serving, terminating },
        ...(node === undefined ? {} : { nodeName: node }),
      })),
    };
    const made =
      before === undefined
        ? this.at.user.create('EndpointSlice', object as never)
        : this.at.user.update(object as never);
    if (!made.ok) throw new Error(made.status.message);
    return this;
  }

  to(place: string, passage: Partial<Passage> = {}): string {
    const [ip = '', port] = place.split(':');
    const full: Passage = { ip, port: Number(port), clientIp: '10.244.9.9', isInside: true, ...passage };
    const verdict = ip === 'node' ? this.proxy.toNodePort(full) : this.proxy.toAddress(full);
    return verdict.kind === 'endpoint' ? verdict.endpoint.address : verdict.kind;
  }

  /** Every place that twenty connections reach, sorted. */
  reached(place: string, passage: Partial<Passage> = {}): string[] {
    return [...new Set(Array.from({ length: 40 }, () => this.to(place, passage)))].sort();
  }
}

const TWO: readonly EndpointWords[] = [
  { ip: '10.244.1.2', node: 'node-1' },
  { ip: '10.244.2.2', node: 'node-2' },
];
const LOCAL = { type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ port: 80, nodePort: 30080 }] };
const [ONE_AT, TWO_AT] = ['10.244.1.2:8080', '10.244.2.2:8080'];
const OUTSIDE = { clientIp: '203.0.113.9', isInside: false };

// Source: kubernetes v1.28.0 pkg/proxy/topology_test.go, TestCategorizeEndpoints; pkg/proxy/iptables/proxier_test.go.
const ROWS: readonly {
  readonly name: string;
  readonly minor?: number;
  readonly mode?: ProxyMode['name'];
  readonly spec?: object;
  readonly endpoints?: readonly EndpointWords[];
  readonly place?: string;
  readonly passage?: Partial<Passage>;
  readonly reaches: readonly string[];
}[] = [
  { name: 'all ready endpoints', reaches: [ONE_AT, TWO_AT] },
  {
    name: 'not those that are not ready',
    endpoints: [TWO[0]!, { ip: '10.244.2.2', ready: false }],
    reaches: [ONE_AT],
  },
  { name: 'no endpoints are a refusal', endpoints: [], reaches: ['reject'] },
  {
    name: 'endpoints that end, while they serve and none is ready',
    endpoints: [
      { ip: '10.244.1.2', ready: false, serving: true, terminating: true },
      { ip: '10.244.2.2', ready: false, serving: false, terminating: true },
    ],
    reaches: [ONE_AT],
  },
  {
    name: 'before 1.26 endpoints that end do not count',
    minor: 25,
    endpoints: [{ ip: '10.244.1.2', ready: false, serving: true, terminating: true }],
    reaches: ['reject'],
  },
  { name: 'another port of the cluster IP is not its business', place: '10.96.1.1:81', reaches: ['none'] },
  { name: 'under IPVS it is refused', mode: 'ipvs', place: '10.96.1.1:81', reaches: ['reject'] },
  { name: 'a headless Service has no rules', spec: { clusterIP: 'None' }, reaches: ['none'] },
  {
    name: 'an external IP',
    spec: { externalIPs: ['203.0.113.5'] },
    place: '203.0.113.5:80',
    reaches: [ONE_AT, TWO_AT],
  },
  {
    name: 'a cluster IP means nothing outside',
    passage: OUTSIDE,
    reaches: ['none'],
  },
  {
    name: 'a node port',
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] },
    place: 'node:30080',
    reaches: [ONE_AT, TWO_AT],
  },
  {
    name: 'local policy from outside',
    spec: LOCAL,
    place: 'node:30080',
    passage: OUTSIDE,
    reaches: [ONE_AT],
  },
  { name: 'local policy from a pod', spec: LOCAL, place: 'node:30080', reaches: [ONE_AT, TWO_AT] },
  {
    name: 'local policy and nobody here: no answer',
    spec: LOCAL,
    endpoints: [TWO[1]!],
    place: 'node:30080',
    passage: OUTSIDE,
    reaches: ['drop'],
  },
  {
    name: 'local policy and nobody anywhere: refused',
    spec: LOCAL,
    endpoints: [],
    place: 'node:30080',
    passage: OUTSIDE,
    reaches: ['reject'],
  },
  {
    name: 'internal local policy',
    spec: { internalTrafficPolicy: 'Local' },
    reaches: [ONE_AT],
  },
  {
    name: 'internal local policy and nobody here: no answer',
    spec: { internalTrafficPolicy: 'Local' },
    endpoints: [TWO[1]!],
    reaches: ['drop'],
  },
  // Source: kubernetes v1.28.0 and v1.20.2 pkg/proxy/ipvs/proxier.go, syncEndpoint.
  {
    name: 'under IPVS local policy holds for pods as well',
    ...{ mode: 'ipvs', spec: LOCAL, place: 'node:30080' },
    reaches: [ONE_AT],
  },
  {
    name: 'under IPVS local policy and nobody here: all, for a pod',
    ...{ mode: 'ipvs', spec: LOCAL, endpoints: [TWO[1]!], place: 'node:30080' },
    reaches: [TWO_AT],
  },
  {
    name: 'under IPVS local policy and nobody here: no answer from there to clients outside',
    ...{ mode: 'ipvs', spec: LOCAL, endpoints: [TWO[1]!], place: 'node:30080', passage: OUTSIDE },
    reaches: ['drop'],
  },
  {
    name: 'before 1.21 refused',
    ...{ minor: 20, mode: 'ipvs', spec: LOCAL, endpoints: [TWO[1]!], place: 'node:30080', passage: OUTSIDE },
    reaches: ['reject'],
  },
  {
    name: 'under IPVS internal local policy and nobody here: refused',
    ...{ mode: 'ipvs', spec: { internalTrafficPolicy: 'Local' }, endpoints: [TWO[1]!] },
    reaches: ['reject'],
  },
  {
    name: 'under IPVS internal local policy and nobody here: all, for a Service that is open to outside',
    ...{
      mode: 'ipvs',
      spec: { internalTrafficPolicy: 'Local', externalIPs: ['203.0.113.5'] },
      endpoints: [TWO[1]!],
    },
    reaches: [TWO_AT],
  },
];

describe('the rules of a node', () => {
  for (const { name, minor, mode, spec, endpoints = TWO, place = '10.96.1.1:80', passage, reaches } of ROWS) {
    it(name, () => {
      const scene = new Scene(minor, mode).service(spec).slice('web-a', endpoints);
      expect(scene.reached(place, passage)).to.deep.equal(reaches);
    });
  }

  it('several ports go to ports of their names', () => {
    const ports = [
      { name: 'http', port: 80 },
      { name: 'metrics', port: 9000 },
    ];
    const scene = new Scene().service({ ports }).slice('web-a', TWO, [{ name: 'http', port: 8080 }]);
    scene.slice('web-b', [{ ip: '10.244.3.3' }], [{ name: 'metrics', port: 9102 }]);
    expect(scene.reached('10.96.1.1:80')).to.deep.equal([ONE_AT, TWO_AT]);
    expect(scene.reached('10.96.1.1:9000')).to.deep.equal(['10.244.3.3:9102']);
  });

  it('a client stays where it was until it has been away for the time of the affinity', () => {
    const clientIP = { timeoutSeconds: 60 };
    const scene = new Scene()
      .service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP } })
      .slice('web-a', [...TWO, { ip: '10.244.3.2' }]);
    const first = scene.to('10.96.1.1:80');
    for (let i = 0; i < 20; i += 1) {
      scene.at.advanceSeconds(59);
      expect(scene.to('10.96.1.1:80')).to.equal(first);
    }
    const later = new Set<string>();
    for (let i = 0; i < 20; i += 1) {
      scene.at.advanceSeconds(61);
      later.add(scene.to('10.96.1.1:80'));
    }
    expect(later.size).to.equal(3);
    scene.slice('web-a', [{ ip: '10.244.4.4' }]);
    expect(scene.to('10.96.1.1:80')).to.equal('10.244.4.4:8080');
  });

  it('IPVS takes one after the other', () => {
    const scene = new Scene(36, 'ipvs').service().slice('web-a', TWO);
    const four = [1, 2, 3, 4].map(() => scene.to('10.96.1.1:80'));
    expect(four).to.deep.equal([ONE_AT, TWO_AT, ONE_AT, TWO_AT]);
  });

  it('before 1.19 endpoints are read from Endpoints', () => {
    const scene = new Scene(18).service();
    const subsets = [
      {
        addresses: [{ ip: '10.244.1.2' }],
        notReadyAddresses: [{ ip: '10.244.2.2' }],
        ports: [{ port: 8080 }],
      },
    ];
    const metadata = { name: 'web', namespace: 'default' };
    scene.at.user.create('Endpoints', { kind: 'Endpoints', metadata, subsets } as never);
    expect(scene.reached('10.96.1.1:80')).to.deep.equal([ONE_AT]);
  });

  it('lag behind the API, and nothing is scheduled for it', () => {
    const scene = new Scene().service().slice('web-a', [TWO[0]!]);
    scene.at.advanceSeconds(5);
    scene.lag = { deliveryMs: 20, refreshMs: 300 };
    expect(scene.to('10.96.1.1:80')).to.equal(ONE_AT);
    scene.slice('web-a', [TWO[1]!]);
    const events = scene.at.kernel.eventsRun;
    const times = [0, 319, 320].map((ms) => {
      scene.at.kernel.advance(5000 + ms - scene.at.kernel.nowMs);
      return scene.to('10.96.1.1:80');
    });
    expect(times).to.deep.equal([ONE_AT, ONE_AT, TWO_AT]);
    expect(scene.at.kernel.eventsRun).to.equal(events);
  });

  const paces: readonly (readonly [string, SyncLimit, readonly number[]])[] = [
    ['with no limit each change goes in at once', NO_SYNC_LIMIT, [0, 100, 200, 300]],
    [
      'a period lies between the end of one and the start of the next (Loop, 1.36)',
      { minSyncMs: 1000, burst: 1 },
      [0, 1010, 1010, 1010],
    ],
    [
      'two go in at once, then one each period (tryRun, 1.28)',
      { minSyncMs: 1000, burst: 2 },
      [0, 100, 1110, 1110],
    ],
  ];
  for (const [name, limit, expected] of paces) {
    it(`rewrites at a pace: ${name}`, () => {
      const scene = new Scene(36, 'iptables', limit).service().slice('web-a', []);
      scene.at.advanceSeconds(10);
      expect(scene.to('10.96.1.1:80')).to.equal('reject');
      scene.lag = { deliveryMs: 0, refreshMs: 10 };
      const startMs = scene.at.kernel.nowMs;
      const seen = new Map<string, number>();
      for (let ms = 0; ms <= 3000; ms += 10) {
        scene.at.kernel.advance(startMs + ms - scene.at.kernel.nowMs);
        if (ms % 100 === 0 && ms < 400) scene.slice('web-a', [{ ip: `10.244.1.${ms / 100 + 2}` }]);
        const reached = scene.to('10.96.1.1:80');
        if (!seen.has(reached)) seen.set(reached, ms);
      }
      const appeared = [2, 3, 4, 5].map((host) => {
        // One that was never seen went in with a later one.
        const times = [2, 3, 4, 5].filter((h) => h >= host).map((h) => seen.get(`10.244.1.${h}:8080`));
        return (times.find((ms) => ms !== undefined) ?? Number.NaN) - 10;
      });
      expect(appeared).to.deep.equal(expected);
    });
  }

  it('says when they next change, as far as is known', () => {
    const scene = new Scene().service().slice('web-a', [TWO[0]!]);
    scene.at.advanceSeconds(5);
    expect(scene.proxy.view.nextRewriteMs()).to.equal(undefined);
    scene.lag = { deliveryMs: 20, refreshMs: 300 };
    scene.slice('web-a', [TWO[1]!]);
    expect(scene.proxy.view.nextRewriteMs()).to.equal(scene.at.kernel.nowMs + 320);
    scene.proxy.view.hold();
    expect(scene.proxy.view.nextRewriteMs()).to.equal(undefined);
  });

  it('stay as they were on a node that hears of nothing', () => {
    const scene = new Scene().service().slice('web-a', [TWO[0]!]);
    scene.at.advanceSeconds(5);
    scene.proxy.view.hold();
    scene.slice('web-a', [TWO[1]!]);
    scene.at.advanceSeconds(1);
    expect(scene.to('10.96.1.1:80')).to.equal(ONE_AT);
    scene.proxy.view.release();
    expect(scene.to('10.96.1.1:80')).to.equal(TWO_AT);
  });

  it('a deleted Service has none', () => {
    const scene = new Scene().service().slice('web-a', TWO);
    scene.at.user.delete('Service', 'default', 'web');
    expect(scene.to('10.96.1.1:80')).to.equal('none');
  });

  it('property: whoever is reached was ready now or within the lag before', () => {
    const endpoint = fc.record({ host: fc.integer({ min: 1, max: 4 }), ready: fc.boolean() });
    const step = fc.record({ waitMs: fc.nat(600), endpoints: fc.array(endpoint, { maxLength: 4 }) });
    const lag = fc.record({ deliveryMs: fc.nat(200), refreshMs: fc.nat(800) });
    const paces = fc.constantFrom(NO_SYNC_LIMIT, { minSyncMs: 500, burst: 1 }, { minSyncMs: 500, burst: 2 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), lag, paces, (steps, drawn, limit) => {
        const scene = new Scene(36, 'iptables', limit).service();
        scene.lag = drawn;
        const history: { readonly fromMs: number; readonly ready: readonly string[] }[] = [
          { fromMs: 0, ready: [] },
        ];
        for (const { waitMs, endpoints } of steps) {
          scene.at.kernel.advance(waitMs);
          const byHost = new Map(endpoints.map(({ host, ready }) => [host, ready]));
          const words = [...byHost].map(([host, ready]) => ({ ip: `10.244.1.${host}`, ready }));
          scene.slice('web-a', words);
          const ready = words.filter((w) => w.ready).map(({ ip }) => `${ip}:8080`);
          history.push({ fromMs: scene.at.kernel.nowMs, ready });
          const lagMs = drawn.deliveryMs + 2 * drawn.refreshMs + limit.minSyncMs;
          const sinceMs = scene.at.kernel.nowMs - lagMs;
          const oldest = history.findLastIndex(({ fromMs }) => fromMs <= sinceMs);
          const seen = history.slice(Math.max(0, oldest)).map((at) => at.ready);
          const reached = scene.to('10.96.1.1:80');
          if (reached === 'none') expect(sinceMs).to.be.at.most(0);
          else if (reached === 'reject') expect(seen.some((ready) => ready.length === 0)).to.equal(true);
          else expect(seen.flat()).to.include(reached);
        }
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
