// Static pods, which a kubelet finds in a manifest of its own, and their mirrors, by which the API shows them.
//
// Source: kubernetes v1.20.2 pkg/kubelet/types/pod_update.go; pkg/kubelet/pod/mirror_client.go.

import type { KubeObject, Pod } from '../objects.ts';

/** Where the kubelet has the pod from: `api`, `file` or `http`. */
export const CONFIG_SOURCE_ANNOTATION = 'kubernetes.io/config.source';
/** When it first saw it there, in RFC 3339. */
export const CONFIG_SEEN_ANNOTATION = 'kubernetes.io/config.seen';
/** Of a static pod: its uid on the node. */
export const CONFIG_HASH_ANNOTATION = 'kubernetes.io/config.hash';
/** Of a mirror pod: the hash of the static pod that it shows. */
export const CONFIG_MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

export const isMirrorPod = ({ metadata }: KubeObject): boolean =>
  metadata.annotations?.[CONFIG_MIRROR_ANNOTATION] !== undefined;

export function isStaticPod({ metadata }: Pod): boolean {
  const source = metadata.annotations?.[CONFIG_SOURCE_ANNOTATION];
  return source !== undefined && source !== 'api';
}

/** The uid by which a node knows what runs for a pod of the API: for a mirror, that of the static pod. */
export const uidOnNode = ({ metadata }: Pod): string =>
  metadata.annotations?.[CONFIG_MIRROR_ANNOTATION] ?? metadata.uid;
