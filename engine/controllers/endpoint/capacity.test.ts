// Source: kubernetes v1.28.0 pkg/controller/endpoint/endpoints_controller_test.go, TestTruncateEndpoints; KEP-1672 for releases.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { EndpointSubset } from '../../api/endpoints/subset-hash.ts';
import { versionProfile } from '../../versions/profile.ts';
import { fitCapacity } from './capacity.ts';

/** Ready and not ready addresses of each subset. */
type Counts = readonly (readonly [ready: number, notReady: number])[];

const addresses = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ ip: `10.0.${i >> 8}.${i & 255}` }));
const subsetsOf = (counts: Counts): EndpointSubset[] =>
  counts.map(([ready, notReady]) => ({
    ...(ready > 0 ? { addresses: addresses(ready) } : {}),
    ...(notReady > 0 ? { notReadyAddresses: addresses(notReady) } : {}),
  })) as EndpointSubset[];

const ROWS: readonly (readonly [
  name: string,
  minor: number,
  given: Counts,
  kept: Counts,
  note: string | undefined,
])[] = [
  ['all that fit', 28, [[500, 500]], [[500, 500]], undefined],
  ['ready ones in one subset', 28, [[1500, 500]], [[1000, 0]], 'truncated'],
  [
    'ready ones in proportion to the subsets',
    28,
    [
      [400, 0],
      [800, 0],
      [800, 5],
    ],
    [
      [200, 0],
      [400, 0],
      [400, 0],
    ],
    'truncated',
  ],
  ['not ready ones where all ready ones fit', 28, [[900, 400]], [[900, 100]], 'truncated'],
  [
    'not ready ones of some subsets',
    28,
    [
      [900, 0],
      [0, 400],
      [100, 0],
    ],
    [
      [900, 0],
      [0, 0],
      [100, 0],
    ],
    'truncated',
  ],
  [
    'the room that is left at last',
    28,
    [
      [333, 0],
      [333, 0],
      [335, 0],
    ],
    [
      [333, 0],
      [333, 0],
      [334, 0],
    ],
    'truncated',
  ],
  ['all, with a warning, in 1.21', 21, [[1001, 0]], [[1001, 0]], 'warning'],
  ['all, and says nothing, before', 20, [[1001, 0]], [[1001, 0]], undefined],
];

describe('the addresses that Endpoints keep', () => {
  for (const [name, minor, given, kept, note] of ROWS)
    it(name, () => {
      const { subsets, overCapacity } = fitCapacity(subsetsOf(given), versionProfile(minor));
      const counts = subsets.map((one) => [one.addresses?.length ?? 0, one.notReadyAddresses?.length ?? 0]);
      expect([counts, overCapacity]).to.deep.equal([kept, note]);
    });
});
