import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { cidrAddressAt, cidrContains, cidrSize, formatCidr, parseCidr, parseCidrSloppy } from './cidr.ts';
import { formatIp, parseIp, parseIpSloppy } from './ip.ts';

const canonical = (text: string): string | undefined => {
  const ip = parseIp(text);
  return ip && formatIp(ip);
};

describe('IP addresses', () => {
  // Source: Go src/net/ip_test.go, parseIPTests and ipStringTests.
  const accepted: readonly [string, string][] = [
    ['127.0.1.2', '127.0.1.2'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:1:0:1:1:1:1', '2001:db8:1:0:1:1:1:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['1:0:0:0::', '1::'],
    ['::ffff:127.1.2.3', '127.1.2.3'],
    ['::ffff:7f01:0203', '127.1.2.3'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
  ];
  for (const [text, expected] of accepted)
    it(`${text} is ${expected}`, () => {
      expect(canonical(text)).to.equal(expected);
    });

  const refused = [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '010.0.0.1',
    '1.2.3.4x',
    '-1.2.3.4',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '::1::',
    '12345::',
    '00001::',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::1.2.3',
    'g::',
  ];
  for (const text of refused)
    it(`"${text}" is refused`, () => {
      expect(parseIp(text)).to.equal(undefined);
    });

  it('the loose form skips leading zeros', () => {
    expect(formatIp(parseIpSloppy('010.000.0001.02')!)).to.equal('10.0.1.2');
    expect(formatIp(parseIpSloppy('00001::')!)).to.equal('1::');
    expect(parseIpSloppy('1.2.3.0256')).to.equal(undefined);
  });

  it('every address survives print and parse', () => {
    const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(groups, (list) => {
        const ip = parseIp(list.map((n) => n.toString(16)).join(':'))!;
        const again = parseIp(formatIp(ip))!;
        expect(again.value).to.equal(ip.isMapped ? ip.value & 0xffffffffn : ip.value);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('networks', () => {
  it('prints its network, not the address written', () => {
    expect(formatCidr(parseCidr('10.1.2.3/8')!)).to.equal('10.0.0.0/8');
    expect(formatCidr(parseCidr('2001:db8::1/32')!)).to.equal('2001:db8::/32');
    expect(formatCidr(parseCidrSloppy('10.0.00.0/08')!)).to.equal('10.0.0.0/8');
  });

  for (const text of [
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '/8',
  ]) {
    it(`"${text}" is refused`, () => {
      expect(parseCidr(text)).to.equal(undefined);
    });
  }

  it('contains its own addresses only', () => {
    const net = parseCidr('10.0.0.0/30')!;
    const inside = ['10.0.0.0', '10.0.0.3', '::ffff:10.0.0.1'];
    const outside = ['10.0.0.4', '9.255.255.255', '::a00:1'];
    for (const ip of inside) expect(cidrContains(net, parseIp(ip)!), ip).to.equal(true);
    for (const ip of outside) expect(cidrContains(net, parseIp(ip)!), ip).to.equal(false);
    expect(cidrSize(net)).to.equal(4n);
    expect(formatIp(cidrAddressAt(net, 3n))).to.equal('10.0.0.3');
    expect(() => cidrAddressAt(net, 4n)).to.throw(RangeError);
  });
});
