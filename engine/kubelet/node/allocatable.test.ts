// What is left of a node for its pods. Source of the rows: kubernetes v1.28.0
// pkg/kubelet/cm/node_container_manager_linux_test.go, TestNodeAllocatableReservationForScheduling and
// TestNodeAllocatableForEnforcement; pkg/kubelet/apis/config/v1beta1/defaults_linux.go.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import { allocatableOf, checkReservations, podMemoryMax } from './allocatable.ts';

const CAPACITY = { cpu: '10', 'ephemeral-storage': '100Gi', memory: '10Gi', pods: '110' };

interface Row {
  readonly name: string;
  readonly config?: KubeletConfig;
  readonly cpu?: string;
  readonly memory?: string;
  readonly disk?: string;
  /** Bytes. */
  readonly pods?: number;
}

const GI = 1024 ** 3;
const ROWS: readonly Row[] = [
  { name: 'not configured: the memory is all for pods, a tenth of the disk is kept back' },
  { name: 'an empty configuration: the default thresholds', config: {}, memory: '10140Mi' },
  {
    name: 'thresholds that are given are the only ones',
    config: { evictionHard: { 'memory.available': '1Gi' } },
    memory: '9Gi',
    disk: '100Gi',
  },
  { name: 'none at all', config: { evictionHard: {} }, memory: '10Gi', disk: '100Gi' },
  {
    name: 'both reservations and the thresholds add up; pods may use what is reserved for thresholds',
    config: {
      kubeReserved: { cpu: '100m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
      systemReserved: { cpu: '50m', memory: '512Mi' },
      evictionHard: { 'memory.available': '512Mi', 'nodefs.available': '9Gi', 'imagefs.available': '50%' },
    },
    ...{ cpu: '9850m', memory: '8Gi', disk: '90Gi', pods: 8.5 * GI },
  },
  {
    name: 'a share of the memory',
    config: { evictionHard: { 'memory.available': '50%' } },
    ...{ memory: '5Gi', disk: '100Gi' },
  },
  {
    name: 'CPUs reserved by number stand in for amounts',
    config: { reservedSystemCPUs: '0-2', kubeReserved: { cpu: '1' }, evictionHard: {} },
    ...{ cpu: '7', memory: '10Gi', disk: '100Gi' },
  },
  {
    name: 'never less than nothing',
    config: { systemReserved: { memory: '20Gi' }, evictionHard: {} },
    ...{ memory: '0', disk: '100Gi', pods: 0 },
  },
];

describe('what pods can have of a node', () => {
  for (const { name, config, cpu = '10', memory = '10Gi', disk = '96636764000', pods = 10 * GI } of ROWS)
    it(name, () => {
      expect(allocatableOf(CAPACITY, config)).to.deep.equal({
        ...{ cpu, 'ephemeral-storage': disk, memory, pods: '110' },
      });
      expect(podMemoryMax(CAPACITY.memory, config)).to.equal(pods);
    });

  it('a kubelet that is to reserve more than there is does not start', () => {
    const config = { kubeReserved: { cpu: '8' }, systemReserved: { cpu: '3', memory: '10Gi' } };
    expect(() => checkReservations('node-1', CAPACITY, config))
      .to.throw(UserError)
      .with.property('problems')
      .that.has.lengthOf(2);
    expect(() => checkReservations('node-1', CAPACITY, config)).to.throw(
      'node node-1 has cpu 10, of which 11 are',
    );
    expect(() => checkReservations('node-1', CAPACITY, { systemReserved: { cpu: '10' } })).not.to.throw();
  });
});
