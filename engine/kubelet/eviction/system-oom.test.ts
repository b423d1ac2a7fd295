// Whom the machine's kernel kills sooner. Source: kubernetes v1.28.0 pkg/kubelet/qos/policy_test.go.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { oomScoreAdjust } from './system-oom.ts';

const CAPACITY = 8 * 1024 ** 3;
const pod = (resources: object, priority?: number): Pod =>
  ({
    metadata: { name: 'p' },
    spec: { ...(priority === undefined ? {} : { priority }), containers: [{ name: 'c', resources }] },
  }) as unknown as Pod;

const ROWS = [
  { name: 'BestEffort', of: pod({}), is: 1000 },
  {
    name: 'Guaranteed',
    of: pod({ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } }),
    is: -997,
  },
  { name: 'Burstable, half of the machine', of: pod({ requests: { memory: '4Gi' } }), is: 500 },
  { name: 'Burstable, no memory asked for', of: pod({ requests: { cpu: '1' } }), is: 999 },
  { name: 'Burstable, all of the machine', of: pod({ requests: { memory: '8Gi' } }), is: 3 },
  { name: 'what the node cannot do without', of: pod({}, 2_000_001_000), is: -997 },
];

describe('the kernel kills sooner the higher this is', () => {
  for (const { name, of, is } of ROWS)
    it(name, () => {
      expect(oomScoreAdjust(of, 'c', CAPACITY)).to.equal(is);
    });
});
