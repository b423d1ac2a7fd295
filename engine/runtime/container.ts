// One container: a file system, processes, a log; started from a command line, signalled, entered by exec.
//
// What it runs comes, in this order, from its own command if that is a shell script or a common program, from words
// given for it, from the image catalogue, and else from the assumption that it is a server (or, as an init container
// or a Job's, a task that ends). It does not know pods, probes' thresholds or restart policies: the kubelet does.

import type { Behaviour } from './behaviour/behaviour.ts';
import { overlay } from './behaviour/behaviour.ts';
import { amountAt } from './behaviour/course.ts';
import { serverProgram } from './behaviour/server.ts';
import {
  type ContainerSpec,
  commandLine,
  describeAssumed,
  environment,
  startError,
} from './container-spec.ts';
import { type ExecOptions, Execution } from './execution.ts';
import { FileSystem } from './filesystem/filesystem.ts';
import type { ContainerName, RuntimeHost, Scheduled } from './host.ts';
import { INTERPRETERS } from './images/catalogue.ts';
import { busyboxMinorOf, type ImageEntry } from './images/image.ts';
import { ContainerLog, type LogStream } from './log.ts';
import { lookUpProgram } from './lookup.ts';
import { ProblemError } from './problem.ts';
import type { ExitStatus, Process } from './process/process.ts';
import { ProcessTable } from './process/process-table.ts';
import { parseSignal, type SignalName } from './process/signals.ts';
import { NullStream, SinkStream, type Stream } from './process/streams.ts';
import type { Task } from './process/task.ts';
import { PROGRAMS } from './programs/index.ts';
import { Invocation, type Lookup, type Machine, type Program, type ProgramRun } from './programs/program.ts';
import { ResourceUse } from './resource-use.ts';
import type { Sandbox } from './sandbox.ts';
import type { ScriptCache } from './shell/parse.ts';
import { runScriptFile } from './shell/script-file.ts';
import { Shell } from './shell/shell.ts';

/** What all containers of a simulation share. */
export interface ContainerContext {
  readonly host: RuntimeHost;
  readonly scripts: ScriptCache;
  readonly declared: ReadonlyMap<string, Program>;
  findImage(image: string): ImageEntry | undefined;
  /** Whether a container without a command runs until stopped, whatever the catalogue says. */
  readonly imagesAreEmpty: boolean;
}

/** How long a task that nobody described takes. */
const UNKNOWN_TASK_MS = 1000;

export class Container implements Machine {
  readonly spec: ContainerSpec;
  readonly host: RuntimeHost;
  readonly sandbox: Sandbox;
  readonly scripts: ScriptCache;
  readonly userland: 'busybox' | 'gnu';
  readonly table: ProcessTable;
  readonly files: FileSystem;
  readonly busyboxMinor: number | undefined;
  readonly log: ContainerLog;
  /** Simulation time of `start`; undefined before. */
  startedMs: number | undefined;
  finishedMs: number | undefined;
  exit: ExitStatus | undefined;
  isHanging = false;
  /** The kernel killed the container, or a process of it, for want of memory. */
  wasOutOfMemory = false;
  readonly use: ResourceUse;
  readonly #context: ContainerContext;
  readonly #image: ImageEntry | undefined;
  readonly #env: ReadonlyMap<string, string>;
  #exitListeners: readonly ((status: ExitStatus) => void)[] = [];
  #input: OpenInput | undefined;
  #main: Process | undefined;
  /** The first instruction to come. */
  #starting: Scheduled | undefined;
  /** What the container's own program uses, where that is no server in words. */
  #known: Behaviour | undefined;

