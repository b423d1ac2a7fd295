// The pods of each set, counted as they change: a pass costs the same however many pods its set has.
//
// A set of thousands of pods is looked at hundreds of times while it comes up; only a pass that deletes, adopts or waits
// for minReadySeconds walks through them. Knows nothing of what a set wants.

import type { Pod } from '../../api/objects.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { type PodFacts, podFacts } from '../pod-condition.ts';
import type { Replicated } from './replicated-kind.ts';

/** What a set's pods add up to. */
export interface Tally {
  /** Active pods that the set selects. */
  replicas: number;
  /** Active pods that name the set as their controller and are not selected any more. */
  strays: number;
  /** Pods on their way out that the set selects. */
  terminating: number;
  /** Of the `replicas`, those with all labels of the set's template. */
  fullyLabeled: number;
  ready: number;
}

/** Whose pods are counted: a set, by what decides about its pods' labels. */
interface Counted {
  readonly spec: Replicated['spec'];
  readonly selector: Selector;
  readonly tally: Tally;
}

interface Member {
  readonly pod: Pod;
  readonly facts: PodFacts;
  isSelected: boolean;
  isFullyLabeled: boolean;
}

class Group {
  readonly uid: string;
  readonly members = new Map<string, Member>();
  counted: Counted | undefined;

  constructor(uid: string) {
    this.uid = uid;
  }

  put(key: string, pod: Pod): void {
    const { counted } = this;
    const before = this.members.get(key);
    const member = { pod, facts: podFacts(pod), isSelected: false, isFullyLabeled: false };
    this.members.set(key, member);
    if (counted === undefined) return;
    if (before !== undefined) count(before, counted.tally, -1);
    fit(member, counted);
    count(member, counted.tally, 1);
  }

  takeOut(key: string): void {
    const member = this.members.get(key);
    this.members.delete(key);
    if (member !== undefined && this.counted !== undefined) count(member, this.counted.tally, -1);
  }

  countFor({ spec }: Replicated, selector: Selector): Tally {
    if (this.counted?.spec === spec) return this.counted.tally;
    const counted = { spec, selector, tally: emptyTally() };
    for (const member of this.members.values()) {
      fit(member, counted);
      count(member, counted.tally, 1);
    }
    this.counted = counted;
    return counted.tally;
  }
}

const emptyTally = (): Tally => ({ replicas: 0, strays: 0, terminating: 0, fullyLabeled: 0, ready: 0 });

function fit(member: Member, { spec, selector }: Counted): void {
  member.isSelected = selector.matches(member.pod.metadata.labels);
  member.isFullyLabeled = hasTemplateLabels(member.pod, spec);
}

function hasTemplateLabels({ metadata: { labels } }: Pod, spec: Replicated['spec']): boolean {
  const wanted = (spec.template?.metadata?.labels ?? {}) as Record<string, string>;
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

function count({ facts, isSelected, isFullyLabeled }: Omit<Member, 'pod'>, tally: Tally, by: 1 | -1): void {
  if (facts.isActive && isSelected) {
    tally.replicas += by;
    if (isFullyLabeled) tally.fullyLabeled += by;
    if (facts.isReady) tally.ready += by;
  } else if (facts.isActive) tally.strays += by;
  else if (facts.isTerminating && isSelected) tally.terminating += by;
}

/** What active and selected pods at hand add up to. */
export function tallyOf(replicas: readonly Pod[], { spec }: Replicated, terminating: number): Tally {
  const tally = { ...emptyTally(), terminating };
  for (const pod of replicas) {
    const isFullyLabeled = hasTemplateLabels(pod, spec);
    count({ facts: podFacts(pod), isSelected: true, isFullyLabeled }, tally, 1);
  }
  return tally;
}

export class OwnedPods {
  private readonly byUid = new Map<string, Group>();
  private readonly byPod = new Map<string, Group>();

  constructor(pods: Informer<'Pod', Pod>) {
    const put = (pod: Pod): void => this.put(pod);
    pods.addHandler({ add: put, update: put, delete: (pod) => this.takeOut(keyOf(pod)) });
  }

  /** What the pods that name the set as their controller add up to; not to be kept. */
  tally(set: Replicated, selector: Selector): Readonly<Tally> {
    return this.byUid.get(set.metadata.uid)?.countFor(set, selector) ?? emptyTally();
  }

  /** The active pods that `tally` counts as replicas, in order of arrival. O(n). */
  replicas(set: Replicated, selector: Selector): Pod[] {
    const group = this.byUid.get(set.metadata.uid);
    if (group === undefined) return [];
    group.countFor(set, selector);
    const found: Pod[] = [];
    for (const { pod, facts, isSelected } of group.members.values())
      if (facts.isActive && isSelected) found.push(pod);
    return found;
  }

  private put(pod: Pod): void {
    const key = keyOf(pod);
    const uid = controllerOf(pod)?.uid;
    const before = this.byPod.get(key);
    if (before !== undefined && before.uid !== uid) this.takeOut(key);
    if (uid === undefined) return;
    let group = this.byUid.get(uid);
    if (group === undefined) {
      group = new Group(uid);
      this.byUid.set(uid, group);
    }
    this.byPod.set(key, group);
    group.put(key, pod);
  }

  private takeOut(key: string): void {
    const group = this.byPod.get(key);
    if (group === undefined) return;
    this.byPod.delete(key);
    group.takeOut(key);
    if (group.members.size === 0) this.byUid.delete(group.uid);
  }
}
