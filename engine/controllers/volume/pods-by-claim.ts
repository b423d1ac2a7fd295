// An informer index of pods by the claims that they name.
// Source: kubernetes v1.20.2 pkg/controller/volume/common/common.go, PodPVCIndexFunc.

import type { Pod } from '../../api/objects.ts';
import type { Informer } from '../../client/informer.ts';

const INDEX = 'claim';

/** Keys of the claims of a pod, those of its ephemeral volumes included. */
export function claimKeysOf({ metadata, spec }: Pod): string[] {
  return (spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
    if (persistentVolumeClaim != null) return [`${metadata.namespace}/${persistentVolumeClaim.claimName}`];
    return ephemeral == null ? [] : [`${metadata.namespace}/${metadata.name}-${name}`];
  });
}

/** Adds the index; to be called once before `podsUsing`. */
export function indexPodsByClaim(pods: Informer<'Pod', Pod>): void {
  pods.addIndex(INDEX, claimKeysOf);
}

/** The pods that name the claim `namespace/name`, in order of arrival. */
export const podsUsing = (pods: Informer<'Pod', Pod>, claimKey: string): Pod[] =>
  pods.byIndex(INDEX, claimKey);
