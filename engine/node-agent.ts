// A node of the cluster: a machine with containers, and the kubelet that runs there now. What a fault may do to it.
//
// The machine outlives its kubelets: each new one takes over the containers, images and volumes that it finds.

import { latencyOf } from './client/component.ts';
import { worldOfProcess } from './client/process.ts';
import type { Cluster } from './cluster.ts';
import { InvariantError } from './errors.ts';
import type { FaultyMachine } from './faults/machine-faults.ts';
import type { FaultyNode } from './faults/node-faults.ts';
import { PRIORITY } from './kernel/sim-event.ts';
import type { ManifestUrlSetting } from './kubelet/config/pod-config.ts';
import { CpuManager } from './kubelet/cpumanager/cpu-manager.ts';
import { containerRuntimeOf } from './kubelet/cri/container-runtime.ts';
import { RuntimeEngine } from './kubelet/cri/runtime-engine.ts';
import { NodePressure } from './kubelet/eviction/node-pressure.ts';
import { Kubelet } from './kubelet/kubelet.ts';
import { admitPod } from './kubelet/node/admit-pod.ts';
import { NodeHeartbeat } from './kubelet/node/heartbeat.ts';
import { ImageReport } from './kubelet/node/image-report.ts';
import { Machine, type MachineStore } from './kubelet/node/machine.ts';
import { NetworkReadiness } from './kubelet/node/network-readiness.ts';
import { NodeEvents } from './kubelet/node/node-events.ts';
import { bootIdOf, GOING_DOWN, type NodeSpec, nodeObject } from './kubelet/node/node-object.ts';
import { shutdownGroups } from './kubelet/node/node-shutdown.ts';
import type { NodeDoor } from './kubelet/node-gateway.ts';
import { podProvisions } from './kubelet/pod-provisions.ts';
import { nextTickMs } from './kubelet/ticks.ts';
import type { NodeVolumes } from './kubelet/volumes/pod-volumes.ts';
import { NodePodAddresses, nodeIp, podCidr } from './network/addresses/address-plan.ts';
import type { NodeNetwork } from './network/cluster-network.ts';
import type { Volume } from './runtime/runtime.ts';
import { slowed } from './versions/timing.ts';

const STATUS_PERIOD_MS = 10_000;

export class NodeAgent implements FaultyNode, FaultyMachine, NodeDoor {
  readonly name: string;
  readonly network: NodeNetwork;
  readonly ip: string;
  isOn = true;
  isSilent = false;
  isKubeletUp = true;
  isOffApi = false;
  isOffNodes = false;
  slowness = 1;
  private readonly cluster: Cluster;
  private readonly spec: NodeSpec;
  private readonly index: number;
  readonly machine: Machine;
  private readonly engine: RuntimeEngine;
  private readonly addresses: NodePodAddresses;
  private readonly bootMs: () => number;
  private current: Kubelet;
  /** Of the kubelet that runs now, or ran last. */
  private volumes: NodeVolumes | undefined;
  private heartbeat: NodeHeartbeat;
  private imageReport: ImageReport;
  private events: NodeEvents;
  private boots = 1;
  private manifestUrl: ManifestUrlSetting | undefined;
  private whenDown: () => void = () => {};
  /** Whether the kubelet that runs now has registered the node. */
  private isRegistered = false;
  /** As that kubelet knows it. */
  private networkReadiness: NetworkReadiness;

  /** @param index  the node's number, from 1, which decides its addresses */
  constructor(cluster: Cluster, spec: NodeSpec, index: number) {
    const { name } = spec;
    this.cluster = cluster;
    this.spec = spec;
    this.index = index;
    this.name = name;
    this.ip = nodeIp(index);
    const { runtime, host } = cluster;
    this.network = cluster.network.joinNode({
      ...{ name, ip: this.ip, podCidr: podCidr(index) },
      hairpinMode: spec.kubelet?.hairpinMode,
    });
    this.machine = new Machine(spec);
    this.engine = new RuntimeEngine({
      killsWholeGroup: () =>
        cluster.version.has('oomKillsWholeContainer') && this.machine.config.singleProcessOOMKill !== true,
      runtime,
      host,
      logFormat: cluster.version.has('dockershim') ? 'json' : 'cri',
      containerRuntime: containerRuntimeOf(cluster.version),
      networkOf: (pod, ips) => this.network.portOf(pod, ips),
      attach: (pod, sandbox) => this.network.attach(pod, sandbox),
    });
    this.addresses = new NodePodAddresses(index);
    this.bootMs = latencyOf(cluster, `machine ${name}`, 'nodeBoot');
    this.networkReadiness = new NetworkReadiness(cluster.version, cluster.network.hasPlugin);
    this.current = this.newKubelet();
    this.events = new NodeEvents(this.current.recorder, name);
    this.imageReport = this.newImageReport(this.current);
    this.heartbeat = this.newHeartbeat();
  }

  /** The kubelet that runs now, or ran last. */
  get kubelet(): Kubelet {
    return this.current;
  }

