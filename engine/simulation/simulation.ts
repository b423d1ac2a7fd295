// One simulated cluster and everything that a scenario may do with it: time, commands, faults, sentences about it.

import type { KubeObject, Pod } from '../api/objects.ts';
import type { Result } from '../api/status.ts';
import type { RequestContext } from '../apiserver/request.ts';
import { Invariants } from '../checkers/invariants.ts';
import { Cluster, type ClusterOptions, defaultNodes } from '../cluster.ts';
import type { Disturbance } from '../disturbances/disturbance.ts';
import { mortalOf } from '../disturbances/mortals.ts';
import { RunDisturber } from '../disturbances/run-disturber.ts';
import { BudgetError, UserError } from '../errors.ts';
import type { CommandResult } from '../kubectl/session.ts';
import { NodeGateway } from '../kubelet/node-gateway.ts';
import type { ReachCheck } from '../network/reach/cause.ts';
import { checkClients } from '../network/traffic/check-clients.ts';
import type { ClientsSpec } from '../network/traffic/clients.ts';
import { ClusterView } from '../observe/cluster-view.ts';
import type { Condition } from '../observe/condition.ts';
import type { ReachProbe, Vocabulary } from '../observe/conditions/index.ts';
import { check } from '../observe/over-time.ts';
import { asRecorded, Recording } from '../observe/recording.ts';
import type { Observed, Operator, Verdict } from '../observe/verdict.ts';
import type { TraceRecord } from '../trace/records.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import { Faults } from './faults.ts';
import { Images } from './images.ts';
import { say } from './inputs.ts';
import { NodeFiles } from './node-files.ts';
import { type PodQuestion, type ReachQuestion, reachesPod, reachProbe, walkOf } from './reach-probe.ts';
import { Workstation, type WorkstationOptions } from './workstation.ts';

/** No profile lets a proxy lag so far behind. */
const CLIENTS_BOUND_MS = 60_000;

export interface SimulationOptions extends ClusterOptions, WorkstationOptions {}

export class Simulation {
  readonly cluster: Cluster;
  /** The cluster now. */
  readonly view: ClusterView;
  readonly workstation: Workstation;
  readonly faults: Faults;
  readonly images: Images;
  readonly nodeFiles: NodeFiles;
  private readonly gateway: NodeGateway;
  private readonly listeners = new Set<(record: TraceRecord) => void>();
  private readonly recording: Recording;

  constructor(options: SimulationOptions = {}) {
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
    this.gateway = new NodeGateway(server, (node) => this.cluster.agents.get(node));
    const clock = {
      advance: (ms: number) => this.advance(ms),
      until: (ms: number, isDone: () => boolean) => void this.recording.advance(ms, isDone),
    };
    this.workstation = new Workstation(this.cluster, this.gateway, clock, options);
    this.faults = new Faults(this.cluster, this.gateway, options.namespace ?? 'default');
    this.images = new Images(this.cluster);
    this.nodeFiles = new NodeFiles(this.cluster);
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
    say(this.cluster, 'clients', text);
    if (this.cluster.network.traffic.stop(name)) return;
    throw new UserError({ message: `${text}, but none send requests` });
  }

  /** @see Workstation.kubectl */
  kubectl(line: string): CommandResult {
    return this.workstation.kubectl(line);
  }

  /** @see Workstation.addFile */
  addFile(path: string, text: string): void {
    this.workstation.addFile(path, text);
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
    return { kinds: server.core.kinds, version, namespace: this.workstation.context.namespace };
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
    say(this.cluster, 'provisioner', `a provisioner "${name}"`);
    this.cluster.addProvisioner(name);
  }

  /** A request to the API past kubectl, for users' own code. */
  request<T extends KubeObject>(make: (context: RequestContext) => Result<T>): Result<T> {
    return make({ actor: 'user' });
  }
}
