// Which policies bind a pod, where packets are dropped on their account.

import type { NetworkPolicy, Pod } from '../../api/objects.ts';
import { type PolicyPod, selecting } from '../policy/rules.ts';
import type { Cause } from './cause.ts';
import { type Looked, podRef, refOf } from './question.ts';

/** The first policy that selects the pod for the direction; all that do are blamed, as none of them lets the packet pass. */
export function bindingPolicy(
  { server }: Looked,
  pod: Pod,
  direction: 'Ingress' | 'Egress',
): Omit<Cause, 'hint'> {
  const { namespace = '', labels = {} } = pod.metadata;
  const described: PolicyPod = { namespace, labels, namespaceLabels: {}, ports: [] };
  const binding = selecting(server.peekAll('NetworkPolicy') as NetworkPolicy[], described, direction);
  const refs = binding.map(({ metadata }) => refOf({ kind: 'NetworkPolicy', metadata }));
  const [first] = binding;
  const field = direction === 'Egress' ? 'egress' : 'ingress';
  return {
    phrase: 'a network policy is in the way',
    ...(first === undefined || refs[0] === undefined
      ? {}
      : { where: { ref: refs[0], path: `spec.${field}`, value: first.spec?.[field] } }),
    blame: refs.length === 0 ? [podRef(pod)] : refs,
  };
}
