// Every built-in kind. One import and one line each, in the order in which `kubectl api-resources` would have them.

import type { KindTraits } from '../kind.ts';
import { endpointSlice } from './endpoint-slice/endpoint-slice.ts';
import { endpoints } from './endpoints/endpoints.ts';
import { ingress } from './ingress/ingress.ts';
import { ingressClass } from './ingress-class/ingress-class.ts';
import { networkPolicy } from './network-policy/network-policy.ts';
import { pod } from './pod/pod.ts';
import { service } from './service/service.ts';

export const KINDS: readonly KindTraits[] = [
  endpoints,
  pod,
  service,
  endpointSlice,
  ingressClass,
  ingress,
  networkPolicy,
];

const byName: ReadonlyMap<string, KindTraits> = new Map(KINDS.map((kind) => [kind.kind, kind]));

/** The traits of a built-in kind, for example `Deployment`. */
export function kindByName(kind: string): KindTraits | undefined {
  return byName.get(kind);
}
