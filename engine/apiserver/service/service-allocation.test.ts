import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { formatCidr, parseCidr } from '../../api/ip/cidr.ts';
import { versionProfile } from '../../versions/profile.ts';
import { allocateClusterIPs, type ClusterIpOutcome } from './cluster-ips.ts';
import { nextFreeSlot } from './free-slot.ts';
import {
  DEFAULT_NODE_PORT_RANGE,
  healthCheckNodePort,
  type NodePortOutcome,
  nodePortsOnCreate,
  nodePortsOnUpdate,
  parseNodePortRange,
} from './node-ports.ts';

const RUNS = { seed: 42, numRuns: 200 };

describe('a free slot', () => {
  it('is drawn from above the reserved ones, then from these, and never taken', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 39 })),
        fc.nat(),
        (size, reservedMax, takenList, seed) => {
          const reserved = Math.min(reservedMax, size);
          const taken = new Set(takenList);
          const isTaken = (slot: number): boolean => taken.has(slot);
          const slot = nextFreeSlot({ size, reserved, isTaken }, (n) => seed % n);
          const free = Array.from({ length: size }, (_, i) => i).filter((i) => !taken.has(i));
          const upper = free.filter((i) => i >= reserved);
          if (free.length === 0) expect(slot).to.equal(undefined);
          else expect(upper.length > 0 ? upper : free).to.include(slot);
        },
      ),
      RUNS,
    );
  });
});

const settings = (taken: readonly number[] = [], minor = 36, range = '30000-30009') => ({
  range: parseNodePortRange(range),
  taken: new Set(taken),
  draw: () => 0,
  version: versionProfile(minor),
});
const tcp = (port: number, nodePort = 0): { protocol: string; port: number; nodePort: number } => ({
  protocol: 'TCP',
  port,
  nodePort,
});
const udp = (port: number, nodePort = 0): { protocol: string; port: number; nodePort: number } => ({
  protocol: 'UDP',
  port,
  nodePort,
});
const shown = (outcome: NodePortOutcome | ClusterIpOutcome): unknown =>
  'problem' in outcome ? `${outcome.problem.field}: ${outcome.problem.detail}` : outcome;

describe('node ports', () => {
  const rows: readonly (readonly [string, NodePortOutcome, unknown])[] = [
    [
      'TCP and UDP of one port share theirs (initNodePorts)',
      nodePortsOnCreate(settings(), [tcp(53), udp(53)]),
      { nodePorts: [30_000, 30_000] },
    ],
    [
      'the one that the second asks for, too (findRequestedNodePort)',
      nodePortsOnCreate(settings(), [tcp(53), udp(53, 30_005)]),
      { nodePorts: [30_005, 30_005] },
    ],
    [
      'one of another Service is refused (ErrAllocated)',
      nodePortsOnCreate(settings([30_005]), [tcp(80, 30_005)]),
      'spec.ports[0].nodePort: provided port is already allocated',
    ],
    [
      'a full range is a failure of the server (ErrFull)',
      nodePortsOnCreate(settings([30_000], 36, '30000-30000'), [tcp(80)]),
      { failure: 'failed to allocate a nodePort: range is full' },
    ],
    [
      'an update keeps its own (updateNodePorts)',
      nodePortsOnUpdate(settings(), [tcp(80, 30_003)], [tcp(81, 30_003), tcp(82)]),
      { nodePorts: [30_003, 30_000] },
    ],
    [
      'from 1.28 on any port comes from above the lower band (KEP-3668)',
      nodePortsOnCreate({ ...settings([], 28), range: DEFAULT_NODE_PORT_RANGE }, [tcp(80)]),
      { nodePorts: [30_086] },
    ],
    [
      'before, from everywhere',
      nodePortsOnCreate({ ...settings([], 27), range: DEFAULT_NODE_PORT_RANGE }, [tcp(80)]),
      { nodePorts: [30_000] },
    ],
    [
      'a health check port that is taken fails the request (allocateHealthCheckNodePort)',
      healthCheckNodePort(settings([30_001]), 30_001),
      {
        failure:
          'failed to allocate requested HealthCheck NodePort 30001: provided port is already allocated',
      },
    ],
  ];
  for (const [name, outcome, expected] of rows) {
    it(name, () => {
      expect(shown(outcome)).to.deep.equal(expected);
    });
  }

  it('are in the range, free, and different for different ports', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.integer({ min: 30_000, max: 30_009 }), { maxLength: 6 }),
        fc.nat(),
        (ports, taken, seed) => {
          const outcome = nodePortsOnCreate(
            { ...settings(taken), draw: (n) => seed % n },
            ports.map((port) => tcp(port)),
          );
          if (!('nodePorts' in outcome)) throw new Error('refused');
          const { nodePorts } = outcome;
          expect(new Set(nodePorts).size).to.equal(ports.length);
          for (const nodePort of nodePorts) {
            expect(nodePort).to.be.within(30_000, 30_009);
            expect(taken).to.not.include(nodePort);
          }
        },
      ),
      RUNS,
    );
  });

  it('a range is two numbers in order', () => {
    expect(() => parseNodePortRange('30009-30000')).to.throw(RangeError);
    expect(() => parseNodePortRange('all')).to.throw(RangeError);
  });
});

