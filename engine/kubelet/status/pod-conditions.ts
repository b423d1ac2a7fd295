// The conditions of a pod that the kubelet owns: Initialized, Ready, ContainersReady, PodScheduled.
// Source: kubernetes v1.20.2 pkg/kubelet/status/generate.go. PodReadyToStartContainers: v1.28 (KEP-3085, on by default in 1.29).

import type { Container, ContainerStatus, Pod, PodCondition, PodStatus } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { isSidecar } from '../sync/restart-policy.ts';

type Draft = Omit<PodCondition, 'lastTransitionTime' | 'lastProbeTime'>;

const isTrue = (type: string): Draft => ({ type, status: 'True' });
const isFalse = (type: string, reason: string, message?: string): Draft =>
  message === undefined ? { type, status: 'False', reason } : { type, status: 'False', reason, message };

/** Conditions that only the kubelet writes; all others in a pod's status belong to somebody else and are kept. */
export const KUBELET_CONDITIONS: ReadonlySet<string> = new Set([
  'PodScheduled',
  'Ready',
  'Initialized',
  'ContainersReady',
  'PodReadyToStartContainers',
]);

export interface ReadinessInput {
  readonly pod: Pod;
  /** Sidecars' statuses among them. */
  readonly statuses: readonly ContainerStatus[] | undefined;
  readonly phase: string;
  readonly version: VersionProfile;
}

// Go's %v of a list of strings.
const goList = (names: readonly string[]): string => `[${names.join(' ')}]`;

export function initializedCondition(
  pod: Pod,
  statuses: readonly ContainerStatus[] | undefined,
  phase: string,
): Draft {
  const containers = pod.spec.initContainers ?? [];
  if (statuses === undefined && containers.length > 0)
    return isFalse('Initialized', 'UnknownContainerStatuses');
  const unknown: string[] = [];
  const unready: string[] = [];
  for (const container of containers) {
    const status = statuses?.find((s) => s.name === container.name);
    if (status === undefined) unknown.push(container.name);
    else if (!isInitDone(container, status)) unready.push(container.name);
  }
  if (phase === 'Succeeded' && unknown.length === 0)
    return { type: 'Initialized', status: 'True', reason: 'PodCompleted' };
  const messages = problems(unknown, unready, 'incomplete');
  return messages === ''
    ? isTrue('Initialized')
    : isFalse('Initialized', 'ContainersNotInitialized', messages);
}

const isInitDone = (container: Container, status: ContainerStatus): boolean =>
  isSidecar(container) ? status.started === true : status.ready === true;

export function containersReadyCondition({ pod, statuses, phase, version }: ReadinessInput): Draft {
  if (statuses === undefined) return isFalse('ContainersReady', 'UnknownContainerStatuses');
  const unknown: string[] = [];
  const unready: string[] = [];
  const { initContainers, containers } = pod.spec;
  const watched =
    initContainers === undefined ? containers : [...initContainers.filter(isSidecar), ...containers];
  for (const { name } of watched) {
    const status = statuses.find((s) => s.name === name);
    if (status === undefined) unknown.push(name);
    else if (!status.ready) unready.push(name);
  }
  if (phase === 'Succeeded' && unknown.length === 0) return isFalse('ContainersReady', 'PodCompleted');
  if (phase === 'Failed' && version.has('podFailedConditions'))
    return isFalse('ContainersReady', 'PodFailed');
  const messages = problems(unknown, unready, 'unready');
  return messages === ''
    ? isTrue('ContainersReady')
    : isFalse('ContainersReady', 'ContainersNotReady', messages);
}

function problems(unknown: readonly string[], bad: readonly string[], word: string): string {
  const texts: string[] = [];
  if (unknown.length > 0) texts.push(`containers with unknown status: ${goList(unknown)}`);
  if (bad.length > 0) texts.push(`containers with ${word} status: ${goList(bad)}`);
  return texts.join(', ');
}

/**
 * Ready: all containers are, and every readiness gate's condition is True.
 *
 * @param containersReady  the condition of that name, for one who has it
 */
export function readyCondition(
  input: ReadinessInput,
  conditions: readonly { readonly type: string; readonly status: string }[],
  containersReady: Draft = containersReadyCondition(input),
): Draft {
  const { pod } = input;
  if (containersReady.status !== 'True') return { ...COPY_OF, ...containersReady, type: 'Ready' };
  const missing: string[] = [];
  for (const { conditionType } of pod.spec.readinessGates ?? []) {
    const gate = conditions.find((c) => c.type === conditionType);
    if (gate === undefined)
      missing.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    else if (gate.status !== 'True')
      missing.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`);
  }
  return missing.length === 0
    ? isTrue('Ready')
    : isFalse('Ready', 'ReadinessGatesNotReady', missing.join(', '));
}

/**
 * Whether a readiness gate was opened or closed, so that the pod's Ready is no longer what the gates say.
 * Source: kubernetes v1.20.2 pkg/kubelet/status/status_manager.go, NeedToReconcilePodReadiness.
 */
export function isReadinessOutdated(pod: Pod, version: VersionProfile): boolean {
  if ((pod.spec.readinessGates?.length ?? 0) === 0) return false;
  const { conditions = [], containerStatuses, initContainerStatuses = [], phase = '' } = pod.status;
  const now = conditionOf(conditions, 'Ready');
  if (now === undefined) return false;
  const statuses =
    containerStatuses === undefined ? undefined : [...initContainerStatuses, ...containerStatuses];
  const wanted = readyCondition({ pod, statuses, phase, version }, conditions);
  return now.status !== wanted.status || (now.message ?? '') !== (wanted.message ?? '');
}

/**
 * Gives each condition the instant of its last change of status, kept from before where it did not change. A condition
 * that says what it said before is the same object again.
 */
export function withTransitionTimes(
  drafts: readonly Draft[],
  before: PodStatus,
  now: string,
): PodCondition[] {
  return drafts.map((draft) => withTransitionTime(draft, before, now));
}

function withTransitionTime(draft: Draft, { conditions = [] }: PodStatus, now: string): PodCondition {
  const old = conditionOf(conditions, draft.type);
  if (old !== undefined && (old === draft || saysTheSame(draft, old))) return old;
  const lastTransitionTime = old !== undefined && old.status === draft.status ? old.lastTransitionTime : now;
  return { ...COPY_OF, ...draft, lastProbeTime: null, lastTransitionTime } as unknown as PodCondition;
}

const saysTheSame = (draft: Draft, old: PodCondition): boolean =>
  KUBELET_CONDITIONS.has(draft.type) &&
  old.status === draft.status &&
  old.reason === draft.reason &&
  old.message === draft.message &&
  old.observedGeneration === draft.observedGeneration &&
  old.lastProbeTime === null;

function conditionOf(conditions: readonly PodCondition[], type: string): PodCondition | undefined {
  for (const condition of conditions) if (condition.type === type) return condition;
  return undefined;
}
