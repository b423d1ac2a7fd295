// Wires a cluster: the one place where kernel, API server, controllers, scheduler and kubelets meet.

import { checkSwitchedOn } from './api/discovery/switched-on.ts';
import { KINDS } from './api/kinds/index.ts';
import { SYSTEM_PRIORITY_CLASSES } from './api/kinds/priority-class/system-classes.ts';
import type { AdmissionPlugin } from './apiserver/admission/plugin.ts';
import { admissionPlugins } from './apiserver/admission/plugins.ts';
import { ApiServer } from './apiserver/api-server.ts';
import { componentStatuses } from './apiserver/registry/component-statuses.ts';
import { endpointsHook } from './apiserver/registry/endpoints.ts';
import { eventExpiry } from './apiserver/registry/event-expiry.ts';
import { namespaceHook } from './apiserver/registry/namespace.ts';
import { createKubernetesService } from './apiserver/service/kubernetes-service.ts';
import { serviceRegistry } from './apiserver/service/service-registry.ts';
import { Component, type World } from './client/component.ts';
import type { Disturber } from './client/disturber.ts';
import { ControlPlaneProcess } from './client/process.ts';
import { CONTROLLERS, type Controller } from './controllers/index.ts';
import { startServiceController } from './controllers/service/controller.ts';
import {
  PROVISIONER,
  STANDARD_STORAGE_CLASS,
  startVolumeProvisioner,
} from './controllers/volume/provisioner/controller.ts';
import { networkSource } from './controllers/volume/provisioner/sources.ts';
import { InvariantError, UserError } from './errors.ts';
import { Kernel } from './kernel/kernel.ts';
import { PRIORITY, type SimEvent } from './kernel/sim-event.ts';
import { Streams } from './kernel/streams.ts';
import type { KubeletConfig } from './kubelet/config/kubelet-config.ts';
import { WebPages } from './kubelet/config/web-pages.ts';
import { ServiceVariables } from './kubelet/environment/service-variables.ts';
import type { NodeSpec } from './kubelet/node/node-object.ts';
import { Disks } from './kubelet/volumes/disks.ts';
import {
  API_SERVICE_IP,
  CONTROL_PLANE_IP,
  NODES_MAX,
  SERVICE_CIDR,
} from './network/addresses/address-plan.ts';
import { ClusterNetwork, type ClusterNetworkOptions } from './network/cluster-network.ts';
import { dnsServiceObjects } from './network/dns-service.ts';
import { NodeAgent } from './node-agent.ts';
import { Registries } from './runtime/registries/registries.ts';
import { Runtime, type RuntimeHost, type RuntimeOptions } from './runtime/runtime.ts';
import { plainConfiguration, type SchedulerConfiguration } from './scheduler/config/configuration.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { TraceLog } from './trace/trace-log.ts';
import { versionProfile } from './versions/profile.ts';
import { TIMING_PROFILES, type TimingProfile } from './versions/timing.ts';

export interface ClusterOptions {
  /** Kubernetes minor; default the newest. */
  readonly minor?: number;
  /** Default `typical`. */
  readonly timing?: TimingProfile;
  /** Default 1. */
  readonly seed?: number;
  /** Milliseconds since the Unix epoch at simulation time 0; default 2025-01-01T00:00:00Z. */
  readonly startEpochMs?: number;
  readonly nodes?: readonly NodeSpec[];
  /** How kubelets are configured, but for nodes that say so themselves; by node, or `*` for every one. */
  readonly kubelets?: Readonly<Record<string, KubeletConfig>>;
  /** API versions served beyond the release's own, as --runtime-config names them: `batch/v2alpha1`. */
  readonly switchedOn?: readonly string[];
  /** Default: the release's own. */
  readonly admission?: readonly AdmissionPlugin[];
  readonly runtime?: RuntimeOptions;
  readonly network?: ClusterNetworkOptions;
  /** How kube-scheduler is configured; default one profile, `default-scheduler`. */
  readonly scheduler?: SchedulerConfiguration;
  /** Further schedulers by name; each places the pods that name it, with the default plugins. */
  readonly schedulers?: readonly string[];
  /** Storage classes that are there from the start; default the one that clusters on one machine come with. */
  readonly storageClasses?: readonly { kind: 'StorageClass'; metadata: { name: string } }[];
}

function schedulerProcess(
  world: World,
  name: string,
  configuration: SchedulerConfiguration,
): ControlPlaneProcess {
  const actor = configuration.profiles[0]!.schedulerName;
  return new ControlPlaneProcess(world, name, (own, informers) => {
    new Scheduler(new Component(own, actor, informers), configuration);
  });
}

/** How long a cluster has been up when its scenario begins. */
const UP_BEFORE_MS = 60_000;

const DEFAULT_START_EPOCH_MS = Date.UTC(2025, 0, 1);

