// What of clients can be seen to be wrong before they send anything.

import type { ApiServer } from '../../apiserver/api-server.ts';
import { UserError } from '../../errors.ts';
import type { ClientsSpec } from './clients.ts';
import { externalAddressesOf } from './target-addresses.ts';

/** @throws UserError  for nodes, pods and Services that are not there, and Services without an address outside */
export function checkClients(server: ApiServer, { from, target }: ClientsSpec): void {
  if (from.kind === 'node') mustBeNode(server, from.name);
  if (from.kind === 'pod') mustBe(server, 'Pod', from.namespace, from.name);
  if (from.kind === 'pods of') mustBe(server, from.owner.kind, from.owner.namespace, from.owner.name);
  if (target.kind === 'node port' && target.node !== undefined) mustBeNode(server, target.node);
  if (target.kind !== 'service') return;
  const { namespace, name, port } = target;
  const service = mustBe(server, 'Service', namespace, name);
  const { spec } = service as { spec: { type?: string; ports?: { name?: string; port: number }[] } };
  const ports = spec.ports ?? [];
  if (port !== undefined && !ports.some((one) => one.name === port || one.port === port)) {
    const known = ports.map((one) => one.name ?? one.port).join(', ');
    throw new UserError({ message: `service "${name}" has no port ${port}`, hint: `its ports are ${known}` });
  }
  const isShown = ['NodePort', 'LoadBalancer'].includes(spec.type ?? '');
  if (from.kind !== 'outside' || isShown || externalAddressesOf(service as never).length > 0) return;
  throw new UserError({
    message: `service "${name}" has no address outside of the cluster`,
    hint: 'make it a NodePort or a LoadBalancer, or let the clients be inside',
  });
}

const mustBeNode = (server: ApiServer, name: string): unknown => mustBe(server, 'Node', undefined, name);

function mustBe(server: ApiServer, kind: string, namespace: string | undefined, name: string): unknown {
  const object = server.peek(kind, namespace, name);
  if (object !== undefined) return object;
  const there = server.peekAll(kind, namespace).map(({ metadata }) => metadata.name);
  throw new UserError({
    message: `there is no ${kind.toLowerCase()} "${name}"`,
    ...(there.length === 0 ? {} : { hint: `there is ${there.slice(0, 5).join(', ')}` }),
  });
}
