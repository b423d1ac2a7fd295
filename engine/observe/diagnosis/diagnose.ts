// Why an object is not as it was wanted: what it is in, what was said of that, since when, and which field to look at.
//
// Reads a view and nothing else. The fields are guesses from what schedulers, kubelets and controllers say (rules.ts):
// each names a path in the pod's specification, which `where` turns into a path of the object that a manifest holds.

import type { AnyObject, KubeEvent, Pod, Service } from '../../api/objects.ts';
import { parseTime } from '../../api/time.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Reason } from '../condition.ts';
import { conditionOf, isPodReady, stateText } from '../conditions/state.ts';
import type { Vocabulary } from '../conditions/vocabulary.ts';
import { fieldRule } from './rules.ts';

/** `state`: `Pending`, `CrashLoopBackOff`, `Running, not ready`, `gone` …; the message may be empty. */
export interface Diagnosis extends Reason {
  /** Milliseconds since the start at which it came into that state, where that is known. */
  readonly sinceMs?: number;
}

/** One diagnosis an object, in the order of `refs`; those that say the same are told once. */
export function diagnose(vocabulary: Vocabulary, view: ClusterView, refs: readonly ObjectRef[]): Diagnosis[] {
  const said = new Set<string>();
  const out: Diagnosis[] = [];
  for (const ref of refs) {
    const diagnosis = diagnoseOne(vocabulary, view, ref);
    const key = `${ref.kind} ${diagnosis.state} ${diagnosis.message}`;
    if (said.has(key)) continue;
    said.add(key);
    out.push(diagnosis);
  }
  return out;
}

function diagnoseOne(vocabulary: Vocabulary, view: ClusterView, ref: ObjectRef): Diagnosis {
  const object = view.get(ref.kind, ref.namespace, ref.name) as AnyObject | undefined;
  const kind = vocabulary.kinds.get(ref.kind);
  if (object === undefined || kind === undefined) return { ref, state: 'gone', message: '' };
  const state = stateText(vocabulary, kind, object, view);
  if (ref.kind === 'Service') return diagnoseService(view, object as unknown as Service, ref);
  if (ref.kind !== 'Pod') return { ref, state, message: newestWarning(view, ref)?.message ?? '' };
  const pod = object as unknown as Pod;
  const message = podMessage(pod, view);
  const sinceMs = podSince(pod, view);
  const rule = fieldRule(pod, message);
  const where = rule === undefined ? undefined : whereOf(view, pod, rule.path);
  return {
    ref,
    state,
    message,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(where === undefined ? {} : { where }),
    ...(rule === undefined ? {} : { hint: rule.hint }),
  };
}

// A selector that matches nothing is the commonest mistake with services.
function diagnoseService(view: ClusterView, { metadata, spec }: Service, ref: ObjectRef): Diagnosis {
  const { selector } = spec;
  if (selector === undefined || Object.keys(selector).length === 0)
    return { ref, state: 'without selector', message: '' };
  const text = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const pods = view.list('Pod', metadata.namespace);
  const isMatched = pods.some((pod) =>
    Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
  if (isMatched) return { ref, state: 'there', message: '' };
  return {
    ref,
    state: 'without pods',
    message: `its selector ${text} matches no pod`,
    where: { ref, path: 'spec.selector', value: selector },
    hint: 'compare the selector with the labels of the pod template',
  };
}

// What holds the pod back now weighs more than what an event told earlier.
function podMessage(pod: Pod, view: ClusterView): string {
  if (isPodReady(pod)) return '';
  const scheduled = conditionOf(pod as unknown as AnyObject, 'PodScheduled');
  if (scheduled?.status === 'False') return scheduled.message ?? '';
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
  const warning = newestWarning(view, {
    kind: 'Pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
  });
  for (const { name, state, lastState } of statuses) {
    const { reason, message } = state?.waiting ?? {};
    if (reason === undefined || /^(PodInitializing|ContainerCreating)$/.test(reason)) continue;
    const ended = lastState?.terminated;
    const last =
      ended === undefined ? '' : `; it last ended with code ${ended.exitCode} (${ended.reason ?? 'Error'})`;
    return `container ${name}: ${message === undefined || message === '' ? reason : message}${last}`;
  }
  if (warning !== undefined) return warning.message ?? '';
  const ended = statuses.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0);
  if (ended?.state?.terminated !== undefined) {
    const { exitCode, reason = 'Error' } = ended.state.terminated;
    return `container ${ended.name} ended with code ${exitCode} (${reason})`;
  }
  return conditionOf(pod as unknown as AnyObject, 'Ready')?.message ?? '';
}

function podSince(pod: Pod, view: ClusterView): number | undefined {
  const object = pod as unknown as AnyObject;
  const condition = conditionOf(
    object,
    isPodReady(pod) || pod.spec.nodeName !== undefined ? 'Ready' : 'PodScheduled',
  );
  const at = condition?.lastTransitionTime ?? pod.metadata.creationTimestamp;
  const epochMs = parseTime(at);
  return Number.isNaN(epochMs) ? undefined : Math.max(0, epochMs - view.startEpochMs);
}

function newestWarning(view: ClusterView, { kind, namespace, name }: ObjectRef): KubeEvent | undefined {
  return view.list('Event').findLast(({ type, involvedObject }) => {
    const isAbout =
      involvedObject.kind === kind &&
      involvedObject.name === name &&
      (namespace === undefined || involvedObject.namespace === namespace);
    return type === 'Warning' && isAbout;
  });
}

// A pod spec's place in the object that people write: the topmost owner.
function whereOf(view: ClusterView, pod: Pod, path: string): Diagnosis['where'] {
  const top = topOwner(view, pod as unknown as AnyObject);
  const prefix =
    top.kind === 'Pod'
      ? 'spec'
      : top.kind === 'CronJob'
        ? 'spec.jobTemplate.spec.template.spec'
        : 'spec.template.spec';
  const { namespace, name } = top.metadata;
  return {
    ref: { kind: top.kind, name, ...(namespace === undefined ? {} : { namespace }) },
    path: `${prefix}.${path}`,
    value: valueAt(pod.spec, path),
  };
}

function topOwner(view: ClusterView, object: AnyObject): AnyObject {
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return object;
  const found = view.get(owner.kind, object.metadata.namespace, owner.name) as AnyObject | undefined;
  return found === undefined ? object : topOwner(view, found);
}

function valueAt(spec: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], spec);
}
