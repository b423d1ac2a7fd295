// The volumes of one node's pods: mounted before containers start, kept up to date at resyncs, gone with the pod.
//
// What a container gets is decided when it starts (`mountsOf`); what is in a volume may change later. Volumes with API
// data follow their sources at the pod's next resync, which is asked for only when a source changed.
// Source: kubernetes v1.20.2 pkg/kubelet/volumemanager/volume_manager.go; pkg/kubelet/kubelet_pods.go, makeMounts.

import type { Container, Pod, Volume } from '../../api/objects.ts';
import { latencyOf } from '../../client/component.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Volume as FileTree, Mount } from '../../runtime/runtime.ts';
import { ConfigObjects, type ConfigRef } from '../environment/config-objects.ts';
import type { Kubelet } from '../kubelet.ts';
import { placeLogs } from '../logs/node-logs.ts';
import type { PodVolumes } from '../sync/sync-means.ts';
import { containerMounts } from './container-mounts.ts';
import { type Retry, waitForLook, waitForVolumes } from './mount-wait.ts';
import type { PayloadMeans } from './payload.ts';
import { podFiles, rewriteHosts } from './pod-files.ts';
import { PodTokens } from './pod-tokens.ts';
import { attachKeyOf, type Source, setUp, sourceOf } from './set-up.ts';
import { isProblem, type Tree } from './tree.ts';
import { isFollowing, refsOf, usedVolumes } from './volume-refs.ts';

interface Mounted {
  readonly trees: Map<string, Tree>;
  readonly sources: Map<string, Source>;
  readonly retries: Map<string, Retry>;
  files: FileTree | undefined;
  /** Ends a wait that is going on. */
  interrupt: (() => void) | undefined;
}

const newMounted = (): Mounted => ({
  trees: new Map(),
  sources: new Map(),
  retries: new Map(),
  files: undefined,
  interrupt: undefined,
});

export class NodeVolumes implements PodVolumes {
  readonly objects: ConfigObjects;
  private readonly kubelet: Kubelet;
  private readonly means: PayloadMeans;
  private readonly pods = new Map<string, Mounted>();
  /** By storage, the pods of this node that use it. */
  private readonly attached = new Map<string, Set<string>>();
  private readonly attachMs: () => number;
  private readonly mountMs: () => number;

  constructor(kubelet: Kubelet, predecessor?: NodeVolumes) {
    const { world, nodeName } = kubelet;
    const consumer = `kubelet ${nodeName}`;
    this.kubelet = kubelet;
    this.objects = new ConfigObjects({ world, consumer, onChange: (ref, uids) => this.onChange(ref, uids) });
    this.means = { kubelet, objects: this.objects, tokens: new PodTokens(kubelet) };
    kubelet.disks.furnish(nodeName, (tree) => placeLogs(tree, kubelet));
    this.attachMs = latencyOf(world, consumer, 'volumeAttach');
    this.mountMs = latencyOf(world, consumer, 'volumeMount');
    if (predecessor !== undefined) this.takeOver(predecessor);
    kubelet.pods.addHandler({
      update: (pod) => {
        const endsWait = world.version.has('mountWaitEndsWithPod');
        const { uid, deletionTimestamp } = (pod as Pod).metadata;
        if (endsWait && deletionTimestamp !== undefined) this.interrupt(this.pods.get(uid));
      },
      delete: (pod) => this.forget((pod as Pod).metadata.uid),
    });
  }

  // What is mounted is found on the disk. Source: pkg/kubelet/volumemanager/reconciler/reconstruct.go.
  private takeOver({ pods, attached }: NodeVolumes): void {
    for (const [uid, { trees, sources, files }] of pods)
      this.pods.set(uid, { ...newMounted(), trees, sources, files });
    for (const [key, users] of attached) this.attached.set(key, users);
  }

  /** Hears of no change of API data until `release`. */
  hold(): void {
    this.objects.hold();
  }

  release(): void {
    this.objects.release();
  }

  /** The machine has gone down: what was kept in memory is gone. */
  loseMemory({ metadata: { uid }, spec: { volumes = [] } }: Pod): void {
    const trees = this.pods.get(uid)?.trees;
    for (const { name, emptyDir, secret, projected } of volumes) {
      const isInMemory = emptyDir?.medium?.startsWith('Memory') === true;
      if (isInMemory || secret !== undefined || projected !== undefined) trees?.delete(name);
    }
  }

