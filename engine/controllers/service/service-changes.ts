// When a Service wants a load balancer, and which changes of it the cloud must hear of.
//
// Pure. Source: kubernetes v1.28.0 staging/src/k8s.io/cloud-provider/controllers/service/controller.go, wantsLoadBalancer,
// needsCleanup, needsUpdate; v1.36.2 for the Events that are told no more.

import type { Service } from '../../api/objects.ts';
import { semanticallyEqual } from '../../api/semantic-equality.ts';

/** Source: staging/src/k8s.io/cloud-provider/service/helpers/helper.go, LoadBalancerCleanupFinalizer. */
export const LOAD_BALANCER_FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';

/** One with a class of its own is somebody else's. */
export function wantsLoadBalancer({ spec }: Service): boolean {
  return spec.type === 'LoadBalancer' && spec.loadBalancerClass === undefined;
}

export function needsCleanup({ metadata, spec }: Service): boolean {
  if (!(metadata.finalizers ?? []).includes(LOAD_BALANCER_FINALIZER)) return false;
  return metadata.deletionTimestamp !== undefined || spec.type !== 'LoadBalancer';
}

export interface ServiceChange {
  /** The Event that tells of it; undefined: none does. */
  readonly told?: { readonly reason: string; readonly message: string };
}

const told = (reason: string, message: string): ServiceChange => ({ told: { reason, message } });
const fromTo = (reason: string, before: unknown, after: unknown): ServiceChange =>
  told(reason, `${String(before)} -> ${String(after)}`);
const list = (texts: readonly string[]): string => `[${texts.join(' ')}]`;

/** The first change that the cloud must hear of; undefined: nothing of that kind. */
export function changeForCloud(old: Service, service: Service): ServiceChange | undefined {
  const [wanted, wants] = [wantsLoadBalancer(old), wantsLoadBalancer(service)];
  if (!wanted && !wants) return undefined;
  const [a, b] = [old.spec, service.spec];
  if (wanted !== wants) return fromTo('Type', a.type, b.type);
  const [rangesBefore, ranges] = [a.loadBalancerSourceRanges ?? [], b.loadBalancerSourceRanges ?? []];
  if (!semanticallyEqual(rangesBefore, ranges))
    return fromTo('LoadBalancerSourceRanges', list(rangesBefore), list(ranges));
  if (!semanticallyEqual(portsOf(old), portsOf(service))) return {};
  if (a.sessionAffinity !== b.sessionAffinity) return {};
  if (!semanticallyEqual(a.sessionAffinityConfig, b.sessionAffinityConfig)) return {};
  if ((a.loadBalancerIP ?? '') !== (b.loadBalancerIP ?? ''))
    return fromTo('LoadbalancerIP', a.loadBalancerIP ?? '', b.loadBalancerIP ?? '');
  const [externalBefore, external] = [a.externalIPs ?? [], b.externalIPs ?? []];
  if (externalBefore.length !== external.length)
    return told('ExternalIP', `Count: ${externalBefore.length} -> ${external.length}`);
  const added = external.find((ip, i) => ip !== externalBefore[i]);
  if (added !== undefined) return told('ExternalIP', `Added: ${added}`);
  if (!semanticallyEqual(old.metadata.annotations ?? {}, service.metadata.annotations ?? {})) return {};
  return changeOfIdentity(old, service);
}

function changeOfIdentity(old: Service, service: Service): ServiceChange | undefined {
  const [a, b] = [old.spec, service.spec];
  if (old.metadata.uid !== service.metadata.uid) return fromTo('UID', old.metadata.uid, service.metadata.uid);
  if (a.externalTrafficPolicy !== b.externalTrafficPolicy)
    return fromTo('ExternalTrafficPolicy', a.externalTrafficPolicy ?? '', b.externalTrafficPolicy ?? '');
  if ((a.healthCheckNodePort ?? 0) !== (b.healthCheckNodePort ?? 0))
    return fromTo('HealthCheckNodePort', a.healthCheckNodePort ?? 0, b.healthCheckNodePort ?? 0);
  const [before, after] = [(a.ipFamilies ?? []).length, (b.ipFamilies ?? []).length];
  return before === after ? undefined : told('IPFamilies', `Count: ${before} -> ${after}`);
}

function portsOf({ spec }: Service): object[] {
  return (spec.ports ?? []).map(({ name = '', protocol, port, nodePort = 0, targetPort, appProtocol }) => ({
    ...{ name, protocol, port, nodePort, targetPort },
    ...(appProtocol === undefined ? {} : { appProtocol }),
  }));
}