  /** The node registers and begins to work. */
  start(): void {
    this.register();
    this.isRegistered = true;
    this.current.start();
    this.heartbeat.start();
  }

  /** The node goes silent. */
  stop(): void {
    this.isSilent = true;
    this.tellPower('answers nobody');
    this.current.freeze();
    this.network.cut('everything');
    this.heartbeat.stop();
  }

  resume(): void {
    this.isSilent = false;
    this.tellPower('answers');
    this.network.join('everything');
    this.current.thaw();
    this.beat();
  }

  cutFromApi(): void {
    this.isOffApi = true;
    this.network.cut('API server');
    if (this.isKubeletUp) this.current.disconnect();
    this.heartbeat.stop();
  }

  joinApi(): void {
    this.isOffApi = false;
    this.network.join('API server');
    if (!this.isKubeletUp) return;
    this.current.reconnect();
    this.greet();
  }

  cutFromNodes(): void {
    this.isOffNodes = true;
    this.network.cut('other nodes');
  }

  joinNodes(): void {
    this.isOffNodes = false;
    this.network.join('other nodes');
  }

  stopKubelet(): void {
    this.isKubeletUp = false;
    this.current.end();
    this.heartbeat.stop();
    // Nobody holds the machine up any more.
    if (this.current.isShuttingDown) this.whenDown();
  }

  /** A new kubelet takes over what it finds; it registers the node, should somebody have deleted it. */
  startKubelet(): void {
    this.isKubeletUp = true;
    this.isRegistered = false;
    this.networkReadiness = new NetworkReadiness(this.cluster.version, this.cluster.network.hasPlugin);
    this.current = this.newKubelet(this.current);
    this.events = new NodeEvents(this.current.recorder, this.name);
    this.imageReport.end();
    this.imageReport = this.newImageReport(this.current);
    this.heartbeat = this.newHeartbeat();
    if (this.isOffApi) {
      this.current.start();
      this.current.disconnect();
      this.events.tellStart();
      return;
    }
    this.events.tellStart();
    this.current.start();
    this.greet();
  }

  get isGoingDown(): boolean {
    return this.isOn && this.current.isShuttingDown;
  }

  /** Its system is told to stop. Where the kubelet may hold it up, its pods end first. @param off  when it may go */
  shutDown(off: () => void): void {
    const groups = shutdownGroups(this.machine.config, this.cluster.version);
    if (groups.length === 0 || this.isSilent || !this.isKubeletUp) return off();
    this.whenDown = off;
    this.events.tell('Normal', 'NodeShutdown', 'Shutdown manager detected shutdown event');
    this.current.shutDown(groups, off);
    if (this.isHeard) this.heartbeat.postStatus(bootIdOf(this.name, this.boots));
  }

  powerOff(): void {
    this.isOn = false;
    this.isKubeletUp = false;
    this.tellPower('answers nobody');
    // First: a machine without power closes no connections.
    this.network.cut('everything');
    this.current.powerOff();
    this.heartbeat.stop();
  }

  /** The machine starts; its kubelet follows when it is up. */
  powerOn(): void {
    this.isOn = true;
    this.boots += 1;
    const delayMs = this.bootMs();
    const label = `node ${this.name} boots`;
    this.cluster.kernel.schedule({ delayMs, kind: 'boot', priority: PRIORITY.work, label }, () => {
      if (!this.isOn || this.isKubeletUp) return;
      this.tellPower('answers');
      this.network.join('everything');
      this.current.runtime.powerOn();
      this.startKubelet();
    });
  }

  private tellPower(text: 'answers' | 'answers nobody'): void {
    const about = { kind: 'Node', name: this.name };
    this.cluster.trace.append({
      type: 'decision',
      actor: `node ${this.name}`,
      about,
      topic: 'machine',
      text,
    });
  }

  /** The latencies of the node's kubelet take this many times as long. */
  slowDown(factor: number): void {
    this.slowness = factor;
  }

  /** The machine's files. */
  get disk(): Volume {
    return this.cluster.disks.node(this.name);
  }

  /** Its kubelet reads pods from there too, and those after it. */
  readPodsFrom(url: string): void {
    this.manifestUrl = { url, pages: this.cluster.pages };
    if (this.isKubeletUp) this.current.readPodsFrom(this.manifestUrl);
  }

  /** What the API server sees when it connects to the kubelet. */
  get dialError(): string | undefined {
    const dial = `dial tcp ${this.ip}:10250:`;
    if (!this.isOn || this.isSilent || this.isOffApi) return `${dial} i/o timeout`;
    return this.isKubeletUp ? undefined : `${dial} connect: connection refused`;
  }

  podNames(): string[] {
    const pods = this.current.runtime.pods();
    return pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort();
  }

  usedByPods(store: MachineStore): number {
    return this.current.pressure?.usedByPods(store) ?? 0;
  }

