// From the words for resources that people type to the kinds and versions that the cluster serves.
//
// Source: client-go v0.32 restmapper/{discovery,shortcut,category_expansion}.go; apimachinery pkg/api/meta/priority.go,
// restmapper.go; cli-runtime v0.32 pkg/resource/builder.go, mappingFor.

import type { KindTraits } from '../../api/kind.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { textFailure } from '../failure.ts';
import { refuseOtherKind, refuseOtherResource } from './discovery.ts';
import { type Mapping, mappingsOf } from './mapping.ts';

export class RestMapper {
  private readonly kinds: () => Iterable<KindTraits>;
  private readonly version: VersionProfile;
  private readonly switchedOn: ReadonlySet<string>;
  private readonly warn: (text: string) => void;
  private readonly warned = new Set<string>();
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
    switchedOn: ReadonlySet<string> = new Set(),
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
      this.known = { count: kinds.length, mappings: mappingsOf(kinds, this.version.minor, this.switchedOn) };
    return this.known.mappings;
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
