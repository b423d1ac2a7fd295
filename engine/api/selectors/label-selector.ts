// Label selectors of objects, compiled for matching: from their JSON (matchLabels, matchExpressions) or from plain labels.
//
// Objects are never changed once made, so what was compiled for one is remembered with it.
// Source: kubernetes apimachinery v0.20.2 pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector, FormatLabelSelector;
// pkg/labels/selector.go, SelectorFromSet.

import { type VersionProfile, versionProfile } from '../../versions/profile.ts';
import { quoteGo } from '../validation/field-error.ts';
import { byText, type Labels, Requirement, requirement, SelectorError } from './requirement.ts';
import { EVERYTHING, NOTHING, type Selector, selectorOf } from './selector.ts';

/** metav1.LabelSelector. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

const OPERATORS: Readonly<Record<string, string>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

function compile(selector: LabelSelector, version: VersionProfile): Selector {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  // Order: upstream walks a Go map; which of several bad labels it names is chance. Here it is the first by name.
  const fromLabels = Object.keys(matchLabels)
    .sort(byText)
    .map((key) => requirement(key, '=', [matchLabels[key]!], version));
  const fromExpressions = matchExpressions.map(({ key = '', operator = '', values = [] }) => {
    if (!Object.hasOwn(OPERATORS, operator)) {
      const what = version.has('labelSelectorTextSaysLabelSelector') ? 'label' : 'pod';
      throw new SelectorError(`${quoteGo(operator)} is not a valid ${what} selector operator`);
    }
    return requirement(key, OPERATORS[operator]!, values, version);
  });
  return selectorOf([...fromLabels, ...fromExpressions]);
}

const NEWEST = versionProfile();
const compiled = new WeakMap<object, Selector>();

/**
 * Compiles a selector's JSON; absent selects nothing, empty everything.
 *
 * @param version decides the words of an error only; default the newest
 * @throws SelectorError  with upstream's message
 */
export function labelSelectorAsSelector(
  selector: LabelSelector | null | undefined,
  version: VersionProfile = NEWEST,
): Selector {
  if (selector === null || selector === undefined) return NOTHING;
  const known = compiled.get(selector);
  if (known !== undefined) return known;
  const fresh = compile(selector, version);
  compiled.set(selector, fresh);
  return fresh;
}

const compiledSets = new WeakMap<object, Selector>();

/** Plain labels as a selector, unchecked: a Service's or ReplicationController's. Empty or absent selects everything. */
export function selectorFromSet(labels: Labels | null | undefined): Selector {
  if (labels === null || labels === undefined) return EVERYTHING;
  const known = compiledSets.get(labels);
  if (known !== undefined) return known;
  const fresh = selectorOf(Object.keys(labels).map((key) => new Requirement(key, '=', [labels[key]!])));
  compiledSets.set(labels, fresh);
  return fresh;
}

/** What kubectl shows: the text, `<none>` for none, `<error>` where it cannot be compiled. Source: FormatLabelSelector. */
export function formatLabelSelector(selector: LabelSelector | null | undefined): string {
  try {
    return labelSelectorAsSelector(selector).toString() || '<none>';
  } catch (error) {
    if (error instanceof SelectorError) return '<error>';
    throw error;
  }
}

/** `a=1,b=2`, sorted, or `<none>`. Source: pkg/labels/labels.go, FormatLabels. */
export function formatLabels(labels: Labels | null | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.sort(byText).join(',') || '<none>';
}
