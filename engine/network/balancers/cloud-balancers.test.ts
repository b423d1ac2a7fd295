import { describe, it } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { Service } from '../../api/objects.ts';
import { TestWorld } from '../../controllers/test-world.ts';
import { ServiceStates } from '../state/service-states.ts';
import { CloudBalancers } from './cloud-balancers.ts';
import { Outages } from './outages.ts';

const service = (name: string, spec: object = {}): Service =>
  ({
    metadata: { name, namespace: 'default', uid: name },
    spec: { type: 'LoadBalancer', ...spec },
  }) as unknown as Service;

/** A cloud with room for two, at an instant that moves on. */
class Scene {
  readonly at = new TestWorld({ kinds: KINDS });
  readonly outages: Outages;
  readonly cloud: CloudBalancers;
  private made = 0;

  constructor() {
    const { kernel, server, streams } = this.at;
    const nowMs = (): number => kernel.nowMs;
    this.outages = new Outages(nowMs);
    const keepFromMs = (): number => this.cloud.keepFromMs() ?? nowMs();
    this.cloud = new CloudBalancers({
      ...{ quota: 2, nowMs, callMs: () => 0, outages: this.outages },
      states: new ServiceStates({ server, nowMs, readsSlices: true, keepFromMs }),
      stream: () => streams.stream('load balancers'),
      freshIp: () => {
        this.made += 1;
        return `198.51.100.${this.made}`;
      },
    });
  }

  endpointOn(node: string | undefined): void {
    const labels = { 'kubernetes.io/service-name': 'web' };
    const slice = {
      kind: 'EndpointSlice',
      metadata: { name: 'web-a', namespace: 'default', labels },
      addressType: 'IPv4',
      ports: [{ name: '', port: 80, protocol: 'TCP' }],
      endpoints:
        node === undefined
          ? []
          : [{ addresses: ['10.244.1.2'], nodeName: node, conditions: { ready: true } }],
    };
    const before = this.at.server.peek('EndpointSlice', 'default', 'web-a');
    const whole = before === undefined ? slice : { ...slice, metadata: before.metadata };
    if (before === undefined) this.at.user.create('EndpointSlice', whole as never);
    else this.at.user.update(whole as never);
  }

  /** All nodes that twenty connections come to. */
  reached(ip: string): string[] {
    const balancer = this.cloud.at(ip)!;
    return [...new Set(Array.from({ length: 20 }, () => this.cloud.nodeFor(balancer) ?? ''))].sort();
  }
}

describe('the load balancers of a cloud', () => {
  it('keep their address when their nodes change', () => {
    const { cloud } = new Scene();
    expect(cloud.ensure(service('web'), ['a'])).to.deep.equal({ ingress: [{ ip: '198.51.100.1' }] });
    cloud.update(service('web'), ['a', 'b']);
    expect(cloud.ensure(service('web'), ['b'])).to.deep.equal({ ingress: [{ ip: '198.51.100.1' }] });
    expect(cloud.at('198.51.100.1')?.nodes).to.deep.equal(['b']);
    cloud.delete(service('web'));
    expect(cloud.at('198.51.100.1')).to.equal(undefined);
    expect(cloud.has(service('web'))).to.equal(false);
  });

  it('are refused beyond the quota, and at the address of another', () => {
    const { cloud } = new Scene();
    cloud.ensure(service('one'), []);
    const taken = service('two', { loadBalancerIP: '198.51.100.1' });
    expect(cloud.ensure(taken, [])).to.deep.equal({
      error: 'address 198.51.100.1 is in use by the load balancer of default/one',
    });
    cloud.ensure(service('two'), []);
    expect(cloud.ensure(service('three'), [])).to.deep.equal({
      error: "the cloud's quota of 2 load balancers is used up",
    });
    expect(cloud.ensure(service('one'), []), 'one that there is stays').to.have.property('ingress');
  });

  it('find out within three checks that a node is gone, and with the next that it is back', () => {
    const scene = new Scene();
    scene.cloud.ensure(service('web'), ['a', 'b']);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['a', 'b']);
    scene.at.advanceSeconds(20);
    scene.outages.begin('b');
    scene.at.advanceSeconds(19);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['a', 'b']);
    scene.at.advanceSeconds(1);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['a']);
    scene.outages.end('b');
    scene.at.advanceSeconds(8);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['a', 'b']);
  });

  it('hand connections to all of them where none is healthy, and nowhere without nodes', () => {
    const scene = new Scene();
    scene.cloud.ensure(service('web'), ['a', 'b']);
    scene.outages.begin('a');
    scene.outages.begin('b');
    scene.outages.begin('b');
    scene.at.advanceSeconds(60);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['a', 'b']);
    scene.cloud.update(service('web'), []);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['']);
  });

  it('keep to nodes with ready endpoints under the policy Local', () => {
    const scene = new Scene();
    scene.endpointOn('a');
    scene.cloud.ensure(service('web', { externalTrafficPolicy: 'Local' }), ['a', 'b']);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['a']);
    scene.at.advanceSeconds(10);
    scene.endpointOn('b');
    scene.at.advanceSeconds(5);
    expect(scene.reached('198.51.100.1'), 'before the next check').to.deep.equal(['a']);
    scene.at.advanceSeconds(5);
    expect(scene.reached('198.51.100.1'), 'a has not failed three times').to.deep.equal(['a', 'b']);
    scene.at.advanceSeconds(20);
    expect(scene.reached('198.51.100.1')).to.deep.equal(['b']);
  });
});
