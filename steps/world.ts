// What one scenario keeps: the cluster it asked for, made when it is first needed, where it stands in its feature, the files
// and commands so far. The hooks (hooks.ts) tell it of the scenario and of each step.

import { dirname, join } from 'node:path';
import { type IWorldOptions, setWorldConstructor, World } from '@cucumber/cucumber';
import {
  type Condition,
  type Disturbance,
  type Invariants,
  type KubeletConfig,
  looksBack,
  type Moment,
  nearest,
  type PodChoice,
  type RunDisturber,
  type RunningCommand,
  type SchedulerConfiguration,
  type Simulation,
  targetOf,
  UserError,
  type Vocabulary,
} from '../engine/index.ts';
import type { Failure } from '../reports/failure/failure.ts';
import { announce } from './announce.ts';
import { ClusterOrder } from './cluster-order.ts';
import { type Explained, explainUserError, explainVerdict, explainViolation } from './explain.ts';
import { type ExplorationParameters, ExplorationSettings } from './exploration/settings.ts';
import { Manifests } from './manifest-files.ts';
import { operatorOf } from './operator-of.ts';
import type { PlannedStep, ScenarioPlan } from './scenario-plan.ts';
import { StepFailure } from './step-failure.ts';
import { unmodelledProblems } from './unmodelled.ts';
import type { SpokenPods } from './words/pods.ts';
import type { When } from './words/when.ts';

/** `--world-parameters '{"seed": 42}'` */
export interface WorldParameters extends ExplorationParameters {
  /** Replaces the scenario's own seed. */
  readonly seed?: number;
}

export interface Command {
  readonly line: string;
  /** What it has printed so far, and how it has ended, if it has. */
  readonly running: RunningCommand;
  readonly step: PlannedStep;
  /** Whether a step has spoken of its failure, or has stopped it. */
  isSeen: boolean;
}

const NO_PLAN: ScenarioPlan = { file: '', name: '', line: 0, steps: [], ownStart: 0, traceName: 'scenario' };
const NO_STEP: PlannedStep = { keyword: '', text: '', line: 0, isOutcome: false };

export class KubespecWorld extends World<WorldParameters> implements Explained {
  private readonly order = new ClusterOrder();
  private made: Simulation | undefined;
  private stepIndex = -1;
  plan: ScenarioPlan = NO_PLAN;
  /** Whether fields that the engine does not model are passed over. */
  acceptsUnmodelledFields = false;
  /** Commands so far, oldest first. */
  readonly commands: Command[] = [];
  readonly exploration: ExplorationSettings;
  /** What happens otherwise than by itself; undefined in a run that nobody explores. */
  disturbances: readonly Disturbance[] | undefined;
  /** Disturbs the scenario's own part, or counts what could be disturbed. */
  disturber: RunDisturber | undefined;
  private invariants: Invariants | undefined;
  /** The manifests that were handed in, with their places. */
  readonly manifests = new Manifests();
  /** When the scenario's own part began, behind its background: `throughout` counts from here. */
  ownPartFrom: Moment = { ms: 0, seq: 0 };

  constructor(options: IWorldOptions<WorldParameters>) {
    super(options);
    this.exploration = new ExplorationSettings(this.parameters);
  }

  /** Asks for a cluster. @throws UserError when there is one already */
  wantCluster(cluster: Parameters<ClusterOrder['place']>[0]): void {
    this.order.place(cluster);
  }

  /** Settles how the cluster will be made. @throws UserError when it is there already */
  want(setting: Parameters<ClusterOrder['settle']>[0], sentence: string): void {
    this.refuseIfMade(sentence);
    this.order.settle(setting);
  }

  /** One more API version that the cluster serves. */
  wantApi(api: string): void {
    this.refuseIfMade('switching an API on');
    this.order.switchOn(api);
  }

  /** How kubelets are configured. @param node  `*` for every one */
  wantKubelet(node: string, config: KubeletConfig): void {
    this.refuseIfMade("a kubelet's configuration");
    this.order.configure(node, config);
  }

  /** Which network plugin there is, how kube-proxy is configured. */
  wantNetwork(choice: Parameters<ClusterOrder['configureNetwork']>[0], sentence: string): void {
    this.refuseIfMade(sentence);
    this.order.configureNetwork(choice);
  }

  /** How kube-scheduler is configured. */
  wantScheduler(configuration: SchedulerConfiguration): void {
    this.refuseIfMade("the scheduler's configuration");
    this.order.configureScheduler(configuration);
  }

  /** A further scheduler, beside kube-scheduler. @throws UserError  for a name that another one has */
  wantSecondScheduler(name: string): void {
    this.refuseIfMade('a second scheduler');
    this.order.addScheduler(name);
  }

  private refuseIfMade(sentence: string): void {
    if (this.made !== undefined) {
      throw new UserError({
        message: `${sentence} comes too late: the cluster is running`,
        hint: 'put it before the first step that uses the cluster',
      });
    }
  }

