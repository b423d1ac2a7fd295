// The network of a whole cluster: from programs in pods, and from outside, to whoever should answer.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { defaultNodes, Simulation, TIMING_PROFILES } from '../index.ts';
import type { NetworkPort } from '../runtime/runtime.ts';
import { CONNECT_GIVE_UP_MS, NO_NEIGHBOUR_MS } from './router.ts';

function simulation(manifests: string, minor = 36): Simulation {
  const made = new Simulation({ minor, seed: 1, nodes: defaultNodes(2), timing: TIMING_PROFILES.instant! });
  made.addFile('all.yaml', manifests);
  const { code, stderr } = made.kubectl('kubectl apply -f all.yaml');
  expect(code, stderr).to.equal(0);
  made.advance(15_000);
  return made;
}

const pod = (name: string, spec: string): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, labels: {app: ${name}}}, spec: ${spec}}\n---\n`;
const client = (node: string): string =>
  pod('client', `{nodeName: ${node}, containers: [{name: c, image: busybox, command: [sleep, "86400"]}]}`);
const hostname = (node: string, more = ''): string =>
  `{nodeName: ${node}${more}, containers: [{name: c, image: serve_hostname, ports: [{containerPort: 9376}]}]}`;

/** What a program in the pod `client` prints. */
function inClient(at: Simulation, command: string): string {
  const { stdout, stderr } = at.kubectl(`kubectl exec client -- ${command}`);
  return `${stdout}${stderr}`.split('\n')[0] ?? '';
}

function get(port: NetworkPort, host: string, number: number): string {
  const answer = port.http({ method: 'GET', host, port: number, path: '/', headers: [] });
  return 'status' in answer ? `${answer.status} ${answer.body}` : `${answer.error} ${answer.tookMs}`;
}

describe('the network of a cluster', () => {
  it('a pod on the host network has its node address and its name, and shares them', () => {
    const onHost = pod('one', hostname('node-1', ', hostNetwork: true'));
    const at = simulation(onHost + client('node-2'));
    expect(inClient(at, 'wget -qO- 192.0.2.1:9376')).to.equal('node-1');
    expect(inClient(at, 'wget -qO- 192.0.2.1:9377')).to.contain('Connection refused');
  });

  it('a host port leads to the pod, and is closed when the pod is gone', () => {
    const spec = hostname('node-1').replace('containerPort: 9376', 'containerPort: 9376, hostPort: 8080');
    const at = simulation(pod('one', spec));
    const outside = at.cluster.network.outside();
    expect(get(outside, '192.0.2.1', 8080)).to.equal('200 one');
    expect(get(outside, '192.0.2.2', 8080)).to.equal('refused 0');
    at.kubectl('kubectl delete pod one');
    at.advance(60_000);
    expect(get(outside, '192.0.2.1', 8080)).to.equal('refused 0');
  });

  it('addresses of nobody: told of in the networks of pods and nodes, silence elsewhere', () => {
    const at = simulation(client('node-1'));
    const { podIP = '' } = at.cluster.server.peek('Pod', 'default', 'client')?.status ?? {};
    const seen = at.cluster.network.podAt(podIP)?.sandbox;
    for (const address of ['10.244.2.99', '192.0.2.77']) {
      expect(seen?.connect(address, 80)).to.include({ error: 'unreachable', tookMs: NO_NEIGHBOUR_MS });
    }
    for (const address of ['10.111.0.1', '198.51.100.1']) {
      expect(seen?.connect(address, 80)).to.include({ error: 'timeout', tookMs: CONNECT_GIVE_UP_MS });
    }
  });

  it('a host that is declared outside is found by name, directly and through an external name', () => {
    const alias =
      '{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {type: ExternalName, externalName: db.example.com}}';
    const at = simulation(client('node-1') + alias);
    expect(inClient(at, 'wget -qO- db')).to.equal("wget: bad address 'db'");
    at.cluster.network.declareHost('db.example.com', '198.51.100.7', {
      accept: () => ({ connected: true, tookMs: 0 }),
      answer: ({ host }) => ({ status: 200, body: `asked for ${host}`, tookMs: 0 }),
    });
    expect(inClient(at, 'wget -qO- db')).to.equal('asked for db');
    expect(inClient(at, 'wget -qO- db.example.com')).to.equal('asked for db.example.com');
  });

  it('a node that is cut off is not reached, and reaches only itself', () => {
    const at = simulation(pod('one', hostname('node-1')) + pod('two', hostname('node-2')) + client('node-1'));
    const ipOf = (name: string): string => at.cluster.server.peek('Pod', 'default', name)?.status.podIP ?? '';
    const [one, two] = [ipOf('one'), ipOf('two')];
    const inside = at.cluster.network.podAt(ipOf('client'))!.sandbox;
    at.faults.stopNode('node-1');
    expect(inside.connect(one, 9376)).to.include({ connected: true });
    expect(inside.connect(two, 9376)).to.include({ error: 'timeout' });
    expect(inside.resolve('kubernetes.default')).to.include({ error: 'timeout' });
    at.faults.returnNode('node-1');
    expect(inside.connect(two, 9376)).to.include({ connected: true });
    expect(inside.resolve('kubernetes.default')).to.deep.include({ addresses: ['10.96.0.1'] });
  });

  const denyAll =
    '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny}, spec: {podSelector: {}}}';

  it('a packet that a policy refuses is never answered', () => {
    const at = simulation(`${pod('one', hostname('node-1'))}${client('node-2')}${denyAll}`);
    const ip = at.cluster.server.peek('Pod', 'default', 'one')?.status.podIP ?? '';
    expect(inClient(at, `wget -T 3 -qO- ${ip}:9376`)).to.equal('wget: download timed out');
  });

  it('needs no events of its own', () => {
    const service =
      '{apiVersion: v1, kind: Service, metadata: {name: one}, spec: {selector: {app: one}, ports: [{port: 80, targetPort: 9376}]}}';
    const at = simulation(pod('one', hostname('node-1')) + service);
    const ip = at.cluster.server.peek('Pod', 'default', 'one')?.status.podIP ?? '';
    const inside = at.cluster.network.podAt(ip)!.sandbox;
    const before = at.cluster.kernel.pending().length;
    for (let i = 0; i < 100; i += 1)
      expect(inside.connect('one.default', 80)).to.include({ connected: true });
    expect(at.cluster.kernel.pending()).to.have.length(before);
  });

  for (const minor of [13, 18, 20, 28]) {
    it(`works in 1.${minor}`, () => {
      const service =
        '{apiVersion: v1, kind: Service, metadata: {name: one}, spec: {selector: {app: one}, ports: [{port: 80, targetPort: 9376}]}}';
      const at = simulation(pod('one', hostname('node-1')) + client('node-2') + service, minor);
      expect(inClient(at, 'wget -qO- one')).to.equal('one');
    });
  }
});
