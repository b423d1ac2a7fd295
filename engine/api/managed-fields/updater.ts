// Who owns what after a write: of one that changed the object (update), and of one that states its part of it (apply).
//
// An update takes the fields it changed from all others. An apply owns what it states; it may not change what others own,
// unless forced, and what it stated before and no longer states goes, if nobody else owns it.
// Source: structured-merge-diff v6 merge/update.go; apimachinery v0.36 pkg/util/managedfields/internal/{structuredmerge,
// managedfieldsupdater,stripmeta,skipnonapplied}.go. Left out: the repair of sets whose schema changed between releases.

import type { AnyObject } from '../objects.ts';
import { equalPlain } from '../plain.ts';
import type { Conflict } from './conflicts.ts';
import { FieldSet } from './field-set.ts';
import type { FieldType } from './field-type.ts';
import { capUpdaters, type Managers, managerId, type Owned } from './managers.ts';
import { fieldElement } from './path-element.ts';
import {
  type Comparison,
  compare,
  fieldSetOf,
  mergeValues,
  removeFields,
  withNamedFields,
} from './typed-value.ts';

/** The kind's versions: objects of one version as another shows them, and the type of each. */
export interface FieldVersions {
  /** Undefined for a version that there is no more. */
  readonly convert: (object: AnyObject, apiVersion: string) => AnyObject | undefined;
  readonly typeOf: (apiVersion: string) => FieldType;
}

export interface Writer {
  readonly manager: string;
  readonly apiVersion: string;
  /** `status`, `scale`, or empty for the object itself. */
  readonly subresource: string;
  /** What the write cannot change, as it goes to another part of the object. */
  readonly cannotChange?: 'spec' | 'status';
  /** RFC 3339. */
  readonly time: string;
}

const path = (...names: readonly string[]): string[] => names.map(fieldElement);

function setOf(...paths: readonly (readonly string[])[]): FieldSet {
  const set = new FieldSet();
  for (const one of paths) set.insert(path(...one));
  return set;
}

/** Nobody owns what the server keeps. Source: stripmeta.go, NewStripMetaManager. */
const NEVER_OWNED = setOf(
  ['apiVersion'],
  ['kind'],
  ['metadata'],
  ...[
    ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName'],
    ...['generation', 'managedFields', 'resourceVersion'],
  ].map((field) => ['metadata', field]),
);

/** What a write to one part of the object cannot change. Source: pkg/registry/apps/deployment/strategy.go, GetResetFields. */
const RESET_BY_OBJECT = setOf(['status']);
const RESET_BY_STATUS = setOf(['spec']);

const NOTHING = new FieldSet();

function resetBy({ cannotChange }: Writer): FieldSet {
  if (cannotChange === undefined) return NOTHING;
  return cannotChange === 'status' ? RESET_BY_OBJECT : RESET_BY_STATUS;
}

const ownerOf = ({ manager, apiVersion, subresource, time }: Writer): Omit<Owned, 'operation' | 'set'> => ({
  manager,
  apiVersion,
  subresource,
  time,
});

export class OwnershipUpdater {
  private readonly versions: FieldVersions;

  constructor(versions: FieldVersions) {
    this.versions = versions;
  }

  /** @param live, next  in the writer's version, without managedFields */
  update(live: AnyObject, next: AnyObject, managers: Managers, writer: Writer): Managers {
    const reset = resetBy(writer);
    const id = managerId({ ...writer, operation: 'Update' });
    const { left, comparison } = this.takeChanged(live, next, managers, { ...writer, reset }, id);
    const changed = comparison.modified.union(comparison.added);
    const taken = changed.recursiveDifference(reset).difference(NEVER_OWNED);
    if (taken.isEmpty) return left;
    const before = left.get(id)?.set;
    left.set(id, {
      ...ownerOf(writer),
      operation: 'Update',
      set: before === undefined ? taken : taken.union(before),
    });
    return capUpdaters(left);
  }

  /**
   * @param live  in the version of the config, without managedFields
   * @returns the merged object, or the fields of others that it would change
   */
  apply(
    live: AnyObject,
    config: AnyObject,
    managers: Managers,
    writer: Writer,
    force: boolean,
  ):
    | { readonly object: AnyObject; readonly managers: Managers }
    | { readonly conflicts: readonly Conflict[] } {
    const { apiVersion } = writer;
    const type = this.versions.typeOf(apiVersion);
    const reset = resetBy(writer);
    const id = managerId({ ...writer, operation: 'Apply' });
    const last = managers.get(id);
    const set = fieldSetOf(config, type).recursiveDifference(reset);
    const own: Owned = { ...ownerOf(writer), operation: 'Apply', time: last?.time, set };
    const merged = mergeValues(live, config, type) as AnyObject;
    const object = this.prune(merged, new Map(managers).set(id, own), own, last);
    const others = new Map(managers);
    others.delete(id);
    const conflicts = force ? [] : this.conflictsOf(live, object, others, { ...writer, reset });
    if (conflicts.length > 0) return { conflicts };
    const { left } = this.takeChanged(live, object, others, { ...writer, reset });
    const time = equalPlain(object, live) ? last?.time : writer.time;
    const kept = set.difference(NEVER_OWNED);
    if (!kept.isEmpty) left.set(id, { ...own, set: kept, time });
    return { object, managers: left };
  }

