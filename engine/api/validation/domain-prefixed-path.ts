// Names of controllers and managers: a DNS subdomain and a path, `acme.io/foo`.

import { isDns1123Subdomain } from '../names/dns.ts';
import { regexError } from '../names/text.ts';
import type { FieldPath } from './field-error.ts';
import type { Problems } from './problems.ts';

const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const pathRegExp = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** Source: apimachinery v0.20.2 pkg/util/validation/validation.go, IsDomainPrefixedPath. */
export function validateDomainPrefixedPath(text: string, path: FieldPath, problems: Problems): void {
  if (text === '') {
    problems.required(path);
    return;
  }
  const slash = text.indexOf('/');
  if (slash <= 0 || slash === text.length - 1) {
    problems.invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")');
    return;
  }
  const [host, rest] = [text.slice(0, slash), text.slice(slash + 1)];
  problems.invalidEach(path, host, isDns1123Subdomain(host, problems.version));
  if (!pathRegExp.test(rest)) problems.invalid(path, rest, regexError('Invalid path', PATH));
}
