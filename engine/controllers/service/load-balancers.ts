// What the service controller asks of a cloud.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/cloud-provider/cloud.go, LoadBalancer.

import type { Service } from '../../api/objects.ts';

export type Ingress = NonNullable<
  NonNullable<NonNullable<Service['status']>['loadBalancer']>['ingress']
>[number];

export interface LoadBalancers {
  has(service: Service): boolean;
  /** Makes the Service's load balancer, or changes it; the cloud may say why not. */
  ensure(
    service: Service,
    nodes: readonly string[],
  ): { readonly ingress: readonly Ingress[] } | { readonly error: string };
  /** Gives it other nodes. */
  update(service: Service, nodes: readonly string[]): void;
  delete(service: Service): void;
  /** Draws how long the cloud takes for one of these, in milliseconds. */
  callMs(): number;
}
