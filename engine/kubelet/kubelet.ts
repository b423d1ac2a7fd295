// One node's kubelet: hears of the pods bound to it, runs a worker for each, and tells the API how they are.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go (syncLoopIteration, HandlePod*, dispatchWork); the taking down of
// pods by their workers: v1.22 pkg/kubelet/pod_workers.go. Left out: checkpoints.

import type { Container, Pod } from '../api/objects.ts';
import { isMirrorPod, isStaticPod } from '../api/pod/static-pod.ts';
import { refOf } from '../apiserver/registry/trace-write.ts';
import { Backoff } from '../client/backoff.ts';
import { Client } from '../client/client.ts';
import { disturbed, informerHost, latencyOf, type World } from '../client/component.ts';
import { EventRecorder } from '../client/event-recorder.ts';
import { Informer } from '../client/informer.ts';
import { type Routine, run } from '../kernel/routine.ts';
import { PRIORITY } from '../kernel/sim-event.ts';
import type { Registries } from '../runtime/registries/registries.ts';
import { ActiveDeadlines } from './active-deadline.ts';
import { type ManifestUrlSetting, PodConfig } from './config/pod-config.ts';
import { StaticPodWork } from './config/static-pod-work.ts';
import type { CpuManager } from './cpumanager/cpu-manager.ts';
import type { ContainerEngine } from './cri/container-engine.ts';
import { containerRuntimeOf } from './cri/container-runtime.ts';
import { NodeRuntime, type RuntimeClient } from './cri/node-runtime.ts';
import type { Eviction } from './eviction/eviction.ts';
import type { NodePressure } from './eviction/node-pressure.ts';
import { ImagePuller } from './images/image-puller.ts';
import { ImageStore } from './images/image-store.ts';
import { HookRunner } from './lifecycle/hooks.ts';
import type { Verdict } from './node/admit-pod.ts';
import { endPodsInTurn, REST_OF_SHUTDOWN_MS, type ShutdownGroup } from './node/node-shutdown.ts';
import { PodAdmission } from './node/pod-admission.ts';
import { Pleg, type PodLifecycleEvent, RELIST_PERIOD_MS } from './pleg.ts';
import { isEnded, isOver, needsPass } from './pod-changes.ts';
import { type PodEnding, PodEndings } from './pod-endings.ts';
import { type PodAddresses, PodNetwork } from './pod-network.ts';
import type { PodProvisions } from './pod-provisions.ts';
import { PodWorkers, type SyncOutcome } from './pod-workers.ts';
import type { ProbeType, ProbeVerdict } from './prober/probe-worker.ts';
import { Prober } from './prober/prober.ts';
import { isReadinessOutdated } from './status/pod-conditions.ts';
import { PodStatuses } from './status/pod-statuses.ts';
import { STATUS_ROUND_MS, StatusManager } from './status/status-manager.ts';
import { createSandbox } from './sync/create-sandbox.ts';
import { PodStartFailures } from './sync/pod-start-failures.ts';
import type { SyncMeans } from './sync/sync-means.ts';
import { killPod, syncPod } from './sync/sync-pod.ts';
import { HOUSEKEEPING_MS, Termination } from './termination.ts';
import type { Disks } from './volumes/disks.ts';

// Of restarting containers and of pulling images. Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, backOffPeriod and
// MaxContainerBackOff.
const BACKOFF_BASE_MS = 10_000;
const BACKOFF_MAX_MS = 300_000;

export interface KubeletOptions {
  readonly world: World;
  readonly nodeName: string;
  readonly hostIp: string;
  readonly engine: ContainerEngine;
  readonly registries: Registries;
  readonly disks: Disks;
  readonly addresses: PodAddresses;
  /** The kubelet that ran on this node before: what is on the node is taken over from it. */
  readonly predecessor?: Kubelet;
  /** When this kubelet began, from which its rounds count, in milliseconds since the Unix epoch. Default: drawn. */
  readonly startedEpochMs?: number;
  /** They need the kubelet's client and recorder. */
  readonly provisions: (kubelet: Kubelet) => PodProvisions;
  /** A URL that it reads pods from, besides the manifest folder and the API. */
  readonly manifestUrl?: ManifestUrlSetting;
  /** Why the node refuses a pod, or whom it ends for it; undefined when it takes it as things are. */
  readonly admit: (kubelet: Kubelet, pod: Pod) => Verdict | undefined;
  /** Why no pod gets an address here. Default: they do. */
  readonly networkProblem?: () => string | undefined;
  /** Who gives containers processors of their own. Default: nobody. */
  readonly cpus?: (kubelet: Kubelet) => CpuManager | undefined;
  /** Who sees to it that the node does not run short. Default: nobody. */
  readonly pressure?: (kubelet: Kubelet) => NodePressure;
}

