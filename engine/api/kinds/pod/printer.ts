// Rows of `kubectl get pods`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printPod.

import type { PrintContext } from '../../kind.ts';
import type { Pod } from '../../objects.ts';
import { firstPodIP } from '../../pod/pod-ip.ts';
import { podSummary } from '../../pod/status-word.ts';
import { age, since } from '../../printing/age.ts';
import { columns, definePrinter, wide } from '../../printing/define-printer.ts';

export const podPrinter = definePrinter<Pod>({
  columns: [
    ...columns('Name', 'Ready', 'Status', 'Restarts', 'Age'),
    ...wide('IP', 'Node', 'Nominated Node', 'Readiness Gates'),
  ],
  cells: (pod, context) => {
    const summary = podSummary(pod, context.version);
    const { nominatedNodeName } = pod.status;
    return [
      pod.metadata.name,
      `${summary.readyContainers}/${summary.totalContainers}`,
      summary.status,
      restartsText(summary.restarts, summary.lastRestart, context),
      age(pod, context),
      firstPodIP(pod) || '<none>',
      pod.spec.nodeName || '<none>',
      nominatedNodeName || '<none>',
      readinessGatesText(pod),
    ];
  },
});

function restartsText(restarts: number, last: string | undefined, context: PrintContext): string {
  if (restarts === 0 || last === undefined || !context.version.has('restartsShowAge'))
    return String(restarts);
  return `${restarts} (${since(last, context)} ago)`;
}

function readinessGatesText({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const open = gates.filter(
    (gate) => status.conditions?.find(({ type }) => type === gate.conditionType)?.status === 'True',
  );
  return `${open.length}/${gates.length}`;
}
