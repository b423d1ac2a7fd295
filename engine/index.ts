// The facade: the only door for steps, for reports that run a simulation again, and for users' own code.

import type { KubeObject, Pod } from './api/objects.ts';
import { parseImageName } from './api/pod/image-name.ts';
import { intValue } from './api/quantity/values.ts';
import type { Result } from './api/status.ts';
import type { RequestContext } from './apiserver/request.ts';
import { Invariants } from './checkers/invariants.ts';
import { latencyOf } from './client/component.ts';
import { Cluster, type ClusterOptions, defaultNodes } from './cluster.ts';
import type { Disturbance } from './disturbances/disturbance.ts';
import { mortalOf } from './disturbances/mortals.ts';
import { RunDisturber } from './disturbances/run-disturber.ts';
import { BudgetError, UserError } from './errors.ts';
import { type ContainerFault, containerFault } from './faults/container-faults.ts';
import type { Fault } from './faults/fault.ts';
import { fillMachine, freeMachine } from './faults/machine-faults.ts';
import { type NodeFault, nodeFault, slowNode } from './faults/node-faults.ts';
import { startProcess, stopProcess } from './faults/process-faults.ts';
import { type Routine, run, sleep } from './kernel/routine.ts';
import { RunningCommand, runKubectl } from './kubectl/kubectl.ts';
import type { CommandResult } from './kubectl/session.ts';
import { placeManifest, removeManifest } from './kubelet/config/place-manifest.ts';
import type { MachineStore } from './kubelet/node/machine.ts';
import type { NodeSpec } from './kubelet/node/node-object.ts';
import { NodeGateway } from './kubelet/node-gateway.ts';
import type { ReachCheck } from './network/reach/cause.ts';
import { checkClients } from './network/traffic/check-clients.ts';
import type { ClientsSpec } from './network/traffic/clients.ts';
import { ClusterView } from './observe/cluster-view.ts';
import type { Condition } from './observe/condition.ts';
import type { ObjectName, ReachProbe, Vocabulary } from './observe/conditions/index.ts';
import { check } from './observe/over-time.ts';
import { asRecorded, Recording } from './observe/recording.ts';
import type { Observed, Operator, Verdict } from './observe/verdict.ts';
import { type PodQuestion, type ReachQuestion, reachesPod, reachProbe, walkOf } from './reach-probe.ts';
import { type Behaviour, parseBehaviour } from './runtime/runtime.ts';
import type { Listener } from './runtime/sandbox.ts';
import type { TraceRecord } from './trace/records.ts';
import type { TraceLog } from './trace/trace-log.ts';

export { unmodelledFields } from './api/field-support.ts';
export type { KindTraits } from './api/kind.ts';
export {
  type ManifestDocument,
  type ManifestProblem,
  positionOf,
  problemAt,
  readManifests,
} from './api/manifest/read-manifests.ts';
export { schemaProblems, suggestKind } from './api/manifest/schema-problems.ts';
export type { AnyObject, KubeObject } from './api/objects.ts';
export { isMirrorPod } from './api/pod/static-pod.ts';
export { parseQuantity, QuantityError } from './api/quantity/quantity.ts';
export { nearest } from './api/schema/nearest.ts';
export { CHECKERS, type Invariants, type Violation } from './checkers/invariants.ts';
export { defaultNodes } from './cluster.ts';
export * from './disturbances/bounds.ts';
export { type Disturbance, readDisturbances } from './disturbances/disturbance.ts';
export type { Applied, Census, RunDisturber } from './disturbances/run-disturber.ts';
export * from './errors.ts';
export type { ContainerFault } from './faults/container-faults.ts';
export type { NodeFault } from './faults/node-faults.ts';
export type { RunningCommand } from './kubectl/running-command.ts';
export type { CommandResult } from './kubectl/session.ts';
export { type KubeletConfig, readKubeletConfig } from './kubelet/config/kubelet-config.ts';
export type { MachineStore } from './kubelet/node/machine.ts';
export type { NodeSpec } from './kubelet/node/node-object.ts';
export { NETWORK_PLUGINS } from './network/policy/network-plugin.ts';
export { type KubeProxyConfig, readKubeProxyConfig } from './network/proxy/kube-proxy-config.ts';
export type { ReachCheck } from './network/reach/cause.ts';
export type { Rate } from './network/traffic/arrivals.ts';
export type { ClientsSpec, Target as ClientsTarget, Whereabouts } from './network/traffic/clients.ts';
export { othersOf } from './observe/back/judge.ts';
export { ClusterView, viewAt } from './observe/cluster-view.ts';
export type { Condition, Finding, Reason } from './observe/condition.ts';
export { not } from './observe/condition.ts';
export * from './observe/conditions/index.ts';
export * from './observe/diagnosis/diagnose.ts';
export { looksBack } from './observe/over-time.ts';
export {
  type Back,
  closestOf,
  type Measured,
  type Moment,
  type Operator,
  type Sample,
  slackOf,
  type Verdict,
} from './observe/verdict.ts';
export { type PodQuestion, type ReachQuestion, reasonOf } from './reach-probe.ts';
export { BEHAVIOUR_FORMS, BehaviourError } from './runtime/runtime.ts';
export type { SchedulerConfiguration } from './scheduler/config/configuration.ts';
export { readSchedulerConfiguration } from './scheduler/config/read-configuration.ts';
export type { TraceRecord } from './trace/records.ts';
export { NEWEST_MINOR, OLDEST_MINOR } from './versions/profile.ts';
export { TIMING_PROFILES, type TimingProfile } from './versions/timing.ts';