const ranges = (...texts: string[]) => texts.map((text) => parseCidr(text)!);
const addresses = (taken: readonly string[] = [], minor = 36, ...texts: string[]) => ({
  ranges: ranges(...(texts.length > 0 ? texts : ['10.96.0.0/28'])),
  taken: new Set(taken),
  draw: () => 0,
  version: versionProfile(minor),
});

describe('cluster IPs', () => {
  const everyFree = Array.from({ length: 14 }, (_, i) => `10.96.0.${i + 1}`);
  const rows: readonly (readonly [string, ClusterIpOutcome, unknown])[] = [
    [
      'the network address is never given out (NewAllocatorCIDRRange)',
      allocateClusterIPs(addresses(), ['IPv4'], []),
      { clusterIPs: ['10.96.0.1'] },
    ],
    [
      'nor is the broadcast address',
      allocateClusterIPs(addresses(everyFree), ['IPv4'], []),
      { failure: 'failed to allocate a serviceIP for Service "": range is full' },
    ],
    [
      'as 1.28 says it',
      allocateClusterIPs(addresses(everyFree, 28), ['IPv4'], []),
      { failure: 'failed to allocate a serviceIP: range is full' },
    ],
    [
      'an address of no ServiceCIDR (getAllocator, 1.33 on)',
      allocateClusterIPs(addresses([], 33), ['IPv4'], ['10.97.0.7']),
      'spec.clusterIPs: failed to allocate IP 10.97.0.7: the provided network does not match the current range',
    ],
    [
      'the first address of a ServiceCIDR',
      allocateClusterIPs(addresses([], 33), ['IPv4'], ['10.96.0.0']),
      'spec.clusterIPs: failed to allocate IP 10.96.0.0: the provided IP (10.96.0.0) is not in the valid range. The range of valid IPs is 10.96.0.0/28',
    ],
    [
      'one of each family, the asked one kept',
      allocateClusterIPs(addresses([], 36, '10.96.0.0/28', 'fd00::/108'), ['IPv4', 'IPv6'], ['10.96.0.7']),
      { clusterIPs: ['10.96.0.7', 'fd00::101'] },
    ],
    [
      'an address of another Service is refused, as 1.20 words it',
      allocateClusterIPs(addresses(['10.96.0.7'], 20), ['IPv4'], ['10.96.0.7']),
      'spec.clusterIPs: failed to allocated ip:10.96.0.7 with error:provided IP is already allocated',
    ],
    [
      'and as 1.28 does',
      allocateClusterIPs(addresses(['10.96.0.7'], 28), ['IPv4'], ['10.96.0.7']),
      'spec.clusterIPs: failed to allocate IP 10.96.0.7: provided IP is already allocated',
    ],
    [
      'an address outside of the range',
      allocateClusterIPs(addresses([], 28), ['IPv4'], ['10.97.0.7']),
      'spec.clusterIPs: failed to allocate IP 10.97.0.7: the provided IP (10.97.0.7) is not in the valid range. The range of valid IPs is 10.96.0.0/28',
    ],
    [
      'from 1.25 on any address comes from above the lower band (KEP-3070)',
      allocateClusterIPs(addresses([], 25, '10.96.0.0/16'), ['IPv4'], []),
      { clusterIPs: ['10.96.1.1'] },
    ],
  ];
  for (const [name, outcome, expected] of rows) {
    it(name, () => {
      expect(shown(outcome)).to.deep.equal(expected);
    });
  }

  it('a range prints as it was written', () => {
    expect(ranges('10.96.0.0/12').map(formatCidr)).to.deep.equal(['10.96.0.0/12']);
  });
});
