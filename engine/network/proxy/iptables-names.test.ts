import { describe, it } from 'node:test';
import { expect } from 'chai';
import { sha256 } from '../../api/hash/sha256.ts';
import { endpointChain, endpointProbability, serviceChains, servicePortName } from './iptables-names.ts';

const hex = (text: string): string =>
  [...sha256(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

// Source: FIPS 180-4 and NIST's example values; the lengths around a block's end.
const HASHES: readonly (readonly [string, string])[] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['a'.repeat(55), '9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318'],
  ['a'.repeat(56), 'b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a'],
  ['a'.repeat(64), 'ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb'],
];

describe('names of iptables chains', () => {
  for (const [text, hash] of HASHES) {
    it(`SHA-256 of ${text.length} bytes`, () => {
      expect(hex(text)).to.equal(hash);
    });
  }

  // Source: kubernetes v1.20.2 pkg/proxy/iptables/proxier_test.go, TestServicePortChainName and neighbours.
  it('a port without a name leaves out the colon, and each chain has the hash of name and protocol', () => {
    expect(servicePortName('ns1', 'svc1', '')).to.equal('ns1/svc1');
    const { svc, xlb } = serviceChains(servicePortName('ns1', 'svc1', 'p81'), 'tcp');
    expect([svc, xlb]).to.deep.equal(['KUBE-SVC-NTSK2323DO5FVOWT', 'KUBE-XLB-NTSK2323DO5FVOWT']);
    expect(endpointChain('ns1/svc1:p81', 'tcp', '10.180.0.1:80')).to.equal('KUBE-SEP-M5UASXZRBPIFTTRP');
  });

  it('probabilities have ten places, exact halves go to the even one', () => {
    expect([1, 3, 7, 2048].map(endpointProbability)).to.deep.equal([
      '1.0000000000',
      '0.3333333333',
      '0.1428571429',
      '0.0004882812',
    ]);
  });
});