  constructor(context: ContainerContext, spec: ContainerSpec) {
    this.#context = context;
    this.spec = spec;
    this.host = context.host;
    this.sandbox = spec.sandbox;
    this.scripts = context.scripts;
    this.#image = context.findImage(spec.image);
    const userland = context.imagesAreEmpty ? undefined : this.#image?.userland;
    this.userland = userland === 'busybox' || userland === 'alpine' ? 'busybox' : 'gnu';
    this.use = new ResourceUse(() => this.host.nowMs());
    this.busyboxMinor = busyboxMinorOf(spec.image);
    this.#env = environment(spec);
    this.files = new FileSystem(() => this.host.nowEpochMs(), spec.mounts, this.#image?.files);
    this.log = new ContainerLog(() => this.host.nowEpochMs(), spec.logFormat);
    this.table = new ProcessTable(this.host, spec.isPidNamespace !== false, (error) => this.#failed(error));
  }

  /**
   * Starts the container's command.
   *
   * @returns undefined, or why the runtime cannot start it, worded as containerd and runc do
   */
  start(): string | undefined {
    const argv = commandLine(this.spec, this.#image, this.#context.imagesAreEmpty);
    const word = argv[0];
    const lookup = word === undefined ? undefined : this.lookUp(word, '/');
    const program = this.#firstProgram(argv, lookup);
    if (typeof program === 'string') return program;
    this.startedMs = this.host.nowMs();
    const io = this.#logStreams();
    const cwd = this.#workingDir();
    const spawn = (): void => {
      if (this.#main !== undefined) return;
      const command = argv.length > 0 ? argv.join(' ') : this.spec.image;
      this.#main = this.table.spawn({ command, streams: io, isFirst: true }, (process) =>
        this.#run(program, new Invocation({ machine: this, process, argv, env: this.#env, cwd, io })),
      );
      const main = this.#main;
      if (main.exit !== undefined) this.#ended(main.exit);
      else main.onExit(() => this.#ended(main.exit ?? { code: 0 }));
    };
    const delayMs = this.spec.startDelayMs ?? 0;
    if (delayMs === 0) spawn();
    else this.#starting = this.host.schedule(delayMs, spawn, `start ${this.spec.pod}/${this.spec.container}`);
    return undefined;
  }

  /** Calls back once, at the instant at which the main process ends. */
  onExit(listener: (status: ExitStatus) => void): void {
    if (this.exit !== undefined) listener(this.exit);
    else this.#exitListeners = this.#exitListeners.concat(listener);
  }

  get isRunning(): boolean {
    return this.startedMs !== undefined && this.exit === undefined;
  }

  /** Sends a signal to the main process, as the runtime does to stop a container; KILL ends everything at once. */
  signal(signal: SignalName): void {
    if (!this.isRunning) return;
    if (this.#main !== undefined) this.#main.signal(signal, { fromOutside: true });
    else if (signal === 'KILL' || this.spec.isPidNamespace === false) {
      // The program has not run its first instruction: it has no handler, and PID 1 minds nothing but KILL.
      this.#starting?.cancel();
      this.#ended({ code: signal === 'KILL' ? 137 : 143, signal });
    }
  }

  /** The program ends with this code, as by an error of its own. */
  crash(code: number): void {
    if (!this.isRunning) return;
    if (this.#main !== undefined) return this.#main.end({ code });
    this.#starting?.cancel();
    this.#ended({ code });
  }

  /** The program answers nothing more, or does so again; the kernel goes on to take connections for it. */
  hang(isHanging: boolean): void {
    this.isHanging = isHanging;
    this.sandbox.changed();
  }

  /**
   * The kernel ends what uses too much memory.
   *
   * @param wholeGroup  all processes of the container, or else the one that uses the most
   */
  killForMemory(wholeGroup: boolean): void {
    if (!this.isRunning) return;
    this.wasOutOfMemory = true;
    const { user } = this.use;
    if (wholeGroup || user === undefined || user === this.#main) this.signal('KILL');
    else user.signal('KILL');
  }

  /** Gives the main process text to read, and the end of its input. Nothing happens without `stdin: true`. */
  attach(text: string): void {
    this.#input?.end(text);
  }

  /**
   * Runs a command beside the main process: a probe, a hook, `kubectl exec`.
   *
   * The execution may be over when this returns; if it waits, its `onDone` tells.
   */
  exec(argv: readonly string[], options: ExecOptions = {}): Execution {
    return new Execution(this, argv, { env: this.#env, cwd: this.#workingDir(), ...options }, (word) =>
      this.#execLookup(word),
    );
  }

  /** Memory in use now, in bytes, and CPU in millicores, apart from what requests cost. */
  usage(): { memoryBytes: number; cpuMilli: number } {
    return { memoryBytes: amountAt(this.use.memory, this.host.nowMs()), cpuMilli: this.use.cpuMilli };
  }

  lookUp(word: string, cwd: string): Lookup {
    const lookup = lookUpProgram(word, {
      cwd,
      files: this.files,
      image: this.#image,
      declared: this.#context.declared,
      ports: this.spec.ports ?? [],
      words: this.spec.behaviour,
    });
    if (lookup.kind === 'unknown' && INTERPRETERS.has(word.slice(word.lastIndexOf('/') + 1))) {
      const argv = [word];
      return { kind: 'program', program: { ownProcess: true, run: (call) => this.standIn(argv).run(call) } };
    }
    return lookup;
  }

  runWords(call: Invocation): ProgramRun {
    const word = call.argv[0] ?? '';
    const lookup = this.lookUp(word, call.cwd);
    switch (lookup.kind) {
      case 'program':
        return lookup.program.run(call);
      case 'script':
        return this.#scriptRun(call, lookup);
      case 'missing':
        call.err(`sh: ${word}: not found\n`);
        return 127;
      case 'forbidden':
        call.err(`sh: ${word}: Permission denied\n`);
        return 126;
      case 'unknown':
        return this.standIn(call.argv).run(call);
    }
  }

  signalName(text: string): SignalName | undefined {
    return parseSignal(text);
  }

  get isDescribed(): boolean {
    return this.spec.behaviour !== undefined;
  }

  standIn(argv: readonly string[]): Program {
    const shown = argv.join(' ') || `image "${this.spec.image}"`;
    const words = this.spec.behaviour;
    const base = this.#assumedBehaviour();
    if (words === undefined)
      this.#assume(`nothing is known of ${shown}: ${describeAssumed(base, this.spec.ports ?? [])}`);
    const behaviour = words === undefined ? base : overlay({}, words);
    const server = serverProgram(behaviour, this.spec.ports ?? []);
    const run = (call: Invocation): ProgramRun => {
      this.use.begin(behaviour, call.process, call.process.pid === 1);
      return server.run(call);
    };
    return { ...server, run };
  }

  assumeFile(path: string): boolean {
    if (this.#image !== undefined || this.files.isMounted(path) || /^\/(tmp|run|dev|proc)\//.test(path))
      return false;
    this.#assume(`image "${this.spec.image}" is taken to contain ${path}`);
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (folder !== '') this.files.makeDirectories(folder);
    this.files.writeFile(path, '');
    return true;
  }

  problem(word: string, reason: string, script: string): never {
    throw new ProblemError({ ...this.#name(), word, script, text: reason });
  }

  #name(): ContainerName {
    const { pod, container, image } = this.spec;
    return { pod, container, image };
  }

  #assume(text: string): void {
    const remedy = `Given image "${this.spec.image}" starts in 5s, serves HTTP on 8080`;
    this.host.assumption({ ...this.#name(), text, remedy });
  }

  #assumedBehaviour(): Behaviour {
    return this.spec.role === 'init' || this.spec.role === 'job'
      ? { listens: [], exits: { afterMs: UNKNOWN_TASK_MS, code: 0 } }
      : {};
  }

  /** The program of PID 1, or why there is none. */
  #firstProgram(
    argv: readonly string[],
    lookup: Lookup | undefined,
  ): Program | Extract<Lookup, { kind: 'script' }> | string {
    const word = argv[0] ?? '';
    if (lookup === undefined || (lookup.kind === 'unknown' && this.#image?.userland !== 'busybox')) {
      return this.standIn(argv);
    }
    switch (lookup.kind) {
      case 'program': {
        const own = this.#imageBehaviour(argv);
        if (own !== undefined) this.#known = overlay(own, this.spec.behaviour ?? {});
        return lookup.program;
      }
      case 'script':
        return lookup;
      case 'forbidden':
        return startError(word, 'permission denied');
      default:
        return startError(
          word,
          word.includes('/') ? 'no such file or directory' : 'executable file not found in $PATH',
        );
    }
  }

  /** The catalogue's behaviour of the program that a command line of the image's own ends in. */
  #imageBehaviour(argv: readonly string[]): Behaviour | undefined {
    for (const part of argv.slice(0, 2)) {
      const known = this.#image?.programs?.[part.slice(part.lastIndexOf('/') + 1)];
      if (known !== undefined && !('run' in known)) return 'make' in known ? known.behaviour : known;
    }
    return undefined;
  }

  #execLookup(word: string): Lookup {
    const lookup = this.lookUp(word, '/');
    if (lookup.kind !== 'unknown') return lookup;
    if (this.#image?.userland === 'none' && PROGRAMS.has(word)) return { kind: 'missing' };
    this.#assume(`nothing is known of the command ${word}: it succeeds while the container runs`);
    return { kind: 'program', program: { run: () => 0 } };
  }

  #scriptRun(call: Invocation, file: Extract<Lookup, { kind: 'script' }>): Task<number> {
    const { process, env, cwd, io } = call;
    const shell = Shell.create({
      machine: this,
      process,
      env,
      cwd,
      io,
      name: 'sh',
      args: [],
      script: file.text,
      isBash: false,
    });
    return runScriptFile(shell, file, call.args);
  }

  *#run(program: Program | Extract<Lookup, { kind: 'script' }>, call: Invocation): Task<number> {
    if (this.#known !== undefined) this.use.begin(this.#known, call.process, true);
    const result = 'run' in program ? program.run(call) : this.#scriptRun(call, program);
    return typeof result === 'number' ? result : yield* result;
  }

  #logStreams(): ReadonlyMap<number, Stream> {
    const sink = (stream: LogStream): Stream => new SinkStream((text) => this.log.write(stream, text));
    if (this.spec.stdin === true) this.#input = new OpenInput();
    return new Map<number, Stream>([
      [0, this.#input ?? new NullStream()],
      [1, sink('stdout')],
      [2, sink('stderr')],
    ]);
  }

  #workingDir(): string {
    const folder = this.spec.workingDir ?? '/';
    if (folder !== '/' && this.files.stat(folder) === undefined) this.files.makeDirectories(folder);
    return folder;
  }

  #ended(status: ExitStatus): void {
    if (this.exit !== undefined) return;
    this.table.endAll({ code: 137, signal: 'KILL' });
    this.exit = status;
    this.finishedMs = this.host.nowMs();
    this.use.end();
    this.log.end();
    const listeners = this.#exitListeners;
    this.#exitListeners = [];
    for (const listener of listeners) listener(status);
  }

  #failed(error: unknown): void {
    if (!(error instanceof ProblemError)) throw error;
    this.host.problem(error.problem);
  }
}

/** Standard input that is open and silent until somebody attaches to it. */
class OpenInput extends NullStream {
  #isAtEnd = false;
  #waiting: (() => void)[] = [];

  /** The text, and the end. What was attached before it is over. */
  end(text: string): void {
    if (this.#isAtEnd) return;
    this.#isAtEnd = true;
    this.unread(text);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  override *read(): Task<string | undefined> {
    if (!this.#isAtEnd) {
      yield {
        interruptible: true,
        arm: (resume) => {
          this.#waiting.push(resume);
          return () => {
            this.#waiting = this.#waiting.filter((other) => other !== resume);
          };
        },
      };
    }
    return yield* super.read();
  }
}
