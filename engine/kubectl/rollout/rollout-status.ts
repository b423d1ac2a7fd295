// What `kubectl rollout status` says of a workload, and whether it stops waiting.
//
// Source: kubectl v0.32.0 pkg/polymorphichelpers/rollout_status.go; unchanged since v0.20.0.

import type { DaemonSet, Deployment, StatefulSet } from '../../api/objects.ts';

export type RolloutStatus =
  | { readonly message: string; readonly done: boolean }
  /** Ends the command with this text on standard error. */
  | { readonly error: string };

const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';

const waiting = (message: string): RolloutStatus => ({ message: `${message}...\n`, done: false });
const rolledOut = (message: string): RolloutStatus => ({ message: `${message}\n`, done: true });

const isObserved = ({ metadata, status }: Deployment | DaemonSet): boolean =>
  (metadata.generation ?? 0) <= (status?.observedGeneration ?? 0);

/** @param revision what `--revision` pins the rollout to; 0 for any */
export function deploymentRolloutStatus(deployment: Deployment, revision = 0): RolloutStatus {
  const { metadata, spec, status = {} } = deployment;
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  if (revision > 0) {
    const running = Number(metadata.annotations?.[REVISION_ANNOTATION] ?? 0);
    if (running !== revision) {
      return { error: `desired revision (${revision}) is different from the running revision (${running})` };
    }
  }
  if (!isObserved(deployment)) return waiting('Waiting for deployment spec update to be observed');
  const progressing = status.conditions?.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return { error: `deployment "${metadata.name}" exceeded its progress deadline` };
  }
  const subject = `Waiting for deployment "${metadata.name}" rollout to finish`;
  if (spec.replicas !== undefined && updatedReplicas < spec.replicas) {
    return waiting(`${subject}: ${updatedReplicas} out of ${spec.replicas} new replicas have been updated`);
  }
  if (replicas > updatedReplicas) {
    return waiting(`${subject}: ${replicas - updatedReplicas} old replicas are pending termination`);
  }
  if (availableReplicas < updatedReplicas) {
    return waiting(`${subject}: ${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  }
  return rolledOut(`deployment "${metadata.name}" successfully rolled out`);
}

// Both kinds name the strategy alike.
const ONLY_ROLLING_UPDATE: RolloutStatus = {
  error: 'rollout status is only available for RollingUpdate strategy type',
};

export function daemonSetRolloutStatus(daemonSet: DaemonSet): RolloutStatus {
  const { metadata, spec, status } = daemonSet;
  const { updatedNumberScheduled = 0, desiredNumberScheduled = 0, numberAvailable = 0 } = status;
  if (spec.updateStrategy?.type !== 'RollingUpdate') return ONLY_ROLLING_UPDATE;
  if (!isObserved(daemonSet)) return waiting('Waiting for daemon set spec update to be observed');
  const subject = `Waiting for daemon set "${metadata.name}" rollout to finish`;
  if (updatedNumberScheduled < desiredNumberScheduled) {
    return waiting(
      `${subject}: ${updatedNumberScheduled} out of ${desiredNumberScheduled} new pods have been updated`,
    );
  }
  if (numberAvailable < desiredNumberScheduled) {
    return waiting(`${subject}: ${numberAvailable} of ${desiredNumberScheduled} updated pods are available`);
  }
  return rolledOut(`daemon set "${metadata.name}" successfully rolled out`);
}

export function statefulSetRolloutStatus({ metadata, spec, status }: StatefulSet): RolloutStatus {
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0 } = status;
  const { updateRevision = '', currentRevision = '' } = status;
  if (spec.updateStrategy?.type !== 'RollingUpdate') return ONLY_ROLLING_UPDATE;
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration) {
    return waiting('Waiting for statefulset spec update to be observed');
  }
  const { replicas } = spec;
  if (replicas !== undefined && readyReplicas < replicas) {
    return waiting(`Waiting for ${replicas - readyReplicas} pods to be ready`);
  }
  const { rollingUpdate } = spec.updateStrategy;
  if (rollingUpdate !== undefined) {
    const { partition } = rollingUpdate;
    if (replicas !== undefined && partition !== undefined && updatedReplicas < replicas - partition) {
      const wanted = replicas - partition;
      return waiting(
        `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated`,
      );
    }
    return rolledOut(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  if (updateRevision !== currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}`,
    );
  }
  return rolledOut(
    `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`,
  );
}
