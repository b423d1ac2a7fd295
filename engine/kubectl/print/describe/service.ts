// Source: kubectl v0.32.0 pkg/describe/describe.go, describeService, buildIngressString.

import type { Service } from '../../../api/objects.ts';
import { formatLabels } from '../../../api/selectors/label-selector.ts';
import { describeEventsOf } from './events.ts';
import { sliceAddressesOf, slicesOf } from './slice-addresses.ts';
import { describeMeta } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeService(w: Writer, service: Service, world: DescribeWorld): void {
  const { metadata, spec, status } = service;
  const optional = (title: string, value: string | number | undefined | null): void => {
    if (value) w.write(0, `${title}:\t${value}\n`);
  };
  describeMeta(w, service);
  w.write(0, `Selector:\t${formatLabels(spec.selector)}\n`);
  w.write(0, `Type:\t${spec.type ?? ''}\n`);
  optional('IP Family Policy', spec.ipFamilyPolicy);
  w.write(0, `IP Families:\t${(spec.ipFamilies ?? []).join(',') || '<none>'}\n`);
  w.write(0, `IP:\t${spec.clusterIP ?? ''}\n`);
  w.write(0, `IPs:\t${(spec.clusterIPs ?? []).join(',') || '<none>'}\n`);
  optional('External IPs', (spec.externalIPs ?? []).join(','));
  optional('Desired LoadBalancer IP', spec.loadBalancerIP);
  optional('External Name', spec.externalName);
  optional('LoadBalancer Ingress', balancerText(status?.loadBalancer));
  const slices = slicesOf(world, metadata.namespace, metadata.name);
  for (const { name = '', port, targetPort = 0, nodePort = 0, protocol = '' } of spec.ports ?? []) {
    w.write(0, `Port:\t${name || '<unset>'}\t${port}/${protocol}\n`);
    w.write(0, `TargetPort:\t${targetPort}/${protocol}\n`);
    if (nodePort !== 0) w.write(0, `NodePort:\t${name || '<unset>'}\t${nodePort}/${protocol}\n`);
    w.write(0, `Endpoints:\t${sliceAddressesOf(slices, name)}\n`);
  }
  w.write(0, `Session Affinity:\t${spec.sessionAffinity ?? ''}\n`);
  optional('External Traffic Policy', spec.externalTrafficPolicy);
  optional('Internal Traffic Policy', spec.internalTrafficPolicy);
  optional('HealthCheck NodePort', spec.healthCheckNodePort);
  optional('LoadBalancer Source Ranges', (spec.loadBalancerSourceRanges ?? []).join(','));
  describeEventsOf(w, world, service);
}

function balancerText(balancer: NonNullable<Service['status']>['loadBalancer']): string {
  return (balancer?.ingress ?? [])
    .map(({ ip, ipMode, hostname = '' }) => (ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : hostname))
    .join(', ');
}
