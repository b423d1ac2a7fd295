import { test } from 'node:test';
import { expect } from 'chai';
import type { EndpointSlice } from '../objects.ts';
import { sliceAddressesText } from './endpoint-text.ts';

// Source: kubernetes v1.20.2 pkg/printers/internalversion/printers.go, listWithMoreString.
const ROWS: readonly {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly text: string;
}[] = [
  { name: 'no address', addresses: [], text: '<unset>' },
  { name: 'one empty address', addresses: [''], text: '<unset>' },
  { name: 'two', addresses: ['10.0.0.1', '10.0.0.2'], text: '10.0.0.1,10.0.0.2' },
  { name: 'five', addresses: ['a', 'b', 'c', 'd', 'e'], text: 'a,b,c + 2 more...' },
];

for (const { name, addresses, text } of ROWS) {
  test(`addresses of an EndpointSlice: ${name}`, () => {
    const endpoints = [{ addresses: [...addresses] }] as EndpointSlice['endpoints'];
    expect(sliceAddressesText(endpoints)).to.equal(text);
  });
}
