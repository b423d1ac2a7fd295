// The pods that belong together with a pod although it says nothing of spreading: those that its services and its
// controller select.
//
// Until 1.21 every controller whose selector matches the pod counts; then only the one that owns it.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/helper/spread.go, DefaultSelector.

import type { LabelSelector, ReplicaSet, StatefulSet } from '../../api/objects.ts';
import { labelSelectorAsSelector } from '../../api/selectors/label-selector.ts';
import type { Labels } from '../framework/node-info.ts';
import type { Cycle } from '../framework/plugin.ts';
import type { LabelMatcher } from '../framework/pod-counts.ts';

/** `undefined` when nothing selects the pod. */
export function defaultSelector(cycle: Cycle): LabelMatcher | undefined {
  const { pod, view, version } = cycle;
  const wanted: Record<string, string> = {};
  for (const service of view.services(pod.namespace)) {
    const selector = service.spec.selector as Labels | undefined;
    if (selector !== undefined && hasLabels(pod.labels, selector)) Object.assign(wanted, selector);
  }
  const controllers = version.has('defaultSelectorOfOwnerOnly')
    ? ownerSelectors(cycle)
    : matchingSelectors(cycle);
  Object.assign(wanted, ...controllers.plain);
  const labels = Object.entries(wanted);
  const others = controllers.selectors
    .map((selector) => labelSelectorAsSelector(selector, version))
    .filter((s) => !s.isEmpty);
  if (labels.length === 0 && others.length === 0) return undefined;
  let text: string | undefined;
  return {
    isEmpty: false,
    matches: (subject) => {
      for (const [key, value] of labels) if (subject[key] !== value) return false;
      for (const other of others) if (!other.matches(subject)) return false;
      return true;
    },
    toString: () => {
      text ??= `${labels.map(([key, value]) => `${key}=${value}`)};${others.join(';')}`;
      return text;
    },
  };
}

interface Selectors {
  /** Of replication controllers, which select by equality. */
  readonly plain: readonly Labels[];
  readonly selectors: readonly (LabelSelector | undefined)[];
}

function ownerSelectors({ pod: { pod, namespace }, view }: Cycle): Selectors {
  const owner = pod.metadata.ownerReferences?.find((reference) => reference.controller === true);
  const ofSet = (set: ReplicaSet | StatefulSet | undefined): Selectors => ({
    plain: [],
    selectors: set === undefined ? [] : [set.spec.selector],
  });
  switch (owner && `${owner.apiVersion}/${owner.kind}`) {
    case 'v1/ReplicationController': {
      const controller = view.replicationController(namespace, owner!.name);
      return { plain: [(controller?.spec.selector as Labels | undefined) ?? {}], selectors: [] };
    }
    case 'apps/v1/ReplicaSet':
      return ofSet(view.replicaSet(namespace, owner!.name));
    case 'apps/v1/StatefulSet':
      return ofSet(view.statefulSet(namespace, owner!.name));
    default:
      return { plain: [], selectors: [] };
  }
}

// A pod without labels belongs to no controller; a selector without requirements selects no pod.
function matchingSelectors({ pod, view, version }: Cycle): Selectors {
  if (Object.keys(pod.labels).length === 0) return { plain: [], selectors: [] };
  const selects = (selector: LabelSelector | undefined): boolean => {
    const parsed = labelSelectorAsSelector(selector, version);
    return !parsed.isEmpty && parsed.matches(pod.labels);
  };
  const plain = view
    .replicationControllers(pod.namespace)
    .map(({ spec }) => (spec.selector ?? {}) as Labels)
    .filter((selector) => Object.keys(selector).length > 0 && hasLabels(pod.labels, selector));
  const sets = [...view.replicaSets(pod.namespace), ...view.statefulSets(pod.namespace)];
  return { plain, selectors: sets.map(({ spec }) => spec.selector).filter(selects) };
}

function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