  /** The simulation, made now if it is not there yet. @throws UserError without `Given a cluster` */
  get simulation(): Simulation {
    if (this.made !== undefined) return this.made;
    this.made = this.order.make(this.parameters.seed);
    this.invariants = this.made.watchInvariants();
    for (const step of this.plan.steps.slice(0, this.stepIndex + 1)) this.noteStep(step);
    if (this.stepIndex >= this.plan.ownStart) {
      this.announceChecks();
      this.disturb();
    }
    return this.made;
  }

  private announceChecks(): void {
    announce(this, this.plan.steps.slice(this.stepIndex));
  }

  /** The simulation, made now if the scenario has asked for one that no step has used. */
  get askedFor(): Simulation | undefined {
    return this.order.isPlaced ? this.simulation : undefined;
  }

  /** The simulation if a step has made it. */
  get running(): Simulation | undefined {
    return this.made;
  }

  get vocabulary(): Vocabulary {
    return this.simulation.vocabulary;
  }

  /** @throws UserError  for a node that the cluster does not have */
  checkNode(name: string): void {
    this.simulation.cluster.agent(name);
  }

  /** The pods that a sentence means. @throws UserError for an unknown kind or node */
  choiceOf({ under, node, ...rest }: SpokenPods): PodChoice {
    if (node !== undefined) this.checkNode(node);
    return {
      ...rest,
      ...(node === undefined ? {} : { node }),
      ...(under === undefined ? {} : { under: targetOf(this.vocabulary, under.kind, under.name) }),
    };
  }

  /** The step that runs. */
  get step(): PlannedStep {
    return this.plan.steps[this.stepIndex] ?? NO_STEP;
  }

  /** A path that stands in the feature, from the feature file's folder. */
  resolve(path: string): string {
    return join(dirname(this.plan.file), path);
  }

  /** The next step begins. @throws StepFailure when a command before it failed and no step spoke of that */
  beginStep(): void {
    this.stepIndex += 1;
    const { step, made } = this;
    if (this.stepIndex === this.plan.ownStart && made !== undefined) this.announceChecks();
    if (this.stepIndex === this.plan.ownStart)
      this.ownPartFrom = { ms: made?.nowMs ?? 0, seq: made?.trace.lastSeq ?? 0 };
    if (made !== undefined) this.noteStep(step);
    if (this.stepIndex === this.plan.ownStart) this.disturb();
    if (!step.isOutcome) this.failOnUnseenCommand();
  }

  /** The step is over. @throws StepFailure when something happened that cannot be */
  endStep(): void {
    const violation = this.invariants?.violation;
    if (violation !== undefined) throw new StepFailure(explainViolation(this, violation));
  }

  // From where the scenario's own part begins.
  private disturb(): void {
    if (this.disturbances === undefined || this.disturber !== undefined) return;
    this.disturber = this.made?.disturb(this.disturbances);
  }

  /** The scenario's steps are over. @throws StepFailure when a command failed and no step spoke of that */
  settle(): void {
    this.endCommands();
    this.failOnUnseenCommand();
  }

  /** @throws StepFailure when a command failed and no step spoke of that */
  failOnUnseenCommand(): void {
    const failed = this.commands.find(isUnseenFailure);
    if (failed === undefined) return;
    failed.isSeen = true;
    const { line, running, step } = failed;
    const problems = this.manifests.problemsNamedIn(line);
    this.fail({
      step,
      found: [`"${line}" failed with code ${running.code}:`, ...outputLines(running.stderr)],
      where: problems,
      tries: [
        'if it is meant to fail, say so: Then the command fails with "…"',
        'put it right, if it is not',
      ],
    });
  }

  private noteStep({ keyword, text, line }: PlannedStep): void {
    this.made?.trace.append({ type: 'step', keyword, text, file: this.plan.file, line });
  }

  /**
   * Runs a command line and keeps what it prints; one without an end of its own (`get -w`) goes on.
   *
   * @param onNode  where it runs; default a machine outside of the cluster
   * @throws UserError for fields it wrote that are not modelled
   */
  run(line: string, onNode?: string): RunningCommand {
    return this.begin(line, (simulation) => simulation.workstation.run(line, onNode));
  }

  /** Starts a command line and leaves it to itself. */
  start(line: string): RunningCommand {
    return this.begin(line, (simulation) => simulation.workstation.start(line));
  }

  private begin(line: string, begin: (simulation: Simulation) => RunningCommand): RunningCommand {
    const { simulation } = this;
    const fromSeq = simulation.trace.lastSeq;
    const running = begin(simulation);
    if (this.stepIndex === this.plan.ownStart) this.beginOwnPartWith(fromSeq);
    this.commands.push({ line, running, step: this.step, isSeen: false });
    if (this.acceptsUnmodelledFields) return running;
    const problems = unmodelledProblems(simulation, fromSeq, this.manifests);
    if (problems.length > 0) throw new UserError(...problems);
    return running;
  }

