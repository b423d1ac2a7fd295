// The two kinds that keep a number of equal pods: ReplicaSets, and ReplicationControllers, which upstream converts to
// ReplicaSets and hands to the same code.
//
// Source: kubernetes v1.20.2 pkg/controller/replication/conversion.go, convertRCtoRS; replication_controller.go.

import type { ReplicaSet, ReplicationController } from '../../api/objects.ts';
import { labelSelectorAsSelector, selectorFromSet } from '../../api/selectors/label-selector.ts';
import type { Selector } from '../../api/selectors/selector.ts';

export type ReplicatedKindName = 'ReplicaSet' | 'ReplicationController';
export type Replicated = ReplicaSet | ReplicationController;
export type ReplicatedStatus = Replicated['status'];

export interface ReplicatedKind {
  readonly kind: ReplicatedKindName;
  /** Of the work queue. */
  readonly queue: string;
  /** @throws SelectorError  the selector cannot be compiled */
  readonly selectorOf: (set: Replicated) => Selector;
}

export const REPLICA_SET: ReplicatedKind = {
  kind: 'ReplicaSet',
  queue: 'replicaset',
  selectorOf: (set) => labelSelectorAsSelector((set as ReplicaSet).spec.selector),
};

export const REPLICATION_CONTROLLER: ReplicatedKind = {
  kind: 'ReplicationController',
  queue: 'replicationmanager',
  selectorOf: (set) => selectorFromSet((set as ReplicationController).spec.selector ?? {}),
};

export const wantedReplicas = (set: Replicated): number => set.spec.replicas ?? 1;
