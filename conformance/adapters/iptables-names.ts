// Plays `iptables-names`: the chains of a Service's port and endpoint, and the probabilities between endpoints.

import {
  endpointChain,
  endpointProbability,
  serviceChains,
  servicePortName,
} from '../../engine/network/proxy/iptables-names.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

function chains({ namespace, service, portName, protocol, endpoint }: TableCase['input']): unknown {
  const name = servicePortName(namespace, service, portName);
  const { fw, svc, xlb } = serviceChains(name, protocol);
  return { fw, sep: endpointChain(name, protocol, endpoint), servicePortName: name, svc, xlb };
}

export const adapter: TableAdapter = {
  topics: ['iptables-names'],
  run: ({ fn, input }) =>
    fn === 'endpointProbability' ? { probability: endpointProbability(input.remaining) } : chains(input),
};