  private newKubelet(predecessor?: Kubelet): Kubelet {
    const { cluster, spec } = this;
    const timing = (): Cluster['timing'] =>
      this.slowness === 1 ? cluster.timing : slowed(cluster.timing, this.slowness);
    // Rounds count from the kubelet's start; those of the first, from before the scenario.
    const { startedEpochMs } = spec;
    const started = predecessor === undefined ? startedEpochMs : cluster.kernel.nowEpochMs;
    return new Kubelet({
      world: worldOfProcess(cluster, `kubelet ${spec.name}`, timing),
      nodeName: spec.name,
      hostIp: this.ip,
      engine: this.engine,
      registries: cluster.registries,
      disks: cluster.disks,
      addresses: this.addresses,
      ...(started === undefined ? {} : { startedEpochMs: started }),
      ...(predecessor === undefined ? {} : { predecessor }),
      ...(this.manifestUrl === undefined ? {} : { manifestUrl: this.manifestUrl }),
      provisions: (kubelet) => {
        const provisions = podProvisions(kubelet, cluster.serviceVariables, this.volumes);
        this.volumes = provisions.volumes;
        return provisions;
      },
      admit: admitPod,
      networkProblem: () => this.networkReadiness.problem,
      cpus: (kubelet) => {
        const { exclusive } = this.machine;
        return exclusive === undefined ? undefined : new CpuManager(kubelet, exclusive);
      },
      pressure: (kubelet) =>
        new NodePressure({
          kubelet,
          machine: this.machine,
          events: () => this.events,
          volumesOf: (uid) => this.volumes!.volumesOf(uid),
          onConditions: () => this.reportSoon(kubelet),
        }),
    });
  }

  /** A network plugin is there now. */
  noteNetworkPlugin(): void {
    const { current } = this;
    this.networkReadiness.noteInstalled(current, () => this.reportSoon(current));
  }

  // In the order in which the kubelet names them. Source: kubernetes v1.28.0 pkg/kubelet/nodestatus/setters.go, ReadyCondition.
  private problems(): readonly string[] {
    const { problem } = this.networkReadiness;
    const ofNetwork = problem === undefined ? [] : [problem];
    return this.current.isShuttingDown ? [...ofNetwork, GOING_DOWN] : ofNetwork;
  }

  private newHeartbeat(): NodeHeartbeat {
    const { cluster, name, events } = this;
    const pressures = () => this.current.pressure?.conditions ?? [];
    return new NodeHeartbeat({
      world: cluster,
      client: this.current.client,
      nodeName: name,
      events,
      pressures,
      problems: () => this.problems(),
      images: () => this.imageReport.images,
    });
  }

  private newImageReport(kubelet: Kubelet): ImageReport {
    const { kernel, version } = kubelet.world;
    return new ImageReport({
      ...{ kernel, version, store: kubelet.images.store, phaseOf: kubelet.phaseOf },
      imagesMax: this.machine.config.nodeStatusMaxImages,
      post: () => this.postStatus(kubelet),
    });
  }

  private postStatus(kubelet: Kubelet): void {
    if (kubelet === this.current && this.isHeard) this.heartbeat.postStatus(bootIdOf(this.name, this.boots));
  }

  // The kubelet's next look at its own node, every ten seconds. Source: kubernetes v1.20.2 pkg/kubelet/apis/config/v1beta1/
  // defaults.go, NodeStatusUpdateFrequency.
  private reportSoon(kubelet: Kubelet): void {
    const { kernel } = kubelet.world;
    const delayMs =
      nextTickMs(kernel.nowMs, kubelet.phaseOf(STATUS_PERIOD_MS), STATUS_PERIOD_MS) - kernel.nowMs;
    const label = 'the kubelet posts the status of its node: every 10s';
    const timing = { delayMs, kind: 'node status', priority: PRIORITY.period, label };
    kernel.schedule(timing, () => this.postStatus(kubelet));
  }

  /** @returns whether there was no such Node */
  private register(): boolean {
    const { cluster, spec, index, name } = this;
    const { server, version, kernel } = cluster;
    if (server.peek('Node', undefined, name) !== undefined) return false;
    const identity = {
      ip: this.ip,
      podCidr: podCidr(index),
      version,
      nowEpochMs: kernel.nowEpochMs,
      bootId: bootIdOf(name, this.boots),
      problems: this.problems(),
    };
    const made = server.create(nodeObject(spec, identity), { actor: `kubelet ${name}` });
    if (!made.ok) throw new InvariantError(`node ${name} could not register: ${made.status.message}`);
    return true;
  }

  // A kubelet that finds its Node gone makes it only when it starts. Source: kubernetes v1.28.0
  // pkg/kubelet/kubelet_node_status.go, registerWithAPIServer, which runs until it has succeeded once.
  private greet(): void {
    if (!this.isRegistered) {
      if (this.register()) this.heartbeat.start();
      this.isRegistered = true;
    }
    this.beat();
  }

  private beat(): void {
    if (this.isHeard) this.heartbeat.resume(bootIdOf(this.name, this.boots));
  }

  private get isHeard(): boolean {
    return this.isOn && this.isKubeletUp && !this.isSilent && !this.isOffApi;
  }
}