  *mount(pod: Pod): Routine<'mounted' | 'failed'> {
    this.objects.register(pod);
    const mounted = this.mountedOf(pod);
    const volumes = usedVolumes(pod);
    const missing = volumes.filter(({ name }) => !mounted.trees.has(name));
    if (missing.length === 0) {
      this.refresh(pod, volumes, mounted);
      return 'mounted';
    }
    const problem = this.findSources(pod, missing, mounted);
    if (problem !== undefined) return yield* this.failForClaim(pod, volumes, missing, mounted, problem);
    const mountMs = this.mountMs();
    const left = yield* waitForVolumes({
      kernel: this.kubelet.world.kernel,
      pending: missing.map((volume) => ({
        name: volume.name,
        extraMs: mountMs + this.attach(pod, mounted.sources.get(volume.name)),
        isBlocked: this.isBlocked(pod, volume),
      })),
      retries: mounted.retries,
      attempt: (name) =>
        this.attempt(
          pod,
          volumes.find((volume) => volume.name === name),
          mounted,
        ),
      onWait: (interrupt) => {
        mounted.interrupt = interrupt;
      },
      isOver: () => this.isOver(pod),
    });
    mounted.interrupt = undefined;
    if (left === undefined) return 'failed';
    if (left.length === 0) return 'mounted';
    const { version } = this.kubelet.world;
    if (!version.has('mountTimeoutIsQuiet'))
      this.tellUnmounted(pod, volumes, left, [], 'timed out waiting for the condition');
    return 'failed';
  }

  /** What the container sees of the pod's volumes, and the files that every container gets. @throws ConfigError */
  mountsOf(pod: Pod, container: Container, env: ReadonlyMap<string, string>): Mount[] {
    const { world, nodeName, runtime, disks } = this.kubelet;
    const mounted = this.pods.get(pod.metadata.uid) ?? newMounted();
    const node = disks.node(nodeName);
    const { ips } = runtime.look(pod.metadata.uid);
    const context = { pod, ips, node, nowEpochMs: world.kernel.nowEpochMs, version: world.version };
    if (mounted.files === undefined) mounted.files = podFiles(context);
    else rewriteHosts(mounted.files, context);
    const { files, trees } = mounted;
    const mounts = containerMounts({
      container,
      env,
      trees,
      files,
      hasAddress: ips.length > 0,
      nowEpochMs: context.nowEpochMs,
    });
    const { cpus } = this.kubelet;
    return cpus === undefined ? mounts : [...mounts, cpus.mountOf(pod, container)];
  }

  /** What is mounted for the pod, by volume. */
  volumesOf(uid: string): ReadonlyMap<string, FileTree> {
    return new Map([...(this.pods.get(uid)?.trees ?? [])].map(([name, { volume }]) => [name, volume]));
  }

  private mountedOf({ metadata: { uid } }: Pod): Mounted {
    let mounted = this.pods.get(uid);
    if (mounted === undefined) {
      mounted = newMounted();
      this.pods.set(uid, mounted);
    }
    return mounted;
  }

  // Returns the first problem with a claim.
  private findSources(pod: Pod, missing: readonly Volume[], mounted: Mounted): string | undefined {
    const problems = missing.flatMap((volume) => {
      const source = sourceOf(this.means, pod, volume);
      if (isProblem(source)) return [source.problem];
      mounted.sources.set(volume.name, source);
      return [];
    });
    return problems.length === 0 ? undefined : problems.join('; ');
  }

  private *failForClaim(
    pod: Pod,
    volumes: readonly Volume[],
    missing: readonly Volume[],
    mounted: Mounted,
    problem: string,
  ): Routine<'failed'> {
    const { kernel } = this.kubelet.world;
    yield* waitForLook({
      kernel,
      onWait: (interrupt) => {
        mounted.interrupt = interrupt;
      },
    });
    mounted.interrupt = undefined;
    if (this.isOver(pod)) return 'failed';
    const named = missing.filter(({ name }) => mounted.sources.has(name));
    const left = missing.filter((volume) => !named.includes(volume) || !this.attempt(pod, volume, mounted));
    const unnamed = missing.filter((volume) => !named.includes(volume)).map(({ name }) => name);
    this.tellUnmounted(pod, volumes, left.map(({ name }) => name).sort(), unnamed.sort(), problem);
    return 'failed';
  }

