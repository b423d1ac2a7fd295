// Why a node cannot take a pod, by what its kubelet knows: room first, then what the pod demands of the node.
//
// Pure. Source: kubernetes v1.20.2 pkg/kubelet/lifecycle/predicate.go, GeneralPredicates; v1.28.0 the same file,
// generalFilter, and pkg/scheduler/eventhandlers.go, AdmissionCheck. Left out: extended resources.

import { RequiredNodeAffinity } from '../../api/node-selector/node-selector.ts';
import type { Node, Pod } from '../../api/objects.ts';
import { podRequests } from '../../api/pod/pod-resources.ts';
import { isStaticPod } from '../../api/pod/static-pod.ts';
import { intValue, milliValue, scaledValue } from '../../api/quantity/values.ts';
import { findUntoleratedTaint } from '../../api/taints/tolerations.ts';
import type { VersionProfile } from '../../versions/profile.ts';

export type Resource = 'pods' | 'cpu' | 'memory' | 'ephemeral-storage';
/** Upstream's predicates; what they say is that of the scheduler's plugins. */
export type Predicate = 'NodeAffinity' | 'NodePorts' | 'TaintToleration';

const RESOURCES = ['pods', 'cpu', 'memory', 'ephemeral-storage'] as const;

export interface Shortage {
  readonly resource: Resource;
  /** Millicores of cpu, bytes of memory and disk, or pods. */
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

export interface AdmissionProblems {
  readonly shortages: readonly Shortage[];
  readonly predicates: readonly Predicate[];
}

export function admissionProblems(
  pod: Pod,
  node: Node,
  others: readonly Pod[],
  version: VersionProfile,
): AdmissionProblems {
  const shortages = RESOURCES.flatMap((resource) => shortageOf(resource, pod, node, others) ?? []);
  const predicates: Predicate[] = [];
  if (!new RequiredNodeAffinity(pod, version).matchesNode(node)) predicates.push('NodeAffinity');
  if (hostPortsOf(pod).some((port) => others.some((other) => hostPortsOf(other).some(conflictsWith(port)))))
    predicates.push('NodePorts');
  if (version.has('kubeletHeedsNoExecute') && !isStaticPod(pod)) {
    const isEvicting = ({ effect }: { effect?: string }): boolean => effect === 'NoExecute';
    if (findUntoleratedTaint(node.spec.taints, pod.spec.tolerations, isEvicting) !== undefined)
      predicates.push('TaintToleration');
  }
  return { shortages, predicates };
}

function shortageOf(resource: Resource, pod: Pod, node: Node, others: readonly Pod[]): Shortage | undefined {
  const requested = requestOf(pod, resource);
  if (requested === 0) return undefined;
  const used = others.reduce((sum, other) => sum + requestOf(other, resource), 0);
  const allocatable = node.status.allocatable?.[resource] ?? '0';
  const capacity = resource === 'cpu' ? milliValue(allocatable) : intValue(allocatable);
  return used + requested <= capacity ? undefined : { resource, requested, used, capacity };
}

/** Millicores of cpu, bytes of memory and disk, rounded up; each pod is one of pods. */
export function requestOf({ spec }: Pod, resource: Resource): number {
  if (resource === 'pods') return 1;
  const quantity = podRequests(spec).get(resource);
  return quantity === undefined ? 0 : Number(scaledValue(quantity, resource === 'cpu' ? -3 : 0));
}

interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

const hostPortsOf = ({ spec }: Pod): HostPort[] =>
  spec.containers.flatMap(({ ports = [] }) =>
    ports
      .filter(({ hostPort = 0 }) => hostPort > 0)
      .map(({ hostPort = 0, hostIP, protocol = 'TCP' }) => ({ ip: hostIP || ANY, protocol, port: hostPort })),
  );

const ANY = '0.0.0.0';

const conflictsWith =
  (a: HostPort) =>
  (b: HostPort): boolean =>
    a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === ANY || b.ip === ANY);
