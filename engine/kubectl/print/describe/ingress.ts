// Source: kubectl v0.32.0 pkg/describe/describe.go, describeIngressV1 and, for clusters before 1.19, describeIngressV1beta1.

import type { Ingress, Service } from '../../../api/objects.ts';
import { loadBalancerText } from '../../../api/printing/endpoint-text.ts';
import { describeEventsOf } from './events.ts';
import { isServed } from './served.ts';
import { sliceAddressesOf, slicesOf } from './slice-addresses.ts';
import { annotationsMultiline, labelsMultiline } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

type Backend = NonNullable<Ingress['spec']['defaultBackend']>;

export function describeIngress(w: Writer, ingress: Ingress, world: DescribeWorld): void {
  const { metadata, spec, status } = ingress;
  const isV1 = isServed('Ingress', 'networking.k8s.io/v1', world.version);
  const backendOf = (backend: Backend): string => backendText(backend, metadata.namespace, world);
  w.write(0, `Name:\t${metadata.name}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  w.write(0, `Address:\t${loadBalancerText(status?.loadBalancer, true)}\n`);
  w.write(0, `Ingress Class:\t${spec.ingressClassName ?? '<none>'}\n`);
  const fallback = spec.defaultBackend ? backendOf(spec.defaultBackend) : '<default>';
  w.write(0, `Default backend:\t${fallback}\n`);
  describeTLS(w, spec.tls ?? []);
  w.write(0, 'Rules:\n  Host\tPath\tBackends\n');
  w.write(1, '----\t----\t--------\n');
  const rules = (spec.rules ?? []).filter(({ http }) => http);
  for (const { host, http } of rules) {
    w.write(1, `${host || '*'}\t\n`);
    for (const { path = '', backend } of http!.paths) w.write(2, `\t${path} \t${backendOf(backend)}\n`);
  }
  if (rules.length === 0) w.write(1, isV1 ? `*\t*\t${fallback}\n` : '*\t* \t<default>\n');
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  describeEventsOf(w, world, ingress);
}

function describeTLS(w: Writer, tls: NonNullable<Ingress['spec']['tls']>): void {
  if (tls.length > 0) w.write(0, 'TLS:\n');
  for (const { secretName, hosts = [] } of tls) {
    w.write(1, `${secretName ? `${secretName} terminates` : 'SNI routes'} ${hosts.join(',')}\n`);
  }
}

function backendText(
  { service, resource }: Backend,
  namespace: string | undefined,
  world: DescribeWorld,
): string {
  if (service) {
    const { name, port } = service;
    const text = `${name}:${port?.number || (port?.name ?? '')}`;
    // Only discovery.k8s.io/v1 is asked for, before the Service is.
    if (!isServed('EndpointSlice', 'discovery.k8s.io/v1', world.version))
      return `${text} (<error: the server could not find the requested resource>)`;
    const found = world.get('Service', namespace, name) as unknown as Service | undefined;
    if (found === undefined) return `${text} (<error: services "${name}" not found>)`;
    const named = (found.spec.ports ?? []).findLast((each) =>
      port?.number ? each.port === port.number : Boolean(port?.name) && each.name === port?.name,
    );
    return `${text} (${sliceAddressesOf(slicesOf(world, namespace, name), named?.name ?? '')})`;
  }
  if (!resource) return '';
  return `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}`;
}
