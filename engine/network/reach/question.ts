// What all checks of one walk are about: a client, a Service, a port; and what they may look at.

import type { AnyObject, Pod, Service } from '../../api/objects.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { EndpointGroup } from '../state/endpoint-groups.ts';
import type { PodReach, ReachEnd } from './pod-reach.ts';

export interface Question {
  readonly client: Pod;
  readonly service: { readonly namespace: string; readonly name: string };
  /** Default: the Service's first. */
  readonly port?: number;
}

/** A question with all that the checks look at. */
export interface Looked extends Question {
  readonly server: Pick<ApiServer, 'peek' | 'peekAll'>;
  readonly version: VersionProfile;
  readonly reach: PodReach;
  readonly isIpvs: boolean;
  readonly object: Service | undefined;
  /** Its endpoints as the API has them now. */
  readonly groups: readonly EndpointGroup[];
  /** Under which the client asks for it: `web`, or `web.shop` from another namespace. */
  readonly name: string;
}

export function refOf({ kind, metadata }: Pick<AnyObject, 'kind' | 'metadata'>): ObjectRef {
  const { namespace, name, uid } = metadata;
  return { kind, name, uid, ...(namespace === undefined ? {} : { namespace }) };
}

export const podRef = (pod: Pod): ObjectRef => refOf({ kind: 'Pod', metadata: pod.metadata });
export const serviceRef = ({ service }: Question): ObjectRef => ({ kind: 'Service', ...service });

/** ` -n shop`; nothing for the namespace that kubectl takes by itself. */
export const inNamespace = (namespace = 'default'): string =>
  namespace === 'default' ? '' : ` -n ${namespace}`;

/** A command in one of the client's containers. */
export const execIn = ({ metadata }: Pod, command: string): string =>
  `kubectl exec ${metadata.name}${inNamespace(metadata.namespace)} -- ${command}`;

export const isHeadless = (service: Service): boolean => service.spec.clusterIP === 'None';

/** The port that is asked for: the Service's first, where none is said; `undefined` without any. */
export const portOf = ({ port, object }: Pick<Looked, 'port' | 'object'>): number | undefined =>
  port ?? object?.spec.ports?.[0]?.port;

/** Every end that a connection to the Service, by its name, may be led to; none where the name leads nowhere. */
export function endsOf(looked: Looked): ReachEnd[] {
  const port = portOf(looked);
  const resolution = looked.reach.resolve(looked.name);
  if (port === undefined || 'error' in resolution) return [];
  // Clients take the first address; which one is first changes with each answer.
  return resolution.addresses.flatMap((ip) => looked.reach.ends(ip, port));
}
