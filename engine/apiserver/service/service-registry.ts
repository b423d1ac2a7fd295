// The registry of Services: gives out families, cluster IPs, node ports and health check ports before a write.
//
// What is taken is read from the Services themselves, so that nothing has to be released when one goes.
// Source: kubernetes v1.20.2 pkg/registry/core/service/storage/rest.go, Create and Update; v1.28.0
// pkg/registry/core/service/storage/{storage,alloc}.go.

import { parseCidr } from '../../api/ip/cidr.ts';
import { needsHealthCheckNodePort } from '../../api/kinds/service/strategy.ts';
import { validateTrafficFieldsCombination } from '../../api/kinds/service/traffic-policies.ts';
import type { AnyObject, Service } from '../../api/objects.ts';
import { internalFailure, invalid, type Status } from '../../api/status.ts';
import { type FieldError, FieldPath, invalid as invalidField } from '../../api/validation/field-error.ts';
import { Problems } from '../../api/validation/problems.ts';
import type { RegistryHook } from '../registry/hook.ts';
import type { ServerCore } from '../server-core.ts';
import { allocateClusterIPs, familyOfRange, type IpFamily } from './cluster-ips.ts';
import type { Draw } from './free-slot.ts';
import { initIpFamilies } from './ip-families.ts';
import {
  DEFAULT_NODE_PORT_RANGE,
  healthCheckNodePort,
  type NodePortRange,
  type NodePortSettings,
  nodePortsOnCreate,
  nodePortsOnUpdate,
} from './node-ports.ts';

export interface ServiceRegistryOptions {
  /** One or two networks, the cluster's default family first: `10.96.0.0/12`. */
  readonly clusterIPRanges: readonly string[];
  readonly nodePortRange?: NodePortRange;
}

/** @throws RangeError when a range is no network */
export function serviceRegistry(options: ServiceRegistryOptions): RegistryHook {
  const ranges = options.clusterIPRanges.map((text) => {
    const range = parseCidr(text);
    if (range === undefined) throw new RangeError(`${text} is no network such as 10.96.0.0/12`);
    return range;
  });
  const nodePortRange = options.nodePortRange ?? DEFAULT_NODE_PORT_RANGE;

  const change = (
    object: AnyObject,
    before: AnyObject | undefined,
    server: ServerCore,
  ): Status | undefined => {
    const service = object as unknown as Service;
    const old = before as unknown as Service | undefined;
    const refuse = (errors: readonly FieldError[]): Status =>
      invalid('', 'Service', service.metadata.name, errors, server.version);
    const others = othersOf(service, server);
    const draw =
      (stream: string): Draw =>
      (size) =>
        server.streams.stream(stream).integer(0, size - 1);

    const problems = new Problems(server.context);
    const configured = ranges.map(familyOfRange);
    if (server.version.has('dualStackServices')) {
      initIpFamilies(service, old?.spec, configured, problems);
      if (problems.list.length > 0) return refuse(problems.list);
    }
    const addresses = {
      ...{ ranges, taken: others.addresses, draw: draw('cluster IPs') },
      ...{ version: server.version, service: service.metadata.name },
    };
    const refusedAddress = giveAddresses(service, addresses, configured[0]!, refuse);
    if (refusedAddress !== undefined) return refusedAddress;
    const ports = {
      range: nodePortRange,
      taken: others.ports,
      draw: draw('node ports'),
      version: server.version,
    };
    return givePorts(service, old, ports, refuse) ?? checkTraffic(service, problems, refuse);
  };

  return {
    kind: 'Service',
    beforeCreate: (object, server) => change(object, undefined, server),
    beforeUpdate: (object, old, server) => change(object, old, server),
  };
}

type Refuse = (errors: readonly FieldError[]) => Status;

function othersOf(
  service: Service,
  server: ServerCore,
): { readonly addresses: ReadonlySet<string>; readonly ports: ReadonlySet<number> } {
  const addresses = new Set<string>();
  const ports = new Set<number>();
  for (const other of server.store.list('Service')) {
    const { metadata, spec } = other as Service;
    if (metadata.uid === service.metadata.uid) continue;
    for (const ip of spec.clusterIPs ?? [spec.clusterIP]) if (ip && ip !== 'None') addresses.add(ip);
    for (const { nodePort } of spec.ports ?? []) if (nodePort) ports.add(nodePort);
    if (spec.healthCheckNodePort) ports.add(spec.healthCheckNodePort);
  }
  return { addresses, ports };
}

function giveAddresses(
  { spec }: Service,
  settings: Parameters<typeof allocateClusterIPs>[0],
  defaultFamily: IpFamily,
  refuse: Refuse,
): Status | undefined {
  if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return undefined;
  const asked = spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : []);
  const families = (spec.ipFamilies ?? [defaultFamily]) as IpFamily[];
  const outcome = allocateClusterIPs(settings, families, asked);
  if ('problem' in outcome) return refuse([outcome.problem]);
  if ('failure' in outcome) return internalFailure(outcome.failure);
  spec.clusterIP = outcome.clusterIPs[0]!;
  if (settings.version.has('serviceClusterIPs')) spec.clusterIPs = [...outcome.clusterIPs];
  return undefined;
}

const usesNodePorts = ({ spec }: Service): boolean =>
  spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);

function givePorts(
  service: Service,
  old: Service | undefined,
  settings: NodePortSettings,
  refuse: Refuse,
): Status | undefined {
  const { spec } = service;
  const ports = spec.ports ?? [];
  let taken = settings.taken;
  if (usesNodePorts(service)) {
    const outcome =
      old === undefined
        ? nodePortsOnCreate(settings, ports)
        : nodePortsOnUpdate(settings, old.spec.ports ?? [], ports);
    if ('problem' in outcome) return refuse([outcome.problem]);
    if ('failure' in outcome) return internalFailure(outcome.failure);
    spec.ports = ports.map((port, i) => ({ ...port, nodePort: outcome.nodePorts[i]! }));
    taken = new Set([...taken, ...outcome.nodePorts]);
  }
  if (!needsHealthCheckNodePort(service)) {
    if (old !== undefined && needsHealthCheckNodePort(old)) delete spec.healthCheckNodePort;
    return undefined;
  }
  if (old !== undefined && needsHealthCheckNodePort(old)) return keepHealthCheckPort(service, old, refuse);
  const outcome = healthCheckNodePort({ ...settings, taken }, spec.healthCheckNodePort ?? 0);
  if ('nodePorts' in outcome) spec.healthCheckNodePort = outcome.nodePorts[0]!;
  else if ('failure' in outcome) return internalFailure(outcome.failure);
  return undefined;
}

function keepHealthCheckPort({ spec }: Service, old: Service, refuse: Refuse): Status | undefined {
  if (spec.healthCheckNodePort === old.spec.healthCheckNodePort) return undefined;
  const text =
    'cannot change healthCheckNodePort on loadBalancer service with externalTraffic=Local during update';
  const path = FieldPath.of('spec', 'healthCheckNodePort');
  return refuse([invalidField(path, spec.healthCheckNodePort ?? 0, text)]);
}

function checkTraffic(service: Service, problems: Problems, refuse: Refuse): Status | undefined {
  if (problems.has('serviceTrafficPolicyByType')) return undefined;
  validateTrafficFieldsCombination(service, problems);
  return problems.list.length > 0 ? refuse(problems.list) : undefined;
}