  private isBlocked(pod: Pod, volume: Volume): boolean {
    return refsOf(pod, volume).some(
      ({ kind, namespace, name, optional }) =>
        !optional && this.objects.get(kind, namespace, name) === undefined,
    );
  }

  /** Milliseconds until the storage is attached to this node: none if it is, or needs not be. */
  private attach({ metadata: { uid } }: Pod, source: Source | undefined): number {
    const key = source === undefined ? undefined : attachKeyOf(this.means, source);
    if (key === undefined) return 0;
    const users = this.attached.get(key);
    if (users !== undefined) {
      users.add(uid);
      return 0;
    }
    this.attached.set(key, new Set([uid]));
    return this.attachMs();
  }

  private attempt(pod: Pod, volume: Volume | undefined, mounted: Mounted): boolean {
    const source = volume === undefined ? undefined : mounted.sources.get(volume.name);
    if (volume === undefined || source === undefined) return false;
    const newest = this.kubelet.podOf(pod.metadata.uid) ?? pod;
    const tree = setUp(this.means, newest, volume, source, mounted.trees.get(volume.name));
    if (isProblem(tree)) {
      const text = `MountVolume.SetUp failed for volume "${source.persistentVolume?.metadata.name ?? volume.name}" : ${tree.problem}`;
      this.kubelet.recorder.event(pod, 'Warning', 'FailedMount', text);
      return false;
    }
    mounted.trees.set(volume.name, tree);
    return true;
  }

  // Volumes with API data are written again at each pass; equal content changes nothing.
  private refresh(pod: Pod, volumes: readonly Volume[], mounted: Mounted): void {
    for (const volume of volumes) if (isFollowing(volume)) this.attempt(pod, volume, mounted);
  }

  private tellUnmounted(
    pod: Pod,
    volumes: readonly Volume[],
    left: readonly string[],
    unnamed: readonly string[],
    reason: string,
  ): void {
    const list = (names: readonly string[]): string => `[${names.join(' ')}]`;
    const all = volumes.map(({ name }) => name).sort();
    const detail = this.kubelet.world.version.has('mountErrorListsUnprocessed')
      ? `unattached volumes=[], failed to process volumes=${list(unnamed)}`
      : `unattached volumes=${list(all)}`;
    const text = `Unable to attach or mount volumes: unmounted volumes=${list(left)}, ${detail}: ${reason}`;
    this.kubelet.recorder.event(pod, 'Warning', 'FailedMount', text);
  }

  private onChange(ref: ConfigRef, uids: ReadonlySet<string>): void {
    for (const uid of uids) {
      const pod = this.kubelet.podOf(uid);
      if (pod === undefined) continue;
      const volume = (pod.spec.volumes ?? []).find((one) =>
        refsOf(pod, one).some(({ kind, name }) => kind === ref.kind && name === ref.name),
      );
      if (volume === undefined) continue;
      this.kubelet.lookAtNextResync(
        uid,
        `resync brings ${ref.kind} ${ref.namespace}/${ref.name} into volume ${volume.name}`,
      );
    }
  }

  private isOver({ metadata: { uid } }: Pod): boolean {
    const pod = this.kubelet.podOf(uid);
    if (pod === undefined) return true;
    return (
      this.kubelet.world.version.has('mountWaitEndsWithPod') && pod.metadata.deletionTimestamp !== undefined
    );
  }

  // The kubelet itself hears of the pod's change after this; only then does a wait find the pod gone.
  private interrupt(mounted: Mounted | undefined): void {
    if (mounted?.interrupt === undefined) return;
    this.kubelet.world.kernel.schedule({ delayMs: 0, kind: 'kubelet volumes' }, () => mounted.interrupt?.());
  }

  /** The pod is gone from the node. */
  forget(uid: string): void {
    const mounted = this.pods.get(uid);
    this.pods.delete(uid);
    this.objects.unregister(uid);
    this.means.tokens.forget(uid);
    for (const [key, users] of this.attached) {
      if (users.delete(uid) && users.size === 0) this.attached.delete(key);
    }
    this.interrupt(mounted);
  }
}