/** A command that is still waiting after this long is given up. */
const COMMAND_BOUND_MS = 24 * 3_600_000;

/** No profile lets a proxy lag so far behind. */
const CLIENTS_BOUND_MS = 60_000;

export interface SimulationOptions extends ClusterOptions {
  /** Namespace of kubectl's context. Default `default`. */
  readonly namespace?: string;
  /** Commands run as if `-n <namespace>` stood in each of them. Default false. */
  readonly namespaceIsExplicit?: boolean;
  /** The text that `kubectl explain` reads: api/openapi/documentation.generated.txt. Default: none, and it is refused. */
  readonly documentation?: () => string;
}

function wantedImage(image: string): { repository: string; reference: string } {
  const parsed = parseImageName(image);
  if (parsed === undefined) throw new UserError({ message: `"${image}" is no image name` });
  const { repository, tag, digest } = parsed;
  return { repository, reference: digest === '' ? tag : digest };
}

/** One simulated cluster and everything that a scenario may do with it. */
export class Simulation {
  readonly cluster: Cluster;
  /** kubectl's working directory: path to text. */
  readonly files = new Map<string, string>();
  /** The cluster now. */
  readonly view: ClusterView;
  private readonly options: SimulationOptions;
  private readonly gateway: NodeGateway;
  private readonly kubectlStartMs: () => number;
  private readonly localPorts = new Map<number, Listener>();
  /** What `kubectl config` changes. */
  private readonly kubectlContext: { namespace: string };
  private readonly listeners = new Set<(record: TraceRecord) => void>();
  private readonly recording: Recording;

  constructor(options: SimulationOptions = {}) {
    this.options = options;
    this.kubectlContext = { namespace: options.namespace ?? 'default' };
    this.cluster = new Cluster({ ...options, nodes: options.nodes ?? defaultNodes(3) });
    const { trace, kernel, server } = this.cluster;
    this.view = new ClusterView(kernel.startEpochMs);
    for (const record of trace.records) this.view.apply(record);
    trace.subscribe((record) => {
      this.view.apply(record);
      for (const listener of this.listeners) listener(record);
    });
    this.recording = new Recording({
      view: this.view,
      nowMs: () => kernel.nowMs,
      note: (record) => void trace.append(record),
      advance: (ms, isDone) => void kernel.advance(ms, isDone),
    });
    this.kubectlStartMs = latencyOf(this.cluster, 'kubectl', 'kubectlStart');
    this.gateway = new NodeGateway(server, (node) => this.cluster.agents.get(node));
  }

  /** Whole milliseconds since the scenario's start. */
  get nowMs(): number {
    return this.cluster.kernel.nowMs;
  }

  /** Milliseconds since the Unix epoch. */
  get nowEpochMs(): number {
    return this.cluster.kernel.nowEpochMs;
  }

  get trace(): TraceLog {
    return this.cluster.trace;
  }

  /** Lets simulation time pass, in whole milliseconds. */
  advance(ms: number): void {
    this.recording.advance(ms);
    this.cluster.network.flushTraffic();
  }