export class Kubelet {
  readonly nodeName: string;
  readonly hostIp: string;
  readonly world: World;
  readonly disks: Disks;
  readonly client: Client;
  readonly recorder: EventRecorder;
  readonly pods: Informer<'Pod'>;
  readonly runtime: NodeRuntime;
  readonly images: ImagePuller;
  readonly predecessor: Kubelet | undefined;
  readonly pressure: NodePressure | undefined;
  readonly cpus: CpuManager | undefined;
  /** Whether it holds its machine up, which is going down, until the pods have ended. */
  isShuttingDown = false;
  /** When the rounds of a period fall that count from the kubelet's start, in milliseconds. */
  readonly phaseOf: (periodMs: number) => number;
  private readonly byUid = new Map<string, Pod>();
  private readonly pleg: Pleg;
  private readonly workers: PodWorkers;
  private readonly status: StatusManager;
  private readonly statuses: PodStatuses;
  private readonly prober: Prober;
  private readonly network: PodNetwork;
  private readonly termination: Termination;
  private readonly deadlines: ActiveDeadlines;
  private readonly config: PodConfig;
  private readonly statics: StaticPodWork;
  private readonly endings: PodEndings;
  private readonly admission = new PodAdmission(this);
  private readonly failures = new PodStartFailures();
  private readonly means: SyncMeans;
  private isOffline = false;

