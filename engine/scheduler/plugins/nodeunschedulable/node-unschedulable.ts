// Keeps pods off nodes that are cordoned (spec.unschedulable), unless they tolerate the taint that stands for it.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go.

import type { Taint } from '../../../api/objects.ts';
import { tolerationsTolerate } from '../../../api/taints/tolerations.ts';
import type { FilterPlugin } from '../../framework/plugin.ts';
import { unresolvable } from '../../framework/status.ts';

const NAME = 'NodeUnschedulable';
/** Stands for spec.unschedulable. */
export const UNSCHEDULABLE_TAINT: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
const REFUSED = unresolvable(NAME, 'node(s) were unschedulable');

export const nodeUnschedulable: FilterPlugin = {
  name: NAME,
  prepareFilter({ pod }) {
    if (tolerationsTolerate(pod.pod.spec.tolerations, UNSCHEDULABLE_TAINT)) return undefined;
    return {
      check: ({ node }) => (node!.spec.unschedulable === true ? REFUSED : undefined),
      key: () => '',
    };
  },
};
