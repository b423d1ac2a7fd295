// Rows of `kubectl get nodes`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printNode.

import type { Node } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter, wide } from '../../printing/define-printer.ts';
import { nodeRoles } from '../../printing/node-roles.ts';

export const nodePrinter = definePrinter<Node>({
  columns: [
    ...columns('Name', 'Status', 'Roles', 'Age', 'Version'),
    ...wide('Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime'),
  ],
  cells: (node, context) => {
    const { nodeInfo } = node.status;
    return [
      node.metadata.name,
      nodeStatusWord(node),
      nodeRoles(node).join(',') || '<none>',
      age(node, context),
      nodeInfo?.kubeletVersion ?? '',
      addressOf(node, 'InternalIP'),
      addressOf(node, 'ExternalIP'),
      nodeInfo?.osImage || '<unknown>',
      nodeInfo?.kernelVersion || '<unknown>',
      nodeInfo?.containerRuntimeVersion || '<unknown>',
    ];
  },
});

/** `Ready`, `NotReady`, `Unknown`, with `,SchedulingDisabled` behind it on cordoned nodes. */
export function nodeStatusWord({ spec, status }: Node): string {
  const ready = (status.conditions ?? []).findLast(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec.unschedulable ? `${word},SchedulingDisabled` : word;
}

const addressOf = ({ status }: Node, wanted: string): string =>
  status.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>';
