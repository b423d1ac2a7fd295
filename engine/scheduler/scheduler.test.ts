import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { AnyObject } from '../api/objects.ts';
import { feasibleNodesToFind } from './cycle.ts';
import { SchedulerWorld } from './test-world.ts';

function labelled(labels: Record<string, string>): (object: AnyObject) => AnyObject {
  return (object) => ({
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } },
  });
}

describe('the scheduler', () => {
  it('binds a pod and says so', () => {
    const world = new SchedulerWorld({ minor: 20 });
    world.node('node-1');
    world.pod('web');
    world.advanceSeconds(1);
    expect(world.nodeOf('web')).to.equal('node-1');
    expect(world.events()).to.deep.equal(['Scheduled Successfully assigned default/web to node-1']);
    const [event] = world.server.peekAll('Event');
    expect(event).to.include({
      action: 'Binding',
      reportingComponent: 'default-scheduler',
      firstTimestamp: null,
    });
  });

  it('tries a pod that fits nowhere twice at once in 1.20, where its own status patch wakes it', () => {
    const tries = (minor: number): number => {
      const world = new SchedulerWorld({ minor });
      world.node('node-1');
      world.pod('big', {}, { cpu: '5' });
      world.advanceSeconds(1);
      return world.events().length;
    };
    expect([20, 21].map(tries)).to.deep.equal([2, 1]);
  });

  it('writes PodScheduled=False and schedules when a change of a node makes room', () => {
    const world = new SchedulerWorld({ minor: 20 });
    world.node('node-1');
    world.pod('picky', { nodeSelector: { disktype: 'ssd' } });
    world.advanceSeconds(5);
    expect(world.found('picky')?.status.conditions).to.deep.include({
      type: 'PodScheduled',
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime: '2025-01-01T00:00:00Z',
      reason: 'Unschedulable',
      message: "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity.",
    });
    world.change('Node', 'node-1', labelled({ disktype: 'ssd' }));
    world.advanceSeconds(1);
    expect(world.nodeOf('picky')).to.equal('node-1');
  });

  it('counts repeated failures in the series of one event', () => {
    const world = new SchedulerWorld({ minor: 20 });
    world.node('node-1');
    world.pod('big', {}, { cpu: '5' });
    world.advanceSeconds(200);
    const series = world.server.peekAll('Event').map((event) => event.series?.count);
    expect(series).to.deep.equal([undefined, 1]);
  });

  it('preempts less important pods, waits for them to go, and takes their place', () => {
    const world = new SchedulerWorld({ minor: 20 });
    world.node('node-1', { cpu: '1' });
    world.pod('low', { priority: 1 }, { cpu: '1' });
    world.advanceSeconds(1);
    // A running pod goes gracefully; nobody here plays the kubelet, so it stays until it is deleted at once.
    world.pod('high', { priority: 2 }, { cpu: '1' });
    world.advanceSeconds(1);
    expect(world.found('low')?.metadata.deletionTimestamp).to.not.equal(undefined);
    expect(world.found('high')?.status.nominatedNodeName).to.equal('node-1');
    expect(world.events()).to.include('Preempted Preempted by default/high on node node-1');
    world.user.delete('Pod', 'default', 'low', { gracePeriodSeconds: 0 });
    world.advanceSeconds(12);
    expect(world.nodeOf('high')).to.equal('node-1');
  });

  it('keeps the room of a nominated pod from less important ones', () => {
    const world = new SchedulerWorld({ minor: 20 });
    world.node('node-1', { cpu: '1' });
    world.pod('low', { priority: 1 }, { cpu: '1' });
    world.advanceSeconds(1);
    world.pod('high', { priority: 2 }, { cpu: '1' });
    world.advanceSeconds(1);
    world.pod('late', { priority: 1 }, { cpu: '1' });
    world.user.delete('Pod', 'default', 'low', { gracePeriodSeconds: 0 });
    world.advanceSeconds(12);
    expect([world.nodeOf('high'), world.nodeOf('late')]).to.deep.equal(['node-1', undefined]);
  });

  it('spreads equal pods over equal nodes by what is already there', () => {
    const world = new SchedulerWorld();
    for (const name of ['node-1', 'node-2', 'node-3']) world.node(name);
    for (let i = 0; i < 6; i += 1) world.pod(`web-${i}`, {}, { cpu: '100m' });
    world.advanceSeconds(1);
    const nodes = Array.from({ length: 6 }, (_, i) => world.nodeOf(`web-${i}`)).sort();
    expect(nodes).to.deep.equal(['node-1', 'node-1', 'node-2', 'node-2', 'node-3', 'node-3']);
  });

  it('binds one pod after the other in the time that the profile gives', () => {
    const world = new SchedulerWorld({ timing: 'slow' });
    world.node('node-1');
    for (let i = 0; i < 10; i += 1) world.pod(`web-${i}`);
    world.kernel.advance(60);
    expect(world.events().length).to.be.lessThan(10);
    world.advanceSeconds(10);
    expect(world.events().length).to.equal(10);
  });

  it('gives a claim that waits for its first consumer the smallest volume on a node that fits', () => {
    const world = new SchedulerWorld({ minor: 20 });
    for (const name of ['node-1', 'node-2']) world.node(name);
    world.create('StorageClass', 'local', {
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-2'] }];
    world.create('PersistentVolume', 'disk', {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'local',
        local: { path: '/mnt/disk' },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions }] } },
      },
    });
    world.changeStatus('PersistentVolume', 'disk', { phase: 'Available' });
    world.create('PersistentVolumeClaim', 'data', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'local',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    world.pod('db', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] });
    world.advanceSeconds(3);
    const volume = world.server.peek('PersistentVolume', undefined, 'disk');
    expect(volume?.spec.claimRef?.name).to.equal('data');
    expect(world.nodeOf('db'), 'the claim is not bound yet').to.equal(undefined);
    // What the volume controller does.
    world.change('PersistentVolumeClaim', 'data', (claim) => ({
      ...claim,
      metadata: { ...claim.metadata, annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } },
      spec: { ...(claim.spec as object), volumeName: 'disk' },
    }));
    world.advanceSeconds(2);
    expect(world.nodeOf('db')).to.equal('node-2');
  });

  it('retries a pod whose volumes are not bound within 10 minutes', () => {
    const world = new SchedulerWorld();
    world.node('node-1');
    world.create('StorageClass', 'slow', {
      provisioner: 'example.com/disk',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    world.create('PersistentVolumeClaim', 'data', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'slow',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    world.pod('db', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] });
    world.advanceSeconds(601);
    const claim = world.server.peek('PersistentVolumeClaim', 'default', 'data');
    expect(claim?.metadata.annotations).to.deep.equal({ 'volume.kubernetes.io/selected-node': 'node-1' });
    expect(world.events()[0]).to.equal(
      'FailedScheduling running PreBind plugin "VolumeBinding": binding volumes: timed out waiting for the condition',
    );
  });

  it('leaves pods of other schedulers alone', () => {
    const world = new SchedulerWorld();
    world.node('node-1');
    world.pod('theirs', { schedulerName: 'their-scheduler' });
    world.advanceSeconds(1);
    expect(world.nodeOf('theirs')).to.equal(undefined);
  });

  it('costs nothing while nothing waits', () => {
    const world = new SchedulerWorld();
    world.node('node-1');
    world.pod('web');
    world.advanceSeconds(10);
    const before = world.kernel.eventsRun;
    world.advanceSeconds(86_400);
    expect(world.kernel.eventsRun).to.equal(before);
  });

  it('looks for fewer nodes than there are in clusters of more than 100', () => {
    // Source: kubernetes v1.20.2 pkg/scheduler/core/generic_scheduler_test.go, TestNumFeasibleNodesToFind.
    expect([10, 100, 1000, 6000].map((count) => feasibleNodesToFind(count))).to.deep.equal([
      10, 100, 420, 300,
    ]);
  });
});
