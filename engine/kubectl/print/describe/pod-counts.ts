// How many pods of a controller are in which phase. Source: kubectl v0.32.0 pkg/describe/describe.go,
// getPodStatusForController.

import type { KubeObject, Pod } from '../../../api/objects.ts';
import type { Selector } from '../../../api/selectors/selector.ts';
import type { DescribeWorld } from './world.ts';

/** `2 Running / 0 Waiting / 0 Succeeded / 0 Failed` */
export function podCountsText(world: DescribeWorld, { metadata }: KubeObject, selector: Selector): string {
  const pods = (world.list('Pod', metadata.namespace) as unknown as Pod[]).filter(
    (pod) =>
      selector.matches(pod.metadata.labels) &&
      pod.metadata.ownerReferences?.some(
        ({ controller, uid }) => controller === true && uid === metadata.uid,
      ),
  );
  const count = (phase: string): number => pods.filter(({ status }) => status?.phase === phase).length;
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
}
