// What network policies say of one flow: a pod that some policy selects for a direction may do in it only what one of the
// policies allows; where nobody selects it, all. A flow has to be allowed on both of its ends.
//
// Pure; knows no plugin and no API server. Policies are as the API server stores them: protocols and policy types filled in.
// Source: kubernetes v1.20.2 staging/src/k8s.io/api/networking/v1/types.go, NetworkPolicySpec to NetworkPolicyPeer;
// https://kubernetes.io/docs/concepts/services-networking/network-policies/.

import { rangeContains } from '../../api/ip/cidr.ts';
import type { NetworkPolicy, Pod } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';

type Spec = NonNullable<NetworkPolicy['spec']>;
type IngressRule = NonNullable<Spec['ingress']>[number];
type EgressRule = NonNullable<Spec['egress']>[number];
type Peer = NonNullable<IngressRule['from']>[number];
type Port = NonNullable<IngressRule['ports']>[number];
type Labels = Readonly<Record<string, string>>;

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A pod as policies see it. */
export interface PolicyPod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly namespaceLabels: Labels;
  /** Its container ports, for those that policies name. */
  readonly ports: readonly NamedPort[];
}

type NamedPort = NonNullable<Pod['spec']['containers'][number]['ports']>[number];

/** One end of a flow; without a pod a machine, a node or a pod on its node's network: only its address counts. */
export interface FlowEnd {
  readonly ip: string;
  readonly pod?: PolicyPod | undefined;
}

export interface Flow {
  readonly source: FlowEnd;
  readonly target: FlowEnd;
  readonly port: number;
  readonly protocol: Protocol;
}

/** Whether the source may begin it. */
export function mayLeave(policies: readonly NetworkPolicy[], flow: Flow): boolean {
  const own = selecting(policies, flow.source.pod, 'Egress');
  return allows(own, (spec) => spec.egress, toOf, flow.target, flow);
}

/** Whether the target takes it. */
export function mayEnter(policies: readonly NetworkPolicy[], flow: Flow): boolean {
  const own = selecting(policies, flow.target.pod, 'Ingress');
  return allows(own, (spec) => spec.ingress, fromOf, flow.source, flow);
}

const toOf = ({ to }: EgressRule): readonly Peer[] | undefined => to;
const fromOf = ({ from }: IngressRule): readonly Peer[] | undefined => from;

/** The policies that bind a pod in one direction; without any it may do all. */
export function selecting(
  policies: readonly NetworkPolicy[],
  pod: PolicyPod | undefined,
  type: 'Ingress' | 'Egress',
): readonly NetworkPolicy[] {
  if (pod === undefined) return [];
  return policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      spec?.policyTypes?.includes(type) === true &&
      labelSelectorAsSelector(spec.podSelector).matches(pod.labels),
  );
}

function allows<R extends { readonly ports?: readonly Port[] }>(
  policies: readonly NetworkPolicy[],
  rulesOf: (spec: Spec) => readonly R[] | undefined,
  peersOf: (rule: R) => readonly Peer[] | undefined,
  other: FlowEnd,
  flow: Flow,
): boolean {
  if (policies.length === 0) return true;
  return policies.some(({ metadata, spec }) =>
    rulesOf(spec!)?.some(
      (rule) => isPeer(peersOf(rule), other, metadata.namespace) && isPort(rule.ports, flow),
    ),
  );
}

// Absent or empty: everybody.
function isPeer(peers: readonly Peer[] | undefined, end: FlowEnd, namespace: string): boolean {
  if (peers === undefined || peers.length === 0) return true;
  return peers.some(({ ipBlock, podSelector, namespaceSelector }) => {
    if (ipBlock !== undefined) return isInBlock(ipBlock, end.ip);
    const { pod } = end;
    if (pod === undefined) return false;
    const isInNamespace =
      namespaceSelector === undefined
        ? pod.namespace === namespace
        : labelSelectorAsSelector(namespaceSelector).matches(pod.namespaceLabels);
    return (
      isInNamespace && (podSelector === undefined || labelSelectorAsSelector(podSelector).matches(pod.labels))
    );
  });
}

function isInBlock({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, ip: string): boolean {
  return rangeContains(cidr, ip) && !except.some((range) => rangeContains(range, ip));
}

// Absent or empty: every port of every protocol.
function isPort(ports: readonly Port[] | undefined, flow: Flow): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some(
    ({ protocol = 'TCP', port, endPort }) => protocol === flow.protocol && isNumber(port, endPort, flow),
  );
}

function isNumber(wanted: string | number | undefined, last: number | undefined, flow: Flow): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'number') return flow.port >= wanted && flow.port <= (last ?? wanted);
  // A name means the port that the target gives that name.
  return (flow.target.pod?.ports ?? []).some(
    ({ name, containerPort, protocol = 'TCP' }) =>
      name === wanted && protocol === flow.protocol && containerPort === flow.port,
  );
}
