import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import * as addresses from './addresses.ts';
import * as dns from './dns.ts';
import * as identifiers from './identifiers.ts';
import * as labels from './labels.ts';
import { isPortName } from './ports.ts';
import { byteLength } from './text.ts';

// Rows that the releases tell apart; the rules that never moved are held by the recorded table validation-names.
const rows: readonly {
  name: string;
  check: (minor: number) => string[];
  says: Readonly<Record<number, string>>;
}[] = [
  {
    name: 'a label with a dot',
    check: (minor) => dns.isDns1123Label('a.b', versionProfile(minor)),
    says: { 19: 'a DNS-1123 label must', 20: 'a lowercase RFC 1123 label must', 27: 'must not contain dots' },
  },
  {
    name: 'a label value that is too long',
    check: (minor) => labels.isLabelValue('a'.repeat(64), versionProfile(minor)),
    says: { 34: 'must be no more than 63 characters', 35: 'must be no more than 63 bytes' },
  },
  {
    name: 'a label key with two slashes',
    check: (minor) => labels.isQualifiedName('a/b/c', versionProfile(minor)),
    says: { 34: 'a qualified name must consist', 35: 'a valid label key must consist' },
  },
  {
    name: 'a label key whose prefix is too long',
    check: (minor) => labels.isQualifiedName(`${'a'.repeat(254)}/b`, versionProfile(minor)),
    says: {
      34: 'prefix part must be no more than 253 characters',
      35: 'prefix part must be no more than 253 bytes',
    },
  },
  {
    name: 'a port name without a letter',
    check: (minor) => isPortName('80', versionProfile(minor)),
    says: { 24: 'must contain at least one letter or number', 25: 'must contain at least one letter (a-z)' },
  },
  {
    name: 'an address that is none',
    check: (minor) => addresses.isIp('x', versionProfile(minor)),
    says: {
      19: 'must be a valid IP address, (e.g. 10.9.8.7)',
      20: 'must be a valid IP address, (e.g. 10.9.8.7 or',
    },
  },
];

describe('name checks', () => {
  for (const { name, check, says } of rows) {
    for (const [minor, text] of Object.entries(says)) {
      it(`${name}, in 1.${minor}`, () => {
        const errors = check(Number(minor));
        expect(errors).to.have.length(1);
        expect(errors[0]!.slice(0, text.length)).to.equal(text);
      });
    }
  }

  it('length is counted in bytes of UTF-8, as Go counts', () => {
    expect(byteLength('aé€😀')).to.equal(1 + 2 + 3 + 4);
    expect(identifiers.isConfigMapKey('é'.repeat(127))[0]).to.equal('must be no more than 253 characters');
  });

  it('a lone dash is no generateName', () => {
    expect(dns.nameIsDnsLabel('-', true, versionProfile())).to.have.length(1);
    expect(dns.nameIsDnsLabel('web-', true, versionProfile())).to.deep.equal([]);
    expect(dns.nameIsDnsLabel('web-', false, versionProfile())).to.have.length(1);
  });

  it('an environment variable may hold any printable ASCII character but = in the relaxed form', () => {
    expect(identifiers.isRelaxedEnvVarName('9 {~!')).to.deep.equal([]);
    for (const bad of ['a=b', 'tab\t', 'é', '\u007f'])
      expect(identifiers.isRelaxedEnvVarName(bad), bad).to.have.length(1);
    expect(identifiers.isRelaxedEnvVarName('')).to.deep.equal([
      'environment variable name must be non-empty',
    ]);
  });

  it('strict addresses name what is wrong with them', () => {
    const version = versionProfile();
    expect(addresses.isStrictIp('010.0.0.1', version)).to.deep.equal(['must not have leading 0s']);
    expect(addresses.isStrictIp('::ffff:1.2.3.4', version)).to.deep.equal([
      'must not be an IPv4-mapped IPv6 address',
    ]);
    expect(addresses.isStrictCidr('10.0.0.1/8')).to.deep.equal([
      'must not have bits set beyond the prefix length',
    ]);
    expect(addresses.isStrictCidr('10.0.0.0/08')).to.deep.equal([
      'must not have leading 0s in IP or prefix length',
    ]);
    expect(addresses.isStrictCidr('2001:db8::/32')).to.deep.equal([]);
  });
});
