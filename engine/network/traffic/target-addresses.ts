// The addresses that clients find for what they want to ask: by name inside of the cluster, by whatever a Service shows of
// itself outside.

import type { Service } from '../../api/objects.ts';
import { CLUSTER_DOMAIN } from '../../api/pod/pod-dns.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import type { Machines } from '../machines.ts';
import { isAddress } from '../network-client.ts';
import type { Target } from './clients.ts';
import type { Endings } from './endings.ts';
import type { Origin } from './origins.ts';
import type { Ending } from './stretch.ts';

export interface Place {
  readonly ip: string;
  readonly port: number;
}

export type Found =
  /** At least one; one after the other, or any of them. */
  | { readonly places: readonly Place[]; readonly isInTurn: boolean }
  | { readonly ending: Ending; readonly tookMs: number };

type ServiceTarget = Extract<Target, { readonly kind: 'service' }>;

export class TargetAddresses {
  private readonly server: ApiServer;
  private readonly machines: Machines;
  private readonly endings: Endings;

  constructor(server: ApiServer, machines: Machines, endings: Endings) {
    this.server = server;
    this.machines = machines;
    this.endings = endings;
  }

  of(target: Target, origin: Origin): Found {
    switch (target.kind) {
      case 'service':
        return origin.source.node === undefined
          ? this.ofServiceOutside(target)
          : this.ofService(target, origin);
      case 'url':
        return this.named(target.host, target.port, origin);
      case 'node port':
        return this.onNodes(target.port, target.node);
      default:
        return target satisfies never;
    }
  }

  private ofService(target: ServiceTarget, origin: Origin): Found {
    const { namespace, name } = target;
    const service = this.server.peek('Service', namespace, name);
    const port = service === undefined ? undefined : portOf(service, target.port);
    const host = `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
    const found = this.named(host, port ?? 0, origin, `${namespace}/${name}`);
    if (port !== undefined || 'ending' in found) return found;
    const why = `service "${name}" has no port ${target.port ?? ''}`.trimEnd();
    return { ending: this.endings.noAddress(why, `${namespace}/${name}`), tookMs: 0 };
  }

  private named(host: string, port: number, origin: Origin, service?: string): Found {
    if (isAddress(host)) return { places: [{ ip: host, port }], isInTurn: false };
    const answer = origin.resolve(host);
    if ('error' in answer) {
      return { ending: this.endings.unknownHost(host, answer.error, service), tookMs: answer.tookMs };
    }
    return { places: answer.addresses.map((ip) => ({ ip, port })), isInTurn: false };
  }

  private ofServiceOutside(target: ServiceTarget): Found {
    const { namespace, name } = target;
    const service = this.server.peek('Service', namespace, name);
    const shown = service === undefined ? [] : externalAddressesOf(service);
    const port = service === undefined ? undefined : portOf(service, target.port);
    if (shown.length > 0 && port !== undefined) {
      return { places: shown.map((ip) => ({ ip, port })), isInTurn: false };
    }
    const nodePort = service === undefined ? undefined : nodePortOf(service, target.port);
    if (nodePort !== undefined) return this.onNodes(nodePort);
    const why = `service "${name}" has no address outside of the cluster`;
    return { ending: this.endings.noAddress(why, `${namespace}/${name}`), tookMs: 0 };
  }

  private onNodes(port: number, wanted?: string): Found {
    const nodes = this.machines.allNodes().filter(({ name }) => wanted === undefined || name === wanted);
    if (nodes.length > 0) return { places: nodes.map(({ ip }) => ({ ip, port })), isInTurn: true };
    return { ending: this.endings.noAddress(`there is no node ${wanted ?? ''}`, ''), tookMs: 0 };
  }
}

type ServicePort = NonNullable<Service['spec']['ports']>[number];

const servicePortOf = ({ spec }: Service, port?: string | number): ServicePort | undefined =>
  spec.ports?.find((one) => port === undefined || one.name === port || one.port === port);

/** What clients connect to; of a headless Service the pods' own port, as nobody translates it. */
export function portOf(service: Service, port?: string | number): number | undefined {
  const found = servicePortOf(service, port);
  if (found === undefined) return typeof port === 'number' ? port : undefined;
  const { targetPort } = found;
  return service.spec.clusterIP === 'None' && typeof targetPort === 'number' ? targetPort : found.port;
}

const nodePortOf = (service: Service, port?: string | number): number | undefined =>
  servicePortOf(service, port)?.nodePort;

/** Of load balancers first. */
export function externalAddressesOf({ spec, status }: Service): string[] {
  const balanced = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => (ip ? [ip] : []));
  return balanced.length > 0 ? balanced : [...(spec.externalIPs ?? [])];
}
