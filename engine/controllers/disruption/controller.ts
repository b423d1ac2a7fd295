// The disruption controller: keeps the status of PodDisruptionBudgets, by which evictions are granted.
//
// A change of a pod wakes the budget that selects it; what a pass does is in sync.ts.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/disruption/disruption.go; client-go
// listers/policy/v1/poddisruptionbudget_expansion.go. Changes of a pod that no pass looks at wake nothing here, unless the
// last pass recorded an Event, which the next one counts up.

import type { Pod, PodDisruptionBudget } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import { controllerOf } from '../controller-ref-manager.ts';
import { msToNextPeriod } from '../period.ts';
import { isPodReady } from '../pod-condition.ts';
import { ControllerScales } from './controller-scale.ts';
import { Members } from './members.ts';
import { watchStaleTargets } from './stale-target.ts';
import { type SyncContext, syncBudget } from './sync.ts';

/** Source: v1.20.2 disruption.go, NewDisruptionController, AddEventHandlerWithResyncPeriod. */
const RESYNC_MS = 30_000;
const BY_NAMESPACE = 'namespace';

/** @param component its name is `disruption-controller`; its Events come from `controllermanager`, as upstream's */
export function startDisruptionController(component: Component): void {
  const { world, name, informers } = component;
  new DisruptionController(new Component(world, name, informers, { component: 'controllermanager' })).start();
}

interface Selected {
  /** The selector that they were found by. */
  by: PodDisruptionBudget['spec']['selector'];
  readonly members: Members | string;
}

class DisruptionController {
  private readonly component: Component;
  private readonly pods: Informer<'Pod', Pod>;
  private readonly budgets: Informer<'PodDisruptionBudget', PodDisruptionBudget>;
  private readonly context: SyncContext;
  private readonly queue: WorkQueue;
  private readonly recheckQueue: WorkQueue;
  /** By the budget's key, from its first pass on. */
  private readonly selected = new Map<string, Selected>();
  /** Keys of the budgets whose last pass recorded an Event. */
  private readonly spoken = new Set<string>();
  private isResyncScheduled = false;

  constructor(component: Component) {
    this.component = component;
    this.pods = component.informers.of('Pod') as Informer<'Pod', Pod>;
    this.budgets = component.informers.of('PodDisruptionBudget') as Informer<
      'PodDisruptionBudget',
      PodDisruptionBudget
    >;
    this.context = { component, scales: new ControllerScales(component) };
    this.queue = component.queue('disruption', (key) => this.sync(key));
    this.recheckQueue = component.queue('disruption_recheck', (key) => this.queue.addRateLimited(key));
  }

  start(): void {
    this.pods.addIndex(BY_NAMESPACE, ({ metadata }) => [metadata.namespace]);
    this.budgets.addIndex(BY_NAMESPACE, ({ metadata }) => [metadata.namespace]);
    const enqueue = (budget: PodDisruptionBudget): void => this.queue.add(keyOf(budget));
    this.budgets.addHandler({
      add: enqueue,
      update: enqueue,
      delete: (budget) => {
        this.selected.delete(keyOf(budget));
        enqueue(budget);
      },
    });
    const lookForStaleTarget = watchStaleTargets(this.component, this.pods);
    this.pods.addHandler({
      add: (pod) => {
        if (this.budgets.size > 0) this.wake(pod, this.selecting(pod, 'there'), true);
        lookForStaleTarget(pod);
      },
      update: (pod, before) => {
        if (this.budgets.size > 0) this.wake(pod, this.selecting(pod, 'there'), isSeenOtherwise(pod, before));
        lookForStaleTarget(pod);
      },
      delete: (pod) => {
        if (this.budgets.size > 0) this.wake(pod, this.selecting(pod, 'gone'), true);
      },
    });
  }

