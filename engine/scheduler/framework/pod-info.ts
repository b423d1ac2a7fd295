// A pod with what the scheduler needs of it worked out once: requests, host ports, parsed affinity terms.
//
// A new version of the same pod whose spec and labels did not change shares all of that work.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/types.go, PodInfo.

import type { Pod } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import {
  type AffinityTerm,
  type ApiAffinityTerm,
  type ApiWeightedTerm,
  parseTerm,
  type TermSubject,
  type WeightedAffinityTerm,
} from './affinity-term.ts';
import { type HostPort, hostPortsOf } from './host-ports.ts';
import type { Labels } from './node-info.ts';
import { type PodRequests, podRequests } from './pod-requests.ts';

export interface PodInfo extends TermSubject {
  readonly pod: Pod;
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly priority: number;
  readonly isTerminating: boolean;
  readonly requests: PodRequests;
  readonly hostPorts: readonly HostPort[];
  /** Has pod affinity or anti-affinity of any kind. */
  readonly hasAffinity: boolean;
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly preferredAffinity: readonly WeightedAffinityTerm[];
  readonly preferredAntiAffinity: readonly WeightedAffinityTerm[];
  /** Upstream's text when an affinity term's selector cannot be parsed. */
  readonly parseError: string | undefined;
}

/** Priority of a pod that has none. Source: pkg/api/v1/pod/util.go, GetPodPriority. */
const NO_PRIORITY = 0;

const NO_LABELS: Labels = {};

export function podPriority(pod: Pod): number {
  return pod.spec.priority ?? NO_PRIORITY;
}

/** `before`: an earlier version of the same pod, whose work is reused where it still holds. */
export function podInfo(pod: Pod, version: VersionProfile, before?: PodInfo): PodInfo {
  const { metadata, spec } = pod;
  const known = before !== undefined && asksTheSame(spec, before.pod.spec) ? before : undefined;
  const labels = metadata.labels ?? NO_LABELS;
  return {
    pod,
    uid: metadata.uid,
    name: metadata.name,
    namespace: metadata.namespace,
    labels: before !== undefined && areSame(labels, before.labels) ? before.labels : labels,
    priority: podPriority(pod),
    isTerminating: metadata.deletionTimestamp !== undefined,
    requests: known?.requests ?? podRequests(pod, version),
    hostPorts: known?.hostPorts ?? hostPortsOf(pod),
    ...(known === undefined ? parseAffinity(pod, version) : affinityOf(known)),
  };
}

type Spec = Pod['spec'] & { readonly resources?: unknown };

// What requests, ports and affinity are read from. A binding makes a new spec of the same parts.
function asksTheSame(a: Spec, b: Spec): boolean {
  return (
    a === b ||
    (a.containers === b.containers &&
      a.initContainers === b.initContainers &&
      a.overhead === b.overhead &&
      a.resources === b.resources &&
      a.affinity === b.affinity)
  );
}

function areSame(a: Labels, b: Labels): boolean {
  if (a === b) return true;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

type Affinity = Pick<
  PodInfo,
  | 'hasAffinity'
  | 'requiredAffinity'
  | 'requiredAntiAffinity'
  | 'preferredAffinity'
  | 'preferredAntiAffinity'
  | 'parseError'
>;

const NO_AFFINITY: Affinity = {
  hasAffinity: false,
  requiredAffinity: [],
  requiredAntiAffinity: [],
  preferredAffinity: [],
  preferredAntiAffinity: [],
  parseError: undefined,
};

function affinityOf(info: PodInfo): Affinity {
  const {
    hasAffinity,
    requiredAffinity,
    requiredAntiAffinity,
    preferredAffinity,
    preferredAntiAffinity,
    parseError,
  } = info;
  return {
    hasAffinity,
    requiredAffinity,
    requiredAntiAffinity,
    preferredAffinity,
    preferredAntiAffinity,
    parseError,
  };
}

function parseAffinity(pod: Pod, version: VersionProfile): Affinity {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
  if (podAffinity === undefined && podAntiAffinity === undefined) return NO_AFFINITY;
  let parseError: string | undefined;
  // As upstream, the last list that fails names the error, and a list with one bad term counts as empty.
  const parse = <T>(what: string, body: () => T[]): T[] => {
    try {
      return body();
    } catch (error) {
      parseError = `${what}: ${(error as Error).message}`;
      return [];
    }
  };
  const terms = (list: readonly ApiAffinityTerm[] | undefined): AffinityTerm[] =>
    (list ?? []).map((term) => parseTerm(pod, term, version));
  const weighted = (list: readonly ApiWeightedTerm[] | undefined): WeightedAffinityTerm[] =>
    (list ?? []).map(({ weight, podAffinityTerm }) => ({
      weight,
      term: parseTerm(pod, podAffinityTerm, version),
    }));
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const requiredAffinity = parse('requiredAffinityTerms', () => terms(podAffinity?.[required]));
  const requiredAntiAffinity = parse('requiredAntiAffinityTerms', () => terms(podAntiAffinity?.[required]));
  const preferredAffinity = parse('preferredAffinityTerms', () => weighted(podAffinity?.[preferred]));
  const preferredAntiAffinity = parse('preferredAntiAffinityTerms', () =>
    weighted(podAntiAffinity?.[preferred]),
  );
  return {
    hasAffinity: true,
    requiredAffinity,
    requiredAntiAffinity,
    preferredAffinity,
    preferredAntiAffinity,
    parseError,
  };
}
