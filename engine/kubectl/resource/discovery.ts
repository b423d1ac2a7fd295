// What the cluster's discovery lists: the kinds the engine has, and the built-in ones it has not.
//
// Source: client-go v0.32 discovery/discovery_client.go, ServerPreferredResources; the verbs and the other resources:
// engine/api/discovery. Left out: subresources, and groups that an aggregated server adds (metrics.k8s.io).

import { apiVersionOf } from '../../api/conversion.ts';
import { OTHER_RESOURCES, type OtherResource } from '../../api/discovery/other-resources.ts';
import { verbsOf } from '../../api/discovery/verbs.ts';
import { kindByName } from '../../api/kinds/index.ts';
import { notSimulated } from '../refusal.ts';
import type { Mapping } from './mapping.ts';
import type { RestMapper } from './rest-mapper.ts';

/** One line of `kubectl api-resources`. */
export interface ApiResource {
  readonly group: string;
  /** `deployments` */
  readonly resource: string;
  readonly shortNames: readonly string[];
  readonly apiVersion: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
}

/** A resource that the engine has no kind for, in a version that the cluster serves. */
interface OtherServed {
  readonly other: OtherResource;
  readonly version: string;
}

/** Each resource of a group once, in the version that a client prefers. */
export function preferredResources(mapper: RestMapper, minor: number): ApiResource[] {
  const own = mapper.preferred().map((mapping) => resourceOf(mapping, minor));
  const seen = new Set<string>();
  const others = othersServed(mapper, minor).filter(({ other }) => {
    const key = `${other.group}/${other.kind}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  return [...own, ...others.map(({ other, version }) => otherResource(other, version, minor))];
}

/** Each resource in every version that serves it. */
export function servedResources(mapper: RestMapper, minor: number): ApiResource[] {
  const others = othersServed(mapper, minor);
  return [
    ...mapper.all().map((mapping) => resourceOf(mapping, minor)),
    ...others.map(({ other, version }) => otherResource(other, version, minor)),
  ];
}

/** Every group/version with a resource in it, sorted. */
export function servedApiVersions(mapper: RestMapper, minor: number): string[] {
  const others = othersServed(mapper, minor).map(({ other: { group }, version }) =>
    apiVersionOf({ group, version }),
  );
  return [...new Set([...mapper.all().map(({ apiVersion }) => apiVersion), ...others])].sort();
}

/** Stops the scenario where a kind is meant that a real cluster has and this one has not; else nothing happens. */
export function refuseOtherKind(mapper: RestMapper, minor: number, apiVersion: string, kind: string): void {
  const found = othersServed(mapper, minor).find(
    ({ other, version }) =>
      other.kind === kind && apiVersionOf({ group: other.group, version }) === apiVersion,
  );
  if (found !== undefined) refuse(found.other);
}

/** The same for a word as people type it: `csr`, `podtemplates`, `RuntimeClass`, `runtimeclasses.node.k8s.io`. */
export function refuseOtherResource(mapper: RestMapper, minor: number, word: string): void {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  const group = rest.join('.');
  const found = othersServed(mapper, minor).find(
    ({ other, version }) =>
      [other.resource, other.kind.toLowerCase(), ...other.shortNames].includes(name) &&
      (group === '' || other.group.startsWith(group) || `${version}.${other.group}` === group),
  );
  if (found !== undefined) refuse(found.other);
}

function refuse({ kind, resource }: OtherResource): never {
  return notSimulated(
    `the kind ${kind}`,
    `${resource} stand in api-resources as in a real cluster, but nothing acts on them here; leave them out`,
  );
}

function othersServed(mapper: RestMapper, minor: number): OtherServed[] {
  const own = new Set(mapper.all().map(({ group, kind }) => `${group}/${kind}`));
  return OTHER_RESOURCES.filter(({ group, kind }) => !own.has(`${group}/${kind}`)).flatMap((other) =>
    other.versions
      .filter(({ from = 0, until = minor }) => minor >= from && minor <= until)
      .map(({ version }) => ({ other, version })),
  );
}

function resourceOf(
  { traits, group, apiVersion, namespaced, kind, resource, categories }: Mapping,
  minor: number,
): ApiResource {
  const isCustom = kindByName(kind) !== traits;
  return {
    group,
    resource,
    shortNames: traits.shortNames,
    apiVersion,
    namespaced,
    kind,
    verbs: traits.verbs ?? verbsOf({ group, resource, isCustom }, minor),
    categories: categoriesAt(categories, minor),
  };
}

// The category came later than the kinds in it. Source: kubernetes CHANGELOG-1.20.md, "Introduce api-extensions category".
const API_EXTENSIONS_FROM = 20;

const categoriesAt = (categories: readonly string[], minor: number): readonly string[] =>
  categories.filter((one) => one !== 'api-extensions' || minor >= API_EXTENSIONS_FROM);

function otherResource(other: OtherResource, version: string, minor: number): ApiResource {
  const { group, resource, shortNames, namespaced, kind, categories } = other;
  return {
    group,
    resource,
    shortNames,
    apiVersion: apiVersionOf({ group, version }),
    namespaced,
    kind,
    verbs: other.verbs ?? verbsOf({ group, resource, isCustom: false }, minor),
    categories: categoriesAt(categories, minor),
  };
}
