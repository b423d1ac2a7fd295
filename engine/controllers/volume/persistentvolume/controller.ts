// The controller that binds claims to volumes and takes care of volumes whose claim is gone.
//
// Two queues, one worker each. Upstream looks at everything again every 15 seconds; here at what is not settled, for the
// rest would be found as it is.
// Source: kubernetes v1.20.2 pkg/controller/volume/persistentvolume/pv_controller_base.go.

import type { PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../../../api/objects.ts';
import { type Component, latencyOf } from '../../../client/component.ts';
import { type Informer, keyOf } from '../../../client/informer.ts';
import type { WorkQueue } from '../../../client/work-queue.ts';
import { PRIORITY } from '../../../kernel/sim-event.ts';
import { msToNextPeriod } from '../../period.ts';
import { indexPodsByClaim, podsUsing } from '../pods-by-claim.ts';
import { type VolumeMeans, WriteRefused } from './means.ts';
import { ObjectCache } from './object-cache.ts';
import { Operations } from './operations.ts';
import { syncClaim } from './sync-claim.ts';
import { syncVolume } from './sync-volume.ts';
import { IN_TREE_PLUGINS, type VolumePlugins } from './volume-plugins.ts';

/** Source: cmd/kube-controller-manager/app/options, PVClaimBinderSyncPeriod. */
const RESYNC_MS = 15_000;

/** @param component its name is `persistentvolume-controller` */
export function startPersistentVolumeController(component: Component, plugins = IN_TREE_PLUGINS): void {
  new VolumeController(component, plugins).start();
}

class VolumeController {
  private readonly component: Component;
  private readonly claimInformer: Informer<'PersistentVolumeClaim', PersistentVolumeClaim>;
  private readonly volumeInformer: Informer<'PersistentVolume', PersistentVolume>;
  private readonly claimQueue: WorkQueue;
  private readonly volumeQueue: WorkQueue;
  private readonly means: VolumeMeans;
  private readonly unsettledClaims = new Set<string>();
  private readonly unsettledVolumes = new Set<string>();
  private isResyncScheduled = false;

  constructor(component: Component, plugins: VolumePlugins) {
    const { informers, kernel, world } = component;
    this.component = component;
    this.claimInformer = informers.of('PersistentVolumeClaim') as typeof this.claimInformer;
    this.volumeInformer = informers.of('PersistentVolume') as typeof this.volumeInformer;
    const pods = informers.of('Pod') as Informer<'Pod', Pod>;
    const classes = informers.of('StorageClass') as Informer<'StorageClass', StorageClass>;
    indexPodsByClaim(pods);
    this.claimQueue = component.queue('claims', (key) => this.workOnClaim(key), { workers: 1 });
    this.volumeQueue = component.queue('volumes', (key) => this.workOnVolume(key), { workers: 1 });
    const operations = new Operations(kernel, latencyOf(world, component.name, 'volumeProvision'));
    this.means = {
      client: component.client,
      recorder: component.recorder,
      version: component.version,
      volumes: new ObjectCache(),
      claims: new ObjectCache(),
      plugins,
      storageClasses: () => classes.list(),
      podsUsing: (claimKey) => podsUsing(pods, claimKey),
      addClaim: (key) => this.claimQueue.add(key),
      operate: (name, run) => operations.start(name, run),
    };
  }

  start(): void {
    const addClaim = (claim: PersistentVolumeClaim): void => this.claimQueue.add(keyOf(claim));
    const addVolume = (volume: PersistentVolume): void => this.volumeQueue.add(keyOf(volume));
    this.claimInformer.addHandler({ add: addClaim, update: addClaim, delete: addClaim });
    this.volumeInformer.addHandler({ add: addVolume, update: addVolume, delete: addVolume });
  }

  private workOnClaim(key: string): void {
    const { claims } = this.means;
    const claim = this.claimInformer.getByKey(key);
    this.unsettledClaims.delete(key);
    if (claim === undefined) {
      const volumeName = claims.remove(key)?.spec.volumeName;
      // The volume's claim is gone: its own pass releases it.
      if (volumeName) this.volumeQueue.add(volumeName);
      return;
    }
    if (!claims.store(claim)) return;
    const isDone = this.attempt(() => syncClaim(this.means, claim));
    if (isDone && claims.get(key)?.status.phase === 'Bound') return;
    this.unsettledClaims.add(key);
    this.scheduleResync();
  }

  private workOnVolume(name: string): void {
    const { volumes } = this.means;
    const volume = this.volumeInformer.getByKey(name);
    this.unsettledVolumes.delete(name);
    if (volume === undefined) {
      const claimRef = volumes.remove(name)?.spec.claimRef;
      if (claimRef !== undefined) this.claimQueue.add(`${claimRef.namespace}/${claimRef.name}`);
      return;
    }
    if (!volumes.store(volume)) return;
    const isDone = this.attempt(() => syncVolume(this.means, volume));
    if (isDone && isSettled(volumes.get(name) ?? volume)) return;
    this.unsettledVolumes.add(name);
    this.scheduleResync();
  }

  private attempt(sync: () => void): boolean {
    try {
      sync();
      return true;
    } catch (error) {
      if (error instanceof WriteRefused) return false;
      throw error;
    }
  }

  private scheduleResync(): void {
    if (this.isResyncScheduled) return;
    this.isResyncScheduled = true;
    const { kernel } = this.component;
    const delayMs = msToNextPeriod(kernel.nowMs, RESYNC_MS);
    const label = 'volume controller period';
    kernel.schedule({ delayMs, kind: 'volume resync', label, priority: PRIORITY.period }, () => {
      this.isResyncScheduled = false;
      for (const key of [...this.unsettledClaims].sort()) this.claimQueue.add(key);
      for (const name of [...this.unsettledVolumes].sort()) this.volumeQueue.add(name);
    });
  }
}

/** Whether another look would find nothing to do. */
function isSettled({ spec, status }: PersistentVolume): boolean {
  if (status.phase === 'Bound' || status.phase === 'Available') return true;
  return spec.persistentVolumeReclaimPolicy === 'Retain';
}
