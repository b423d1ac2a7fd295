import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../versions/profile.ts';
import { fitErrorMessage } from './fit-error.ts';
import { type Status, unresolvable, unschedulable } from './framework/status.ts';

const MEMORY = unschedulable('NodeResourcesFit', 'Insufficient memory');
const BOTH = unschedulable('NodeResourcesFit', 'Insufficient cpu', 'Insufficient memory');
const AFFINITY = unresolvable('NodeAffinity', "node(s) didn't match Pod's node affinity");

interface Row {
  readonly name: string;
  readonly source: string;
  readonly minor: number;
  readonly nodes: readonly Status[];
  readonly preFilter?: Status;
  readonly postFilter?: string;
  readonly message: string;
}

const PREEMPTION = 'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';
const CLAIM = unresolvable('VolumeBinding', 'persistentvolumeclaim "a" not found');

const ROWS: readonly Row[] = [
  {
    name: 'reasons are counted over the nodes and sorted as text',
    source: 'kubernetes v1.20.2 pkg/scheduler/core/generic_scheduler.go, FitError.Error',
    minor: 20,
    nodes: [MEMORY, BOTH, AFFINITY],
    message:
      "0/3 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity, 2 Insufficient memory.",
  },
  {
    name: 'sorted with their numbers, ten stands before two',
    source: 'sort.Strings over "count reason"',
    minor: 20,
    nodes: [...Array.from({ length: 10 }, () => MEMORY), AFFINITY, AFFINITY],
    message: "0/12 nodes are available: 10 Insufficient memory, 2 node(s) didn't match Pod's node affinity.",
  },
  {
    name: 'preemption stays silent before 1.24',
    source: 'kubernetes pull 107775',
    minor: 23,
    nodes: [MEMORY],
    postFilter: PREEMPTION,
    message: '0/1 nodes are available: 1 Insufficient memory.',
  },
  {
    name: 'preemption has its say from 1.24 on',
    source: 'kubernetes pull 107775',
    minor: 24,
    nodes: [MEMORY],
    postFilter: PREEMPTION,
    message: `0/1 nodes are available: 1 Insufficient memory. ${PREEMPTION}`,
  },
  {
    name: 'no dot too many in 1.25',
    source: 'kubernetes v1.25.7 pkg/scheduler/framework/types.go, FitError.Error',
    minor: 25,
    nodes: [MEMORY],
    postFilter: PREEMPTION,
    message: `0/1 nodes are available: 1 Insufficient memory. ${PREEMPTION}`,
  },
  {
    name: 'and one in 1.26',
    source: 'kubernetes v1.26.7 pkg/scheduler/framework/types.go, SeparatorFormat',
    minor: 26,
    nodes: [MEMORY],
    postFilter: PREEMPTION,
    message: `0/1 nodes are available: 1 Insufficient memory. ${PREEMPTION}.`,
  },
  {
    name: 'which is gone in 1.29',
    source: 'kubernetes v1.29.7 pkg/scheduler/framework/types.go, FitError.Error',
    minor: 29,
    nodes: [MEMORY],
    postFilter: PREEMPTION,
    message: `0/1 nodes are available: 1 Insufficient memory. ${PREEMPTION}`,
  },
  {
    name: 'a refusal of all nodes at once is counted until 1.25',
    source:
      'the recorded facts, filter-r023; kubernetes v1.25.7 pkg/scheduler/framework/types.go, FitError.Error',
    minor: 25,
    nodes: [CLAIM, CLAIM],
    preFilter: CLAIM,
    message: '0/2 nodes are available: 2 persistentvolumeclaim "a" not found.',
  },
  {
    name: 'stands twice in 1.26',
    source: 'kubernetes v1.26.7 pkg/scheduler/framework/types.go, FitError.Error',
    minor: 26,
    nodes: [CLAIM, CLAIM],
    preFilter: CLAIM,
    message:
      '0/2 nodes are available: persistentvolumeclaim "a" not found. 2 persistentvolumeclaim "a" not found.',
  },
  {
    name: 'and without a count from 1.27 on',
    source: 'kubernetes v1.27.8 pkg/scheduler/framework/types.go, FitError.Error',
    minor: 27,
    nodes: [CLAIM, CLAIM],
    preFilter: CLAIM,
    message: '0/2 nodes are available: persistentvolumeclaim "a" not found.',
  },
];

describe('the FailedScheduling message', () => {
  for (const { name, minor, nodes, preFilter, postFilter = '', message } of ROWS) {
    it(name, () => {
      const statuses = new Map(nodes.map((status, i) => [`node-${i}`, status]));
      const diagnosis = { nodeCount: nodes.length, statuses, preFilter };
      expect(fitErrorMessage(diagnosis, postFilter, versionProfile(minor))).to.equal(message);
    });
  }
});
