import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { md5 } from '../hash/md5.ts';
import { repackSubsets } from './repack-subsets.ts';
import type { EndpointSubset } from './subset-hash.ts';

// Source: RFC 1321, appendix A.5.
test('MD5', () => {
  const rows: readonly [text: string, hash: string][] = [
    ['', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
    ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
  ];
  for (const [text, hash] of rows) expect(md5(text), text).to.equal(hash);
});

const address = (ip: string) => ({ ip });

// Source: kubernetes v1.20.2 pkg/api/v1/endpoints/util_test.go, TestPackSubsets.
test('addresses with the same ports stand together; one that is not ready anywhere at a port is not ready there', () => {
  const subsets: EndpointSubset[] = [
    { addresses: [address('1.2.3.4')], ports: [{ port: 111 }] },
    { addresses: [address('5.6.7.8')], ports: [{ port: 111 }] },
    { notReadyAddresses: [address('1.2.3.4')], ports: [{ port: 111 }] },
  ];
  expect(repackSubsets(subsets)).to.deep.equal([
    { addresses: [address('5.6.7.8')], notReadyAddresses: [address('1.2.3.4')], ports: [{ port: 111 }] },
  ]);
});

test('addresses without ports are kept', () => {
  expect(repackSubsets([{ addresses: [address('1.2.3.4')] }])).to.deep.equal([
    { addresses: [address('1.2.3.4')] },
  ]);
});

test('property: the layout is canonical and says the same', () => {
  const ips = fc.uniqueArray(fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'), {
    maxLength: 3,
  });
  const subset = fc.record({
    addresses: ips.map((list) => list.map(address)),
    ports: fc
      .uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
      .map((list) => list.map((port) => ({ name: `p${port}`, port, protocol: 'TCP' as const }))),
  });
  const pairs = (subsets: readonly EndpointSubset[]): string[] => {
    const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
      addresses.flatMap(({ ip }) => ports.map(({ port }) => `${ip}:${port}`)),
    );
    return [...new Set(all)].sort();
  };
  fc.assert(
    fc.property(fc.array(subset, { maxLength: 5 }), (subsets) => {
      const packed = repackSubsets(subsets);
      expect(pairs(packed)).to.deep.equal(pairs(subsets));
      expect(repackSubsets(packed)).to.deep.equal(packed);
      expect(repackSubsets([...subsets].reverse())).to.deep.equal(packed);
    }),
    { seed: 42, numRuns: 200 },
  );
});