/** Nodes `node-1` to `node-N` of the size that a node has unless told otherwise. @throws UserError  for too many */
export function defaultNodes(count: number): NodeSpec[] {
  if (count > NODES_MAX)
    throw new UserError({
      message: `a cluster of ${count} nodes`,
      hint: `write at most ${NODES_MAX}; Kubernetes is meant for up to 5,000`,
    });
  return Array.from({ length: count }, (_, i) => ({
    name: `node-${i + 1}`,
    cpu: '4',
    memory: '8Gi',
    pods: '110',
  }));
}

export class Cluster implements World {
  readonly kernel: Kernel;
  readonly trace: TraceLog;
  readonly streams: Streams;
  readonly server: ApiServer;
  readonly version: World['version'];
  readonly timing: TimingProfile;
  readonly runtime: Runtime;
  readonly registries = new Registries();
  readonly pages = new WebPages();
  readonly disks: Disks;
  readonly serviceVariables: ServiceVariables;
  readonly host: RuntimeHost;
  readonly network: ClusterNetwork;
  readonly agents = new Map<string, NodeAgent>();
  disturber: Disturber | undefined;
  private nodesSoFar = 0;
  private readonly kubelets: Readonly<Record<string, KubeletConfig>>;
  private readonly provisioners = new Set([PROVISIONER]);
  /** By name: what may be stopped and started again. */
  readonly processes: ReadonlyMap<string, ControlPlaneProcess>;
  /** What runs in the controller manager. */
  private readonly controllers: Controller[];

  constructor(options: ClusterOptions = {}) {
    this.version = versionProfile(options.minor);
    this.timing = options.timing ?? (TIMING_PROFILES.typical as TimingProfile);
    this.streams = new Streams(options.seed ?? 1);
    this.kubelets = options.kubelets ?? {};
    const recordTimer = (event: SimEvent): number =>
      this.trace.appendCausedBy(event.cause, { type: 'timer', kind: event.kind, label: event.label ?? '' });
    const { startEpochMs = DEFAULT_START_EPOCH_MS } = options;
    this.kernel = new Kernel({ startEpochMs, beginMs: -UP_BEFORE_MS, recordTimer });
    this.trace = new TraceLog({ nowMs: () => this.kernel.nowMs, cause: () => this.kernel.cause() });
    const { kernel, trace, streams, version } = this;
    const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
    const { switchedOn = [] } = options;
    checkSwitchedOn(switchedOn, version.minor);
    this.server = new ApiServer({
      switchedOn,
      kernel,
      trace,
      streams,
      version,
      kinds,
      admission: options.admission ?? admissionPlugins(version),
      hooks: [
        serviceRegistry({ clusterIPRanges: [SERVICE_CIDR] }),
        namespaceHook,
        endpointsHook,
        eventExpiry(),
      ],
      computed: new Map([
        ['ComponentStatus', componentStatuses(version, (name) => this.processes.get(name)?.isUp === true)],
      ]),
    });
    this.disks = new Disks(kernel);
    this.serviceVariables = new ServiceVariables(this);
    this.host = this.runtimeHost();
    this.runtime = new Runtime(this.host, options.runtime);
    this.network = new ClusterNetwork(this, options.network);
    this.controllers = CONTROLLERS.filter(({ isServed }) => isServed?.(version) !== false);
    const manager = new ControlPlaneProcess(this, 'kube-controller-manager', (world, informers) => {
      for (const { name, start } of this.controllers) start(new Component(world, name, informers));
    });
    const schedulers = [
      schedulerProcess(this, 'kube-scheduler', options.scheduler ?? plainConfiguration()),
      ...(options.schedulers ?? []).map((name) => schedulerProcess(this, name, plainConfiguration(name))),
    ];
    const { balancers } = this.network;
    const cloud =
      balancers === undefined
        ? []
        : [
            new ControlPlaneProcess(this, 'cloud-controller-manager', (world, informers) => {
              startServiceController(new Component(world, 'service-controller', informers), balancers);
            }),
          ];
    this.processes = new Map([manager, ...schedulers, ...cloud].map((process) => [process.name, process]));
    const detail = {
      ...{ version: version.name, timing: this.timing.name, seed: this.streams.seed },
      ...(switchedOn.length > 0 && { switchedOn }),
    };
    const input = trace.append({
      type: 'input',
      verb: 'cluster',
      text: `a cluster running Kubernetes ${version.name}`,
      detail,
    });
    kernel.withCause(input, () => this.start(options));
  }

  /** A further controller in the controller manager, from now on. */
  addController(controller: Controller): void {
    this.controllers.push(controller);
    const run = this.processes.get('kube-controller-manager')?.running;
    if (run !== undefined) controller.start(new Component(run.world, controller.name, run.informers));
  }

