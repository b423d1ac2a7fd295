// How many pods the controller of a pod is meant to keep: from the caches of the workloads that are known, else from the
// scale subresource of whatever the reference names.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/disruption/disruption.go, finders, getPodReplicationController,
// getPodDeployment, getPodReplicaSet, getPodStatefulSet, getScaleController.

import type { KubeObject, OwnerReference } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { controllerOf } from '../controller-ref-manager.ts';

export interface ControllerScale {
  readonly uid: string;
  readonly replicas: number;
}

/** Why the scale cannot be known. */
export interface NoScale {
  readonly error: string;
}

type Workload = KubeObject & { readonly spec: { readonly replicas?: number } };

const APPS = ['apps', 'extensions'];

export class ControllerScales {
  private readonly component: Component;

  /** Asks for the caches at once, so that their watches begin with the controller. */
  constructor(component: Component) {
    this.component = component;
    for (const kind of ['ReplicationController', 'ReplicaSet', 'Deployment', 'StatefulSet'])
      component.informers.of(kind);
  }

  /** Undefined: there is no such controller, or another one of its name. */
  find(reference: OwnerReference, namespace: string | undefined): ControllerScale | NoScale | undefined {
    return (
      this.cached(reference, 'ReplicationController', [''], namespace) ??
      this.deployment(reference, namespace) ??
      this.bareReplicaSet(reference, namespace) ??
      this.cached(reference, 'StatefulSet', ['apps'], namespace) ??
      this.scaleSubresource(reference, namespace)
    );
  }

  private deployment(reference: OwnerReference, namespace: string | undefined): ControllerScale | undefined {
    const owner = this.ownerOfReplicaSet(reference, namespace);
    return owner === undefined ? undefined : this.cached(owner, 'Deployment', APPS, namespace);
  }

  private bareReplicaSet(
    reference: OwnerReference,
    namespace: string | undefined,
  ): ControllerScale | undefined {
    if (this.ownerOfReplicaSet(reference, namespace)?.kind === 'Deployment') return undefined;
    return this.cached(reference, 'ReplicaSet', APPS, namespace);
  }

  private ownerOfReplicaSet(
    reference: OwnerReference,
    namespace: string | undefined,
  ): OwnerReference | undefined {
    const set = this.workload(reference, 'ReplicaSet', APPS, namespace);
    return set === undefined ? undefined : controllerOf(set);
  }

  private cached(
    reference: OwnerReference,
    kind: string,
    groups: readonly string[],
    namespace: string | undefined,
  ): ControllerScale | undefined {
    const workload = this.workload(reference, kind, groups, namespace);
    if (workload === undefined) return undefined;
    return { uid: workload.metadata.uid, replicas: workload.spec.replicas ?? 0 };
  }

  private workload(
    reference: OwnerReference,
    kind: string,
    groups: readonly string[],
    namespace: string | undefined,
  ): Workload | undefined {
    if (reference.kind !== kind || !groups.includes(groupOf(reference.apiVersion))) return undefined;
    const found = this.component.informers.of(kind).get(namespace, reference.name) as unknown as
      | Workload
      | undefined;
    return found?.metadata.uid === reference.uid ? found : undefined;
  }

  private scaleSubresource(
    reference: OwnerReference,
    namespace: string | undefined,
  ): ControllerScale | NoScale | undefined {
    const { world, client, version } = this.component;
    const { kind, apiVersion, name, uid } = reference;
    if (!version.has('budgetsFollowScaleSubresource')) return undefined;
    const group = groupOf(apiVersion);
    const traits = world.server.core.kinds.get(kind);
    if (traits === undefined || !traits.versions.some((served) => served.group === group))
      return { error: `no matches for kind "${kind}" in version "${apiVersion}"` };
    if (traits.scale === undefined) {
      const resource = group === '' ? traits.plural : `${traits.plural}.${group}`;
      const error = `${resource} does not implement the scale subresource`;
      return version.has('budgetsNameKindsWithoutScale') ? { error } : undefined;
    }
    const read = client.get(kind, traits.namespaced ? namespace : undefined, name);
    if (!read.ok) return read.status.reason === 'NotFound' ? undefined : { error: read.status.message };
    const object = read.object as KubeObject;
    return object.metadata.uid === uid
      ? { uid, replicas: traits.scale.specReplicas(object as never) }
      : undefined;
  }
}

const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
