import { describe, it } from 'node:test';
import { expect } from 'chai';
import { service as serviceKind } from '../../api/kinds/service/service.ts';
import type { AnyObject, Service } from '../../api/objects.ts';
import { clonePlain } from '../../api/plain.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Streams } from '../../kernel/streams.ts';
import { TraceLog } from '../../trace/trace-log.ts';
import { versionProfile } from '../../versions/profile.ts';
import { ApiServer } from '../api-server.ts';
import { type ServiceRegistryOptions, serviceRegistry } from './service-registry.ts';

type Spec = Service['spec'];

const DUAL = { clusterIPRanges: ['10.96.0.0/12', 'fd00::/108'] };

function serverOf(minor: number, options: ServiceRegistryOptions = { clusterIPRanges: ['10.96.0.0/12'] }) {
  const kernel = new Kernel({ startEpochMs: 0 });
  const trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  return new ApiServer({
    kernel,
    trace,
    streams: new Streams(1),
    version: versionProfile(minor),
    kinds: new Map([['Service', serviceKind]]),
    admission: [],
    hooks: [serviceRegistry(options)],
  });
}

const manifest = (name: string, spec: Spec) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default' },
  spec: { ports: [{ port: 80 }], selector: { app: 'a' }, ...spec },
});

type Server = ReturnType<typeof serverOf>;
const actor = { actor: 'user' };

/** The spec stored, or the refusal's message. */
function create(server: Server, name: string, spec: Spec): Spec | string {
  const result = server.create(manifest(name, spec), actor);
  return result.ok ? (result.object as unknown as Service).spec : result.status.message;
}

function change(server: Server, name: string, edit: (spec: Spec) => void): Spec | string {
  const found = server.get('Service', 'default', name);
  if (!found.ok) throw new Error(found.status.message);
  const copy = clonePlain(found.object) as unknown as Service;
  edit(copy.spec);
  const result = server.update(copy as unknown as AnyObject, actor);
  return result.ok ? (result.object as unknown as Service).spec : result.status.message;
}

const made = (spec: Spec | string): Spec => {
  if (typeof spec === 'string') throw new Error(spec);
  return spec;
};

describe('the registry of Services', () => {
  it('gives an address, and from 1.21 on its family', () => {
    const before = made(create(serverOf(19), 'a', {}));
    expect(before.clusterIP).to.match(/^10\./);
    expect(before).to.not.have.any.keys('clusterIPs', 'ipFamilies');
    const spec = made(create(serverOf(36), 'a', {}));
    expect(spec.clusterIPs).to.deep.equal([spec.clusterIP]);
    expect(spec.ipFamilies).to.deep.equal(['IPv4']);
    expect(spec.ipFamilyPolicy).to.equal('SingleStack');
  });

  it('gives two where the cluster has two families and the Service wants them', () => {
    const spec = made(create(serverOf(36, DUAL), 'a', { ipFamilyPolicy: 'PreferDualStack' }));
    expect(spec.ipFamilies).to.deep.equal(['IPv4', 'IPv6']);
    expect(spec.clusterIPs).to.have.length(2);
    const none = create(serverOf(36), 'a', { ipFamilyPolicy: 'RequireDualStack' });
    expect(none).to.include('this cluster is not configured for dual-stack services');
  });

  it('leaves headless and external Services without', () => {
    const server = serverOf(36);
    expect(made(create(server, 'a', { clusterIP: 'None' })).clusterIPs).to.deep.equal(['None']);
    const external = made(create(server, 'b', { type: 'ExternalName', externalName: 'x.example.com' }));
    expect(external).to.not.have.any.keys('clusterIP', 'clusterIPs', 'ipFamilies');
  });

  it('refuses an address or a node port that another Service has', () => {
    const server = serverOf(36);
    const spec = made(create(server, 'a', { type: 'NodePort' }));
    const nodePort = spec.ports![0]!.nodePort!;
    expect(nodePort).to.be.within(30_000, 32_767);
    expect(create(server, 'b', { clusterIP: spec.clusterIP! })).to.include(
      'provided IP is already allocated',
    );
    const again = create(server, 'c', { type: 'NodePort', ports: [{ port: 80, nodePort }] });
    expect(again).to.equal(
      `Service "c" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: provided port is already allocated`,
    );
  });

  it('keeps what it gave when a client leaves it out, and takes it back with the type', () => {
    const server = serverOf(36);
    const spec = made(create(server, 'a', { type: 'NodePort' }));
    const kept = change(server, 'a', (next) => {
      delete next.clusterIP;
      delete next.clusterIPs;
      delete next.ports![0]!.nodePort;
    });
    expect(kept).to.deep.equal(spec);
    const plain = made(
      change(server, 'a', (next) => {
        next.type = 'ClusterIP';
      }),
    );
    expect(plain.ports![0]).to.not.have.property('nodePort');
    expect(plain).to.not.have.property('externalTrafficPolicy');
    expect(plain.clusterIP).to.equal(spec.clusterIP);
  });

  it('gives a health check port to a balancer that sends to local pods alone, and keeps it fixed', () => {
    for (const minor of [20, 36]) {
      const server = serverOf(minor);
      const spec = made(create(server, 'a', { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }));
      expect(spec.healthCheckNodePort, `1.${minor}`).to.be.within(30_000, 32_767);
      expect(spec.healthCheckNodePort).to.not.equal(spec.ports![0]!.nodePort);
      const moved = change(server, 'a', (next) => {
        next.healthCheckNodePort = 30_001;
      });
      expect(moved, `1.${minor}`).to.be.a('string').that.includes('spec.healthCheckNodePort');
    }
  });

  it('gives no node ports to a balancer that wants none', () => {
    const spec = made(
      create(serverOf(36), 'a', { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }),
    );
    expect(spec.ports![0]).to.not.have.property('nodePort');
  });

  it('does the same for the same seed', () => {
    const run = (): unknown => {
      const server = serverOf(36, DUAL);
      return ['a', 'b', 'c'].map((name) => create(server, name, { type: 'NodePort' }));
    };
    expect(run()).to.deep.equal(run());
  });
});
