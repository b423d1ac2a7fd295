// Validation of a Service's cluster IPs and IP families: in step with each other, one of each family, fixed once given.
//
// Knows no address range: whether an address is free and lies in the range is the registry's business.
// Source: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields,
// validateUpgradeDowngradeClusterIPs, validateUpgradeDowngradeIPFamilies; v1.20.2 for the wordings behind the row
// `serviceDualStackTexts`; v1.19.0 for the single clusterIP.

import { isIp } from '../../names/addresses.ts';
import type { Service } from '../../objects.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { isIpv6Text, parseFieldIp } from '../../validation/network.ts';
import type { Problems } from '../../validation/problems.ts';

type ServiceSpec = Service['spec'];

const SPEC = FieldPath.of('spec');
const CLUSTER_IPS = SPEC.child('clusterIPs');
const IP_FAMILIES = ['IPv4', 'IPv6'];
const IP_FAMILY_POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
const NONE: readonly string[] = [];

export function isHeadless({ spec }: Service): boolean {
  const ips = spec.clusterIPs ?? NONE;
  return ips.length === 0 ? spec.clusterIP === 'None' : ips.length === 1 && ips[0] === 'None';
}

export function validateClusterIPs(service: Service, problems: Problems): void {
  const { spec } = service;
  if (!problems.has('serviceClusterIPs')) validateSingleClusterIP(spec, problems);
  else if (spec.type !== 'ExternalName') validateDualStack(service, problems);
}

function validateSingleClusterIP({ clusterIP = '' }: ServiceSpec, problems: Problems): void {
  if (clusterIP === '' || clusterIP === 'None') return;
  if (parseFieldIp(clusterIP, problems.version) !== undefined) return;
  problems.invalid(SPEC.child('clusterIP'), clusterIP, "must be empty, 'None', or a valid IP address");
}

function validateDualStack(service: Service, problems: Problems): void {
  const { spec } = service;
  const ips = spec.clusterIPs ?? NONE;
  validateInStep(spec.clusterIP ?? '', ips, problems);
  validateFamilies(spec, problems);
  // Families of addresses that are none would only add noise.
  if (!validateAddresses(ips, problems)) return;
  const { version } = problems;
  if (ips.length > 1 && new Set(ips.map((ip) => isIpv6Text(ip, version))).size < 2) {
    problems.invalid(CLUSTER_IPS, ips, 'may specify no more than one IP for each IP family');
  }
  if (isHeadless(service)) return;
  (spec.ipFamilies ?? NONE).slice(0, ips.length).forEach((family, i) => {
    const isV6 = isIpv6Text(ips[i]!, version);
    if (!IP_FAMILIES.includes(family) || (family === 'IPv6') === isV6) return;
    const text = `expected an ${family} value as indicated by \`ipFamilies[${i}]\``;
    problems.invalid(CLUSTER_IPS.index(i), ips[i], text);
  });
}

function validateInStep(ip: string, ips: readonly string[], problems: Problems): void {
  const isRecent = problems.has('serviceDualStackTexts');
  if (ip === '') {
    if (ips.length === 0) return;
    const text = isRecent
      ? 'must be empty when `clusterIP` is not specified'
      : 'must be empty when clusterIP is empty';
    problems.invalid(CLUSTER_IPS, ips, text);
  } else if (ips.length === 0) problems.required(CLUSTER_IPS);
  else if (ips[0] !== ip) {
    const text = isRecent ? 'first value must match `clusterIP`' : 'element [0] must match clusterIP';
    problems.invalid(CLUSTER_IPS, ips, text);
  }
}

function validateFamilies({ ipFamilies, ipFamilyPolicy }: ServiceSpec, problems: Problems): void {
  const path = SPEC.child('ipFamilies');
  const seen = new Set<string>();
  (ipFamilies ?? []).forEach((family, i) => {
    if (!IP_FAMILIES.includes(family)) problems.notSupported(path.index(i), family, IP_FAMILIES);
    if (seen.has(family)) problems.duplicate(path.index(i), family);
    seen.add(family);
  });
  if (ipFamilyPolicy !== undefined && !IP_FAMILY_POLICIES.includes(ipFamilyPolicy)) {
    problems.notSupported(SPEC.child('ipFamilyPolicy'), ipFamilyPolicy, IP_FAMILY_POLICIES);
  }
}

