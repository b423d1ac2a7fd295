// The variables by which containers find services: `WEB_SERVICE_HOST`, and those of Docker links.
//
// They are made once a namespace and again only when a service there changes.
// Source: kubernetes v1.20.2 pkg/kubelet/envvars/envvars.go; pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap.
// Differs: services are known at once, where upstream's kubelet hears of them through a watch.

import type { Service } from '../../api/objects.ts';
import type { World } from '../../client/component.ts';

export type Variables = readonly (readonly [name: string, value: string])[];

/** Every pod is told of it, whatever its namespace. Source: masterServices. */
const MASTER = { namespace: 'default', name: 'kubernetes' };

const hasAddress = ({ spec }: Service): boolean =>
  spec.clusterIP !== undefined && !['', 'None'].includes(spec.clusterIP);

export class ServiceVariables {
  private readonly world: World;
  private readonly byNamespace = new Map<string, Variables>();
  private ofMaster: { readonly service: Service | undefined; readonly variables: Variables } | undefined;

  constructor(world: World) {
    this.world = world;
    const forget = (namespace: string | undefined): void => void this.byNamespace.delete(namespace ?? '');
    world.server.watch('Service', {}, world.server.revision, ({ object }) =>
      forget(object.metadata.namespace),
    );
  }

  /**
   * @param withLinks  `enableServiceLinks`; without, only the API's own service is told of
   * @returns in order of services' names; a service of the pod's namespace comes before the API's of the same name
   */
  of(namespace: string, withLinks: boolean): Variables {
    const master = this.world.server.peek('Service', MASTER.namespace, MASTER.name);
    if (this.ofMaster === undefined || this.ofMaster.service !== master) {
      const variables = master !== undefined && hasAddress(master) ? variablesOf(master) : [];
      this.ofMaster = { service: master, variables };
    }
    const all = this.ofMaster.variables;
    if (!withLinks) return all;
    let own = this.byNamespace.get(namespace);
    if (own === undefined) {
      const services = this.world.server.peekAll('Service', namespace).filter(hasAddress);
      const others = services.filter(
        ({ metadata }) => namespace !== MASTER.namespace || metadata.name !== MASTER.name,
      );
      own = others.flatMap(variablesOf);
      this.byNamespace.set(namespace, own);
    }
    return own.length === 0 ? all : [...all, ...own];
  }
}

const upper = (name: string): string => name.replaceAll('-', '_').toUpperCase();

function variablesOf({ metadata, spec }: Service): Variables {
  const prefix = upper(metadata.name);
  const address = spec.clusterIP ?? '';
  const ports = spec.ports ?? [];
  const named = ports.filter(({ name }) => name !== undefined && name !== '');
  return [
    [`${prefix}_SERVICE_HOST`, address],
    [`${prefix}_SERVICE_PORT`, String(ports[0]?.port ?? '')],
    ...named.map(({ name, port }) => [`${prefix}_SERVICE_PORT_${upper(name ?? '')}`, String(port)] as const),
    ...ports.flatMap((port, i) => linkVariables(prefix, address, port, i === 0)),
  ];
}

type Port = NonNullable<Service['spec']['ports']>[number];

function linkVariables(
  prefix: string,
  address: string,
  { port, protocol = 'TCP' }: Port,
  isFirst: boolean,
): Variables {
  const host = address.includes(':') ? `[${address}]` : address;
  const url = `${protocol.toLowerCase()}://${host}:${port}`;
  const own = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
  return [
    ...(isFirst ? [[`${prefix}_PORT`, url] as const] : []),
    [own, url],
    [`${own}_PROTO`, protocol.toLowerCase()],
    [`${own}_PORT`, String(port)],
    [`${own}_ADDR`, address],
  ];
}
