// Which pods of a node a drain takes away, which it leaves, and which stop it.
// Source: kubectl v0.32.0 pkg/drain/filters.go; drain.go, GetPodsForDeletion. Order: messages in the order of their first
// pod; upstream's stand in a Go map.

import type { Pod } from '../../api/objects.ts';
import { parseTime } from '../../api/time.ts';
import type { Call } from '../command/call.ts';
import type { Failure } from '../failure.ts';

export interface PodsToDrain {
  readonly pods: readonly Pod[];
  /** What goes although it had better stay, in one line; empty: nothing. */
  readonly warnings: string;
  readonly failures: readonly Failure[];
}

type Verdict =
  | { readonly kind: 'okay' | 'skip' }
  | { readonly kind: 'warning'; readonly isTaken: boolean; readonly text: string }
  | { readonly kind: 'error'; readonly text: string };

type Filter = (call: Call, pod: Pod) => Verdict;

const OKAY: Verdict = { kind: 'okay' };
const SKIP: Verdict = { kind: 'skip' };
const MIRROR = 'kubernetes.io/config.mirror';

// The last filter's word counts, up to the first that keeps the pod.
const FILTERS: readonly Filter[] = [skipsDeleted, ofDaemonSet, ofMirror, withLocalStorage, unreplicated];

export function podsToDrain(call: Call, node: string): PodsToDrain {
  const mapping = call.mapper.forKind('v1', 'Pod')!;
  const { items } = call.client.list(mapping, undefined, {
    labelSelector: call.flags.string('pod-selector'),
    fieldSelector: `spec.nodeName=${node}`,
  });
  const pods: Pod[] = [];
  const warned = new Map<string, string[]>();
  const failed = new Map<string, string[]>();
  for (const pod of items as unknown as readonly Pod[]) {
    const verdict = verdictOn(call, pod);
    const taken = verdict.kind === 'okay' || (verdict.kind === 'warning' && verdict.isTaken);
    if (taken) pods.push(pod);
    if (verdict.kind === 'warning') note(warned, verdict.text, pod);
    if (verdict.kind === 'error') note(failed, verdict.text, pod);
  }
  return {
    pods,
    warnings: [...warned].map(([text, names]) => `${text}: ${names.join(', ')}`).join('; '),
    failures: [...failed].map(([text, names]) => ({
      kind: 'text',
      text: `cannot delete ${text}: ${names.join(', ')}`,
    })),
  };
}

function note(notes: Map<string, string[]>, text: string, { metadata }: Pod): void {
  notes.set(text, [...(notes.get(text) ?? []), `${metadata.namespace}/${metadata.name}`]);
}

function verdictOn(call: Call, pod: Pod): Verdict {
  let verdict = OKAY;
  for (const filter of FILTERS) {
    verdict = filter(call, pod);
    const isTaken = verdict.kind === 'okay' || (verdict.kind === 'warning' && verdict.isTaken);
    if (!isTaken) return verdict;
  }
  return verdict;
}

const hasEnded = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

const controllerOf = ({ metadata }: Pod): { kind: string; name: string } | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller === true);

/** Whether the pod has been going for longer than `--skip-wait-for-delete-timeout`. */
export function isLongGone({ flags, nowEpochMs }: Call, { metadata }: Pod): boolean {
  const seconds = flags.int('skip-wait-for-delete-timeout');
  const { deletionTimestamp } = metadata;
  if (seconds <= 0 || deletionTimestamp === undefined) return false;
  return Math.trunc((nowEpochMs - parseTime(deletionTimestamp)) / 1000) > seconds;
}

function skipsDeleted(call: Call, pod: Pod): Verdict {
  return isLongGone(call, pod) ? SKIP : OKAY;
}

function ofDaemonSet({ session, flags }: Call, pod: Pod): Verdict {
  const controller = controllerOf(pod);
  if (controller?.kind !== 'DaemonSet' || hasEnded(pod)) return OKAY;
  const { namespace } = pod.metadata;
  if (session.server.peek('DaemonSet', namespace, controller.name) === undefined) {
    const text = `daemonsets.apps "${controller.name}" not found`;
    return flags.bool('force') ? { kind: 'warning', isTaken: true, text } : { kind: 'error', text };
  }
  if (!flags.bool('ignore-daemonsets'))
    return { kind: 'error', text: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
  return { kind: 'warning', isTaken: false, text: 'ignoring DaemonSet-managed Pods' };
}

function ofMirror(_call: Call, { metadata }: Pod): Verdict {
  return metadata.annotations?.[MIRROR] === undefined ? OKAY : SKIP;
}

function withLocalStorage({ flags }: Call, pod: Pod): Verdict {
  if (!pod.spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) || hasEnded(pod)) return OKAY;
  if (!flags.bool('delete-emptydir-data'))
    return { kind: 'error', text: 'Pods with local storage (use --delete-emptydir-data to override)' };
  return { kind: 'warning', isTaken: true, text: 'deleting Pods with local storage' };
}

function unreplicated({ flags }: Call, pod: Pod): Verdict {
  if (hasEnded(pod) || controllerOf(pod) !== undefined) return OKAY;
  if (flags.bool('force'))
    return { kind: 'warning', isTaken: true, text: 'deleting Pods that declare no controller' };
  return { kind: 'error', text: 'cannot delete Pods that declare no controller (use --force to override)' };
}
