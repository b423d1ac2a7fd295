import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../objects.ts';
import { firstPodIP } from './pod-ip.ts';

// Source: the real conversion and printer of kubernetes v1.20, run over the same pods.
const ROWS: readonly { readonly name: string; readonly status: object; readonly ip: string }[] = [
  { name: 'a pod that has none yet', status: {}, ip: '' },
  { name: 'the short field alone', status: { podIP: '10.1.2.3' }, ip: '10.1.2.3' },
  { name: 'the list alone', status: { podIPs: [{ ip: '10.1.2.3' }, { ip: '2001:db8::1' }] }, ip: '10.1.2.3' },
  {
    name: 'both, and they differ: the short field wins',
    status: { podIP: '10.1.2.3', podIPs: [{ ip: '2001:db8::1' }] },
    ip: '10.1.2.3',
  },
];

for (const { name, status, ip } of ROWS) {
  test(`address of a pod: ${name}`, () => {
    expect(firstPodIP({ status } as unknown as Pod)).to.equal(ip);
  });
}