  constructor(options: KubeletOptions) {
    const { world, nodeName } = options;
    const { kernel, version, streams } = world;
    const { predecessor } = options;
    this.predecessor = predecessor;
    this.world = world;
    this.nodeName = nodeName;
    this.hostIp = options.hostIp;
    this.disks = options.disks;
    const actor = `kubelet ${nodeName}`;
    const stream = streams.stream(actor);
    this.client = new Client(world.server, actor, world);
    this.recorder = new EventRecorder({
      kernel,
      server: world.server,
      source: { component: 'kubelet', host: nodeName },
      actor,
    });
    this.pods = new Informer(informerHost(world, `${actor} pods`), 'Pod', {
      field: { label: 'spec.nodeName', value: nodeName },
    });
    this.network = predecessor?.network ?? new PodNetwork(options.addresses);
    const served: RuntimeClient = {
      kernel,
      onChange: (uid) => this.pleg.noteChange(uid),
      onUse: (id, running, pod) => {
        this.pressure?.noteUse(id, running, pod);
        if (running === undefined) this.cpus?.noteEnd(pod.metadata.uid);
      },
      onRemove: (record) => this.pressure?.noteRemoved(record),
    };
    this.runtime =
      predecessor?.runtime ??
      new NodeRuntime(
        {
          engine: options.engine,
          containerRuntime: containerRuntimeOf(version),
          onOutput: (pod, container, line) => {
            world.trace.append({
              type: 'log',
              pod: refOf(pod),
              container: container.name,
              stream: line.stream,
              text: line.text,
            });
          },
        },
        served,
      );
    this.runtime.serve(served);
    const startedMs =
      (options.startedEpochMs ?? kernel.startEpochMs - stream.integer(0, 9_999)) - kernel.startEpochMs;
    const phaseOf = (periodMs: number): number => ((startedMs % periodMs) + periodMs) % periodMs;
    this.phaseOf = phaseOf;
    this.pleg = new Pleg({
      kernel,
      phaseMs: phaseOf(RELIST_PERIOD_MS),
      look: (uid) => this.runtime.look(uid),
      onEvent: (event) => this.onLifecycleEvent(event),
    });
    this.status = new StatusManager({
      kernel,
      client: this.client,
      phaseMs: phaseOf(STATUS_ROUND_MS),
      writeMs: latencyOf(world, actor, 'statusUpdate'),
      podOf: (uid) => this.inApi(uid),
      isReclaimed: (pod, status) => this.termination.isReclaimed(pod, status),
      hasRunning: (uid) => version.has('endsWaitForContainers') && this.hasRunning(uid),
    });
    const podOf = (uid: string): Pod | undefined => this.byUid.get(uid);
    this.prober = new Prober({
      kernel,
      version,
      runtime: this.runtime,
      stream,
      lateMs: disturbed(world, actor, 'probeStart', () => 0),
      ...(predecessor === undefined ? {} : { startedMs: kernel.nowMs }),
      statusOf: (uid) => this.status.get(uid),
      podOf,
      onVerdict: (uid, type, id, verdict) => this.onVerdict(uid, type, id, verdict),
      event: (pod, container, level, reason, message) => this.event(pod, container, level, reason, message),
      decide: (pod, text) => this.decide('probe', text, pod),
    });
    const backOff = new Backoff(BACKOFF_BASE_MS, BACKOFF_MAX_MS);
    const event: SyncMeans['event'] = (pod, container, level, reason, message) =>
      this.event(pod, container, level, reason, message);
    this.images = new ImagePuller({
      kernel,
      registries: options.registries,
      backOff: new Backoff(BACKOFF_BASE_MS, BACKOFF_MAX_MS),
      version,
      pullMs: latencyOf(world, actor, 'imagePull'),
      checkMs: latencyOf(world, actor, 'imageCheck'),
      stream: streams.stream(`${actor} pull times`),
      store: predecessor?.images.store ?? new ImageStore(),
      event,
    });
    this.means = {
      kernel,
      version,
      status: this.status,
      probes: {
        hasFailedLiveness: (id) => this.prober.verdict('Liveness', id) === 'Failure',
        hasFailedStartup: (id) => this.prober.verdict('Startup', id) === 'Failure',
        hasPassedStartup: (id) => this.prober.verdict('Startup', id) === 'Success',
      },
      ...options.provisions(this),
      images: this.images,
      runtime: this.runtime,
      kill: { kernel, version, runtime: this.runtime, hooks: new HookRunner(this.runtime), event },
      backOff,
      latency: {
        sandboxCreate: latencyOf(world, actor, 'sandboxCreate'),
        containerCreate: latencyOf(world, actor, 'containerCreate'),
        containerStart: latencyOf(world, actor, 'containerStart'),
      },
      // Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, NewMainKubelet, for the order of those that are asked.
      admit: (pod) =>
        this.admission.admit(
          pod,
          () => this.pressure?.refusalOf(pod) ?? this.cpus?.admit(pod) ?? options.admit(this, pod),
        ),
      networkProblem: options.networkProblem ?? (() => undefined),
      evictionOf: (pod) => this.evictionOf(pod),
      onEvicted: ({ metadata: { uid } }) => {
        this.endings.noteEnded(uid);
        this.termination.afterEviction(() => this.pressure?.noteCleanedUp(uid));
      },
      podEvent: (pod, level, reason, message) => this.recorder.event(pod, level, reason, message),
      keepMirror: (pod) => {
        if (isStaticPod(pod)) this.statics.keepMirror(pod);
      },
      statusOf: (pod, runtime) => this.statuses.of(pod, runtime),
      createSandbox: (pod) => createSandbox(pod, this, this.network),
      pruneDead: (pod, container) => this.pruneDead(pod, container),
      noteStart: ({ metadata: { uid } }, { name }, failure) => {
        if (this.byUid.has(uid)) this.failures.note(uid, name, failure);
      },
      event,
    };
    this.workers = new PodWorkers({
      kernel,
      pleg: this.pleg,
      phaseMs: phaseOf(1000),
      retryMs: latencyOf(world, actor, 'failedSyncRetry'),
      takeUpMs: latencyOf(world, actor, 'kubeletSync'),
      resyncMs: latencyOf(world, actor, 'syncFrequency'),
      sync: (uid) => this.sync(uid),
      isWanted: (uid) => this.byUid.has(uid) && !this.termination.isDone(uid),
    });
    this.deadlines = new ActiveDeadlines({
      kernel,
      phaseMs: phaseOf(1000),
      statusOf: (pod) => this.status.get(pod.metadata.uid) ?? pod.status,
      onPast: (uid) => this.workers.update(uid),
    });
    this.statuses = new PodStatuses({
      ...{ version, hostIp: this.hostIp, manager: this.status, runtime: this.runtime, prober: this.prober },
      ...{ failures: this.failures, deadlines: this.deadlines, recorder: this.recorder },
      evictionOf: (pod) => this.evictionOf(pod),
    });
    const housekeepingPhaseMs = phaseOf(HOUSEKEEPING_MS);
    this.termination = new Termination({
      kernel,
      runtime: this.runtime,
      pleg: this.pleg,
      version,
      housekeepingPhaseMs,
    });
    this.endings = new PodEndings(version, (uid) => this.workers.update(uid));
    this.config = new PodConfig({
      ...{ world, nodeName, disks: this.disks, client: this.client, phaseOf },
      manifestUrl: options.manifestUrl,
      onAdd: (pod) => this.onPod(pod),
      onUpdate: (pod) => this.onPod(pod),
      onRemove: (pod) => this.statics.onGone(pod),
    });
    this.statics = new StaticPodWork({
      ...{ kernel, version, housekeepingPhaseMs, status: this.status, workers: this.workers, needsPass },
      statics: this.config.statics,
      isApiThere: () => !this.isOffline,
      leave: (uid) => {
        this.leave(uid);
        this.means.volumes.forget?.(uid);
      },
      kill: (pod) => killPod(pod, this.means),
      statusOf: (pod) => this.statuses.of(pod, this.runtime.look(pod.metadata.uid)),
      afterRemoval: (end, uid, done) =>
        this.termination.afterRemoval(end, uid, () => {
          this.network.release(uid);
          this.failures.forget(uid);
          done();
        }),
    });
    this.pressure = options.pressure?.(this);
    this.cpus = options.cpus?.(this);
  }

