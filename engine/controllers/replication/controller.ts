// The ReplicationController controller: ReplicaSets' code under another kind.
//
// Differs: imports the ReplicaSet controller, as upstream does; otherwise controllers meet through API objects alone.
// Source: kubernetes v1.20.2 pkg/controller/replication/replication_controller.go.

import type { Component } from '../../client/component.ts';
import { startReplicatedController } from '../replicaset/controller.ts';
import { REPLICATION_CONTROLLER } from '../replicaset/replicated-kind.ts';

/** The component is to be named `replication-controller`, as its events show. */
export function startReplicationController(component: Component): void {
  startReplicatedController(component, REPLICATION_CONTROLLER);
}
