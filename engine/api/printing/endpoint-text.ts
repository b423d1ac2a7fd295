// Lists of which the first three are shown: `10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...`.
//
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, formatEndpoints, formatDiscoveryPorts,
// formatDiscoveryEndpoints, listWithMoreString; ingressLoadBalancerStatusStringer.

import type { EndpointSlice, Endpoints } from '../objects.ts';

const SHOWN_MAX = 3;

/** @param hidden  how many of the list upstream takes to be hidden, where that is not all beyond the third */
export function firstThree(list: readonly string[], none: string): string {
  if (list.length > SHOWN_MAX)
    return `${list.slice(0, SHOWN_MAX).join(',')} + ${list.length - SHOWN_MAX} more...`;
  return list.join(',') || none; // a list of one empty text prints like no list
}

/** `10.0.0.1:80`, `[2001:db8::1]:80`. Source: Go's net.JoinHostPort. */
export const hostPort = (host: string, port: number | string): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Ready addresses only; subsets without any leave the text empty. */
export function endpointsText({ subsets }: Endpoints): string {
  if (subsets === undefined || subsets === null || subsets.length === 0) return '<none>';
  const all = subsets.flatMap(({ addresses = [], ports }) => {
    const ips = (addresses ?? []).map(({ ip }) => ip);
    if (ports === undefined || ports === null || ports.length === 0) return ips;
    return ports.flatMap(({ port }) => ips.map((ip) => hostPort(ip, port)));
  });
  return firstThree(all, '');
}

export function slicePortsText(ports: EndpointSlice['ports']): string {
  const names = (ports ?? []).map(({ port, name }) => String(port ?? name ?? '*'));
  return firstThree(names, '<unset>');
}

export function sliceAddressesText(endpoints: EndpointSlice['endpoints']): string {
  return firstThree(
    (endpoints ?? []).flatMap(({ addresses }) => addresses ?? []),
    '<unset>',
  );
}

const BALANCER_WIDTH = 16;

interface LoadBalancer {
  readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] | null;
}

/** Addresses and host names, sorted, each once; cut to 16 characters unless wide. */
export function loadBalancerText(status: LoadBalancer | undefined, isWide: boolean): string {
  const all = (status?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '');
  const text = [...new Set(all.filter((address) => address !== ''))].sort().join(',');
  return !isWide && text.length > BALANCER_WIDTH ? `${text.slice(0, BALANCER_WIDTH - 3)}...` : text;
}