  /** From now on it is written down how a condition fares that leaves no record by itself. */
  record(condition: Condition): void {
    this.recording.begin(condition);
  }

  /** The condition as operators may look back at it, if it is written down; else as it is. */
  asPast(condition: Condition): Condition {
    return this.recording.has(condition) ? asRecorded(condition) : condition;
  }

  /**
   * Clients begin to send requests, which takes until every kube-proxy works with what the API has now: at its end they
   * do.
   *
   * @param text  the sentence, for the trace
   * @throws UserError  when clients of that name send already, and for a node, a pod or a Service that they cannot have
   */
  startClients(spec: ClientsSpec, text: string): void {
    checkClients(this.cluster.server, spec);
    const seq = this.trace.append({ type: 'input', verb: 'clients', text, detail: spec });
    const { kernel, network } = this.cluster;
    const hasBegun = kernel.withCause(seq, () => network.traffic.start(spec, seq));
    this.recording.advance(CLIENTS_BOUND_MS, hasBegun);
    if (!hasBegun()) throw new BudgetError(`${text}: the proxies do not catch up within a minute`);
  }

  /** They send nothing more. @param name  undefined: all of them @throws UserError  when nobody sends */
  stopClients(name?: string): void {
    const text = name === undefined ? 'clients stop' : `clients "${name}" stop`;
    this.trace.append({ type: 'input', verb: 'clients', text });
    if (this.cluster.network.traffic.stop(name)) return;
    throw new UserError({ message: `${text}, but none send requests` });
  }

  /**
   * Runs a command line to its end: kubectl takes its time to start, and may then wait (`rollout status`, `delete`).
   *
   * @throws UserError  for a line that is no kubectl command, or one without an end (`get --watch`)
   * @throws BudgetError  when it still waits after a day
   */
  kubectl(line: string): CommandResult {
    const running = this.runCommand(line);
    const { code, stdout, stderr } = running;
    if (code !== undefined) return { code, stdout, stderr };
    running.stop();
    throw new UserError({
      message: `"${line}" has no end of its own`,
      hint: 'bound it, for example with --request-timeout=30s, or start it with startCommand',
    });
  }

  /**
   * Runs a command line to its end, or to where it goes on without one: what it prints later is there to be asked.
   *
   * @param onNode  where it runs; default a machine outside of the cluster
   * @throws UserError  for a line that is no kubectl command
   * @throws BudgetError  when it still waits after a day
   */
  runCommand(line: string, onNode?: string): RunningCommand {
    const running = this.startCommand(line, onNode);
    const isReached = (): boolean => running.hasEnded || running.goesOn;
    if (!isReached()) this.recording.advance(COMMAND_BOUND_MS, isReached);
    if (!isReached()) throw new BudgetError(`"${line}" still waits after a day of simulation time`);
    return running;
  }

  /** Starts a command line and leaves it to itself. @throws UserError  for a line that is no kubectl command */
  startCommand(line: string, onNode?: string): RunningCommand {
    if (onNode !== undefined) this.cluster.agent(onNode);
    this.advance(this.kubectlStartMs());
    const running = this.begin(line, () => {}, onNode);
    // What stands behind it in a pipe reads what it has written so far.
    if (!running.hasEnded) this.advance(0);
    return running;
  }

  /** Ends a command as Ctrl-C does. Nothing happens to one that has ended. */
  stopCommand(running: RunningCommand): void {
    if (running.hasEnded) return;
    const { kernel, trace } = this.cluster;
    const input = trace.append({ type: 'input', verb: 'interrupt', text: running.line });
    kernel.withCause(input, () => running.stop());
  }

  /** Starts a command line and goes on; `done` gets its result when it ends. */
  begin(line: string, done: (result: CommandResult) => void, onNode?: string): RunningCommand {
    const { kernel, trace } = this.cluster;
    const running = new RunningCommand(line);
    const startedAt = kernel.nowMs;
    const where = onNode === undefined ? '' : ` (on node ${onNode})`;
    const input = trace.append({ type: 'input', verb: 'kubectl', text: `${line}${where}` });
    kernel.withCause(input, () => {
      run(kernel, 'kubectl', this.command(running, onNode), (result) => {
        const { code, stdout, stderr } = result;
        trace.appendCausedBy(input, { type: 'output', command: line, startedAt, code, stdout, stderr });
        done(result);
      });
    });
    return running;
  }

