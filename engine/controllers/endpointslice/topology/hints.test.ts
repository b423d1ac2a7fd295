// Hints for zones and nodes, as the tests of upstream's topology cache and traffic distribution expect them.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import type { EndpointSlice, Node, Service } from '../../../api/objects.ts';
import { versionProfile } from '../../../versions/profile.ts';
import type { NewSlice } from '../plan-slices.ts';
import type { SliceEndpoint } from '../slice-endpoint.ts';
import { hintZones } from './hint-zones.ts';
import { Hinter } from './hinter.ts';
import type { SliceGroup } from './slice-group.ts';
import { allocate, isOverloaded, type ZoneRatios, zoneRatios } from './zone-shares.ts';

/** `a`: ready in zone a; `a?`: not ready; `a>b`: hinted to b; `-`: in no zone. */
function endpoint(words: string, i: number): SliceEndpoint {
  const [, zone = '', unready, hint] = /^([a-z-])(\?)?(?:>(\w))?$/.exec(words) ?? [];
  return {
    addresses: [`10.1.2.${i + 3}`],
    conditions: { ready: unready === undefined },
    nodeName: `node-${i}`,
    ...(zone === '-' ? {} : { zone }),
    ...(hint === undefined ? {} : { hints: { forZones: [{ name: hint }] } }),
  };
}
const slice = (words: string, name = 's'): EndpointSlice & NewSlice =>
  ({ kind: 'EndpointSlice', metadata: { name }, endpoints: words.split(' ').map(endpoint) }) as never;
const group = (parts: { create?: string[]; update?: string[]; unchanged?: string[] }): SliceGroup => ({
  create: (parts.create ?? []).map((words) => slice(words)),
  update: (parts.update ?? []).map((words) => slice(words)),
  unchanged: (parts.unchanged ?? []).map((words) => slice(words)),
});
/** The zones hinted to, slice by slice. */
const shown = (slices: readonly Pick<EndpointSlice, 'endpoints'>[]): string[] =>
  slices.map(({ endpoints = [] }) =>
    endpoints.map(({ hints }) => hints?.forZones?.map(({ name }) => name).join('+') ?? '-').join(' '),
  );
const ratios = (shares: Record<string, number>): ZoneRatios => new Map(Object.entries(shares));