  /** The node's agent. @throws UserError for a node that the cluster does not have */
  agent(nodeName: string): NodeAgent {
    const agent = this.agents.get(nodeName);
    if (agent !== undefined) return agent;
    throw new UserError({
      message: `no node is named "${nodeName}"`,
      hint: `the nodes are ${[...this.agents.keys()].join(', ')}`,
    });
  }

  // The cluster stands before the scenario begins: accounts, certificates and node states are there at its first instant.
  private start({
    nodes = defaultNodes(1),
    storageClasses = [STANDARD_STORAGE_CLASS],
  }: ClusterOptions): void {
    for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) {
      this.must(this.server.create({ kind: 'Namespace', metadata: { name } }, { actor: 'kube-apiserver' }));
    }
    for (const priorityClass of SYSTEM_PRIORITY_CLASSES) {
      this.must(this.server.create(priorityClass, { actor: 'kube-apiserver' }));
    }
    const address = { clusterIP: API_SERVICE_IP, address: CONTROL_PLANE_IP };
    const refusal = createKubernetesService(this.server, { ...address, actor: 'kube-apiserver' });
    if (refusal !== undefined) throw new InvariantError(`the cluster could not be made: ${refusal}`);
    for (const object of dnsServiceObjects(this.version)) {
      this.must(this.server.create(object, { actor: 'kubeadm' }));
    }
    for (const storageClass of storageClasses) {
      this.must(this.server.create(storageClass, { actor: 'kubeadm' }));
    }
    for (const process of this.processes.values()) process.start();
    for (const node of nodes) this.addNode(node);
    this.kernel.advance(UP_BEFORE_MS);
  }

  /** A node joins. */
  addNode(spec: NodeSpec): NodeAgent {
    if (this.agents.has(spec.name))
      throw new UserError({ message: `there are two nodes named "${spec.name}"` });
    this.nodesSoFar += 1;
    const kubelet = spec.kubelet ?? this.kubelets[spec.name] ?? this.kubelets['*'];
    const whole = kubelet === undefined ? spec : { ...spec, kubelet };
    const agent = new NodeAgent(this, whole, this.nodesSoFar);
    this.agents.set(spec.name, agent);
    agent.start();
    return agent;
  }

  /** The machine is gone for good, and whoever looks after machines removes its Node. */
  removeNode(name: string): void {
    this.agent(name).powerOff();
    this.agents.delete(name);
    this.server.delete('Node', undefined, name, {}, { actor: 'cloud-node-lifecycle-controller' });
  }

  /** @throws UserError  it is installed already */
  installNetworkPlugin(): void {
    const { network } = this;
    if (network.hasPlugin)
      throw new UserError({
        message: 'the network plugin is installed already',
        hint: 'begin with "Given the network plugin is not installed yet"',
      });
    network.hasPlugin = true;
    for (const agent of this.agents.values()) agent.noteNetworkPlugin();
  }

  /**
   * From now on somebody makes volumes for the classes that name this provisioner.
   *
   * @throws UserError  for a second one of that name, and for names of Kubernetes' own plugins
   */
  addProvisioner(name: string): void {
    if (name.startsWith('kubernetes.io/')) {
      throw new UserError({
        message: `"${name}" is a plugin of Kubernetes itself, which makes its volumes in a cloud`,
        hint: 'let the class name a provisioner that can be installed, such as "rbd.csi.ceph.com"',
      });
    }
    if (this.provisioners.has(name))
      throw new UserError({ message: `the cluster has the provisioner "${name}" already` });
    this.provisioners.add(name);
    const start = (component: Component): void => startVolumeProvisioner(component, networkSource(name));
    this.addController({ name, start });
  }

  private must(result: { ok: true } | { ok: false; status: { message: string } }): void {
    if (!result.ok) throw new InvariantError(`the cluster could not be made: ${result.status.message}`);
  }

  private runtimeHost(): RuntimeHost {
    const { kernel, trace } = this;
    return {
      nowMs: () => kernel.nowMs,
      nowEpochMs: () => kernel.nowEpochMs,
      schedule: (delayMs, run, label) => {
        const why = delayMs > 1 ? { label } : {};
        const event = kernel.schedule(
          { delayMs, kind: 'container', priority: PRIORITY.runtime, ...why },
          run,
        );
        return { cancel: () => kernel.cancel(event) };
      },
      assumption: ({ pod, container, text, remedy }) => {
        trace.append({
          type: 'decision',
          actor: 'runtime',
          topic: 'assume',
          text,
          detail: { pod, container, remedy },
        });
      },
      problem: ({ pod, container, word, text, script }) => {
        throw new UserError({
          message: `container ${container} of pod ${pod}: ${text} (${word})\n  in script  ${script}`,
          hint: `say what it does: Given program "${word}" …, or describe the image in words`,
        });
      },
    };
  }
}