  /** The newest command of that line. @throws UserError when no such command was run */
  commandOf(line: string): Command {
    const found = this.commands.findLast((command) => command.line === line);
    if (found !== undefined) return this.caughtUp(found);
    const near = nearest(
      line,
      this.commands.map((command) => command.line),
    );
    throw new UserError({
      message: `no command "${line}" has been started`,
      hint: near === undefined ? `start it: When I start "${line}"` : `did you mean "${near}"?`,
    });
  }

  /** The newest command, if any. */
  get lastCommand(): Command | undefined {
    const last = this.commands.at(-1);
    return last === undefined ? undefined : this.caughtUp(last);
  }

  // What a watch shows of a write it prints in the same instant, but after it.
  private caughtUp(command: Command): Command {
    if (!command.running.hasEnded) this.simulation.advance(0);
    return command;
  }

  /** Ends a command as Ctrl-C does. @throws UserError when it has ended by itself */
  stop(command: Command): void {
    if (command.running.hasEnded) {
      const { code } = command.running;
      throw new UserError({
        message: `"${command.line}" has ended already, with code ${code}`,
        hint: 'stop a command that goes on',
      });
    }
    this.interrupt(command);
  }

  /** Commands end with their scenario, so that all that they printed is in its trace. */
  endCommands(): void {
    for (const command of this.commands) if (!command.running.hasEnded) this.interrupt(command);
  }

  private interrupt(command: Command): void {
    command.isSeen = true;
    this.simulation.workstation.stop(command.running);
  }

  // The own part begins with what its first command does, not while that kubectl is starting.
  private beginOwnPartWith(fromSeq: number): void {
    const input = this.simulation.trace.records.find(({ seq, type }) => seq > fromSeq && type === 'input');
    const hasBegun = this.commands.some(({ step }) => step === this.step);
    if (input !== undefined && !hasBegun) this.ownPartFrom = { ms: input.t, seq: input.seq - 1 };
  }

  /** A step has spoken of how the commands so far ended. */
  seeCommands(): void {
    for (const command of this.commands) command.isSeen = true;
  }

  /** Looks at a condition under the operator of the sentence. @throws StepFailure when it does not hold */
  expect(when: When, condition: Condition): void {
    const failure = this.failureOf(when, condition);
    if (failure !== undefined) throw failure;
  }

  /** What {@link expect} would throw. */
  failureOf(when: When, condition: Condition): StepFailure | undefined {
    const operator = operatorOf(this, when);
    const asked = looksBack(operator) ? this.simulation.asPast(condition) : condition;
    const verdict = this.simulation.check(asked, operator);
    if (verdict.passed) return undefined;
    const failure = explainVerdict(this, verdict);
    const command = this.commands.find(isUnseenFailure);
    if (command === undefined) return new StepFailure(failure);
    const [first = ''] = outputLines(command.running.stderr);
    return new StepFailure({
      ...failure,
      tries: [`put "${command.line}" right, which failed: ${first}`, ...failure.tries],
    });
  }

  /** Ends the step with a block of these facts. */
  fail(facts: { readonly step?: PlannedStep } & Partial<Omit<Failure, 'place' | 'sentence'>>): never {
    const { step = this.step, ...rest } = facts;
    throw new StepFailure({
      place: { file: this.plan.file, line: step.line },
      sentence: `${step.keyword}${step.text}`,
      found: [],
      because: [],
      where: [],
      timeline: [],
      chain: [],
      tries: [],
      ...this.replay,
      ...rest,
    });
  }

  /** The command that runs this scenario again. */
  get replay(): { readonly replay?: string } {
    const { plan, made, parameters } = this;
    const seed = made?.cluster.streams.seed ?? parameters.seed ?? 1;
    if (plan.file === '') return {};
    const place = `${plan.file}:${plan.line}`;
    const { disturbances = [] } = this;
    if (disturbances.length === 0)
      return { replay: `npx cucumber-js ${place} --world-parameters '{"seed":${seed}}'` };
    const otherwise = shellQuoted(JSON.stringify(disturbances));
    return { replay: `npx kubespec replay ${place} --seed ${seed} --disturbances ${otherwise}` };
  }

  /** What a step threw, as its reader sees it: a user's mistake as a block, everything else untouched. */
  explained(error: unknown, step = this.step): unknown {
    return error instanceof UserError ? new StepFailure(explainUserError(this, error, step)) : error;
  }

  /** The step after the one that ran last: words are read before it begins. */
  get nextStep(): PlannedStep {
    return this.plan.steps[this.stepIndex + 1] ?? NO_STEP;
  }
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const isUnseenFailure = ({ running: { code }, isSeen }: Command): boolean =>
  code !== undefined && code !== 0 && !isSeen;

const outputLines = (text: string): string[] => text.trimEnd().split('\n');

/** The transformer of a parameter type: reads the word, and answers a mistake in it with a block of its own. */
export function spoken<T>(parse: (text: string) => T): (text: string) => T {
  return function transform(this: unknown, text: string): T {
    try {
      return parse(text);
    } catch (error) {
      throw this instanceof KubespecWorld ? this.explained(error, this.nextStep) : error;
    }
  };
}

setWorldConstructor(KubespecWorld);
