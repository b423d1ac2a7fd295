// What the pods of a node ask for, each and together. Percentages are of what is allocatable, rounded down.
//
// Source: kubectl v0.32.0 pkg/describe/describe.go, describeNodeResource; pkg/util/resource/resource.go.
// Left out: resources that a running container was resized to.

import type { Node, Pod } from '../../../api/objects.ts';
import { podLimits, podRequests } from '../../../api/pod/pod-resources.ts';
import { age } from '../../../api/printing/age.ts';
import { formatQuantity } from '../../../api/quantity/format.ts';
import type { Quantity } from '../../../api/quantity/quantity.ts';
import { scaledValue } from '../../../api/quantity/values.ts';
import {
  addLists,
  EMPTY,
  type ResourceList,
  type ResourceTexts,
  resourceList,
} from '../../../api/quota/resource-list.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

/** @param pods  those that have not ended */
export function describeNodeResources(
  w: Writer,
  node: Node,
  pods: readonly Pod[],
  world: DescribeWorld,
): void {
  const { capacity, allocatable = {} } = node.status;
  const texts = Object.keys(allocatable ?? {}).length > 0 ? allocatable : capacity;
  const all = resourceList(texts as ResourceTexts | undefined);
  w.write(0, `Non-terminated Pods:\t(${pods.length} in total)\n`);
  w.write(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n');
  w.write(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n');
  let requests = EMPTY;
  let limits = EMPTY;
  for (const pod of pods) {
    const [asked, limited] = [podRequests(pod.spec), podLimits(pod.spec)];
    requests = addLists(requests, asked);
    limits = addLists(limits, limited);
    const cells = ['cpu', 'memory'].flatMap((name) => [
      shareText(asked, all, name, 'overflows'),
      shareText(limited, all, name, 'overflows'),
    ]);
    w.write(
      1,
      `${pod.metadata.namespace}\t${pod.metadata.name}\t\t${cells.join('\t')}\t${age(pod, world)}\n`,
    );
  }
  w.write(0, 'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n');
  w.write(1, 'Resource\tRequests\tLimits\n');
  w.write(1, '--------\t--------\t------\n');
  const hugePages = [...all.keys()].filter((name) => name.startsWith('hugepages-')).sort();
  for (const name of [...STANDARD, ...hugePages]) {
    w.write(1, `${name}\t${shareText(requests, all, name)}\t${shareText(limits, all, name)}\n`);
  }
  const others = [...all.keys()]
    .filter((name) => !STANDARD.includes(name) && !hugePages.includes(name))
    .sort();
  for (const name of others) {
    if (name === 'pods') continue;
    w.write(1, `${name}\t${amountText(requests.get(name))}\t${amountText(limits.get(name))}\n`);
  }
}

const STANDARD: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];

const amountText = (amount: Quantity | undefined): string =>
  amount === undefined ? '0' : formatQuantity(amount);

/**
 * `250m (6%)`. Where nothing is allocatable the share is none; for single pods Go's conversion of an infinite or
 * undefined share to an integer shows through.
 */
function shareText(
  list: ResourceList,
  all: ResourceList,
  name: string,
  onZero: 'none' | 'overflows' = 'none',
): string {
  const exponent = name === 'cpu' ? -3 : 0;
  const unitsOf = (amount: Quantity | undefined): number =>
    amount === undefined ? 0 : Number(scaledValue(amount, exponent));
  const total = unitsOf(all.get(name));
  const amount = unitsOf(list.get(name));
  const zero = onZero === 'overflows' ? '-9223372036854775808' : '0';
  const share = total === 0 ? zero : String(Math.trunc((amount / total) * 100));
  return `${amountText(list.get(name))} (${share}%)`;
}
