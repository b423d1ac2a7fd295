// From the words for resources that people type to the kinds and versions that the cluster serves.
//
// Source: client-go v0.32 restmapper/{discovery,shortcut,category_expansion}.go; apimachinery pkg/api/meta/priority.go,
// restmapper.go; cli-runtime v0.32 pkg/resource/builder.go, mappingFor; the order of groups and versions: kubernetes
// v1.28 cmd/kube-apiserver/app/aggregator.go, apiVersionPriorities.

import { apiVersionOf, isServed } from '../../api/conversion.ts';
import type { KindTraits, ServedVersion } from '../../api/kind.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { textFailure } from '../failure.ts';
import { refuseOtherKind, refuseOtherResource } from './discovery.ts';

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

export class RestMapper {
  private readonly kinds: () => Iterable<KindTraits>;
  private readonly version: VersionProfile;
  private readonly switchedOn: ReadonlySet<string> | undefined;
  private readonly warn: (text: string) => void;
  private readonly warned = new Set<string>();
  // Sorting all kinds for each word would cost more than the rest of a command.
  private known: { readonly count: number; readonly mappings: readonly Mapping[] } = {
    count: -1,
    mappings: [],
  };

  /**
   * @param kinds  asked anew each time: custom kinds come while a command runs
   * @param switchedOn  API versions that the cluster serves beyond its release's own
   * @param warn  told, once each, of short names that several resources have
   */
  constructor(
    kinds: () => Iterable<KindTraits>,
    version: VersionProfile,
    switchedOn?: ReadonlySet<string>,
    warn: (text: string) => void = () => {},
  ) {
    this.kinds = kinds;
    this.version = version;
    this.switchedOn = switchedOn;
    this.warn = warn;
  }

  /** Every kind in every version that this release serves, in discovery's order. */
  all(): readonly Mapping[] {
    const kinds = [...this.kinds()];
    if (kinds.length !== this.known.count)
      this.known = { count: kinds.length, mappings: this.discover(kinds) };
    return this.known.mappings;
  }

  private discover(kinds: readonly KindTraits[]): Mapping[] {
    const mappings = kinds.flatMap((traits) =>
      traits.versions
        .filter((served) => isServed(served, this.version.minor, this.switchedOn))
        .map((served) => mappingOf(traits, served)),
    );
    return mappings.sort(
      (a, b) =>
        compareGroups(a.group, b.group) ||
        compareVersions(a.served, b.served) ||
        (a.resource < b.resource ? -1 : 1),
    );
  }

  /** Each kind of a group once, in the version that a client prefers. */
  preferred(): Mapping[] {
    const seen = new Set<string>();
    return this.all().filter(({ group, kind }) => {
      const key = `${group}/${kind}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /**
   * The kind that a word means: `pods`, `po`, `Pod`, `deployments.apps`, `deployments.v1.apps`.
   * @throws CommandFailure  `the server doesn't have a resource type "widgets"`
   * @throws UserError  a real cluster has it and this one has not
   */
  forArgument(word: string): Mapping {
    const [resource = '', ...rest] = word.split('.');
    const all = this.all();
    const full = rest.length >= 2 ? this.pick(all, resource, rest.slice(1).join('.'), rest[0]) : undefined;
    const found = full ?? this.pick(all, resource, rest.join('.'), undefined);
    if (found !== undefined) return found;
    refuseOtherResource(this, this.version.minor, word);
    throw textFailure(`the server doesn't have a resource type "${resource}"`);
  }

  /** Every kind that a word means, in every version, in discovery's order; none if there is no such kind. */
  allForWord(word: string): readonly Mapping[] {
    const named = this.all().filter((one) => isNamed(one, word.toLowerCase()));
    if (named.length > 0) return named;
    const short = this.byShortName(this.all(), word);
    return short === undefined ? [] : this.all().filter((one) => isNamed(one, short.resource));
  }

  /**
   * Undefined if the cluster serves no such kind.
   * @throws UserError  a real cluster has it and this one has not
   */
  forKind(apiVersion: string, kind: string): Mapping | undefined {
    const found = this.all().find((mapping) => mapping.kind === kind && mapping.apiVersion === apiVersion);
    if (found === undefined) refuseOtherKind(this, this.version.minor, apiVersion, kind);
    return found;
  }

  /** The kind by the plural that paths have; undefined if the cluster serves no such resource. */
  forName(apiVersion: string, resource: string): Mapping | undefined {
    return this.all().find((mapping) => mapping.resource === resource && mapping.apiVersion === apiVersion);
  }

  /** The words that a category stands for: those of `all`; undefined if there is no such category. */
  category(word: string): string[] | undefined {
    const mappings = this.preferred().filter(({ categories }) => categories.includes(word));
    if (mappings.length === 0) return undefined;
    return mappings.map(({ resource, group }) => (group === '' ? resource : `${resource}.${group}`));
  }

  private pick(
    all: readonly Mapping[],
    word: string,
    group: string,
    version: string | undefined,
  ): Mapping | undefined {
    const inGroup = all.filter(
      (mapping) =>
        (group === '' || mapping.group === group || mapping.group.startsWith(group)) &&
        (version === undefined || mapping.served.version === version),
    );
    const lower = word.toLowerCase();
    const exact =
      group === '' ? undefined : inGroup.find((one) => one.group === group && isNamed(one, lower));
    return exact ?? inGroup.find((one) => isNamed(one, lower)) ?? this.byShortName(inGroup, word);
  }

  // Source: client-go v0.32 restmapper/shortcut.go, expandResourceShortcut.
  private byShortName(mappings: readonly Mapping[], word: string): Mapping | undefined {
    const [first, ...others] = mappings.filter(({ traits }) => traits.shortNames.includes(word));
    for (const { group, resource } of others) {
      if (group === first?.group && resource === first.resource) continue;
      const text = `short name "${word}" could also match lower priority resource ${resource}.${group}`;
      if (!this.warned.has(text)) this.warn(`Warning: ${text}\n`);
      this.warned.add(text);
    }
    return first;
  }
}

const isNamed = ({ traits, resource }: Mapping, lower: string): boolean =>
  resource === lower || traits.singular === lower || traits.kind.toLowerCase() === lower;

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
