// A compiled label selector: requirements that must all match.
//
// Source: kubernetes apimachinery v0.20.2 pkg/labels/selector.go, internalSelector, nothingSelector (unchanged to v0.36.0).

import { byText, type Labels, type Requirement } from './requirement.ts';

/** A compiled selector: all requirements must match. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** Whether it matches everything. */
  readonly isEmpty: boolean;
  /** False for the selector that matches nothing. */
  readonly isSelectable: boolean;
  matches(labels: Labels | undefined): boolean;
  /** The text that `parseLabelSelector` reads. */
  toString(): string;
}

const NO_LABELS: Labels = {};

class RequirementsSelector implements Selector {
  readonly requirements: readonly Requirement[];
  readonly isEmpty: boolean;
  readonly isSelectable = true;

  constructor(requirements: readonly Requirement[]) {
    this.requirements = requirements;
    this.isEmpty = requirements.length === 0;
  }

  matches(labels: Labels = NO_LABELS): boolean {
    for (const each of this.requirements) if (!each.matches(labels)) return false;
    return true;
  }

  toString(): string {
    return this.requirements.join(',');
  }
}

/** Sorts by key, as upstream does to be deterministic; of equal keys the earlier stays first. */
export function selectorOf(requirements: readonly Requirement[]): Selector {
  if (requirements.length === 0) return EVERYTHING;
  return new RequirementsSelector([...requirements].sort((a, b) => byText(a.key, b.key)));
}

export const EVERYTHING: Selector = new RequirementsSelector([]);

export const NOTHING: Selector = {
  requirements: [],
  isEmpty: false,
  isSelectable: false,
  matches: () => false,
  toString: () => '',
};