  start(): void {
    this.pods.addHandler({
      add: (pod) => this.onPod(pod as Pod),
      update: (pod) => this.onPod(pod as Pod),
      delete: (pod) => this.onGone(pod as Pod),
    });
    this.pods.start();
    this.config.start();
    if (this.predecessor !== undefined) this.adopt();
  }

  /** The process dies: containers run on, and nobody waits for anything any more. A new kubelet may take over. */
  end(): void {
    this.pods.stop();
    this.config.stop();
    this.pressure?.end();
    this.world.kernel.end();
  }

  /** The machine is to go down: the pods end first, group by group; then `done`. */
  shutDown(groups: readonly ShutdownGroup[], done: () => void): void {
    this.isShuttingDown = true;
    const { kernel, version } = this.world;
    const end = (pod: Pod, ending: PodEnding): Routine<void> => this.endPod(pod, ending);
    const routine = endPodsInTurn(groups, { kernel, version, pods: this.activePods(), end });
    run(kernel, 'node shutdown', routine, () => {
      kernel.schedule({ delayMs: REST_OF_SHUTDOWN_MS, kind: 'node shutdown' }, done);
    });
  }

  /** The machine goes down, and the kubelet and all containers with it. */
  powerOff(): void {
    this.end();
    this.runtime.powerOff();
    this.network.releaseAll();
    for (const pod of this.runtime.pods()) this.means.volumes.loseMemory?.(pod);
  }

  /** No word comes from the API server, and none gets there: what runs here goes on. */
  disconnect(): void {
    this.isOffline = true;
    this.pods.stop();
    this.means.volumes.hold?.();
    this.status.pause();
    this.recorder.hold();
  }

  reconnect(): void {
    this.isOffline = false;
    this.pods.start();
    this.means.volumes.release?.();
    this.status.resume();
    this.recorder.release();
  }

  private adopt(): void {
    for (const { metadata } of this.runtime.pods()) this.pleg.adopt(metadata.uid);
    this.cleanUpSoon();
  }

  // Pods that the API has no more are stopped by the first housekeeping round after it was heard. Source: kubernetes
  // v1.28.0 pkg/kubelet/kubelet.go, syncLoopIteration (sourcesReady); kubelet_pods.go, HandlePodCleanups.
  private cleanUpSoon(): void {
    const options = { delayMs: HOUSEKEEPING_MS, kind: 'kubelet housekeeping', priority: PRIORITY.period };
    this.world.kernel.schedule(options, () => {
      if (this.isOffline || !this.pods.isCurrent) return this.cleanUpSoon();
      for (const pod of this.runtime.pods()) if (!this.byUid.has(pod.metadata.uid)) this.onGone(pod);
    });
  }