  private *command(running: RunningCommand, onNode: string | undefined): Routine<CommandResult> {
    const { server, kernel, version, network } = this.cluster;
    const { namespaceIsExplicit = false, documentation } = this.options;
    const context = this.kubectlContext;
    const session = {
      server,
      kernel,
      version,
      files: this.files,
      context,
      namespaceIsExplicit,
      nodes: this.gateway,
      ...(onNode === undefined
        ? { network: network.outside(), localPorts: this.localPorts }
        : { ...network.shellOn(onNode), hostname: onNode }),
      ...(documentation === undefined ? {} : { documentation }),
      actor: 'kubectl',
    };
    return yield* runKubectl(running.line, session, running);
  }

  /** Looks at a condition under an operator; moves the clock where the operator looks ahead. */
  check(condition: Condition, operator: Operator): Verdict {
    this.cluster.network.flushTraffic();
    this.recording.look();
    return check(this.observed(), condition, operator);
  }

  /**
   * From now on these things happen otherwise; with none, what could is only counted. Once in a simulation.
   *
   * @returns what took effect, and the counts
   */
  disturb(disturbances: readonly Disturbance[]): RunDisturber {
    const { cluster } = this;
    if (cluster.disturber !== undefined) throw new UserError({ message: 'the run is disturbed already' });
    const { kernel, trace } = cluster;
    const mortal = (name: string): ReturnType<typeof mortalOf> => mortalOf(cluster, name);
    const disturber = new RunDisturber({ kernel, trace, disturbances, mortal });
    cluster.disturber = disturber;
    return disturber;
  }

  /** From now on the run is held against what must hold in every run. */
  watchInvariants(): Invariants {
    return new Invariants(this.trace);
  }

  /** What the words of sentences stand for here. */
  get vocabulary(): Vocabulary {
    const { server, version } = this.cluster;
    return { kinds: server.core.kinds, version, namespace: this.kubectlContext.namespace };
  }

  /**
   * A file of a running container, as it is now.
   *
   * @param container  default the pod's first
   */
  readFile(pod: Pod, container: string | undefined, path: string): { text: string } | { error: string } {
    const { nodeName, containers } = pod.spec;
    const name = container ?? containers[0]?.name ?? '';
    if (nodeName === undefined) return { error: 'the pod is on no node yet' };
    const text = this.gateway.readFile(pod, name, path);
    if (text === 'not running') return { error: `container "${name}" is not running` };
    return text === undefined
      ? { error: `there is no file ${path} in container "${name}"` }
      : { text: text.text };
  }

  /** The network, asked about a pod and a Service. */
  reachProbe(question: ReachQuestion): ReachProbe {
    return reachProbe(this.cluster, question);
  }

  /** When who reaches whom may turn without an event. */
  nextReachTurnMs(): number | undefined {
    return this.cluster.network.reach.nextTurnMs();
  }

  /** Whether a connection to a pod's own address would be taken now; undefined where nobody can tell. */
  reachesPod(question: PodQuestion): boolean | undefined {
    return reachesPod(this.cluster, question);
  }

  /**
   * What a person would look at when a pod cannot reach a Service, up to the first thing that is not well. Each look
   * leaves a `decision` record.
   */
  explainReach(question: ReachQuestion): readonly ReachCheck[] {
    const checks = walkOf(this.cluster, question);
    const about = { kind: 'Service', ...question.service };
    for (const { asks, command, found, cause } of checks) {
      const detail = { command, ...(cause === undefined ? {} : { cause }) };
      const isWell = cause === undefined ? '' : `not so: ${cause.phrase}: `;
      const text = `${asks}: ${isWell}${found}`;
      this.trace.append({ type: 'decision', actor: 'diagnosis', about, topic: 'reach', text, detail });
    }
    return checks;
  }

  private observed(): Observed {
    const { kernel, trace } = this.cluster;
    return {
      nowMs: () => kernel.nowMs,
      startEpochMs: kernel.startEpochMs,
      records: () => trace.records,
      view: this.view,
      advance: (ms, isDone) => {
        this.recording.advance(ms, isDone);
        this.cluster.network.flushTraffic();
      },
      onRecord: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      note: (record) => void trace.append(record),
    };
  }

  /** Somebody makes volumes for the classes that name this provisioner. @throws UserError for a name that cannot be one */
  addProvisioner(name: string): void {
    this.trace.append({ type: 'input', verb: 'provisioner', text: `a provisioner "${name}"` });
    this.cluster.addProvisioner(name);
  }

