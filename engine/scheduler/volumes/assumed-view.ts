// The cluster as the scheduler will have made it: volumes and claims that it has just promised to pods show as bound,
// before its informers have seen that.
//
// An assumption is dropped once a newer version of the object arrives, or taken back when placing the pod fails.
// Source: kubernetes v1.20.2 pkg/controller/volume/scheduling/scheduler_assume_cache.go.

import { isBoundTo } from '../../api/claim-fit.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/objects.ts';
import type { ClusterView } from '../framework/cluster-view.ts';
import { SELECTED_NODE_ANNOTATION } from '../plugins/volumebinding/pod-claims.ts';
import type { VolumePlan } from '../plugins/volumebinding/volume-binding.ts';

const BOUND_BY_CONTROLLER_ANNOTATION = 'pv.kubernetes.io/bound-by-controller';

/** The objects of a plan as they are to be written. */
export interface AssumedVolumes {
  readonly volumes: readonly PersistentVolume[];
  /** The claims of those volumes, in the same order. */
  readonly claims: readonly PersistentVolumeClaim[];
  readonly provisions: readonly PersistentVolumeClaim[];
}

export class AssumedView {
  private readonly volumes = new Map<string, PersistentVolume>();
  private readonly claims = new Map<string, PersistentVolumeClaim>();
  /** The informers' view with the assumptions laid over it. */
  readonly view: ClusterView;

  constructor(base: ClusterView) {
    const newest = (volume: PersistentVolume): PersistentVolume =>
      this.volumes.get(volume.metadata.name) ?? volume;
    this.view = {
      ...base,
      persistentVolume: (name) => this.volumes.get(name) ?? base.persistentVolume(name),
      persistentVolumes: () => {
        const all = base.persistentVolumes();
        return this.volumes.size === 0 ? all : all.map(newest);
      },
      persistentVolumeClaim: (namespace, name) =>
        this.claims.get(`${namespace}/${name}`) ?? base.persistentVolumeClaim(namespace, name),
    };
  }

  assume({ bindings, provisions }: VolumePlan, nodeName: string): AssumedVolumes {
    const assumed: AssumedVolumes = {
      volumes: bindings.map(({ volume, claim }) => boundTo(volume, claim)),
      claims: bindings.map(({ claim }) => claim),
      provisions: provisions.map((claim) => withSelectedNode(claim, nodeName)),
    };
    for (const volume of assumed.volumes) this.volumes.set(volume.metadata.name, volume);
    for (const claim of assumed.provisions) this.claims.set(claimKey(claim), claim);
    return assumed;
  }

  revert({ volumes, provisions }: AssumedVolumes): void {
    for (const { metadata } of volumes) this.volumes.delete(metadata.name);
    for (const claim of provisions) this.claims.delete(claimKey(claim));
  }

  /** A volume or claim arrived from the informer. */
  seen(object: PersistentVolume | PersistentVolumeClaim): void {
    const [assumed, key] =
      object.kind === 'PersistentVolume'
        ? [this.volumes as Map<string, typeof object | undefined>, object.metadata.name]
        : [this.claims as Map<string, typeof object | undefined>, claimKey(object as PersistentVolumeClaim)];
    const before = assumed.get(key);
    if (before === undefined) return;
    if (Number(object.metadata.resourceVersion) > Number(before.metadata.resourceVersion))
      assumed.delete(key);
  }
}

export function claimKey({ metadata }: PersistentVolumeClaim): string {
  return `${metadata.namespace}/${metadata.name}`;
}

// Source: pkg/controller/volume/persistentvolume/util/util.go, GetBindVolumeToClaim.
function boundTo(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  if (isBoundTo(volume, claim) && volume.spec.claimRef?.uid) return volume;
  const { namespace, name, uid, resourceVersion } = claim.metadata;
  const claimRef = { kind: 'PersistentVolumeClaim', namespace, name, uid, apiVersion: 'v1', resourceVersion };
  // The mark tells the volume controller that it may take the binding back; a user's own binding it may not.
  const marks = isBoundTo(volume, claim) ? {} : { [BOUND_BY_CONTROLLER_ANNOTATION]: 'yes' };
  const annotations = { ...volume.metadata.annotations, ...marks };
  return {
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec: { ...volume.spec, claimRef },
  } as PersistentVolume;
}

function withSelectedNode(claim: PersistentVolumeClaim, nodeName: string): PersistentVolumeClaim {
  const annotations = { ...claim.metadata.annotations, [SELECTED_NODE_ANNOTATION]: nodeName };
  return { ...claim, metadata: { ...claim.metadata, annotations } };
}
