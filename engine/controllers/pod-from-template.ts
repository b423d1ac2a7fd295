// The pod that a controller makes from its template: metadata from the template, owned by the controller.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, GetPodFromTemplate, getPodsPrefix.

import { DNS_SUBDOMAIN_MAX_LENGTH } from '../api/names/dns.ts';
import type { KubeObject, OwnerReference, Pod, PodSpec, PodTemplateSpec } from '../api/objects.ts';

/** A pod before the API server has given it a uid, a revision and a status. */
export type NewPod = Omit<Pod, 'metadata' | 'status'> & {
  metadata: {
    /** Empty: the server makes one from `generateName`. */
    name: string;
    namespace: string;
    generateName: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
    ownerReferences: OwnerReference[];
  };
};

/** An owner reference that makes `owner` the controller. */
export function controllerReference(owner: KubeObject, apiVersion = owner.apiVersion): OwnerReference {
  const { name, uid } = owner.metadata;
  return { apiVersion, kind: owner.kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** `web-`, or `web` where the hyphen would make the name too long. */
export function podNamePrefix(ownerName: string): string {
  return ownerName.length < DNS_SUBDOMAIN_MAX_LENGTH ? `${ownerName}-` : ownerName;
}

/** @param added  annotations of the pod beside the template's */
export function podFromTemplate(
  template: PodTemplateSpec,
  owner: KubeObject,
  added?: Readonly<Record<string, string>>,
): NewPod {
  const metadata = template.metadata;
  const annotations = metadata?.annotations as Record<string, string> | undefined;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      namespace: owner.metadata.namespace ?? '',
      generateName: podNamePrefix(owner.metadata.name),
      labels: { ...(metadata?.labels as Record<string, string> | undefined) },
      // Not an empty map, which the server would take away again.
      ...((annotations ?? added) && { annotations: { ...annotations, ...added } }),
      ...(metadata?.finalizers === undefined ? {} : { finalizers: [...metadata.finalizers] }),
      ownerReferences: [controllerReference(owner)],
    },
    spec: (template.spec ?? { containers: [] }) as PodSpec,
  };
}