  private wake(pod: Pod, [budget, ...others]: readonly PodDisruptionBudget[], isNews: boolean): void {
    if (budget === undefined) return;
    if (others.length > 0) {
      const { namespace = '', name } = pod.metadata;
      const chosen = quoteGo(budget.metadata.name);
      const text = `Pod ${quoteGo(namespace)}/${quoteGo(name)} matches multiple PodDisruptionBudgets.  Chose ${chosen} arbitrarily.`;
      this.component.recorder.event(pod, 'Warning', 'MultiplePodDisruptionBudgets', text);
    }
    const key = keyOf(budget);
    if (isNews || this.spoken.has(key)) this.queue.add(key);
  }

  // The budgets that select the pod, whose members it joins or leaves.
  // Order: the first of several is the one that came first; upstream takes any.
  private selecting(pod: Pod, now: 'there' | 'gone'): PodDisruptionBudget[] {
    const all: PodDisruptionBudget[] = this.budgets.byIndex(BY_NAMESPACE, pod.metadata.namespace);
    return all.filter((budget) => {
      const { by, members } = this.selected.get(keyOf(budget)) ?? {};
      // Members follow every change of a pod, even when the budget's selector is by now another: the next pass sees to that.
      if (typeof members === 'object') {
        const isMember = now === 'gone' ? members.remove(pod) : members.observe(pod);
        if (by === budget.spec.selector) return isMember;
      }
      const selector = this.selectorOf(budget);
      return typeof selector === 'object' && selector.matches(pod.metadata.labels);
    });
  }

  private membersOf(budget: PodDisruptionBudget): Members | string {
    const key = keyOf(budget);
    const by = budget.spec.selector;
    const known = this.selected.get(key);
    if (known !== undefined && equalPlain(known.by, by)) {
      known.by = by;
      return known.members;
    }
    const selector = this.selectorOf(budget);
    const inNamespace: Pod[] = this.pods.byIndex(BY_NAMESPACE, budget.metadata.namespace);
    const members = typeof selector === 'string' ? selector : new Members(selector, inNamespace);
    this.selected.set(key, { by, members });
    return members;
  }

  /** The message of what is wrong with it, which selects no pod. */
  private selectorOf({ spec }: PodDisruptionBudget): Selector | string {
    try {
      return labelSelectorAsSelector(spec.selector, this.component.version);
    } catch (error) {
      if (error instanceof SelectorError) return error.message;
      throw error;
    }
  }

  private sync(key: string): void {
    const budget = this.budgets.getByKey(key);
    if (budget === undefined) {
      this.spoken.delete(key);
      this.queue.forget(key);
      return;
    }
    const { isDone, hasSpoken, recheckMs } = syncBudget(budget, this.membersOf(budget), this.context);
    if (hasSpoken) this.spoken.add(key);
    else this.spoken.delete(key);
    if (recheckMs !== undefined)
      this.recheckQueue.addAfter(key, recheckMs, `evictions that budget ${key} granted are overdue`);
    if (isDone) this.queue.forget(key);
    else this.queue.addRateLimited(key);
    this.scheduleResync();
  }

  // Only what a resync could change is worth one: the counts of Events, and budgets that could not be reckoned.
  private scheduleResync(): void {
    const { kernel, version } = this.component;
    if (this.isResyncScheduled || this.spoken.size === 0 || !version.has('budgetsAreResynced')) return;
    this.isResyncScheduled = true;
    const delayMs = msToNextPeriod(kernel.nowMs, RESYNC_MS);
    const label = 'the disruption controller looks at its budgets again, every 30 seconds';
    kernel.schedule({ delayMs, kind: 'disruption resync', label, priority: PRIORITY.period }, () => {
      this.isResyncScheduled = false;
      for (const key of this.spoken) this.queue.add(key);
    });
  }
}

/** Whether a pass sees the pod otherwise than before. */
function isSeenOtherwise(pod: Pod, before: Pod): boolean {
  return (
    isPodReady(pod) !== isPodReady(before) ||
    pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
    controllerOf(pod)?.uid !== controllerOf(before)?.uid ||
    !equalPlain(pod.metadata.labels, before.metadata.labels)
  );
}