  /** The kubelet stops answering: containers run on, but nothing is looked at, synced or told. */
  freeze(): void {
    this.pods.holdBackUntil(Number.POSITIVE_INFINITY);
    this.config.pause();
    this.pleg.pause();
    this.workers.pause();
    this.status.pause();
    this.prober.pause();
    this.pressure?.pause();
  }

  /** And goes on where it was. */
  thaw(): void {
    this.pods.release();
    this.pleg.resume();
    this.workers.resume();
    this.status.resume();
    this.prober.resume();
    this.config.resume();
    this.pressure?.resume();
  }

  /** A setting of the kubelet, taken up as if it had been started with it. */
  readPodsFrom(setting: ManifestUrlSetting): void {
    this.config.readFrom(setting);
  }

  /** The pod as the kubelet knows it. */
  podOf(uid: string): Pod | undefined {
    return this.byUid.get(uid);
  }

  /** Whether the pod has come to its end, as far as the kubelet knows. */
  isOver(uid: string): boolean {
    const status = this.status.get(uid) ?? this.byUid.get(uid)?.status;
    return status === undefined || isOver(status);
  }

  hasRunning(uid: string): boolean {
    return this.runtime.look(uid).containers.some(({ state }) => state === 'running');
  }

  /** Whether a pass has dealt with the pod. */
  hasTaken({ metadata: { uid }, status }: Pod): boolean {
    return this.status.get(uid) !== undefined || (status.containerStatuses?.length ?? 0) > 0;
  }

  /** A pass over the pod is due, as if it had changed. */
  askForPass(uid: string): void {
    this.workers.update(uid);
  }

  /** Pods on this node that take room: not those that are over. */
  activePods(): Pod[] {
    return [...this.byUid.values()].filter((pod) => !isOver(this.status.get(pod.metadata.uid) ?? pod.status));
  }

  /** What a resync would find, and nothing sooner: a changed ConfigMap, for instance. */
  lookAtNextResync(uid: string, why: string): void {
    this.workers.atNextResync(uid, why);
  }

  event(pod: Pod, container: Container, level: 'Normal' | 'Warning', reason: string, message: string): void {
    const { initContainers, ephemeralContainers } = pod.spec;
    const list = initContainers?.some((c) => c.name === container.name)
      ? 'initContainers'
      : ephemeralContainers?.some((c) => c.name === container.name)
        ? 'ephemeralContainers'
        : 'containers';
    // In one piece, as every Event keeps it.
    const fieldPath = ['spec.', list, '{', container.name, '}'].join('');
    this.recorder.record({ object: pod, fieldPath }, level, reason, message);
  }

  decide(topic: string, text: string, pod: Pod): void {
    this.world.trace.append({
      type: 'decision',
      actor: `kubelet ${this.nodeName}`,
      topic,
      text,
      about: refOf(pod),
    });
  }

  // Of a static pod, its mirror.
  private inApi(uid: string): Pod | undefined {
    const pod = this.byUid.get(uid);
    return pod === undefined || isStaticPod(pod) ? this.config.statics.mirrorByUid(uid) : pod;
  }

  private onPod(pod: Pod): void {
    if (isMirrorPod(pod)) return this.statics.onMirror(pod);
    const { uid } = pod.metadata;
    const before = this.byUid.get(uid);
    this.byUid.set(uid, pod);
    if (before === undefined) {
      if (isOver(pod.status) && pod.metadata.deletionTimestamp === undefined) return;
      this.prober.addPod(pod);
      this.workers.update(uid);
      return;
    }
    this.status.reconcile(pod);
    // What the kubelet itself wrote comes back; only others' changes ask for a pass.
    if (needsPass(pod, before) || isReadinessOutdated(pod, this.world.version)) this.dispatch(pod);
  }

  // Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, dispatchWork: a pod that has ended and is to go is left to the
  // status manager. Since 1.22 its worker sees it to the end.
  private dispatch(pod: Pod): void {
    const { uid } = pod.metadata;
    const status = this.status.get(uid) ?? pod.status;
    const isLeft = isEnded(status) && !this.world.version.has('podWorkerTerminates');
    if (pod.metadata.deletionTimestamp !== undefined && isLeft) {
      this.termination.leaveToHousekeeping(pod, () => killPod(pod, this.means));
      this.statuses.leave(pod);
      return;
    }
    if (isOver(status) && !this.runtime.look(uid).containers.some((c) => c.state === 'running')) return;
    this.workers.update(uid);
  }

