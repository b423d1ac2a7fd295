import { describe, it } from 'node:test';
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Node, Pod } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { podInfo } from '../framework/pod-info.ts';
import { SchedulerCache } from './cache.ts';

const CHECKED = { seed: 42, numRuns: 200 };
const version = versionProfile(20);

function node(name: string, zone?: string): Node {
  const labels: Record<string, string> = zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone };
  const metadata = { name, uid: name, resourceVersion: '1', creationTimestamp: '', labels };
  return { apiVersion: 'v1', kind: 'Node', metadata, spec: {}, status: {} };
}

function pod(name: string, nodeName: string | undefined, cpu: string, hostPort = 0): Pod {
  const metadata = { name, namespace: 'default', uid: name, resourceVersion: '1', creationTimestamp: '' };
  const ports = hostPort === 0 ? [] : [{ containerPort: 80, hostPort }];
  const containers = [
    { name: 'c', image: 'i', ports, resources: { requests: { cpu, 'example.com/gpu': '1' } } },
  ];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { containers, ...(nodeName ? { nodeName } : {}) },
    status: {},
  };
}

describe('the scheduler cache', () => {
  it('tries one node of each zone in turn', () => {
    const cache = new SchedulerCache(version);
    for (const [name, zone] of [['a1', 'a'], ['a2', 'a'], ['b1', 'b'], ['x'], ['a3', 'a']] as const) {
      cache.putNode(node(name, zone));
    }
    expect(cache.nodes.map(({ name }) => name)).to.deep.equal(['a1', 'b1', 'x', 'a2', 'a3']);
    cache.removeNode('a1');
    expect(cache.nodes.map(({ name }) => name)).to.deep.equal(['a2', 'b1', 'x', 'a3']);
  });

  it('knows a node only once the node itself was seen', () => {
    const cache = new SchedulerCache(version);
    cache.putPod(pod('p', 'late', '1'));
    expect([cache.node('late'), cache.nodes.length]).to.deep.equal([undefined, 0]);
    cache.putNode(node('late'));
    expect(cache.node('late')?.pods.length).to.equal(1);
  });

  it('counts an assumed pod until it is forgotten, and no longer forgets it once seen', () => {
    const cache = new SchedulerCache(version);
    cache.putNode(node('n'));
    cache.assume(podInfo(pod('p', undefined, '100m'), version), 'n');
    expect(cache.node('n')?.requested.milliCpu).to.equal(100);
    cache.forget('p');
    expect(cache.node('n')?.requested.milliCpu).to.equal(0);
    cache.assume(podInfo(pod('p', undefined, '100m'), version), 'n');
    cache.putPod(pod('p', 'n', '100m'));
    cache.forget('p');
    expect(cache.node('n')?.requested.milliCpu).to.equal(100);
  });

  it('sums what is there, whatever came and went before', () => {
    const step = fc.record({
      id: fc.nat({ max: 5 }),
      node: fc.nat({ max: 2 }),
      cpu: fc.nat({ max: 9 }),
      isGone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const cache = new SchedulerCache(version);
        const model = new Map<number, Pod>();
        for (const name of ['n0', 'n1', 'n2']) cache.putNode(node(name));
        for (const { id, node: at, cpu, isGone } of steps) {
          if (isGone) {
            cache.removePod(`p${id}`);
            model.delete(id);
          } else {
            const placed = pod(`p${id}`, `n${at}`, `${cpu}`, 8000 + id);
            cache.putPod(placed);
            model.set(id, placed);
          }
        }
        for (const name of ['n0', 'n1', 'n2']) {
          const here = [...model.values()]
            .filter(({ spec }) => spec.nodeName === name)
            .map((each) => podInfo(each, version));
          const info = cache.node(name)!;
          expect(info.requested.milliCpu).to.equal(
            here.reduce((sum, { requests }) => sum + requests.requested.milliCpu, 0),
          );
          expect(info.requested.get('example.com/gpu')).to.equal(here.length);
          for (let id = 0; id <= 5; id += 1) {
            const isTaken = info.usedPorts.conflictsWith({ address: '0.0.0.0', key: `TCP/${8000 + id}` });
            expect(isTaken).to.equal(model.get(id)?.spec.nodeName === name);
          }
        }
      }),
      CHECKED,
    );
  });
});
