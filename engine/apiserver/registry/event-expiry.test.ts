import { test } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Streams } from '../../kernel/streams.ts';
import { TraceLog } from '../../trace/trace-log.ts';
import { versionProfile } from '../../versions/profile.ts';
import { ApiServer } from '../api-server.ts';
import { createKubernetesService } from '../service/kubernetes-service.ts';
import { endpointsHook } from './endpoints.ts';
import { eventExpiry } from './event-expiry.ts';

const ACTOR = { actor: 'test' };

function world(minor?: number) {
  const kernel = new Kernel({ startEpochMs: Date.UTC(2025, 0, 1) });
  const trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
  const version = versionProfile(minor);
  const hooks = [eventExpiry(), endpointsHook];
  const server = new ApiServer({
    kernel,
    trace,
    streams: new Streams(1),
    version,
    kinds,
    admission: [],
    hooks,
  });
  const minutes = (count: number): void => void kernel.advance(count * 60_000);
  const names = (): string[] => server.peekAll('Event').map(({ metadata }) => metadata.name);
  return { kernel, server, minutes, names };
}

function createEvent(server: ApiServer, name: string) {
  const involvedObject = { kind: 'Pod', namespace: 'default', name: 'web' };
  const made = server.create(
    { kind: 'Event', metadata: { name, namespace: 'default' }, involvedObject, reason: 'Test' } as never,
    ACTOR,
  );
  if (!made.ok) throw new Error(made.status.message);
  return made.object;
}

test('events vanish an hour after their last write', () => {
  const { kernel, server, minutes, names } = world();
  createEvent(server, 'once');
  const again = createEvent(server, 'again');
  minutes(30);
  server.update({ ...again, count: 2 } as never, ACTOR);
  createEvent(server, 'late');
  expect(kernel.pending()).to.have.length(1);
  minutes(29);
  expect(names()).to.deep.equal(['again', 'late', 'once']);
  minutes(1);
  expect(names()).to.deep.equal(['again', 'late']);
  minutes(30);
  expect(names()).to.deep.equal([]);
  expect(kernel.pending()).to.have.length(0);
});

test('the Service of the API server has its endpoints from the start', () => {
  const { server } = world();
  const problem = createKubernetesService(server, {
    clusterIP: '10.96.0.1',
    address: '192.168.0.1',
    actor: 'kube-apiserver',
  });
  expect(problem).to.equal(undefined);
  const stored = server.peek('Endpoints', 'default', 'kubernetes');
  expect(stored?.subsets?.[0]?.addresses).to.deep.equal([{ ip: '192.168.0.1' }]);
  expect(server.peek('EndpointSlice', 'default', 'kubernetes')?.endpoints?.[0]?.addresses).to.deep.equal([
    '192.168.0.1',
  ]);
});

const WRITTEN = [['10.0.0.2'], ['10.0.0.1']];

for (const [minor, layout] of [
  [19, [['10.0.0.1', '10.0.0.2']]],
  [20, WRITTEN],
] as const)
  test(`Endpoints that a user writes, 1.${minor}`, () => {
    const { server } = world(minor);
    const addresses = [{ ip: '10.0.0.2' }, { ip: '10.0.0.1' }];
    const subsets = addresses.map((address) => ({ addresses: [address], ports: [{ port: 80 }] }));
    server.create(
      { kind: 'Endpoints', metadata: { name: 'db', namespace: 'default' }, subsets } as never,
      ACTOR,
    );
    const stored = server.peek('Endpoints', 'default', 'db');
    expect(stored?.subsets?.map((subset) => subset.addresses?.map(({ ip }) => ip))).to.deep.equal(layout);
  });
