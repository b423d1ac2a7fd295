// The affinity terms of all pods on nodes, each term once, with the domains in which pods have it.
//
// Pods of one owner have the same terms: a cycle looks at as many terms as there are owners, not pods. Which pods a term
// is about does not matter here, only who has it and where.

import type { AffinityTerm } from './affinity-term.ts';
import type { Labels, NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';

/** What a term is to the pod that has it. */
export type TermRole = 'required' | 'requiredAnti' | 'preferred' | 'preferredAnti';

export interface HeldTerm {
  readonly term: AffinityTerm;
  /** 1 for required terms. */
  readonly weight: number;
  /** Pods that have it by domain of the term's topology key; domains without any are not there. */
  readonly domains: ReadonlyMap<string, number>;
}

type Counted = HeldTerm & { readonly domains: Map<string, number> };

export class TermCounts {
  private readonly byRole: Readonly<Record<TermRole, Map<string, Counted>>> = {
    required: new Map(),
    requiredAnti: new Map(),
    preferred: new Map(),
    preferredAnti: new Map(),
  };

  /** Whether no pod has any term. */
  get isEmpty(): boolean {
    const { required, requiredAnti, preferred, preferredAnti } = this.byRole;
    return required.size + requiredAnti.size + preferred.size + preferredAnti.size === 0;
  }

  of(role: TermRole): Iterable<HeldTerm> {
    return this.byRole[role].values();
  }

  /** The pod is on a node with these labels, or no longer. */
  count(pod: PodInfo, labels: Labels, sign: 1 | -1): void {
    if (!pod.hasAffinity) return;
    for (const term of pod.requiredAffinity) this.add('required', { term, weight: 1 }, labels, sign);
    for (const term of pod.requiredAntiAffinity) this.add('requiredAnti', { term, weight: 1 }, labels, sign);
    for (const held of pod.preferredAffinity) this.add('preferred', held, labels, sign);
    for (const held of pod.preferredAntiAffinity) this.add('preferredAnti', held, labels, sign);
  }

  /** The node of these pods has other labels than before. */
  relabelled({ podsWithAffinity, labels }: NodeInfo, before: Labels): void {
    for (const pod of podsWithAffinity) {
      this.count(pod, before, -1);
      this.count(pod, labels, 1);
    }
  }

  private add(
    role: TermRole,
    { term, weight }: Omit<HeldTerm, 'domains'>,
    labels: Labels,
    sign: 1 | -1,
  ): void {
    const domain = labels[term.topologyKey];
    if (domain === undefined) return;
    const key = `${weight} ${term.key}`;
    const terms = this.byRole[role];
    let counted = terms.get(key);
    if (counted === undefined) {
      counted = { term, weight, domains: new Map() };
      terms.set(key, counted);
    }
    const { domains } = counted;
    const pods = (domains.get(domain) ?? 0) + sign;
    if (pods === 0) domains.delete(domain);
    else domains.set(domain, pods);
    if (domains.size === 0) terms.delete(key);
  }
}
