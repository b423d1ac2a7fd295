import { describe, it } from 'node:test';
import { expect } from 'chai';
import { Simulation, UserError } from '../index.ts';
import { TIMING_PROFILES } from '../versions/timing.ts';

const instant = (): Simulation => {
  const timing = TIMING_PROFILES.instant;
  return new Simulation(timing === undefined ? {} : { timing });
};

/** A pod with an open port on node-1, and one without. */
function withPods(): Simulation {
  const simulation = instant();
  const node = { nodeName: 'node-1' };
  const pods = [
    { name: 'web', containers: [{ name: 'main', image: 'nginx', ports: [{ containerPort: 80 }] }] },
    { name: 'deaf', containers: [{ name: 'main', image: 'busybox', command: ['sleep', '9000'] }] },
  ];
  for (const { name, containers } of pods) {
    const pod = { kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { ...node, containers } };
    simulation.cluster.server.create(pod as never, { actor: 'test' });
  }
  simulation.advance(5_000);
  return simulation;
}

describe('a fault that touches nothing', () => {
  const rows: readonly (readonly [name: string, act: (simulation: Simulation) => void, why: RegExp])[] = [
    ['a node that is not there', (s) => s.faults.breakNode('node-9', 'reboots'), /no node is named "node-9"/],
    [
      'an answer of one that was never silent',
      (s) => s.faults.breakNode('node-1', 'answers again'),
      /not stopped/,
    ],
    ['a boot of one that runs', (s) => s.faults.breakNode('node-1', 'boots'), /is running/],
    [
      'a network that was never lost',
      (s) => s.faults.breakNode('node-1', 'has its network to other nodes back'),
      /not lost/,
    ],
    ['a kubelet that runs', (s) => s.faults.breakNode('node-1', 'kubelet starts again'), /the kubelet runs/],
    ['slowness where nothing takes time', (s) => s.faults.slowNode('node-1', 10), /nothing takes time/],
    [
      'a process that nobody knows',
      (s) => s.faults.stopProcess('kube-schedular'),
      /did you mean "kube-scheduler"/,
    ],
    ['a process that runs', (s) => s.faults.startProcess('kube-scheduler'), /it runs/],
    [
      'a pod that is not there',
      (s) => s.faults.breakContainer({ name: 'x' }, 'main', { kind: 'hangs' }),
      /no pod default\/x/,
    ],
    [
      'a container that is not there',
      (s) => s.faults.breakContainer({ name: 'web' }, 'x', { kind: 'hangs' }),
      /not run/,
    ],
    [
      'a hang that nobody can tell',
      (s) => s.faults.breakContainer({ name: 'deaf' }, 'main', { kind: 'hangs' }),
      /no port/,
    ],
    [
      'a kubelet on a node that is down',
      (s) => {
        s.faults.breakNode('node-1', 'shuts down');
        s.faults.breakNode('node-1', 'kubelet stops');
      },
      /shut down/,
    ],
    [
      'the second stop of a process',
      (s) => {
        s.faults.stopProcess('kube-scheduler');
        s.faults.stopProcess('kube-scheduler');
      },
      /does not run/,
    ],
  ];
  for (const [name, act, why] of rows) {
    it(name, () => {
      const simulation = withPods();
      expect(() => act(simulation)).to.throw(UserError, why);
    });
  }
});

describe('what a fault touched stands in its record', () => {
  it('the node and the pods that run there', () => {
    const simulation = withPods();
    simulation.faults.breakNode('node-1', 'reboots');
    const fault = simulation.trace.records.find((r) => r.type === 'input' && r.verb === 'fault');
    expect(fault).to.deep.include({
      text: 'node node-1 reboots',
      detail: { touches: ['Node node-1', 'Pod default/deaf', 'Pod default/web'] },
    });
  });
});

describe('a process that dies', () => {
  it('waits for nothing any more, and its next run begins with what the API holds', () => {
    const simulation = withPods();
    const { kernel, processes } = simulation.cluster;
    const before = kernel.pending().length;
    simulation.faults.stopProcess('kube-controller-manager');
    expect(processes.get('kube-controller-manager')?.running).to.equal(undefined);
    expect(kernel.pending().length).to.be.at.most(before);
    simulation.faults.startProcess('kube-controller-manager');
    simulation.advance(15_000);
    expect(processes.get('kube-controller-manager')?.running).to.equal(undefined);
    simulation.advance(4_000);
    expect(processes.get('kube-controller-manager')?.running).not.to.equal(undefined);
  });
});