  private conflictsOf(
    live: AnyObject,
    next: AnyObject,
    others: Managers,
    writer: Writer & { readonly reset: FieldSet },
  ): Conflict[] {
    const comparisons = this.comparisons(live, next, writer);
    return [...others.values()].flatMap((owner) => {
      const found = comparisons(owner.apiVersion);
      const fields = found && owner.set.intersection(found.modified.union(found.added));
      return fields === undefined || fields.isEmpty ? [] : [{ owner, fields }];
    });
  }

  /**
   * What is left to each manager after the writer's changes.
   * @param keeper  who keeps what changes: the updater itself, whose old and new fields are merged
   */
  private takeChanged(
    live: AnyObject,
    next: AnyObject,
    managers: Managers,
    writer: Writer & { readonly reset: FieldSet },
    keeper?: string,
  ): { readonly left: Managers; readonly comparison: Comparison } {
    const comparisons = this.comparisons(live, next, writer);
    const left: Managers = new Map();
    for (const [id, owner] of managers) {
      const found = comparisons(owner.apiVersion);
      if (found === undefined) continue;
      const lost = id === keeper ? found.removed : found.modified.union(found.added).union(found.removed);
      const set = owner.set.difference(lost);
      if (!set.isEmpty) left.set(id, { ...owner, set });
    }
    return { left, comparison: comparisons(writer.apiVersion)! };
  }

  private comparisons(
    live: AnyObject,
    next: AnyObject,
    { apiVersion, reset }: Writer & { readonly reset: FieldSet },
  ): (version: string) => Comparison | undefined {
    const known = new Map<string, Comparison | undefined>();
    return (version) => {
      if (!known.has(version)) {
        const before = version === apiVersion ? live : this.versions.convert(live, version);
        const after = version === apiVersion ? next : this.versions.convert(next, version);
        const found = before && after && compare(before, after, this.versions.typeOf(version));
        known.set(version, found && without(found, reset));
      }
      return known.get(version);
    };
  }

  // Takes out what the manager applied last time and does not any more, unless someone else owns it.
  private prune(merged: AnyObject, managers: Managers, own: Owned, last: Owned | undefined): AnyObject {
    if (last === undefined || last.set.isEmpty) return merged;
    const { apiVersion } = last;
    const converted = this.versions.convert(merged, apiVersion);
    if (converted === undefined) return merged;
    const type = this.versions.typeOf(apiVersion);
    const lastNamed = withNamedFields(last.set, type);
    let pruned = (removeFields(converted, lastNamed, type) ?? {}) as AnyObject;
    const versions = new Set([apiVersion, ...[...managers.values()].map((owner) => owner.apiVersion)]);
    for (const version of versions)
      pruned = this.addBack(converted, pruned, managers, { from: apiVersion, version });
    const prunedSet = withNamedFields(fieldSetOf(pruned, type), type);
    const mergedSet = withNamedFields(fieldSetOf(converted, type), type);
    const gone = mergedSet.difference(prunedSet).intersection(lastNamed);
    const result = removeFields(converted, gone, type) as AnyObject;
    return this.versions.convert(result, own.apiVersion) ?? merged;
  }

  // What managers of this version own comes back.
  private addBack(
    merged: AnyObject,
    pruned: AnyObject,
    managers: Managers,
    { from, version }: { readonly from: string; readonly version: string },
  ): AnyObject {
    const to = (object: AnyObject): AnyObject | undefined =>
      version === from ? object : this.versions.convert(object, version);
    const whole = to(merged);
    const skeleton = { kind: merged.kind, metadata: {}, ...(merged.spec !== undefined && { spec: {} }) };
    const part = to({ ...skeleton, ...pruned, apiVersion: from } as AnyObject);
    if (whole === undefined || part === undefined) return pruned;
    const type = this.versions.typeOf(version);
    let owned = new FieldSet();
    for (const owner of managers.values()) if (owner.apiVersion === version) owned = owned.union(owner.set);
    const kept = withNamedFields(fieldSetOf(part, type), type).union(withNamedFields(owned, type));
    const gone = withNamedFields(fieldSetOf(whole, type), type).difference(kept);
    const result = (removeFields(whole, gone, type) ?? {}) as AnyObject;
    return version === from
      ? result
      : (this.versions.convert({ ...result, apiVersion: version } as AnyObject, from) ?? pruned);
  }
}

const without = (found: Comparison, reset: FieldSet): Comparison => ({
  added: found.added.recursiveDifference(reset),
  modified: found.modified.recursiveDifference(reset),
  removed: found.removed.recursiveDifference(reset),
});
