// The state of one shell: variables, functions, options, traps, open streams, working folder.
//
// A subshell is a copy that runs in the same process where the parent waits for it anyway (`( )`, `$( )`), and in a
// process of its own where it runs beside the parent (`&`, pipelines).

import type { Command, Function as FunctionNode } from 'unbash';
import { EFFECT } from '../process/effects.ts';
import type { Process } from '../process/process.ts';
import type { Stream } from '../process/streams.ts';
import { type Machine, writeTo } from '../programs/program.ts';

export interface Variable {
  readonly value: string;
  readonly exported: boolean;
  readonly readOnly: boolean;
}

/** `set` options, by letter; one has only a name. */
export type OptionLetter = 'e' | 'u' | 'x' | 'f' | 'n' | 'v' | 'a' | 'C' | 'pipefail';

/** Unwinds to the end of the shell. */
export class ShellExit {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** Unwinds to the end of the function or sourced file. */
export class ShellReturn {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** Unwinds `depth` loops; the last one goes on or ends. */
export class LoopJump {
  readonly kind: 'break' | 'continue';
  readonly depth: number;
  constructor(kind: 'break' | 'continue', depth: number) {
    this.kind = kind;
    this.depth = depth;
  }
}

export interface ShellOptions {
  readonly machine: Machine;
  readonly process: Process;
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly io: ReadonlyMap<number, Stream>;
  /** `$0`, also the name in messages. */
  readonly name: string;
  readonly args: readonly string[];
  /** The whole script, for error reports. */
  readonly script: string;
  /** Whether it understands bash's words (`[[` needs none; brace expansion does). */
  readonly isBash: boolean;
}

export class Shell {
  readonly machine: Machine;
  readonly process: Process;
  readonly name: string;
  readonly script: string;
  readonly isBash: boolean;
  /** `$$`: of the shell that was started, in its subshells too. */
  readonly pid: number;
  readonly variables: Map<string, Variable>;
  readonly functions: Map<string, FunctionNode>;
  readonly options: Set<OptionLetter>;
  /** Signal name or EXIT, to the command; '' ignores. */
  readonly traps: Map<string, string>;
  /** Processes started with `&` and not yet waited for: pid to exit code, once known. */
  readonly jobs: Map<number, Process>;
  positional: readonly string[];
  io: ReadonlyMap<number, Stream>;
  cwd: string;
  status = 0;
  lastBackgroundPid: number | undefined;
  loopDepth = 0;
  functionDepth = 0;
  /** Above 0 while a failing command must not end a `set -e` shell: conditions, `!`, all but the last of `&&`. */
  tested = 0;
  /** Values to restore when the running function ends; innermost last. */
  readonly localScopes: Map<string, Variable | undefined>[] = [];
  /** The command after which a `-c` shell has nothing left to do: it is run in the shell's place. */
  tail: Command | undefined;
  /** False in a subshell that shares its parent's process: signals are the parent's. */
  readonly ownsProcess: boolean;
  /** What `env` gave last; undefined once an exported variable has changed. */
  #env: ReadonlyMap<string, string> | undefined;

  private constructor(
    options: Omit<ShellOptions, 'env' | 'args'>,
    state: {
      variables: Map<string, Variable>;
      functions: Map<string, FunctionNode>;
      options: Set<OptionLetter>;
      positional: readonly string[];
      traps: Map<string, string>;
      ownsProcess: boolean;
      pid: number;
    },
  ) {
    this.machine = options.machine;
    this.process = options.process;
    this.name = options.name;
    this.script = options.script;
    this.isBash = options.isBash;
    this.pid = state.pid;
    this.io = options.io;
    this.cwd = options.cwd;
    this.variables = state.variables;
    this.functions = state.functions;
    this.options = state.options;
    this.positional = state.positional;
    this.traps = state.traps;
    this.ownsProcess = state.ownsProcess;
    this.jobs = new Map();
  }