describe('hints for zones', () => {
  const [half, third] = [ratios({ a: 0.45, b: 0.55 }), ratios({ a: 0.3, b: 0.3, c: 0.4 })];
  type Row = readonly [
    name: string,
    group: SliceGroup,
    ratios: ZoneRatios | undefined,
    expected: string[] | string,
  ];
  const rows: readonly Row[] = [
    [
      'empty',
      group({}),
      undefined,
      'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes',
    ],
    [
      'no zone ratios',
      group({ create: ['a'] }),
      undefined,
      'Insufficient Node information: allocatable CPU or zone not specified on one or more nodes',
    ],
    [
      '2 endpoints, zone ratios require 3',
      group({ create: ['a b'] }),
      third,
      'Insufficient number of endpoints (2 endpoints, 3 zones)',
    ],
    ['2 endpoints, zone ratios only require 2', group({ create: ['a b'] }), half, ['a b']],
    ['2 ready and 2 that are not', group({ create: ['a b b? b?'] }), half, ['a b - -']],
    [
      'slices to create and update within 3 zone threshold',
      group({ create: ['a b', 'c c a'], update: ['a a', 'b c a'] }),
      ratios({ a: 0.35, b: 0.35, c: 0.3 }),
      ['b b', 'c c a', 'a a', 'b c a'],
    ],
    [
      'an endpoint without a zone',
      group({ create: ['a b a -'] }),
      half,
      'One or more endpoints do not have a zone specified',
    ],
    [
      'shares that 4 endpoints cannot meet',
      group({ create: ['a b c c'] }),
      ratios({ a: 0.44, b: 0.44, c: 0.12 }),
      'Unable to allocate minimum required endpoints to each zone without exceeding overload threshold (4 endpoints, 3 zones)',
    ],
    ['hints of slices that nobody writes stay', group({ unchanged: ['a>a b>b'] }), half, []],
    ['unless an endpoint lacks one', group({ unchanged: ['a>a b'] }), half, ['a b']],
    ['or one is for a zone that is no more', group({ unchanged: ['a>c b>b'] }), half, ['a b']],
    ['or a zone has more than its most', group({ unchanged: ['a>a a>a a>a b>a'] }), half, ['b a a b']],
  ];
  for (const [name, given, shares, expected] of rows) {
    it(`${name} (TestAddHints)`, () => {
      const outcome = hintZones(given, shares);
      expect(
        'reason' in outcome ? outcome.reason : shown([...outcome.group.create, ...outcome.group.update]),
      ).to.deep.equal(expected);
    });
  }

  it('property: each ready endpoint is hinted to one zone, and no zone is overloaded', () => {
    const zones = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 4 });
    const cpus = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 });
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'a?'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(zones, cpus, words, (names, sizes, endpoints) => {
        const total = names.reduce((sum, _, i) => sum + sizes[i]!, 0);
        const shares = ratios(Object.fromEntries(names.map((zone, i) => [zone, sizes[i]! / total])));
        const outcome = hintZones(group({ create: [endpoints.join(' ')] }), shares);
        if ('reason' in outcome) return;
        const ready = endpoints.filter((one) => !one.includes('?'));
        const hinted = shown(outcome.group.create)[0]!
          .split(' ')
          .filter((one) => one !== '-');
        expect(hinted).to.have.length(ready.length);
        expect([...outcome.byZone.values()].reduce((sum, count) => sum + count, 0)).to.equal(ready.length);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('the share of each zone', () => {
  const node = (zone: string, cpu: string, ready = 'True', labels: object = {}): Node =>
    ({
      metadata: {
        name: 'n',
        labels: { ...(zone === '' ? {} : { 'topology.kubernetes.io/zone': zone }), ...labels },
      },
      status: { allocatable: { cpu }, conditions: [{ type: 'Ready', status: ready }] },
    }) as never;
  const plane = { 'node-role.kubernetes.io/control-plane': '' };
  const rows: readonly (readonly [string, Node[], Record<string, number> | undefined])[] = [
    ['empty', [], undefined],
    ['single zone', [node('a', '1000m'), node('a', '1000m')], undefined],
    ['2 zones', [node('a', '1000m'), node('b', '1000m')], { a: 0.5, b: 0.5 }],
    ['unready node in 1', [node('a', '1', 'False'), node('b', '1')], undefined],
    ['control plane node in 1', [node('a', '1'), node('b', '1', 'True', plane)], undefined],
    ['unready node in 2', [node('a', '1'), node('b', '1'), node('b', '1', 'False')], { a: 0.5, b: 0.5 }],
    ['a node without a zone', [node('a', '1'), node('b', '1'), node('', '1')], undefined],
    ['a node without CPU', [node('a', '1'), node('b', '1'), node('b', '0')], undefined],
    [
      '3 zones',
      [node('a', '5'), node('b', '3'), node('b', '1500m'), node('c', '500m')],
      { a: 0.5, b: 0.45, c: 0.05 },
    ],
  ];
  for (const [name, nodes, expected] of rows) {
    it(`${name} (TestSetNodes)`, () => {
      const found = zoneRatios(nodes);
      expect(found === undefined ? undefined : Object.fromEntries(found)).to.deep.equal(expected);
    });
  }

  it('an overloaded Service has a zone with too few (serviceOverloaded)', () => {
    const shares = ratios({ a: 0.5, b: 0.5 });
    const over = (hints: Record<string, number>, of: ZoneRatios | undefined = shares): boolean =>
      isOverloaded(new Map(Object.entries(hints)), of);
    expect(over({})).to.equal(false);
    expect(over({ a: 3, b: 3 })).to.equal(false);
    expect(isOverloaded(new Map([['a', 3]]), undefined)).to.equal(true);
    expect(over({ a: 6 })).to.equal(true);
    expect(over({ a: 4, b: 2 })).to.equal(true);
  });

  it('leaves each zone room up to what the others need at least (getAllocations)', () => {
    const found = allocate(ratios({ a: 0.5, b: 0.5 }), 10);
    if ('reason' in found) throw new Error(found.reason);
    expect(found.get('a')).to.deep.equal({ minimum: 5, maximum: 5, desired: 5 });
  });
});

describe('who gives hints', () => {
  const nodes = ['a', 'b'].map(
    (zone) =>
      ({
        metadata: { name: zone, labels: { 'topology.kubernetes.io/zone': zone } },
        status: { allocatable: { cpu: '4' }, conditions: [{ type: 'Ready', status: 'True' }] },
      }) as unknown as Node,
  );
  const service = (annotations: object, spec: object = {}): Service =>
    ({ metadata: { namespace: 'default', name: 'web', annotations }, spec }) as never;
  const auto = { 'service.kubernetes.io/topology-mode': 'Auto' };
  const old = { 'service.kubernetes.io/topology-aware-hints': 'auto' };
  const hinter = (minor: number): Hinter => new Hinter(versionProfile(minor), () => nodes);
  const given = group({ create: ['a b'] });

  const rows: readonly (readonly [string, number, Service, string])[] = [
    ['the annotation since 1.27', 27, service(auto), 'a b'],
    ['which meant nothing before', 26, service(auto), '- -'],
    ['the older one since 1.24', 24, service(old), 'a b'],
    ['which was off by default before', 23, service(old), '- -'],
    ['PreferClose since 1.31', 31, service({}, { trafficDistribution: 'PreferClose' }), 'a b'],
    ['nothing', 36, service({}), '- -'],
    [
      'PreferSameNode is not known in 1.33',
      33,
      service({}, { trafficDistribution: 'PreferSameNode' }),
      '- -',
    ],
    [
      'the older annotation goes before the newer',
      30,
      service({ ...auto, 'service.kubernetes.io/topology-aware-hints': 'disabled' }),
      '- -',
    ],
  ];
  for (const [name, minor, of, expected] of rows) {
    it(`${name}: ${expected}`, () => {
      expect(shown(hinter(minor).hint(of, 'IPv4', given).create)).to.deep.equal([expected]);
    });
  }

  it('PreferSameNode hints to nodes and zones; an endpoint without a zone to its node alone', () => {
    const of = service({}, { trafficDistribution: 'PreferSameNode' });
    const { create } = hinter(34).hint(of, 'IPv4', group({ create: ['a - b?'] }));
    expect(create[0]?.endpoints?.map(({ hints }) => hints)).to.deep.equal([
      { forNodes: [{ name: 'node-0' }], forZones: [{ name: 'a' }] },
      { forNodes: [{ name: 'node-1' }] },
      undefined,
    ]);
  });

  it('tells when hints begin and why they end, once each', () => {
    const at = hinter(36);
    const reasons = (of: Service, with_: SliceGroup): string[] =>
      at.hint(of, 'IPv4', with_).told.map(({ reason, message }) => `${reason}: ${message}`);
    expect(reasons(service(auto), given)).to.deep.equal([
      'TopologyAwareHintsEnabled: Topology Aware Hints has been enabled, addressType: IPv4',
    ]);
    expect(reasons(service(auto), given)).to.deep.equal([]);
    expect(reasons(service({}), given)).to.deep.equal([
      'TopologyAwareHintsDisabled: Topology Aware Hints has been disabled, addressType: IPv4',
    ]);
    expect(reasons(service({}), given)).to.deep.equal([]);
    expect(reasons(service(auto), group({ create: ['a'] }))).to.deep.equal([
      'TopologyAwareHintsDisabled: Insufficient number of endpoints (1 endpoints, 2 zones), addressType: IPv4',
    ]);
  });

  it('takes hints away from slices that nobody else writes, and leaves those without alone', () => {
    const { update } = hinter(36).hint(service({}), 'IPv4', group({ unchanged: ['a>a b>b', 'a b'] }));
    expect(shown(update)).to.deep.equal(['- -']);
  });

  it('names the Services that a change of nodes overloads', () => {
    const some = [...nodes];
    const at = new Hinter(versionProfile(36), () => some);
    expect(at.nodesChanged()).to.deep.equal([]);
    at.hint(service(auto), 'IPv4', given);
    expect(at.nodesChanged()).to.deep.equal([]);
    some.pop();
    expect(at.nodesChanged()).to.deep.equal(['default/web']);
    at.forget('default/web');
    expect(at.nodesChanged()).to.deep.equal([]);
  });
});
