// Source: kubectl v0.32.0 pkg/describe/describe.go, describePersistentVolumeClaim, getPodsForPVC.

import type { PersistentVolumeClaim, Pod } from '../../../api/objects.ts';
import { describeClaimBody } from './claim-body.ts';
import { describeEventsOf } from './events.ts';
import { multiline, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

export function describePersistentVolumeClaim(
  w: Writer,
  claim: PersistentVolumeClaim,
  world: DescribeWorld,
): void {
  describeClaimBody(w, claim, world);
  multiline(w, 'Used By', userNames(claim, world));
  const conditions = claim.status?.conditions ?? [];
  if (conditions.length > 0) {
    w.write(0, 'Conditions:\n');
    w.write(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage\n');
    w.write(1, '----\t------\t-----------------\t------------------\t------\t-------\n');
  }
  for (const { type, status, lastProbeTime, lastTransitionTime, reason = '', message = '' } of conditions) {
    const times = `${timeText(lastProbeTime)} \t${timeText(lastTransitionTime)}`;
    w.write(1, `${type} \t${status} \t${times} \t${reason} \t${message}\n`);
  }
  describeEventsOf(w, world, claim);
}

// Pods that mount the claim, once for each of their volumes that does, and pods that own it.
function userNames({ metadata }: PersistentVolumeClaim, world: DescribeWorld): string[] {
  const pods = world.list('Pod', metadata.namespace) as unknown as Pod[];
  const users = pods.flatMap((pod) =>
    (pod.spec.volumes ?? [])
      .filter(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === metadata.name)
      .map(() => pod),
  );
  for (const { kind, uid } of metadata.ownerReferences ?? []) {
    const owner = kind === 'Pod' ? pods.find((pod) => pod.metadata.uid === uid) : undefined;
    if (owner !== undefined && !users.includes(owner)) users.push(owner);
  }
  return users.map((pod) => pod.metadata.name).sort();
}
