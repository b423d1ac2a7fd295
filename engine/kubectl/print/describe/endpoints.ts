// Source: kubectl v0.32.0 pkg/describe/describe.go, describeEndpoints.

import type { Endpoints } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { describeMeta } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describeEndpoints(w: Writer, endpoints: Endpoints, world: DescribeWorld): void {
  describeMeta(w, endpoints);
  w.write(0, 'Subsets:\n');
  for (const { addresses, notReadyAddresses, ports } of endpoints.subsets ?? []) {
    const textOf = (list: typeof addresses): string => (list ?? []).map(({ ip }) => ip).join(',') || '<none>';
    w.write(1, `Addresses:\t${textOf(addresses)}\n`);
    w.write(1, `NotReadyAddresses:\t${textOf(notReadyAddresses)}\n`);
    if ((ports ?? []).length > 0) {
      w.write(1, 'Ports:\n');
      w.write(2, 'Name\tPort\tProtocol\n');
      w.write(2, '----\t----\t--------\n');
      for (const { name = '', port, protocol = '' } of ports!) {
        w.write(2, `${name || '<unset>'}\t${port}\t${protocol}\n`);
      }
    }
    w.write(0, '\n');
  }
  describeEventsOf(w, world, endpoints);
}
