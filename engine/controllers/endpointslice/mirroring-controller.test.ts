import { test } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../../api/kinds/index.ts';
import type { EndpointSlice, Endpoints } from '../../api/objects.ts';
import { TestWorld } from '../test-world.ts';
import { startEndpointSliceMirroringController } from './mirroring-controller.ts';

function world(): TestWorld {
  const at = new TestWorld({ kinds: KINDS, readyAfterMs: () => undefined });
  startEndpointSliceMirroringController(at.component('endpointslicemirroring-controller'));
  at.start();
  return at;
}

const metadata = { name: 'db', namespace: 'default' };
const ports = [{ name: 'sql', port: 3306, protocol: 'TCP' }];
const slices = (at: TestWorld): EndpointSlice[] => at.server.peekAll('EndpointSlice');

function create(at: TestWorld, kind: string, more: object): void {
  const made = at.user.create(kind, { kind, metadata, ...more } as never);
  if (!made.ok) throw new Error(made.status.message);
}

test('Endpoints kept by hand show as slices, one an address family, and follow them', () => {
  const at = world();
  create(at, 'Service', { spec: { ports: [{ port: 3306 }], clusterIP: '10.96.1.1' } });
  create(at, 'Endpoints', { subsets: [{ addresses: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }], ports }] });
  at.advanceSeconds(1);
  expect(
    slices(at)
      .map(({ addressType }) => addressType)
      .sort(),
  ).to.deep.equal(['IPv4', 'IPv6']);
  const stored = at.server.peek('Endpoints', 'default', 'db') as Endpoints;
  const subsets = [{ addresses: [{ ip: '10.0.0.2' }], notReadyAddresses: [{ ip: '10.0.0.1' }], ports }];
  at.user.update({ ...stored, subsets } as Endpoints);
  at.advanceSeconds(1);
  const [slice] = slices(at);
  expect(slices(at)).to.have.length(1);
  expect(
    slice?.endpoints?.map(({ addresses, conditions }) => [addresses[0], conditions?.ready]),
  ).to.deep.equal([
    ['10.0.0.1', false],
    ['10.0.0.2', true],
  ]);
  expect(slice?.ports).to.deep.equal(ports);
  at.user.delete('Endpoints', 'default', 'db');
  at.advanceSeconds(1);
  expect(slices(at)).to.have.length(0);
});

test('Services with a selector, and Endpoints that ask not to be, are not mirrored', () => {
  const at = world();
  create(at, 'Service', { spec: { ports: [{ port: 80 }], clusterIP: '10.96.1.1', selector: { app: 'db' } } });
  create(at, 'Endpoints', { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports }] });
  at.advanceSeconds(1);
  expect(slices(at)).to.have.length(0);
});
