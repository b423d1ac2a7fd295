import { describe, it } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { Service } from '../../api/objects.ts';
import { TestWorld } from '../test-world.ts';
import { startServiceController } from './controller.ts';
import type { LoadBalancers } from './load-balancers.ts';

/** A cloud that takes a second for everything and notes what it was asked. */
class Cloud implements LoadBalancers {
  readonly asked: string[] = [];
  error: string | undefined;
  private readonly made = new Set<string>();

  has({ metadata }: Service): boolean {
    return this.made.has(metadata.uid);
  }

  ensure({ metadata }: Service, nodes: readonly string[]): { ingress: { ip: string }[] } | { error: string } {
    this.asked.push(`ensure ${metadata.name} [${nodes.join(' ')}]`);
    if (this.error !== undefined) return { error: this.error };
    this.made.add(metadata.uid);
    return { ingress: [{ ip: '198.51.100.1' }] };
  }

  update({ metadata }: Service, nodes: readonly string[]): void {
    this.asked.push(`update ${metadata.name} [${nodes.join(' ')}]`);
  }

  delete({ metadata }: Service): void {
    this.asked.push(`delete ${metadata.name}`);
    this.made.delete(metadata.uid);
  }

  callMs(): number {
    return 1000;
  }
}

function scene(minor = 36): { at: TestWorld; cloud: Cloud } {
  const at = new TestWorld({ minor, kinds: KINDS });
  const cloud = new Cloud();
  startServiceController(at.component('service-controller'), cloud);
  at.start();
  return { at, cloud };
}

const spec = { type: 'LoadBalancer', ports: [{ port: 80 }] };
const create = (at: TestWorld, name = 'web'): void => {
  at.user.create('Service', { kind: 'Service', metadata: { name, namespace: 'default' }, spec } as never);
};
const node = (at: TestWorld, name: string): void => {
  const conditions = [{ type: 'Ready', status: 'True' }];
  at.user.create('Node', { kind: 'Node', metadata: { name }, status: { conditions } } as never);
};
const peek = (at: TestWorld, name = 'web'): Service | undefined =>
  at.server.peek('Service', 'default', name) as Service | undefined;
const reasons = (at: TestWorld): string[] =>
  at.server.core.store.list('Event').map((event) => (event as { reason?: string }).reason ?? '');

describe('the service controller', () => {
  it('writes the address when the cloud has answered, and tells of each step', () => {
    const { at, cloud } = scene();
    node(at, 'a');
    create(at);
    at.advanceSeconds(0.5);
    expect(peek(at)?.metadata.finalizers).to.deep.equal(['service.kubernetes.io/load-balancer-cleanup']);
    expect(peek(at)?.status?.loadBalancer?.ingress).to.equal(undefined);
    at.advanceSeconds(1);
    expect(peek(at)?.status?.loadBalancer?.ingress?.[0]?.ip).to.equal('198.51.100.1');
    expect(cloud.asked).to.deep.equal(['ensure web [a]']);
    expect(reasons(at)).to.deep.equal(['EnsuringLoadBalancer', 'EnsuredLoadBalancer']);
    at.advanceSeconds(3600);
    expect(cloud.asked, 'on a settled cluster nothing is asked').to.have.length(1);
  });

  it('asks for one after the other', () => {
    const { at } = scene();
    create(at, 'one');
    create(at, 'two');
    at.advanceSeconds(1.5);
    expect(peek(at, 'two')?.status?.loadBalancer?.ingress).to.equal(undefined);
    at.advanceSeconds(1);
    expect(peek(at, 'two')?.status?.loadBalancer?.ingress).to.have.length(1);
  });

  it('deletes what the cloud has before the Service goes', () => {
    const { at, cloud } = scene();
    create(at);
    at.advanceSeconds(2);
    at.user.delete('Service', 'default', 'web');
    at.advanceSeconds(0.5);
    expect(peek(at)?.metadata.deletionTimestamp).to.be.a('string');
    at.advanceSeconds(1);
    expect(peek(at)).to.equal(undefined);
    expect(cloud.asked.at(-1)).to.equal('delete web');
    expect(reasons(at)).to.include.members(['DeletingLoadBalancer', 'DeletedLoadBalancer']);
  });

  it('one that is deleted while the cloud makes its balancer goes after it', () => {
    const { at, cloud } = scene();
    create(at);
    at.advanceSeconds(0.5);
    at.user.delete('Service', 'default', 'web');
    at.advanceSeconds(5);
    expect(peek(at)).to.equal(undefined);
    expect(cloud.asked).to.deep.equal(['ensure web []', 'delete web']);
  });

  it('one whose finalizer somebody took away leaves nothing behind', () => {
    const { at, cloud } = scene();
    create(at);
    at.advanceSeconds(2);
    at.user.patch('Service', 'default', 'web', { type: 'merge', patch: { metadata: { finalizers: null } } });
    at.user.delete('Service', 'default', 'web');
    create(at);
    at.advanceSeconds(5);
    expect(cloud.asked).to.deep.equal(['ensure web []', 'delete web', 'ensure web []']);
  });

  it('tries again after 5 s, then after 10 (minRetryDelay)', () => {
    const { at, cloud } = scene();
    cloud.error = 'no quota';
    create(at);
    at.advanceSeconds(20);
    expect(cloud.asked).to.have.length(3);
    const warning = at.server.core.store
      .list('Event')
      .map((event) => event as unknown as { reason: string; message: string })
      .find(({ reason }) => reason === 'SyncLoadBalancerFailed');
    expect(warning?.message).to.equal(
      'Error syncing load balancer: failed to ensure load balancer: no quota',
    );
  });

  it('hands on nodes that come and go', () => {
    const { at, cloud } = scene();
    create(at);
    at.advanceSeconds(2);
    node(at, 'a');
    at.advanceSeconds(2);
    at.user.delete('Node', undefined as never, 'a');
    at.advanceSeconds(2);
    expect(cloud.asked).to.deep.equal(['ensure web []', 'update web [a]', 'update web []']);
    expect(reasons(at)).to.include.members(['UpdatedLoadBalancer', 'UnAvailableLoadBalancer']);
  });

  for (const [minor, told] of [
    [28, true],
    [36, false],
  ] as const) {
    it(`tells of changes in 1.${minor}: ${told}`, () => {
      const { at } = scene(minor);
      create(at);
      at.advanceSeconds(2);
      const patch = { spec: { loadBalancerSourceRanges: ['10.0.0.0/8'] } };
      at.user.patch('Service', 'default', 'web', { type: 'merge', patch });
      at.advanceSeconds(2);
      expect(reasons(at).includes('LoadBalancerSourceRanges')).to.equal(told);
    });
  }
});
