// Source: kubectl v0.32.0 pkg/describe/describe.go, describeNetworkPolicy.

import type { NetworkPolicy } from '../../../api/objects.ts';
import { formatLabelSelector } from '../../../api/selectors/label-selector.ts';
import { annotationsMultiline, labelsMultiline } from './texts.ts';
import type { Writer } from './writer.ts';

type Ingress = NonNullable<NetworkPolicy['spec']['ingress']>[number];
type Ports = Ingress['ports'];
type Peers = Ingress['from'];

const INDENT = '    ';

export function describeNetworkPolicy(w: Writer, { metadata, spec }: NetworkPolicy): void {
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  w.write(0, `Created on:\t${goTime(metadata.creationTimestamp)}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, 'Spec:\n');
  const { podSelector = {}, policyTypes = [] } = spec;
  const selectsAll =
    Object.keys(podSelector.matchLabels ?? {}).length === 0 &&
    (podSelector.matchExpressions ?? []).length === 0;
  w.write(1, 'PodSelector: ');
  w.write(
    2,
    selectsAll
      ? '<none> (Allowing the specific traffic to all pods in this namespace)\n'
      : `${formatLabelSelector(podSelector)}\n`,
  );
  if (policyTypes.includes('Ingress')) {
    w.write(1, 'Allowing ingress traffic:\n');
    const rules = (spec.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from }));
    describeRules(w, rules, { direction: 'ingress', peer: 'From', end: 'source' });
  } else w.write(1, 'Not affecting ingress traffic\n');
  if (policyTypes.includes('Egress')) {
    w.write(1, 'Allowing egress traffic:\n');
    const rules = (spec.egress ?? []).map(({ ports, to }) => ({ ports, peers: to }));
    describeRules(w, rules, { direction: 'egress', peer: 'To', end: 'destination' });
  } else w.write(1, 'Not affecting egress traffic\n');
  w.write(1, `Policy Types: ${policyTypes.join(', ') || '<none>'}\n`);
}

interface Words {
  readonly direction: string;
  readonly peer: string;
  readonly end: string;
}

interface Rule {
  readonly ports: Ports;
  readonly peers: Peers;
}

function describeRules(w: Writer, rules: readonly Rule[], { direction, peer, end }: Words): void {
  if (rules.length === 0) {
    return w.write(0, `${INDENT}<none> (Selected pods are isolated for ${direction} connectivity)\n`);
  }
  rules.forEach(({ ports, peers }, i) => {
    describePorts(w, ports);
    if ((peers ?? []).length === 0)
      w.write(0, `${INDENT}${peer}: <any> (traffic not restricted by ${end})\n`);
    for (const each of peers ?? []) {
      w.write(0, `${INDENT}${peer}:\n`);
      describePeer(w, each);
    }
    if (i < rules.length - 1) w.write(0, `${INDENT}----------\n`);
  });
}

function describePorts(w: Writer, ports: Ports): void {
  if ((ports ?? []).length === 0)
    return w.write(0, `${INDENT}To Port: <any> (traffic allowed to all ports)\n`);
  for (const { port = '<nil>', endPort, protocol = 'TCP' } of ports!) {
    const isRange = endPort !== undefined && endPort !== null;
    w.write(
      0,
      `${INDENT}To Port${isRange ? ' Range' : ''}: ${port}${isRange ? `-${endPort}` : ''}/${protocol}\n`,
    );
  }
}

function describePeer(
  w: Writer,
  { podSelector, namespaceSelector, ipBlock }: NonNullable<Peers>[number],
): void {
  if (namespaceSelector)
    w.write(1, `${INDENT}NamespaceSelector: ${formatLabelSelector(namespaceSelector)}\n`);
  if (podSelector) w.write(1, `${INDENT}PodSelector: ${formatLabelSelector(podSelector)}\n`);
  if (namespaceSelector || podSelector || !ipBlock) return;
  w.write(1, `${INDENT}IPBlock:\n`);
  w.write(2, `${INDENT}CIDR: ${ipBlock.cidr}\n`);
  w.write(2, `${INDENT}Except: ${(ipBlock.except ?? []).join(', ')}\n`);
}

// Source: Go time.Time.String.
const goTime = (timestamp: string): string =>
  `${timestamp.slice(0, 10)} ${timestamp.slice(11, 19)} +0000 UTC`;