  static create(options: ShellOptions): Shell {
    const variables = new Map<string, Variable>();
    for (const [name, value] of options.env) variables.set(name, { value, exported: true, readOnly: false });
    return new Shell(options, {
      variables,
      functions: new Map(),
      options: new Set(),
      positional: options.args,
      traps: new Map(),
      ownsProcess: true,
      pid: options.process.pid,
    });
  }

  /** A copy. In a process of its own traps fall back to the default; sharing one, they just wait for the parent. */
  fork(process: Process, io: ReadonlyMap<number, Stream>): Shell {
    const copy = new Shell(
      {
        machine: this.machine,
        process,
        name: this.name,
        script: this.script,
        isBash: this.isBash,
        io,
        cwd: this.cwd,
      },
      {
        variables: new Map(this.variables),
        functions: new Map(this.functions),
        options: new Set(this.options),
        positional: this.positional,
        // Ignored signals stay ignored.
        traps: new Map([...this.traps].filter(([, command]) => command === '')),
        ownsProcess: process !== this.process,
        pid: this.pid,
      },
    );
    copy.status = this.status;
    copy.lastBackgroundPid = this.lastBackgroundPid;
    copy.loopDepth = this.loopDepth;
    copy.functionDepth = this.functionDepth;
    copy.tested = this.tested;
    return copy;
  }

  /** Whose rules hold where shells differ. */
  get dialect(): 'bash' | 'busybox' | 'dash' {
    if (this.isBash) return 'bash';
    return this.machine.userland === 'busybox' ? 'busybox' : 'dash';
  }

  get(name: string): string | undefined {
    return this.variables.get(name)?.value;
  }

  /** @returns false where the variable is read-only */
  set(name: string, value: string, options: { export?: boolean } = {}): boolean {
    const old = this.variables.get(name);
    const exported = options.export === true || old?.exported === true || this.options.has('a');
    if (old !== undefined && old.value === value && old.exported === exported) return true;
    if (old?.readOnly === true) {
      this.error(`${name}: is read only`);
      return false;
    }
    this.touchState();
    if (exported) this.#env = undefined;
    this.variables.set(name, { value, exported, readOnly: false });
    return true;
  }

  /** Puts a variable back as it was, or away. */
  restore(name: string, old: Variable | undefined): void {
    this.touchState();
    this.#env = undefined;
    if (old === undefined) this.variables.delete(name);
    else this.variables.set(name, old);
  }

  /** What a child program gets. */
  get env(): ReadonlyMap<string, string> {
    if (this.#env === undefined) {
      const env = new Map<string, string>();
      for (const [name, variable] of this.variables) if (variable.exported) env.set(name, variable.value);
      this.#env = env;
    }
    return this.#env;
  }

  /** Notes that the shell is not what it was, so that a loop may go differently next time. */
  touchState(): void {
    this.process.effects.add(EFFECT.shellState);
  }

  out(text: string): void {
    this.#write(1, text);
  }

  err(text: string): void {
    this.#write(2, text);
  }

  /**
   * A builtin that was called wrongly ends the shell, but for bash.
   * Source: dash 0.5.12 error.c, sh_error, which raises EXERROR; busybox ash likewise.
   */
  misuse(text: string): number {
    const code = this.error(text, this.isBash ? 1 : 2);
    if (this.isBash) return code;
    throw new ShellExit(code);
  }

  /** Prints `sh: text`. @returns `code` */
  error(text: string, code = 1): number {
    this.err(`${this.name}: ${text}\n`);
    return code;
  }

  #write(descriptor: number, text: string): void {
    const stream = this.io.get(descriptor);
    if (stream !== undefined && text !== '') writeTo(this.process, stream, text);
  }

  /** Stops the scenario: a construct of the script is not modelled. */
  problem(word: string, reason: string): never {
    return this.machine.problem(word, reason, this.script);
  }
}
