// Validation of NetworkPolicies.
//
// Source: kubernetes v1.20.2 pkg/apis/networking/validation/validation.go, ValidateNetworkPolicy; v1.28.0 for endPort.

import { cidrContains } from '../../ip/cidr.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isPortName, isPortNum } from '../../names/ports.ts';
import type { NetworkPolicy } from '../../objects.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateKubeObjectMeta } from '../../validation/kube-object-meta.ts';
import { validateLabelSelector } from '../../validation/label-selector.ts';
import { parseFieldCidr } from '../../validation/network.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Spec = NetworkPolicy['spec'];
type Port = NonNullable<NonNullable<Spec['ingress']>[number]['ports']>[number];
type Peer = NonNullable<NonNullable<Spec['ingress']>[number]['from']>[number];
type IpBlock = NonNullable<Peer['ipBlock']>;

const SPEC = FieldPath.of('spec');
const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
// In the order of the types' declaration, not sorted: upstream lists them by hand here.
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const POLICY_TYPES = ['Ingress', 'Egress'];

export function validateNetworkPolicy(policy: NetworkPolicy, problems: Problems): void {
  validateKubeObjectMeta(policy.metadata, META_RULES, METADATA, problems);
  validateNetworkPolicySpec(policy.spec, problems);
}

export function validateNetworkPolicySpec(spec: Spec, problems: Problems): void {
  validateLabelSelector(spec.podSelector, SPEC.child('podSelector'), problems);
  (spec.ingress ?? []).forEach(({ ports = [], from = [] }, i) => {
    validateRule(ports, from, SPEC.child('ingress').index(i), 'from', problems);
  });
  (spec.egress ?? []).forEach(({ ports = [], to = [] }, i) => {
    validateRule(ports, to, SPEC.child('egress').index(i), 'to', problems);
  });
  const types = spec.policyTypes ?? [];
  const path = SPEC.child('policyTypes');
  if (types.length > POLICY_TYPES.length) {
    const shown = new GoValue(`[]networking.PolicyType{${types.map(quoteGo).join(', ')}}`, types);
    problems.invalid(path, shown, 'may not specify more than two policyTypes');
    return;
  }
  types.forEach((type, i) => {
    if (!POLICY_TYPES.includes(type)) problems.notSupported(path.index(i), type, POLICY_TYPES);
  });
}

function validateRule(
  ports: readonly Port[],
  peers: readonly Peer[],
  path: FieldPath,
  peersField: 'from' | 'to',
  problems: Problems,
): void {
  ports.forEach((port, i) => {
    validatePort(port, path.child('ports').index(i), problems);
  });
  peers.forEach((peer, i) => {
    validatePeer(peer, path.child(peersField).index(i), problems);
  });
}

function validatePort({ protocol, port, endPort }: Port, path: FieldPath, problems: Problems): void {
  if (protocol != null && !PROTOCOLS.includes(protocol)) {
    problems.notSupported(path.child('protocol'), protocol, PROTOCOLS);
  }
  const endPath = path.child('endPort');
  const portPath = path.child('port');
  if (port == null) {
    if (endPort != null)
      problems.invalid(endPath, endPort, 'may not be specified when `port` is not specified');
  } else if (typeof port === 'number') {
    problems.invalidEach(portPath, port, isPortNum(port));
    if (endPort == null) return;
    // The value shown is the port, as upstream has it.
    if (endPort < port) problems.invalid(endPath, port, 'must be greater than or equal to `port`');
    problems.invalidEach(endPath, endPort, isPortNum(endPort));
  } else {
    if (endPort != null)
      problems.invalid(endPath, endPort, 'may not be specified when `port` is non-numeric');
    problems.invalidEach(portPath, port, isPortName(port, problems.version));
  }
}

function validatePeer(peer: Peer, path: FieldPath, problems: Problems): void {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (podSelector != null) validateLabelSelector(podSelector, path.child('podSelector'), problems);
  if (namespaceSelector != null) {
    validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), problems);
  }
  if (ipBlock != null) validateIpBlock(ipBlock, path.child('ipBlock'), problems);
  const count = [podSelector, namespaceSelector, ipBlock].filter((part) => part != null).length;
  if (count === 0) problems.required(path, 'must specify a peer');
  else if (count > 1 && ipBlock != null) {
    problems.forbidden(path, 'may not specify both ipBlock and another peer');
  }
}

function validateIpBlock({ cidr: text, except }: IpBlock, path: FieldPath, problems: Problems): void {
  if (!text) {
    problems.required(path.child('cidr'));
    return;
  }
  const { version } = problems;
  const cidr = parseFieldCidr(text, version);
  if (cidr === undefined) {
    problems.invalid(path.child('cidr'), text, 'not a valid CIDR');
    return;
  }
  for (const [i, exceptText] of (except ?? []).entries()) {
    const at = path.child('except').index(i);
    const hole = parseFieldCidr(exceptText, version);
    if (hole === undefined) {
      problems.invalid(at, exceptText, 'not a valid CIDR');
      return;
    }
    if (!cidrContains(cidr, hole.network) || cidr.prefixLength >= hole.prefixLength) {
      problems.invalid(at, exceptText, 'must be a strict subset of `cidr`');
    }
  }
}
