// The kinds that a cluster serves, in every version, in the order of discovery.
//
// Source: client-go v0.32 restmapper/discovery.go; the order of groups and versions: kubernetes v1.28
// cmd/kube-apiserver/app/aggregator.go, apiVersionPriorities.

import { apiVersionOf, isServed } from '../../api/conversion.ts';
import type { KindTraits, ServedVersion } from '../../api/kind.ts';

/** A kind in one of the versions that are served. */
export interface Mapping {
  readonly traits: KindTraits;
  readonly kind: string;
  readonly group: string;
  readonly served: ServedVersion;
  readonly apiVersion: string;
  /** `deployments` */
  readonly resource: string;
  readonly namespaced: boolean;
  readonly categories: readonly string[];
}

// The group first in the list wins where several have a resource of the name; groups of users come last.
const GROUPS: readonly string[] = [
  '',
  'apiregistration.k8s.io',
  'extensions',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'settings.k8s.io',
  'storage.k8s.io',
  'apiextensions.k8s.io',
  'admissionregistration.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'resource.k8s.io',
];

interface Discovered {
  readonly kinds: readonly KindTraits[];
  /** The release, and what it serves on request. */
  readonly release: string;
  readonly mappings: readonly Mapping[];
}

// Sorting all kinds costs more than the rest of a command, and the next command mostly asks for the same.
let latest: Discovered | undefined;

/**
 * Every kind in every version that the release serves, in discovery's order.
 *
 * @param switchedOn  API versions that are served beyond the release's own
 */
export function mappingsOf(
  kinds: readonly KindTraits[],
  minor: number,
  switchedOn: ReadonlySet<string>,
): readonly Mapping[] {
  const release = [minor, ...switchedOn].join(' ');
  if (latest?.release !== release || !isSame(latest.kinds, kinds))
    latest = { kinds, release, mappings: discover(kinds, minor, switchedOn) };
  return latest.mappings;
}

const isSame = (a: readonly KindTraits[], b: readonly KindTraits[]): boolean =>
  a.length === b.length && a.every((kind, i) => kind === b[i]);

function discover(kinds: readonly KindTraits[], minor: number, switchedOn: ReadonlySet<string>): Mapping[] {
  const mappings = kinds.flatMap((traits) =>
    traits.versions
      .filter((served) => isServed(served, minor, switchedOn))
      .map((served) => mappingOf(traits, served)),
  );
  return mappings.sort(
    (a, b) =>
      compareGroups(a.group, b.group) ||
      compareVersions(a.served, b.served) ||
      (a.resource < b.resource ? -1 : 1),
  );
}

function mappingOf(traits: KindTraits, served: ServedVersion): Mapping {
  const { kind, plural, namespaced } = traits;
  return {
    traits,
    kind,
    group: served.group,
    served,
    apiVersion: apiVersionOf(served),
    resource: plural,
    namespaced,
    // What apps has as well is listed there alone. Source: kubernetes v1.15 pkg/registry/extensions/rest/
    // storage_extensions.go, WithCategories(nil).
    categories: served.group === 'extensions' ? [] : traits.categories,
  };
}

/** Where a group stands among others in discovery. */
export const groupRank = (group: string): number =>
  GROUPS.includes(group) ? GROUPS.indexOf(group) : GROUPS.length;

function compareGroups(a: string, b: string): number {
  return groupRank(a) - groupRank(b) || (a === b ? 0 : a < b ? -1 : 1);
}

// General availability before beta before alpha; among equals the higher number, but of two betas the lower major's
// older one as the aggregator's table has it for autoscaling alone.
function compareVersions(a: ServedVersion, b: ServedVersion): number {
  const [stageA, majorA, minorA] = parseVersion(a.version);
  const [stageB, majorB, minorB] = parseVersion(b.version);
  return (
    stageA - stageB || majorB - majorA || (a.group === 'autoscaling' ? minorA - minorB : minorB - minorA)
  );
}

function parseVersion(version: string): [stage: number, major: number, minor: number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return [3, 0, 0];
  const stage = match[2] === undefined ? 0 : match[2] === 'beta' ? 1 : 2;
  return [stage, Number(match[1]), Number(match[3] ?? 0)];
}