/** @returns whether every one is an address, or the one `None` */
function validateAddresses(ips: readonly string[], problems: Problems): boolean {
  let isValid = true;
  ips.forEach((ip, i) => {
    if (i === 0 && ip === 'None') {
      if (ips.length === 1) return;
      isValid = false;
      problems.invalid(CLUSTER_IPS, ips, "'None' must be the first and only value");
      return;
    }
    const texts = isIp(ip, problems.version);
    if (texts.length > 0) isValid = false;
    problems.invalidEach(CLUSTER_IPS.index(i), ip, texts);
  });
  if (ips.length > 2) problems.invalid(CLUSTER_IPS, ips, 'may only hold up to 2 values');
  return isValid;
}

export function validateClusterIPsUpdate(service: Service, old: Service, problems: Problems): void {
  if (service.spec.type === 'ExternalName' || old.spec.type === 'ExternalName') return;
  if (!problems.has('serviceClusterIPs')) {
    if (!old.spec.clusterIP) return;
    const path = SPEC.child('clusterIP');
    validateImmutableField(service.spec.clusterIP ?? '', old.spec.clusterIP, path, problems);
    return;
  }
  if (!(isHeadless(service) && isHeadless(old))) validateAddressChange(service.spec, old.spec, problems);
  if (!isHeadless(service) && !isHeadless(old)) validateFamilyChange(service.spec, old.spec, problems);
}

function validateAddressChange(spec: ServiceSpec, old: ServiceSpec, problems: Problems): void {
  const [ips, before] = [spec.clusterIPs ?? NONE, old.clusterIPs ?? NONE];
  if (before.length === ips.length) {
    before.forEach((ip, i) => {
      if (ip !== ips[i]) problems.invalid(CLUSTER_IPS.index(i), ips, 'may not change once set');
    });
    return;
  }
  if (ips.length === 0) problems.invalid(CLUSTER_IPS.index(0), ips, 'primary clusterIP can not be unset');
  else if (before.length > 0 && ips[0] !== before[0]) {
    problems.invalid(CLUSTER_IPS.index(0), ips, 'may not change once set');
  }
  if (before.length > ips.length && ips.length === 1) {
    requireSingleStack(spec, 'secondary clusterIP', problems);
  }
}

function validateFamilyChange(spec: ServiceSpec, old: ServiceSpec, problems: Problems): void {
  const path = SPEC.child('ipFamilies').index(0);
  const [families, before] = [spec.ipFamilies ?? NONE, old.ipFamilies ?? NONE];
  if (before.length === families.length) {
    before.forEach((family, i) => {
      if (family !== families[i]) problems.invalid(path, goFamilies(families), 'may not change once set');
    });
    return;
  }
  const isReleased = before.length > families.length;
  if (isReleased && (spec.clusterIPs ?? NONE).length === 0) {
    problems.invalid(path, goFamilies(families), 'primary ipFamily can not be unset');
  }
  if (before.length > 0 && families.length > 0 && families[0] !== before[0]) {
    problems.invalid(path, spec.clusterIPs ?? NONE, 'may not change once set');
  }
  if (isReleased && families.length === 1) requireSingleStack(spec, 'secondary ipFamily', problems);
}

function requireSingleStack(spec: ServiceSpec, released: string, problems: Problems): void {
  if (spec.ipFamilyPolicy === 'SingleStack') return;
  const text = `must be set to 'SingleStack' when releasing the ${released}`;
  if (problems.has('serviceDualStackTexts')) {
    problems.invalid(SPEC.child('ipFamilyPolicy'), spec.ipFamilyPolicy, text);
  } else problems.invalid(CLUSTER_IPS.index(0), spec.clusterIPs ?? NONE, `\`ipFamilyPolicy\` ${text}`);
}

function goFamilies(families: readonly string[]): GoValue {
  const list = families.length === 0 ? '(nil)' : `{${families.map(quoteGo).join(', ')}}`;
  return new GoValue(`[]core.IPFamily${list}`, families);
}
