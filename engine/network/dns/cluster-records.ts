// What the cluster's DNS server says of a name in its zone: Services, endpoints of headless ones, pods by their address.
//
// Pure. Source: coredns v1.11 plugin/kubernetes/parse.go, parseRequest; plugin/kubernetes/kubernetes.go, findServices,
// findPods and endpointHostname; plugin/kubernetes/reverse.go. The Corefile is kubeadm's: `pods insecure`.
// Left out: wildcards, federation, IPv6.

import type { Service } from '../../api/objects.ts';
import type { EndpointView } from '../state/endpoint-groups.ts';
import type { ServiceState } from '../state/service-states.ts';

export interface ClusterNames {
  /** @param key `namespace/name` */
  service(key: string): ServiceState | undefined;
  hasNamespace(name: string): boolean;
}

export interface ServiceTarget {
  /** Full name of the address's own record. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** `cname`: go on with that name; `none`: there is no such name, or nothing behind it. */
export type Records =
  | { readonly kind: 'targets'; readonly targets: readonly ServiceTarget[] }
  | { readonly kind: 'cname'; readonly name: string }
  | { readonly kind: 'none' };

const NONE: Records = { kind: 'none' };

interface Question {
  readonly endpoint?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly service: string;
  readonly namespace: string;
  readonly kind: string;
}

/** @param name  in lower case, without the zone and its dot: `web.default.svc` */
export function clusterRecords(name: string, zone: string, names: ClusterNames): Records {
  const question = parse(name);
  if (question === undefined || !names.hasNamespace(question.namespace)) return NONE;
  if (question.kind === 'pod') return podRecord(question, zone);
  if (question.kind !== 'svc') return NONE;
  const state = names.service(`${question.namespace}/${question.service}`);
  return state?.service === undefined ? NONE : serviceRecords(question, state.service, state, zone);
}

// From the right: kind, namespace, service; before it an endpoint, or a port and a protocol.
function parse(name: string): Question | undefined {
  const [kind = '', namespace = '', service = '', ...rest] = name.split('.').reverse();
  if (service === '' || rest.length > 2) return undefined;
  const [first, second] = rest;
  const about = { service, namespace, kind };
  if (first === undefined) return about;
  if (second === undefined) return { ...about, endpoint: first };
  return { ...about, protocol: first.replace(/^_/, ''), port: second.replace(/^_/, '') };
}

function podRecord({ service: name, namespace, endpoint, port }: Question, zone: string): Records {
  if (endpoint !== undefined || port !== undefined) return NONE;
  const address = name.replaceAll('-', '.');
  const isAddress =
    /^\d+\.\d+\.\d+\.\d+$/.test(address) && address.split('.').every((part) => Number(part) < 256);
  if (!isAddress) return NONE;
  return { kind: 'targets', targets: [{ name: `${name}.${namespace}.pod.${zone}`, address, port: 0 }] };
}

function serviceRecords(
  question: Question,
  service: Service,
  { groups }: ServiceState,
  zone: string,
): Records {
  const { spec, metadata } = service;
  if (spec.type === 'ExternalName') {
    const isPlain = question.endpoint === undefined && question.port === undefined;
    return isPlain && spec.externalName ? { kind: 'cname', name: spec.externalName.toLowerCase() } : NONE;
  }
  const full = `${metadata.name}.${metadata.namespace}.svc.${zone}`;
  const asked = (port: { readonly name?: string; readonly protocol?: string }): boolean =>
    question.port === undefined ||
    ((port.name ?? '') === question.port && (port.protocol ?? 'TCP').toLowerCase() === question.protocol);
  const targets: ServiceTarget[] = [];
  if (isHeadless(service) || question.endpoint !== undefined) {
    for (const { endpoints, ports } of groups) {
      for (const endpoint of endpoints) {
        const own = endpointName(endpoint);
        if (!endpoint.isReady || (question.endpoint !== undefined && question.endpoint !== own)) continue;
        // Without ports there is still an address.
        const matching =
          ports.length === 0 && question.port === undefined ? [{ port: 0 }] : ports.filter(asked);
        for (const { port } of matching) targets.push({ name: `${own}.${full}`, address: endpoint.ip, port });
      }
    }
  } else {
    const ports = spec.ports ?? [];
    const matching = ports.length === 0 && question.port === undefined ? [{ port: 0 }] : ports.filter(asked);
    for (const { port } of matching) targets.push({ name: full, address: spec.clusterIP ?? '', port });
  }
  return targets.length === 0 ? NONE : { kind: 'targets', targets };
}

const isHeadless = ({ spec }: Service): boolean => spec.clusterIP === 'None';

/** The first label of an endpoint's own record. */
export function endpointName({ hostname, ip }: EndpointView): string {
  return hostname ?? ip.replaceAll('.', '-');
}