  /** The network plugin that was missing. @throws UserError  it is installed already */
  installNetworkPlugin(): void {
    this.fault('the network plugin is installed', () => this.cluster.installNetworkPlugin());
  }

  /** The node goes silent: its kubelet does nothing more, its containers run on unseen. */
  stopNode(name: string): void {
    this.breakNode(name, 'stops answering');
  }

  /** The node's kubelet goes on where it was. */
  returnNode(name: string): void {
    this.breakNode(name, 'answers again');
  }

  /** Something happens to a node. @throws UserError  for a node that is not there, and when nothing would change */
  breakNode(name: string, what: NodeFault): void {
    this.inflict(nodeFault(this.cluster.agent(name), what));
  }

  /** The node takes this many times as long for everything; 1: as before. @throws UserError  as `breakNode` */
  slowNode(name: string, factor: number): void {
    const { timing } = this.cluster;
    this.inflict(slowNode(this.cluster.agent(name), factor, timing.containerStart.maxMs > 0));
  }

  /** Something that is no pod uses a machine's memory, disk or process table. @throws UserError  as `breakNode` */
  fillMachine(name: string, store: MachineStore, percent: number): void {
    this.inflict(fillMachine(this.cluster.agent(name), store, percent));
  }

  /** And gives it back. @throws UserError  as `breakNode` */
  freeMachine(name: string, store: MachineStore): void {
    this.inflict(freeMachine(this.cluster.agent(name), store));
  }

  /** A machine joins. @throws UserError  for a name that a node has */
  joinNode(spec: NodeSpec): void {
    this.fault(`node ${spec.name} joins`, () => this.cluster.addNode(spec), [`Node ${spec.name}`]);
  }

  /** A machine is gone for good, and its Node with it. @throws UserError  for a node that is not there */
  removeNode(name: string): void {
    const touches = [
      `Node ${name}`,
      ...this.cluster
        .agent(name)
        .podNames()
        .map((pod) => `Pod ${pod}`),
    ];
    this.fault(`node ${name} leaves`, () => this.cluster.removeNode(name), touches);
  }

  /** A process of the control plane dies: `kube-scheduler`. @throws UserError  for others, and one that is down */
  stopProcess(name: string): void {
    this.inflict(stopProcess(this.cluster.processes, name));
  }

  /** It is started again, and works once it has the lease. @throws UserError  as `stopProcess` */
  startProcess(name: string): void {
    this.inflict(startProcess(this.cluster.processes, name));
  }

  /**
   * Something happens to a container that runs.
   *
   * @throws UserError  for a pod that is not there, and a container that does not run
   */
  breakContainer(podName: ObjectName, container: string, fault: ContainerFault): void {
    const { namespace = this.options.namespace ?? 'default', name } = podName;
    const pod = this.cluster.server.peek('Pod', namespace, name);
    if (pod === undefined) throw new UserError({ message: `there is no pod ${namespace}/${name}` });
    this.inflict(containerFault(pod, container, this.gateway.running(pod, container), fault));
  }

  /**
   * From now on a container that runs uses other amounts of memory, disk or processors.
   *
   * @throws UserError  as `breakContainer`, and for words about anything else
   * @throws BehaviourError  for words that are not understood
   */
  changeUse(podName: ObjectName, container: string, words: string): void {
    this.breakContainer(podName, container, {
      kind: 'uses otherwise',
      words,
      behaviour: parseBehaviour(words),
    });
  }

  /**
   * Says in words how containers of an image behave, from their next start on.
   *
   * @throws BehaviourError  for words that are not understood
   */
  describeImage(image: string, words: string | Behaviour): void {
    const behaviour = typeof words === 'string' ? parseBehaviour(words) : words;
    this.trace.append({
      type: 'input',
      verb: 'behaviour',
      text: `containers of image "${image}"`,
      detail: behaviour,
    });
    this.cluster.runtime.describeImage(image, behaviour);
  }

  /**
   * A registry, or some of its repositories (`reg.io/team`), hand out images to this account only, or to others said so.
   */
  askForAccount(location: string, account: { readonly user: string; readonly password: string }): void {
    this.say('registry', `registry ${location} asks for user ${account.user}`);
    this.cluster.registries.askFor(location, account);
  }

