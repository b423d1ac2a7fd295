// Rows of `kubectl get ingresses`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printIngress,
// formatHosts, formatPorts.

import type { Ingress } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { loadBalancerText } from '../../printing/endpoint-text.ts';

const HOSTS_MAX = 3;

export const ingressPrinter = definePrinter<Ingress>({
  columns: ({ version }) =>
    columns(
      'Name',
      ...(version.has('ingressClassColumn') ? ['Class'] : []),
      'Hosts',
      'Address',
      'Ports',
      'Age',
    ),
  cells: (ingress, context) => {
    const { spec, status } = ingress;
    return [
      ingress.metadata.name,
      ...(context.version.has('ingressClassColumn') ? [spec.ingressClassName ?? '<none>'] : []),
      hostsText(spec.rules),
      loadBalancerText(status?.loadBalancer, context.wide === true),
      (spec.tls ?? []).length > 0 ? '80, 443' : '80',
      age(ingress, context),
    ];
  },
});

// Rules without a host are not shown, but counted among those that are more.
function hostsText(rules: Ingress['spec']['rules']): string {
  const hosts: string[] = [];
  let hasMore = false;
  for (const { host = '' } of rules ?? []) {
    if (hosts.length === HOSTS_MAX) hasMore = true;
    if (!hasMore && host !== '') hosts.push(host);
  }
  if (hosts.length === 0) return '*';
  return hasMore ? `${hosts.join(',')} + ${rules!.length - HOSTS_MAX} more...` : hosts.join(',');
}
