// Source: kubectl v0.32.0 pkg/describe/describe.go, describeDeployment; pkg/util/deployment/deployment.go,
// GetAllReplicaSetsInChunks, findNewReplicaSet.

import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../../api/objects.ts';
import { labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import { semanticallyEqual } from '../../../api/semantic-equality.ts';
import { describeConditions } from './conditions.ts';
import { describeEventsOf } from './events.ts';
import { describePodTemplate } from './pod-template.ts';
import { annotationsMultiline, labelsMultiline, timeText } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

const HASH_LABEL = 'pod-template-hash';

export function describeDeployment(w: Writer, deployment: Deployment, world: DescribeWorld): void {
  const { metadata, spec, status } = deployment;
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  w.write(0, `CreationTimestamp:\t${timeText(metadata.creationTimestamp)}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
  w.write(0, `Selector:\t${labelSelectorAsSelector(spec.selector)}\n`);
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
  w.write(
    0,
    `Replicas:\t${spec.replicas ?? 0} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable\n`,
  );
  w.write(0, `StrategyType:\t${spec.strategy?.type ?? ''}\n`);
  w.write(0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}\n`);
  const rolling = spec.strategy?.rollingUpdate;
  if (rolling) {
    const { maxUnavailable = 0, maxSurge = 0 } = rolling;
    w.write(0, `RollingUpdateStrategy:\t${maxUnavailable} max unavailable, ${maxSurge} max surge\n`);
  }
  describePodTemplate(w, spec.template);
  describeConditions(w, status.conditions);
  const { old, current } = replicaSetsOf(deployment, world);
  if (old.length > 0 || current.length > 0) {
    w.write(0, `OldReplicaSets:\t${setsText(old)}\n`);
    w.write(0, `NewReplicaSet:\t${setsText(current)}\n`);
  }
  describeEventsOf(w, world, deployment);
}

interface SetsOfDeployment {
  /** Oldest first. */
  readonly old: readonly ReplicaSet[];
  /** The oldest one that has the deployment's template, if any. */
  readonly current: readonly ReplicaSet[];
}

function replicaSetsOf({ metadata, spec }: Deployment, world: DescribeWorld): SetsOfDeployment {
  const selector = labelSelectorAsSelector(spec.selector);
  const owned = (world.list('ReplicaSet', metadata.namespace) as unknown as ReplicaSet[])
    .filter(
      (set) =>
        selector.matches(set.metadata.labels) &&
        set.metadata.ownerReferences?.some(
          ({ controller, uid }) => controller === true && uid === metadata.uid,
        ),
    )
    .sort((a, b) => (ageKey(a) < ageKey(b) ? -1 : 1));
  const template = withoutHash(spec.template);
  const current = owned.find((set) => semanticallyEqual(withoutHash(set.spec.template), template));
  return { old: owned.filter((set) => set !== current), current: current === undefined ? [] : [current] };
}

const ageKey = ({ metadata }: ReplicaSet): string => `${metadata.creationTimestamp} ${metadata.name}`;

function withoutHash(template: PodTemplateSpec | undefined): unknown {
  const { [HASH_LABEL]: _, ...labels } = template?.metadata?.labels ?? {};
  return { ...template, metadata: { ...template?.metadata, labels } };
}

function setsText(sets: readonly ReplicaSet[]): string {
  const texts = sets.map(
    ({ metadata, spec, status }) =>
      `${metadata.name} (${status?.replicas ?? 0}/${spec.replicas ?? 0} replicas created)`,
  );
  return texts.join(', ') || '<none>';
}
