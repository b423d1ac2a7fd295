// What services use up of quotas: node ports and load balancers, by what the type will lead to.
// Source: kubernetes v1.20.2 pkg/quota/v1/evaluator/core/services.go; v1.28.0 for allocateLoadBalancerNodePorts.

import type { AnyObject, Service } from '../objects.ts';
import type { Evaluator } from './evaluator.ts';
import { count, type ResourceList } from './resource-list.ts';

const RESOURCES = ['count/services', 'services', 'services.loadbalancers', 'services.nodeports'];

function usage(object: AnyObject): ResourceList {
  const { type, ports = [], allocateLoadBalancerNodePorts } = (object as unknown as Service).spec;
  const isLoadBalancer = type === 'LoadBalancer';
  const chosen = ports.filter(({ nodePort }) => nodePort !== undefined && nodePort !== 0);
  const nodePorts =
    isLoadBalancer && allocateLoadBalancerNodePorts === false
      ? chosen.length
      : isLoadBalancer || type === 'NodePort'
        ? ports.length
        : 0;
  return new Map([
    ['count/services', count(1)],
    ['services', count(1)],
    ['services.loadbalancers', count(isLoadBalancer ? 1 : 0)],
    ['services.nodeports', count(nodePorts)],
  ]);
}

export const serviceEvaluator: Evaluator = {
  operations: ['create', 'update'],
  matching: (resources) => resources.filter((name) => RESOURCES.includes(name)).sort(),
  matchesScope: () => false,
  usage,
};
