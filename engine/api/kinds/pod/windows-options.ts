// Options of Windows containers.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateWindowsSecurityContextOptions (equal in 1.28).
// Left out: host process containers, which this engine has no nodes for.

import { isDns1123Subdomain } from '../../names/dns.ts';
import { byteLength } from '../../names/text.ts';
import type { PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';

type WindowsOptions = NonNullable<NonNullable<PodSpec['securityContext']>['windowsOptions']>;

const CREDENTIAL_SPEC_MAX_KIB = 64;
const DOMAIN_MAX_LENGTH = 256;
const USER_MAX_LENGTH = 104;

const CONTROL = /\p{Cc}/u;
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const DNS_DOMAIN = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);
const BAD_USER = /["/\\:;|=,+*?<>@[\]]/;

export function validateWindowsOptions(
  options: WindowsOptions | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (options === undefined) return;
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName } = options;
  if (name !== undefined) {
    problems.invalidEach(
      path.child('gmsaCredentialSpecName'),
      name,
      isDns1123Subdomain(name, problems.version),
    );
  }
  if (spec === '')
    problems.invalid(path.child('gmsaCredentialSpec'), spec, 'gmsaCredentialSpec cannot be an empty string');
  else if (spec !== undefined && byteLength(spec) > CREDENTIAL_SPEC_MAX_KIB * 1024) {
    problems.invalid(
      path.child('gmsaCredentialSpec'),
      spec,
      `gmsaCredentialSpec size must be under ${CREDENTIAL_SPEC_MAX_KIB} KiB`,
    );
  }
  if (runAsUserName !== undefined)
    problems.invalidEach(path.child('runAsUserName'), runAsUserName, userNameTexts(runAsUserName));
}

function userNameTexts(name: string): string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  if (CONTROL.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const user = parts.at(-1)!;
  return [...(parts.length === 2 ? domainTexts(parts[0]!) : []), ...userTexts(user)];
}

function domainTexts(domain: string): string[] {
  const texts: string[] = [];
  if (byteLength(domain) >= DOMAIN_MAX_LENGTH) {
    texts.push(`runAsUserName's Domain length must be under ${DOMAIN_MAX_LENGTH} characters`);
  }
  if (!NET_BIOS.test(domain) && !DNS_DOMAIN.test(domain)) {
    texts.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  }
  return texts;
}

function userTexts(user: string): string[] {
  const texts: string[] = [];
  if (user === '') texts.push("runAsUserName's User cannot be empty");
  else if (byteLength(user) > USER_MAX_LENGTH) {
    texts.push(`runAsUserName's User length must not be longer than ${USER_MAX_LENGTH} characters`);
  }
  if (/^[. ]+$/.test(user)) texts.push("runAsUserName's User cannot contain only periods or spaces");
  if (BAD_USER.test(user))
    texts.push('runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  return texts;
}
