// Plays `deployment-rollout`: the arithmetic of a Deployment's ReplicaSets, its status and its conditions.

import { safeEncodeString } from '../../engine/api/hash/safe-encode.ts';
import { IntOrPercentError } from '../../engine/api/int-or-percent.ts';
import type { Deployment, ReplicaSet } from '../../engine/api/objects.ts';
import { formatTime } from '../../engine/api/time.ts';
import { findCondition } from '../../engine/controllers/deployment/conditions.ts';
import { scalingMessage } from '../../engine/controllers/deployment/events.ts';
import { maxUnavailable, resolveFenceposts } from '../../engine/controllers/deployment/fenceposts.ts';
import { isTimedOut, rolloutStatus } from '../../engine/controllers/deployment/progress.ts';
import { sizeOf } from '../../engine/controllers/deployment/replica-sets.ts';
import {
  newSetReplicas,
  reconcileNewSet,
  reconcileOldSets,
  type Scaling,
  scaleSets,
  UnsupportedStrategyError,
} from '../../engine/controllers/deployment/scaling.ts';
import { calculateStatus, isComplete, isProgressing } from '../../engine/controllers/deployment/status.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

type Input = TableCase['input'];

const version = versionProfile(20);
const NOW_EPOCH_MS = Date.parse('2020-09-13T12:36:40Z');
const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAX = 'deployment.kubernetes.io/max-replicas';

function replicaSet(row: Input): ReplicaSet {
  const annotations = {
    ...(row.desiredReplicasAnnotation === undefined ? {} : { [DESIRED]: row.desiredReplicasAnnotation }),
    ...(row.maxReplicasAnnotation === undefined ? {} : { [MAX]: row.maxReplicasAnnotation }),
  };
  const conditions = row.conditions === undefined ? {} : { conditions: row.conditions };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: row.name,
      namespace: 'default',
      uid: row.name,
      resourceVersion: '1',
      creationTimestamp: row.creationTimestamp,
      annotations,
    },
    spec: { replicas: row.replicas, selector: {} },
    status: {
      replicas: row.statusReplicas,
      availableReplicas: row.availableReplicas,
      readyReplicas: row.readyReplicas ?? row.availableReplicas,
      ...conditions,
    },
  };
}

function deployment(input: Input): Deployment {
  const {
    maxSurge,
    maxUnavailable: unavailable,
    replicas,
    paused,
    progressDeadlineSeconds,
    priorProgressing,
  } = input;
  const age = (seconds: number): string => formatTime(NOW_EPOCH_MS - seconds * 1000);
  const conditions = priorProgressing?.type && [
    {
      type: priorProgressing.type,
      status: priorProgressing.status,
      reason: priorProgressing.reason,
      lastUpdateTime: age(priorProgressing.lastUpdateAgeSeconds),
      lastTransitionTime: age(priorProgressing.lastUpdateAgeSeconds),
    },
  ];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: input.name ?? 'd',
      namespace: 'default',
      uid: 'd',
      resourceVersion: '1',
      creationTimestamp: '',
      generation: 1,
    },
    spec: {
      replicas,
      selector: {},
      template: {},
      ...(paused === undefined ? {} : { paused }),
      ...(progressDeadlineSeconds == null ? {} : { progressDeadlineSeconds }),
      strategy: input.strategy ?? {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge, maxUnavailable: unavailable },
      },
    },
    status: { ...input.priorStatus, ...(conditions ? { conditions } : {}) },
  };
}

interface Scene {
  readonly web: Deployment;
  readonly newSet: ReplicaSet | undefined;
  readonly oldSets: ReplicaSet[];
}

function scene(input: Input): Scene {
  const failure = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'quota' };
  const row = input.newReplicaFailure ? { ...input.new, conditions: [failure] } : input.new;
  return {
    web: deployment(input),
    newSet: row == null ? undefined : replicaSet(row),
    oldSets: (input.old ?? []).map(replicaSet),
  };
}

function afterStep(
  { newSet, oldSets }: Scene,
  changes: readonly Scaling[],
): { events: string[]; replicasAfter: unknown } {
  const sizes = new Map(
    [...oldSets, ...(newSet ? [newSet] : [])].map((set) => [set.metadata.name, sizeOf(set)]),
  );
  const events: string[] = [];
  for (const { set, replicas, direction } of changes) {
    const from = sizes.get(set.metadata.name)!;
    if (from !== replicas) {
      events.push(
        `Normal ScalingReplicaSet ${scalingMessage({ name: set.metadata.name, from, to: replicas, direction }, version)}`,
      );
    }
    sizes.set(set.metadata.name, replicas);
  }
  return { events, replicasAfter: Object.fromEntries(sizes) };
}

// biome-ignore lint/suspicious/noExplicitAny: recorded JSON.
const words = (condition: any): unknown =>
  condition && { status: condition.status, reason: condition.reason, message: condition.message ?? '' };

const FUNCTIONS: Readonly<Record<string, (input: Input) => unknown>> = {
  resolveFenceposts: (input) => {
    const posts = resolveFenceposts(input.maxSurge, input.maxUnavailable, input.replicas);
    return { ...posts, minAvailable: input.replicas - maxUnavailable(deployment(input)) };
  },
  newRSNewReplicas: (input) => ({
    newReplicas: newSetReplicas(deployment(input), input.oldReplicas + input.newReplicas, input.newReplicas),
  }),
  reconcileNewReplicaSet: (input) => {
    const at = scene(input);
    const changes = reconcileNewSet(at.web, at.newSet!, at.oldSets);
    return { ...afterStep(at, changes), scaled: changes.length > 0 };
  },
  reconcileOldReplicaSets: (input) => {
    const at = scene(input);
    const { changes, isRefused } = reconcileOldSets(at.web, at.newSet!, at.oldSets);
    return { ...afterStep(at, changes), scaled: changes.length > 0 && !isRefused };
  },
  scaleProportionally: (input) => {
    const at = scene(input);
    return afterStep(at, scaleSets(at.web, at.newSet, at.oldSets));
  },
  calculateDeploymentStatus: (input) => {
    const { web, newSet, oldSets } = scene(input);
    const status = calculateStatus(web, newSet, oldSets, NOW_EPOCH_MS);
    return {
      available: words(findCondition(status, 'Available')),
      availableReplicas: status.availableReplicas ?? 0,
      complete: isComplete(web, status),
      progressing: isProgressing(web, status),
      readyReplicas: status.readyReplicas ?? 0,
      replicas: status.replicas ?? 0,
      timedOut: isTimedOut(web, status, NOW_EPOCH_MS),
      unavailableReplicas: status.unavailableReplicas ?? 0,
      updatedReplicas: status.updatedReplicas ?? 0,
    };
  },
  syncRolloutStatus: (input) => {
    const { web, newSet, oldSets } = scene(input);
    const status = rolloutStatus(web, newSet, oldSets, NOW_EPOCH_MS);
    return {
      available: words(findCondition(status, 'Available')),
      progressing: words(findCondition(status, 'Progressing')) ?? null,
      replicaFailure: words(findCondition(status, 'ReplicaFailure')) ?? null,
    };
  },
  safeEncodeString: (input) => ({ encoded: safeEncodeString(input.text) }),
};

export const adapter: TableAdapter = {
  topics: ['deployment-rollout'],
  run: ({ fn = '', input }) => {
    const call = FUNCTIONS[fn];
    if (call === undefined) throw new Error(`no function ${fn}`);
    try {
      return call(input);
    } catch (error) {
      if (error instanceof IntOrPercentError || error instanceof UnsupportedStrategyError)
        return { error: error.message };
      throw error;
    }
  },
};
