// The controllers of the controller manager, in upstream's order of starting.
// Source: kubernetes v1.28 cmd/kube-controller-manager/app/controllermanager.go, NewControllerInitializers.

import type { Component } from '../client/component.ts';
import type { VersionProfile } from '../versions/profile.ts';
import { startCronJobController } from './cronjob/controller.ts';
import { startDaemonSetController } from './daemonset/controller.ts';
import { startDeploymentController } from './deployment/controller.ts';
import { startDisruptionController } from './disruption/controller.ts';
import { startEndpointController } from './endpoint/controller.ts';
import { startEndpointSliceController } from './endpointslice/controller.ts';
import { startEndpointSliceMirroringController } from './endpointslice/mirroring-controller.ts';
import { startGarbageCollector } from './garbagecollector/controller.ts';
import { startJobController } from './job/controller.ts';
import { startNamespaceController } from './namespace/controller.ts';
import { startNodeLifecycleController } from './nodelifecycle/controller.ts';
import { startPodGcController } from './podgc/controller.ts';
import { startReplicaSetController } from './replicaset/controller.ts';
import { startReplicationController } from './replication/controller.ts';
import { startResourceQuotaController } from './resourcequota/controller.ts';
import { startRootCACertPublisher } from './rootcacertpublisher/controller.ts';
import { startServiceAccountController } from './serviceaccount/service-accounts-controller.ts';
import { startTokensController } from './serviceaccount/tokens-controller.ts';
import { startStatefulSetController } from './statefulset/controller.ts';
import { startTaintEvictionController } from './tainteviction/controller.ts';
import { startTtlAfterFinishedController } from './ttlafterfinished/controller.ts';
import { startPersistentVolumeController } from './volume/persistentvolume/controller.ts';
import { startPvcProtectionController, startPvProtectionController } from './volume/protection/controller.ts';
import { PROVISIONER, startVolumeProvisioner } from './volume/provisioner/controller.ts';

export interface Controller {
  /** Upstream's name, and the actor of its writes. */
  readonly name: string;
  readonly start: (component: Component) => void;
  /** Absent: in every release. */
  readonly isServed?: (version: VersionProfile) => boolean;
}

export const CONTROLLERS: readonly Controller[] = [
  { name: 'tokens-controller', start: startTokensController },
  { name: 'service-account-controller', start: startServiceAccountController },
  { name: 'root-ca-cert-publisher', start: startRootCACertPublisher },
  { name: 'resourcequota-controller', start: startResourceQuotaController },
  { name: 'endpoint-controller', start: startEndpointController },
  {
    name: 'endpointslice-controller',
    start: startEndpointSliceController,
    isServed: (version) => version.has('endpointSliceController'),
  },
  {
    name: 'endpointslicemirroring-controller',
    start: startEndpointSliceMirroringController,
    isServed: (version) => version.has('endpointSliceMirroring'),
  },
  { name: 'replication-controller', start: startReplicationController },
  { name: 'namespace-controller', start: startNamespaceController },
  { name: 'garbage-collector-controller', start: startGarbageCollector },
  { name: 'daemonset-controller', start: startDaemonSetController },
  { name: 'job-controller', start: startJobController },
  // Before that of Deployments: it acts on a change by hand before that takes the change back.
  { name: 'replicaset-controller', start: startReplicaSetController },
  { name: 'deployment-controller', start: startDeploymentController },
  { name: 'disruption-controller', start: startDisruptionController },
  { name: 'statefulset-controller', start: startStatefulSetController },
  { name: 'cronjob-controller', start: startCronJobController },
  { name: 'pod-garbage-collector', start: startPodGcController },
  { name: 'node-controller', start: startNodeLifecycleController },
  { name: 'taint-eviction-controller', start: startTaintEvictionController },
  { name: 'persistentvolume-controller', start: (component) => startPersistentVolumeController(component) },
  { name: 'pvc-protection-controller', start: startPvcProtectionController },
  { name: 'pv-protection-controller', start: startPvProtectionController },
  { name: PROVISIONER, start: startVolumeProvisioner },
  { name: 'ttl-after-finished-controller', start: startTtlAfterFinishedController },
];
