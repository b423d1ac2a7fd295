// What the API server says of NetworkPolicies that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/networking/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: NetworkPolicy: spec',
  KIND,
  `
ports: unknown protocol, range, bad names
  spec: {podSelector: {}, ingress: [{ports: [{protocol: ICMP, port: 0}, {port: A_}, {port: 80, endPort: 70},
    {endPort: 80}, {port: web, endPort: 80}]}]}
  > spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"
  > spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
  > spec.ingress[0].ports[1].port: Invalid value: "A_": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)
  > spec.ingress[0].ports[1].port: Invalid value: "A_": must contain at least one letter (a-z)
  > spec.ingress[0].ports[2].endPort: Invalid value: 80: must be greater than or equal to ${TICK}port${TICK}
  > spec.ingress[0].ports[3].endPort: Invalid value: 80: may not be specified when ${TICK}port${TICK} is not specified
  > spec.ingress[0].ports[4].endPort: Invalid value: 80: may not be specified when ${TICK}port${TICK} is non-numeric

peers: none, with a block and a selector
  spec: {podSelector: {}, ingress: [{from: [{}, {podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]}
  > spec.ingress[0].from[0]: Required value: must specify a peer
  > spec.ingress[0].from[1]: Forbidden: may not specify both ipBlock and another peer

blocks: none, not one, exceptions outside
  spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: ''}}, {ipBlock: {cidr: x}}, {ipBlock: {cidr: 10.0.0.0/8,
    except: [11.0.0.0/16, 10.0.0.0/8, 'y']}}]}]}
  > spec.egress[0].to[0].ipBlock.cidr: Required value
  > spec.egress[0].to[1].ipBlock.cidr: Invalid value: "x": not a valid CIDR
  > spec.egress[0].to[2].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of ${TICK}cidr${TICK}
  > spec.egress[0].to[2].ipBlock.except[1]: Invalid value: "10.0.0.0/8": must be a strict subset of ${TICK}cidr${TICK}
  > spec.egress[0].to[2].ipBlock.except[2]: Invalid value: "y": not a valid CIDR

types: unknown, too many
  spec: {podSelector: {}, policyTypes: [Ingress, Both, Egress]}
  > spec.policyTypes: Invalid value: ["Ingress","Both","Egress"]: may not specify more than two policyTypes

an unknown type
  spec: {podSelector: {}, policyTypes: [Both]}
  > spec.policyTypes[0]: Unsupported value: "Both": supported values: "Ingress", "Egress"

a bad selector
  spec: {podSelector: {matchExpressions: [{key: a b, operator: In, values: []}]}}
  > spec.podSelector.matchExpressions[0].values: Required value: must be specified when ${TICK}operator${TICK} is 'In' or 'NotIn'
  > spec.podSelector.matchExpressions[0].key: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
`,
);
