// `kubectl create service …`. Source: kubectl v0.32.0 pkg/cmd/create/create_service.go.

import { isDns1123Subdomain } from '../../api/names/dns.ts';
import { isPortName, isPortNum } from '../../api/names/ports.ts';
import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import type { FlagSpec } from '../command/flags.ts';
import { textFailure } from '../failure.ts';
import { CREATE_FLAGS } from './create-workloads.ts';
import { nameArgument, newObject, requireFlags, sendNew } from './new-object.ts';

type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

const serviceCommand = (name: string, type: ServiceType, own: readonly FlagSpec[] = []): Command => ({
  name,
  flags: [...CREATE_FLAGS, { name: 'tcp', type: 'strings' }, ...own],
  run: (call) => run(call, type),
});

export const createService: Command = {
  name: 'service',
  aliases: ['svc'],
  subcommands: [
    serviceCommand('clusterip', 'ClusterIP', [{ name: 'clusterip', type: 'string' }]),
    serviceCommand('nodeport', 'NodePort', [{ name: 'node-port', type: 'int' }]),
    serviceCommand('loadbalancer', 'LoadBalancer'),
    serviceCommand('externalname', 'ExternalName', [{ name: 'external-name', type: 'string' }]),
  ],
  run: ({ path, args }) => runGroup(path, args),
};

function run(call: Call, type: ServiceType): void {
  const { flags, session } = call;
  if (type === 'ExternalName') requireFlags(call, 'external-name');
  const name = nameArgument(call);
  const clusterIP = flags.has('clusterip') ? flags.string('clusterip') : '';
  const externalName = flags.has('external-name') ? flags.string('external-name') : '';
  const tcp = flags.list('tcp');
  if (clusterIP !== 'None' && tcp.length === 0 && type !== 'ExternalName') {
    throw textFailure('at least one tcp port specifier must be provided');
  }
  if (type === 'ExternalName' && isDns1123Subdomain(externalName, session.version).length > 0) {
    throw textFailure(`invalid service external name ${externalName}`);
  }
  const nodePort = flags.has('node-port') ? flags.int('node-port') : 0;
  const ports = tcp.map((text) => ({
    name: text.replace(/:/g, '-'),
    ...(nodePort === 0 ? {} : { nodePort }),
    ...parsePorts(call, text),
    protocol: 'TCP',
  }));
  const labels = { app: name };
  const spec = {
    ...(clusterIP === '' ? {} : { clusterIP }),
    ...(externalName === '' ? {} : { externalName }),
    ...(ports.length === 0 ? {} : { ports }),
    selector: labels,
    type,
  };
  const service = newObject(
    call,
    { apiVersion: 'v1', kind: 'Service' },
    { name, labels },
    { spec, status: { loadBalancer: {} } },
  );
  sendNew(call, service, { failed: `failed to create ${type} service: ` });
}

function parsePorts({ session }: Call, text: string): { port: number; targetPort: number | string } {
  const [first = '', target] = text.split(':');
  if (!/^\d+$/.test(first))
    throw textFailure(`strconv.ParseUint: parsing ${JSON.stringify(first)}: invalid syntax`);
  const port = Number(first);
  if (port > 65_535)
    throw textFailure(`strconv.ParseUint: parsing ${JSON.stringify(first)}: value out of range`);
  if (target === undefined) return { port, targetPort: port };
  const isNumber = /^[-+]?\d+$/.test(target);
  const problems = isNumber ? isPortNum(Number(target)) : isPortName(target, session.version);
  if (problems.length > 0) throw textFailure(problems.join(','));
  return { port, targetPort: isNumber ? Number(target) : target };
}
