// Keeps pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate, and prefers nodes with fewer
// PreferNoSchedule taints that they do not tolerate.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go;
// for the text without the taint kubernetes pull 134740.

import type { Taint } from '../../../api/objects.ts';
import {
  findUntoleratedTaint,
  forbidsScheduling,
  tolerationsTolerate,
} from '../../../api/taints/tolerations.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import {
  type FilterPlugin,
  MAX_NODE_SCORE,
  normalizeScores,
  type ScorePlugin,
} from '../../framework/plugin.ts';
import { type Status, unresolvable } from '../../framework/status.ts';

const NAME = 'TaintToleration';

export const taintToleration: FilterPlugin & ScorePlugin = {
  name: NAME,

  prepareFilter({ pod, snapshot, version }) {
    if (!snapshot.hasTaints) return undefined;
    const { tolerations } = pod.pod.spec;
    const refusals = new Map<Taint, Status>();
    return {
      check: ({ node }) => {
        const { taints } = node!.spec;
        if (taints === undefined) return undefined;
        const taint = findUntoleratedTaint(taints, tolerations, forbidsScheduling);
        if (taint === undefined) return undefined;
        let status = refusals.get(taint);
        if (status === undefined) {
          status = unresolvable(NAME, reason(taint, version));
          refusals.set(taint, status);
        }
        return status;
      },
      key: () => JSON.stringify(tolerations ?? []),
    };
  },

  prepareScore({ pod, snapshot }) {
    if (!snapshot.hasTaints) return MAX_NODE_SCORE;
    const tolerations = pod.pod.spec.tolerations?.filter(
      ({ effect }) => !effect || effect === 'PreferNoSchedule',
    );
    return {
      score: ({ node }) =>
        node!.spec.taints?.filter((taint) => isPreference(taint) && !tolerationsTolerate(tolerations, taint))
          .length ?? 0,
      key: () => JSON.stringify(tolerations ?? []),
      normalize: (scores) => normalizeScores(scores, true),
    };
  },
};

const isPreference = (taint: Taint): boolean => taint.effect === 'PreferNoSchedule';

function reason({ key, value }: Taint, version: VersionProfile): string {
  if (version.has('taintMessageNamesNoTaint')) return 'node(s) had untolerated taint(s)';
  if (version.has('taintMessageSaysUntolerated'))
    return `node(s) had untolerated taint {${key}: ${value ?? ''}}`;
  if (version.has('taintMessageNamesTaint'))
    return `node(s) had taint {${key}: ${value ?? ''}}, that the pod didn't tolerate`;
  return "node(s) had taints that the pod didn't tolerate";
}
