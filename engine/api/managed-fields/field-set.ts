// A set of fields, as a tree: what a manager owns. Members are in the set themselves, children have something below them.
//
// Sets are never changed once handed out, but for `insert` while they are made. A child without members is not kept.
// Source: structured-merge-diff v6 fieldpath/set.go, serialize.go.

import { compareElements, elementText, type PathElement } from './path-element.ts';

/** The JSON form: `{"f:spec": {"f:replicas": {}}}`; `"."` marks a member that has children too. */
export type FieldsV1 = { readonly [element: string]: FieldsV1 };

const SELF = '.';

export class FieldSet {
  readonly members: Set<PathElement>;
  readonly children: Map<PathElement, FieldSet>;

  constructor(members: Set<PathElement> = new Set(), children: Map<PathElement, FieldSet> = new Map()) {
    this.members = members;
    this.children = children;
  }

  /** The empty path means the whole object, which nobody owns. */
  insert(path: readonly PathElement[]): void {
    let at: FieldSet = this;
    for (const element of path.slice(0, -1)) at = at.descend(element);
    const last = path.at(-1);
    if (last !== undefined) at.members.add(last);
  }

  private descend(element: PathElement): FieldSet {
    let child = this.children.get(element);
    if (child === undefined) {
      child = new FieldSet();
      this.children.set(element, child);
    }
    return child;
  }

  get isEmpty(): boolean {
    if (this.members.size > 0) return false;
    for (const child of this.children.values()) if (!child.isEmpty) return false;
    return true;
  }

  /** What lies below the element; empty if nothing does. */
  below(element: PathElement): FieldSet {
    return this.children.get(element) ?? EMPTY;
  }

  has(path: readonly PathElement[]): boolean {
    let at: FieldSet = this;
    for (const element of path.slice(0, -1)) at = at.below(element);
    const last = path.at(-1);
    return last !== undefined && at.members.has(last);
  }

  union(other: FieldSet): FieldSet {
    const children = new Map(this.children);
    for (const [element, child] of other.children) {
      children.set(element, this.children.get(element)?.union(child) ?? child);
    }
    return new FieldSet(new Set([...this.members, ...other.members]), children);
  }

  intersection(other: FieldSet): FieldSet {
    return this.combine(
      (element) => other.members.has(element),
      (element, child) => child.intersection(other.below(element)),
    );
  }

  /** Parents and children count apart: taking away `spec` leaves `spec.replicas`. */
  difference(other: FieldSet): FieldSet {
    return this.combine(
      (element) => !other.members.has(element),
      (element, child) => child.difference(other.below(element)),
    );
  }

  /** Taking away `spec` takes all below it. */
  recursiveDifference(other: FieldSet): FieldSet {
    return this.combine(
      (element) => !other.members.has(element),
      (element, child) =>
        other.members.has(element) ? EMPTY : child.recursiveDifference(other.below(element)),
    );
  }

  private combine(
    keepsMember: (element: PathElement) => boolean,
    childOf: (element: PathElement, child: FieldSet) => FieldSet,
  ): FieldSet {
    const children = new Map<PathElement, FieldSet>();
    for (const [element, child] of this.children) {
      const next = childOf(element, child);
      if (!next.isEmpty) children.set(element, next);
    }
    return new FieldSet(new Set([...this.members].filter(keepsMember)), children);
  }

  equals(other: FieldSet): boolean {
    return this.difference(other).isEmpty && other.difference(this).isEmpty;
  }

  /** All paths, parents first, in upstream's order. */
  paths(prefix: readonly PathElement[] = []): PathElement[][] {
    const own = [...this.members].sort(compareElements).map((element) => [...prefix, element]);
    const nested = [...this.children.keys()]
      .sort(compareElements)
      .flatMap((element) => this.below(element).paths([...prefix, element]));
    return [...own, ...nested];
  }

  toFieldsV1(): FieldsV1 {
    const elements = [...new Set([...this.members, ...this.children.keys()])].sort(compareElements);
    return Object.fromEntries(
      elements
        .filter((element) => this.members.has(element) || !this.below(element).isEmpty)
        .map((element) => {
          const below = this.below(element).toFieldsV1();
          const isBoth = this.members.has(element) && Object.keys(below).length > 0;
          return [element, isBoth ? { [SELF]: {}, ...below } : below];
        }),
    );
  }

  static fromFieldsV1(fields: FieldsV1): FieldSet {
    const set = new FieldSet();
    for (const [element, below] of Object.entries(fields)) {
      if (element === SELF) continue;
      const isLeaf = Object.keys(below).length === 0;
      if (isLeaf || Object.hasOwn(below, SELF)) set.members.add(element);
      const child = FieldSet.fromFieldsV1(below);
      if (!child.isEmpty) set.children.set(element, child);
    }
    return set;
  }
}

const EMPTY = new FieldSet();

/** `.spec.template.spec.containers[name="web"].image` */
export const pathText = (path: readonly PathElement[]): string => path.map(elementText).join('');