  /** A registry answers nobody, or does so again. */
  setRegistryDown(host: string, isDown: boolean): void {
    this.fault(`registry ${host} is ${isDown ? 'down' : 'up again'}`, () =>
      this.cluster.registries.setDown(host, isDown),
    );
  }

  /** No registry has this tag; without a tag, the repository. @throws UserError  for what is no image name */
  lackImage(image: string): void {
    const wanted = wantedImage(image);
    this.say('registry', `no registry has image ${image}`);
    this.cluster.registries.lack(wanted, /[:@][^/]*$/.test(image) ? 'tag' : 'repository');
  }

  /** How long each pull of the image takes. @throws UserError  for what is no image name */
  slowImage(image: string, pullMs: number): void {
    const wanted = wantedImage(image);
    this.say('registry', `image ${image} takes ${pullMs / 1000}s to pull`);
    this.cluster.registries.setPullMs(wanted, pullMs);
  }

  /** How much the image takes on the disk of a node. @param size  a quantity @throws UserError  for what is no image name */
  sizeImage(image: string, size: string): void {
    const wanted = wantedImage(image);
    this.say('registry', `image ${image} is ${size} large`);
    this.cluster.registries.setBytes(wanted, intValue(size));
  }

  /** The image is on the node, or on all, without a pull. @throws UserError  for a node that the cluster does not have */
  placeImage(image: string, nodeName?: string): void {
    wantedImage(image);
    this.say('registry', `${nodeName ?? 'every node'} has image ${image}`);
    const names = nodeName === undefined ? [...this.cluster.agents.keys()] : [nodeName];
    for (const name of names) this.cluster.agent(name).kubelet.images.preload(image);
  }

  /** A file of the node's manifest folder, made or replaced. @throws UserError  for a node that is not there */
  placeManifest(nodeName: string, file: string, text: string): void {
    const { disk } = this.cluster.agent(nodeName);
    const what = `the manifest folder of node ${nodeName} holds ${file}`;
    this.outside(what, text, () => placeManifest(disk, file, text, this.nowEpochMs));
  }

  /** @throws UserError  for a node or file that is not there */
  removeManifest(nodeName: string, file: string): void {
    const { disk } = this.cluster.agent(nodeName);
    const what = `the manifest folder of node ${nodeName} holds ${file} no more`;
    this.outside(what, undefined, () => removeManifest(disk, file, this.nowEpochMs));
  }

  /** The node's kubelet reads pods from the URL as well. @throws UserError  for a node that is not there */
  readPodsFrom(nodeName: string, url: string): void {
    const agent = this.cluster.agent(nodeName);
    this.outside(`the kubelet of node ${nodeName} reads pods from ${url}`, undefined, () =>
      agent.readPodsFrom(url),
    );
  }

  /** What kubelets find at a URL. @param text  undefined: nothing answers there any more */
  setPage(url: string, text: string | undefined): void {
    const what = text === undefined ? `nothing is at ${url}` : `a text is at ${url}`;
    this.outside(what, text, () => this.cluster.pages.set(url, text));
  }

  private outside(text: string, detail: string | undefined, act: () => void): void {
    const { kernel, trace } = this.cluster;
    const input = trace.append({
      type: 'input',
      verb: 'node file',
      text,
      ...(detail === undefined ? {} : { detail }),
    });
    kernel.withCause(input, act);
  }

  private say(verb: string, text: string): void {
    this.trace.append({ type: 'input', verb, text });
  }

  /** Puts a text into kubectl's working directory. */
  addFile(path: string, text: string): void {
    this.trace.append({ type: 'input', verb: 'file', text: path, detail: text });
    this.files.set(path, text);
  }

  /** A request to the API past kubectl, for users' own code. */
  request<T extends KubeObject>(make: (context: RequestContext) => Result<T>): Result<T> {
    return make({ actor: 'user' });
  }

  private inflict({ text, inflict, touches }: Fault): void {
    this.fault(text, inflict, touches);
  }

  private fault(text: string, act: () => void, touches?: readonly string[]): void {
    const { kernel, trace } = this.cluster;
    const detail = touches === undefined ? {} : { detail: { touches } };
    const input = trace.append({ type: 'input', verb: 'fault', text, ...detail });
    kernel.withCause(input, act);
  }

  /** A pause inside routines of users' own code. */
  static readonly sleep = sleep;
}

export { UserError };
