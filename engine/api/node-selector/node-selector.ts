// Node selector terms: which nodes a pod, a volume or a storage class accepts.
//
// Terms are alternatives, the requirements of one term all hold; an empty term matches nothing. A term that cannot be
// parsed matches nothing either; its error shows only where no other term matched.
// Source: kubernetes v1.20.2 staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go;
// pkg/scheduler/framework/plugins/helper/node_affinity.go, PodMatchesNodeSelectorAndAffinityTerms.

import type { VersionProfile } from '../../versions/profile.ts';
import type { Node, Pod } from '../objects.ts';
import { type Labels, type Requirement, requirement, SelectorError } from '../selectors/requirement.ts';

export interface NodeSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  readonly matchFields?: readonly NodeSelectorRequirement[];
}

export interface PreferredTerm {
  readonly weight: number;
  readonly preference: NodeSelectorTerm;
}

/** One parsed term. */
interface Term {
  readonly requirements: readonly Requirement[];
  readonly fields: readonly ((nodeName: string) => boolean)[];
  readonly error: string | undefined;
}

export interface SelectorMatch {
  readonly matches: boolean;
  /** Upstream's text of the first bad requirement; only where no term matched. */
  readonly error?: string;
}

/** Terms of a node selector, parsed once and asked node by node. */
export class NodeSelector {
  private readonly terms: readonly Term[];

  constructor(terms: readonly NodeSelectorTerm[] | undefined, version: VersionProfile) {
    this.terms = (terms ?? []).filter((term) => !isEmptyTerm(term)).map((term) => parseTerm(term, version));
  }

  matches(nodeName: string, labels: Labels): boolean {
    return this.terms.some((term) => termMatches(term, nodeName, labels));
  }

  /** As `matches`, with the reason why a term could not even be tried. */
  explain(nodeName: string, labels: Labels): SelectorMatch {
    if (this.matches(nodeName, labels)) return { matches: true };
    const error = this.terms.find((term) => term.error !== undefined)?.error;
    return error === undefined ? { matches: false } : { matches: false, error };
  }
}

/** What a pod requires of its node by nodeSelector and required node affinity. */
export class RequiredNodeAffinity {
  private readonly labels: readonly (readonly [string, string])[];
  private readonly selector: NodeSelector | undefined;

  constructor(pod: Pod, version: VersionProfile) {
    this.labels = Object.entries(pod.spec.nodeSelector ?? {});
    const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    this.selector =
      required === undefined ? undefined : new NodeSelector(required.nodeSelectorTerms, version);
  }

  get isEmpty(): boolean {
    return this.labels.length === 0 && this.selector === undefined;
  }

  matches(nodeName: string, labels: Labels): boolean {
    for (const [key, value] of this.labels) if (labels[key] !== value) return false;
    return this.selector?.matches(nodeName, labels) ?? true;
  }

  matchesNode(node: Node): boolean {
    return this.matches(node.metadata.name, node.metadata.labels ?? {});
  }
}

/** Preferred terms, parsed once. */
export class PreferredNodeTerms {
  private readonly terms: readonly { readonly weight: number; readonly term: Term }[];

  /** @throws SelectorError  with upstream's text, when a term with a weight cannot be parsed */
  constructor(terms: readonly PreferredTerm[], version: VersionProfile) {
    this.terms = terms
      .filter(({ weight, preference }) => weight !== 0 && !isEmptyTerm(preference))
      .map(({ weight, preference }) => ({ weight, term: parseTerm(preference, version) }));
    const error = this.terms.find(({ term }) => term.error !== undefined)?.term.error;
    if (error !== undefined) throw new SelectorError(error);
  }

  /** The sum of the weights of the terms that match. */
  score(nodeName: string, labels: Labels): number {
    let sum = 0;
    for (const { weight, term } of this.terms) if (termMatches(term, nodeName, labels)) sum += weight;
    return sum;
  }
}

function isEmptyTerm(term: NodeSelectorTerm): boolean {
  return (term.matchExpressions ?? []).length === 0 && (term.matchFields ?? []).length === 0;
}

function termMatches(term: Term, nodeName: string, labels: Labels): boolean {
  if (term.error !== undefined) return false;
  for (const requirement of term.requirements) if (!requirement.matches(labels)) return false;
  for (const field of term.fields) if (!field(nodeName)) return false;
  return true;
}

function parseTerm(term: NodeSelectorTerm, version: VersionProfile): Term {
  try {
    return {
      requirements: (term.matchExpressions ?? []).map((expression) => parseRequirement(expression, version)),
      fields: (term.matchFields ?? []).map(parseField),
      error: undefined,
    };
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    return { requirements: [], fields: [], error: error.message };
  }
}

// Source: nodeaffinity.go, nodeSelectorRequirementsAsSelector.
const OPERATORS: Readonly<Record<string, string>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
  Gt: 'gt',
  Lt: 'lt',
};

function parseRequirement(
  { key, operator, values }: NodeSelectorRequirement,
  version: VersionProfile,
): Requirement {
  if (!Object.hasOwn(OPERATORS, operator))
    throw new SelectorError(`"${operator}" is not a valid node selector operator`);
  return requirement(key, OPERATORS[operator]!, values ?? [], version);
}

// Only metadata.name has a field, and only one value is taken. Source: nodeSelectorRequirementsAsFieldSelector.
function parseField({ key, operator, values }: NodeSelectorRequirement): (nodeName: string) => boolean {
  if (operator !== 'In' && operator !== 'NotIn')
    throw new SelectorError(`"${operator}" is not a valid node field selector operator`);
  if (values?.length !== 1) {
    throw new SelectorError(
      `unexpected number of value (${values?.length ?? 0}) for node field selector operator "${operator}"`,
    );
  }
  const [wanted] = values;
  return (nodeName) => ((key === 'metadata.name' ? nodeName : '') === wanted) === (operator === 'In');
}
