// Rows of `kubectl get services`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, printService,
// getServiceExternalIP, makePortString.

import type { Service } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter, wide } from '../../printing/define-printer.ts';
import { loadBalancerText } from '../../printing/endpoint-text.ts';
import { formatLabels } from '../../selectors/label-selector.ts';

export const servicePrinter = definePrinter<Service>({
  columns: [...columns('Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age'), ...wide('Selector')],
  cells: (service, context) => {
    const { spec } = service;
    return [
      service.metadata.name,
      spec.type ?? '',
      spec.clusterIPs?.[0] ?? (spec.clusterIP || '<none>'),
      externalIPText(service, context.wide === true),
      portsText(spec.ports),
      age(service, context),
      formatLabels(spec.selector),
    ];
  },
});

function externalIPText({ spec, status }: Service, isWide: boolean): string {
  const external = spec.externalIPs ?? [];
  if (spec.type === 'ClusterIP' || spec.type === 'NodePort') return external.join(',') || '<none>';
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return '<unknown>';
  const balancer = loadBalancerText(status?.loadBalancer, isWide);
  return [...(balancer === '' ? [] : [balancer]), ...external].join(',') || '<pending>';
}

function portsText(ports: Service['spec']['ports']): string {
  const texts = (ports ?? []).map(({ port, nodePort = 0, protocol = '' }) =>
    nodePort > 0 ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return texts.join(',') || '<none>';
}
