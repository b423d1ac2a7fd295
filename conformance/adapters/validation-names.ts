// Name syntax: each check by the name the table gives it, with the words of the release the facts were recorded on.

import { isIp, isIpv4 } from '../../engine/api/names/addresses.ts';
import * as dns from '../../engine/api/names/dns.ts';
import * as identifiers from '../../engine/api/names/identifiers.ts';
import { isLabelValue, isQualifiedName } from '../../engine/api/names/labels.ts';
import { isPortName, isPortNum, isUserId } from '../../engine/api/names/ports.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter } from '../adapter.ts';

const version = versionProfile(20);

const CHECKS: Readonly<Record<string, (value: string) => string[]>> = {
  isCIdentifier: identifiers.isCIdentifier,
  isConfigMapKey: identifiers.isConfigMapKey,
  isDNS1035Label: dns.isDns1035Label,
  isDNS1123Label: (value) => dns.isDns1123Label(value, version),
  isDNS1123Subdomain: (value) => dns.isDns1123Subdomain(value, version),
  isEnvVarName: identifiers.isEnvVarName,
  isHTTPHeaderName: identifiers.isHttpHeaderName,
  isQualifiedName: (value) => isQualifiedName(value, version),
  isValidIP: (value) => isIp(value, version),
  isValidIPv4: (value) => isIpv4(value, version),
  isValidLabelValue: (value) => isLabelValue(value, version),
  isValidPathSegmentName: identifiers.isPathSegmentName,
  isValidPercent: identifiers.isPercent,
  isValidPortName: (value) => isPortName(value, version),
  isWildcardDNS1123Subdomain: dns.isWildcardDns1123Subdomain,
  'nameIsDNS1035Label(prefix)': (value) => dns.nameIsDns1035Label(value, true, version),
  'nameIsDNSLabel(prefix)': (value) => dns.nameIsDnsLabel(value, true, version),
  'nameIsDNSSubdomain(prefix)': (value) => dns.nameIsDnsSubdomain(value, true, version),
};

function nameChecks(value: string, names: readonly string[]): Record<string, true | string[]> {
  const results = names.map((name): [string, true | string[]] => {
    const errors = CHECKS[name]!(value);
    return [name, errors.length === 0 ? true : errors];
  });
  return Object.fromEntries(results);
}

export const adapter: TableAdapter = {
  topics: ['validation-names'],
  run: ({ fn, input, expected }) => {
    if (fn === 'isValidPortNum') return { errors: isPortNum(input.port) };
    if (fn === 'isValidUserID') return { errors: isUserId(input.id) };
    return nameChecks(input.value, Object.keys(expected));
  },
};
