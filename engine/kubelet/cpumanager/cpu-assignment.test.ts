// Which processors are taken from which machine.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { takeByTopology } from './cpu-assignment.ts';
import { formatCpuSet, parseCpuSet } from './cpu-set.ts';
import { topologyOf } from './topology.ts';

const single = topologyOf(8, 2, 1);
const dual = topologyOf(12, 2, 2);
const plain = topologyOf(4);

// Source: kubernetes v1.28.0 pkg/kubelet/cm/cpumanager/cpu_assignment_test.go, TestTakeByTopologyNUMAPacked (the dual
// socket machine there numbers its cores alternately; here the sets are worked out for the other numbering).
const ROWS = [
  { name: 'one of a machine that is free', topology: single, free: '0-7', count: 1, taken: '0' },
  { name: 'one, from the core that is half taken', topology: single, free: '1-7', count: 1, taken: '4' },
  { name: 'two are a whole core', topology: single, free: '0-7', count: 2, taken: '0,4' },
  {
    name: 'two are a whole core, though another is half free',
    topology: single,
    free: '1-7',
    count: 2,
    taken: '1,5',
  },
  {
    name: 'three: a core and the rest of a half one',
    topology: single,
    free: '1-7',
    count: 3,
    taken: '1,4-5',
  },
  { name: 'as many as a socket has', topology: dual, free: '0-11', count: 6, taken: '0-2,6-8' },
  {
    name: 'the socket that is free, not the one that is not',
    topology: dual,
    free: '1-11',
    count: 6,
    taken: '3-5,9-11',
  },
  { name: 'a core of the fuller socket', topology: dual, free: '1-11', count: 2, taken: '1,7' },
  { name: 'threads of their own', topology: plain, free: '1-3', count: 2, taken: '1-2' },
  { name: 'more than there are', topology: plain, free: '1-3', count: 4, taken: undefined },
];

describe('processors taken', () => {
  for (const { name, topology, free, count, taken } of ROWS)
    it(name, () => {
      const cpus = takeByTopology(topology, parseCpuSet(free)!, count);
      expect(cpus && formatCpuSet(cpus)).to.equal(taken);
    });

  it('are as many as asked for, and all of them free', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(11), { minLength: 1 }), fc.nat(12), (free, count) => {
        const available = new Set(free);
        const taken = takeByTopology(dual, available, count);
        if (taken === undefined) return count > available.size;
        return taken.size === count && [...taken].every((cpu) => available.has(cpu));
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('a set of processors', () => {
  for (const [text, canonical] of [
    ['0-2,7', '0-2,7'],
    ['3,1,2', '1-3'],
    ['', ''],
  ] as const)
    it(`"${text}" is written "${canonical}"`, () => {
      expect(formatCpuSet(parseCpuSet(text)!)).to.equal(canonical);
    });

  it('is refused when it is none', () => {
    expect(parseCpuSet('3-1')).to.equal(undefined);
    expect(parseCpuSet('a')).to.equal(undefined);
  });
});
