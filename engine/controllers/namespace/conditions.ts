// The conditions that say how far the emptying of a Namespace has come.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/namespace/deletion/status_condition_utils.go.

import type { Namespace } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';

type Condition = NonNullable<Namespace['status']['conditions']>[number];

/** What a pass found, over all kinds. */
export interface ContentTotals {
  /** How many objects are left, by `pods.` or `deployments.apps`. */
  readonly remaining: ReadonlyMap<string, number>;
  /** How many objects each finalizer holds. */
  readonly finalizers: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

const ALL_WELL = [
  ['NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'],
  [
    'NamespaceDeletionGroupVersionParsingFailure',
    'ParsedGroupVersions',
    'All legacy kube types successfully parsed',
  ],
  [
    'NamespaceDeletionContentFailure',
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ],
  ['NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'],
  ['NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'],
] as const;

interface Finding {
  readonly reason: string;
  readonly message: string;
}

function findings({ remaining, finalizers, problems }: ContentTotals): Readonly<Record<string, Finding>> {
  const found: Record<string, Finding> = {};
  const listed = (counts: ReadonlyMap<string, number>, verb: string): string =>
    [...counts]
      .map(([what, count]) => `${what} ${verb} ${count} resource instances`)
      .sort()
      .join(', ');
  if (remaining.size > 0)
    found.NamespaceContentRemaining = {
      reason: 'SomeResourcesRemain',
      message: `Some resources are remaining: ${listed(remaining, 'has')}`,
    };
  if (finalizers.size > 0)
    found.NamespaceFinalizersRemaining = {
      reason: 'SomeFinalizersRemain',
      message: `Some content in the namespace has finalizers remaining: ${listed(finalizers, 'in')}`,
    };
  if (problems.length > 0)
    found.NamespaceDeletionContentFailure = {
      reason: 'ContentDeletionFailed',
      message: `Failed to delete all resource types, ${problems.length} remaining: ${[...problems].sort().join(', ')}`,
    };
  return found;
}

/** The conditions after the pass; the same list when nothing has changed. */
export function conditionsAfter(
  current: readonly Condition[] | undefined,
  totals: ContentTotals,
  nowEpochMs: number,
): readonly Condition[] | undefined {
  const found = findings(totals);
  let hasChanged = false;
  const next = [...(current ?? [])];
  for (const [type, reason, message] of ALL_WELL) {
    const finding = found[type];
    const status: 'True' | 'False' = finding === undefined ? 'False' : 'True';
    const wanted = { type, status, ...(finding ?? { reason, message }) };
    const at = next.findIndex((condition) => condition.type === type);
    const old = next[at];
    if (old?.status === status && old.reason === wanted.reason && old.message === wanted.message) continue;
    hasChanged = true;
    const keepsTime = old?.status === status && old.lastTransitionTime !== undefined;
    const lastTransitionTime = keepsTime ? old.lastTransitionTime : formatTime(nowEpochMs);
    const condition = { ...wanted, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) };
    if (at < 0) next.push(condition);
    else next[at] = condition;
  }
  return hasChanged ? next : current;
}