  // Removed from the API by force, or by ourselves: what still runs is stopped, with the pod's own grace period.
  private onGone(pod: Pod): void {
    if (isMirrorPod(pod)) return this.statics.onMirrorGone(pod);
    const { uid } = pod.metadata;
    this.leave(uid);
    this.status.forget(uid);
    this.failures.forget(uid);
    this.termination.afterRemoval(killPod(pod, this.means), uid, () => {
      this.network.release(uid);
      this.pressure?.forget(uid);
      this.cpus?.noteEnd(uid);
    });
  }

  private leave(uid: string): void {
    this.byUid.delete(uid);
    this.prober.removePod(uid);
    this.workers.forget(uid);
    this.deadlines.forget(uid);
    this.endings.forget(uid);
    this.admission.forget(uid);
  }

  private *sync(uid: string): Routine<SyncOutcome> {
    const pod = this.byUid.get(uid);
    if (pod === undefined) return 'done';
    if (isStaticPod(pod) && !this.config.statics.mayBegin(pod)) return 'failed';
    const outcome = yield* syncPod(pod, this.pleg.cached(uid), this.means);
    this.prober.statusChanged(uid);
    this.deadlines.watch(pod);
    const newest = this.byUid.get(uid);
    if (newest?.metadata.deletionTimestamp !== undefined)
      this.termination.afterKill(newest, {
        tell: () => this.ifThere(uid, (pod) => this.statuses.tellTheEnd(pod)),
        letGo: () => this.ifThere(uid, (pod) => this.statuses.letGo(pod)),
      });
    return outcome;
  }

  private evictionOf({ metadata: { uid } }: Pod): Eviction | undefined {
    return this.endings.of(uid) ?? this.pressure?.evictionOf(uid);
  }

  /** Ends a pod of this node. Returns when nothing of it runs any more. */
  endPod(pod: Pod, ending: PodEnding): Routine<void> {
    return this.endings.end(pod, ending);
  }

  private ifThere(uid: string, act: (pod: Pod) => void): void {
    const pod = this.byUid.get(uid);
    if (pod !== undefined) act(pod);
  }

  private onLifecycleEvent(event: PodLifecycleEvent): void {
    const pod = this.byUid.get(event.uid);
    if (pod === undefined || event.type === 'removed') return;
    this.dispatchLifecycle(pod, event);
  }

  private dispatchLifecycle(pod: Pod, event: PodLifecycleEvent): void {
    const isGoing = pod.metadata.deletionTimestamp !== undefined;
    const status = this.status.get(pod.metadata.uid) ?? pod.status;
    // Until 1.21 a pod that is over gets no pass any more, even if its containers are told to run.
    // Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, dispatchWork; v1.22 has the worker see the pod to its end.
    if (isOver(status) && !isGoing && !this.world.version.has('podWorkerTerminates')) return;
    this.workers.update(pod.metadata.uid);
    if (event.type === 'died' && isGoing) this.termination.begin(pod);
  }

  private onVerdict(uid: string, type: ProbeType, containerId: string, verdict: ProbeVerdict): void {
    const pod = this.byUid.get(uid);
    if (pod === undefined) return;
    const { version } = this.world;
    if (type === 'Liveness') {
      if (verdict === 'Failure') this.workers.update(uid);
      return;
    }
    this.statuses.applyVerdict(pod, containerId);
    if (type === 'Readiness') return;
    if (verdict === 'Failure') {
      if (version.has('startupFailureSyncsAtOnce')) this.workers.update(uid);
      else this.workers.atNextResync(uid, 'resync finds the failed startup probe');
    } else if (verdict === 'Success' && version.has('startupFailureSyncsAtOnce')) this.workers.update(uid);
  }

  // Of a container's dead runs the newest is kept. Source: pod_container_deletor.go, containersToKeep 1.
  private pruneDead(pod: Pod, container: Container): void {
    const dead = this.runtime
      .look(pod.metadata.uid)
      .containers.filter((c) => c.name === container.name && c.state === 'exited');
    for (const record of dead.slice(1)) this.runtime.remove(record.id);
  }
}
