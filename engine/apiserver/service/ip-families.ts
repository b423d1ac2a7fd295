// The IP families of a Service, filled in from what it asks for and what the cluster has.
//
// Source: kubernetes v1.28.0 pkg/registry/core/service/storage/alloc.go, initIPFamilyFields. Changes the Service in place.

import type { Service } from '../../api/objects.ts';
import { semanticallyEqual } from '../../api/semantic-equality.ts';
import { FieldPath } from '../../api/validation/field-error.ts';
import { isIpv6Text } from '../../api/validation/network.ts';
import type { Problems } from '../../api/validation/problems.ts';
import type { IpFamily } from './cluster-ips.ts';

type Spec = Service['spec'];

const SPEC = FieldPath.of('spec');
const POLICY = SPEC.child('ipFamilyPolicy');
const other = (family: string): IpFamily => (family === 'IPv4' ? 'IPv6' : 'IPv4');

/**
 * @param configured  families of the cluster's ranges, its default first
 * @param old  absent on create
 */
export function initIpFamilies(
  { spec }: Service,
  old: Spec | undefined,
  configured: readonly IpFamily[],
  problems: Problems,
): void {
  if (spec.type === 'ExternalName') return;
  // Without a selector nobody knows where the endpoints will be: such a headless Service takes whatever comes.
  const isOpenHeadless = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  spec.ipFamilyPolicy ??= old?.ipFamilyPolicy ?? (isOpenHeadless ? 'RequireDualStack' : 'SingleStack');
  if (old !== undefined && spec.ipFamilyPolicy === 'SingleStack') releaseSecondary(spec, old);
  checkCounts(spec, problems);
  familiesOfAddresses(spec, configured, problems);
  if (problems.list.length > 0) return;
  const isSingle = spec.ipFamilyPolicy === 'SingleStack';
  if (!isOpenHeadless) checkConfigured(spec, configured, problems);
  if (problems.list.length > 0) return;
  if ((spec.ipFamilies ?? []).length === 0) spec.ipFamilies = [configured[0]!];
  const families = spec.ipFamilies!;
  if (!isSingle && families.length === 1 && (isOpenHeadless || configured.length === 2)) {
    spec.ipFamilies = [families[0]!, other(families[0]!)];
  }
}

/** Whoever goes back to one family gives up the second address with it. */
function releaseSecondary(spec: Spec, old: Spec): void {
  for (const field of ['clusterIPs', 'ipFamilies'] as const) {
    if (!semanticallyEqual(spec[field], old[field]) || (spec[field] ?? []).length < 2) continue;
    if (field === 'clusterIPs') spec.clusterIPs = spec.clusterIPs!.slice(0, 1);
    else spec.ipFamilies = spec.ipFamilies!.slice(0, 1);
  }
}

function checkCounts(spec: Spec, problems: Problems): void {
  if (spec.ipFamilyPolicy !== 'SingleStack') return;
  const needed = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
  if ((spec.clusterIPs ?? []).length === 2) {
    problems.invalid(POLICY, spec.ipFamilyPolicy, `${needed} cluster IPs are specified`);
  }
  if ((spec.ipFamilies ?? []).length === 2) {
    problems.invalid(POLICY, spec.ipFamilyPolicy, `${needed} IP families are specified`);
  }
}

function familiesOfAddresses(spec: Spec, configured: readonly IpFamily[], problems: Problems): void {
  const ips = spec.clusterIPs ?? [];
  if (ips[0] === 'None') return;
  const families = [...(spec.ipFamilies ?? [])];
  ips.slice(families.length).forEach((ip, i) => {
    const family = isIpv6Text(ip, problems.version) ? 'IPv6' : 'IPv4';
    if (configured.includes(family)) families.push(family);
    else {
      const path = SPEC.child('clusterIPs').index((spec.ipFamilies ?? []).length + i);
      problems.invalid(path, ips, `${family} is not configured on this cluster`);
    }
  });
  if (families.length > 0) spec.ipFamilies = families;
}

function checkConfigured(spec: Spec, configured: readonly IpFamily[], problems: Problems): void {
  if (spec.ipFamilyPolicy === 'RequireDualStack' && configured.length < 2) {
    const text = 'this cluster is not configured for dual-stack services';
    problems.invalid(POLICY, spec.ipFamilyPolicy, text);
  }
  (spec.ipFamilies ?? []).forEach((family, i) => {
    if (configured.includes(family as IpFamily)) return;
    problems.invalid(SPEC.child('ipFamilies').index(i), family, 'not configured on this cluster');
  });
}
