// A workstation outside of the cluster: kubectl with its files and its context, and what runs beside it.

import { latencyOf } from '../client/component.ts';
import type { Cluster } from '../cluster.ts';
import { BudgetError, UserError } from '../errors.ts';
import { type Routine, run as runRoutine } from '../kernel/routine.ts';
import { RunningCommand, runKubectl } from '../kubectl/kubectl.ts';
import type { CommandResult } from '../kubectl/session.ts';
import type { NodeGateway } from '../kubelet/node-gateway.ts';
import type { Listener } from '../runtime/sandbox.ts';
import { enact, say } from './inputs.ts';

/** A command that is still waiting after this long is given up. */
const COMMAND_BOUND_MS = 24 * 3_600_000;

export interface WorkstationOptions {
  /** Namespace of kubectl's context. Default `default`. */
  readonly namespace?: string;
  /** Commands run as if `-n <namespace>` stood in each of them. Default false. */
  readonly namespaceIsExplicit?: boolean;
  /** The text that `kubectl explain` reads: api/openapi/documentation.generated.txt. Default: none, and it is refused. */
  readonly documentation?: () => string;
}

/** How commands let time pass. */
export interface Clock {
  advance(ms: number): void;
  /** At most so long, and no longer than until it is done. */
  until(ms: number, isDone: () => boolean): void;
}

export class Workstation {
  /** kubectl's working directory: path to text. */
  readonly files = new Map<string, string>();
  /** What `kubectl config` changes. */
  readonly context: { namespace: string };
  private readonly cluster: Cluster;
  private readonly gateway: NodeGateway;
  private readonly clock: Clock;
  private readonly options: WorkstationOptions;
  private readonly kubectlStartMs: () => number;
  private readonly localPorts = new Map<number, Listener>();

  constructor(cluster: Cluster, gateway: NodeGateway, clock: Clock, options: WorkstationOptions) {
    this.cluster = cluster;
    this.gateway = gateway;
    this.clock = clock;
    this.options = options;
    this.context = { namespace: options.namespace ?? 'default' };
    this.kubectlStartMs = latencyOf(cluster, 'kubectl', 'kubectlStart');
  }

  /** Puts a text into kubectl's working directory. */
  addFile(path: string, text: string): void {
    say(this.cluster, 'file', path, text);
    this.files.set(path, text);
  }

  /**
   * Runs a command line to its end: kubectl takes its time to start, and may then wait (`rollout status`, `delete`).
   *
   * @throws UserError  for a line that is no kubectl command, or one without an end (`get --watch`)
   * @throws BudgetError  when it still waits after a day
   */
  kubectl(line: string): CommandResult {
    const running = this.run(line);
    const { code, stdout, stderr } = running;
    if (code !== undefined) return { code, stdout, stderr };
    running.stop();
    throw new UserError({
      message: `"${line}" has no end of its own`,
      hint: 'bound it, for example with --request-timeout=30s, or start it and go on',
    });
  }

  /**
   * Runs a command line to its end, or to where it goes on without one: what it prints later is there to be asked.
   *
   * @param onNode  where it runs; default a machine outside of the cluster
   * @throws UserError  for a line that is no kubectl command
   * @throws BudgetError  when it still waits after a day
   */
  run(line: string, onNode?: string): RunningCommand {
    const running = this.start(line, onNode);
    const isReached = (): boolean => running.hasEnded || running.goesOn;
    if (!isReached()) this.clock.until(COMMAND_BOUND_MS, isReached);
    if (!isReached()) throw new BudgetError(`"${line}" still waits after a day of simulation time`);
    return running;
  }

  /** Starts a command line and leaves it to itself. @throws UserError  for a line that is no kubectl command */
  start(line: string, onNode?: string): RunningCommand {
    if (onNode !== undefined) this.cluster.agent(onNode);
    this.clock.advance(this.kubectlStartMs());
    const running = this.begin(line, () => {}, onNode);
    // What stands behind it in a pipe reads what it has written so far.
    if (!running.hasEnded) this.clock.advance(0);
    return running;
  }

  /** Ends a command as Ctrl-C does. Nothing happens to one that has ended. */
  stop(running: RunningCommand): void {
    if (running.hasEnded) return;
    enact(this.cluster, 'interrupt', running.line, () => running.stop());
  }

  /** Starts a command line and goes on; `done` gets its result when it ends. */
  begin(line: string, done: (result: CommandResult) => void, onNode?: string): RunningCommand {
    const { kernel, trace } = this.cluster;
    const running = new RunningCommand(line);
    const startedAt = kernel.nowMs;
    const where = onNode === undefined ? '' : ` (on node ${onNode})`;
    const input = trace.append({ type: 'input', verb: 'kubectl', text: `${line}${where}` });
    kernel.withCause(input, () => {
      runRoutine(kernel, 'kubectl', this.command(running, onNode), (result) => {
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
    const { context } = this;
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
}
