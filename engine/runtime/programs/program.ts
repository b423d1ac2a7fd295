// What a program is, and what it sees of its container.
//
// A program takes an `Invocation` and returns its exit code, at once or as a task that waits. It talks to the world
// through the invocation alone. A program that minds signals, or lives long, runs in a process of its own.

import { FileError } from '../filesystem/file-error.ts';
import type { FileSystem } from '../filesystem/filesystem.ts';
import { resolvePath } from '../filesystem/paths.ts';
import type { RuntimeHost } from '../host.ts';
import { EFFECT } from '../process/effects.ts';
import type { Process } from '../process/process.ts';
import { BrokenPipe, type ProcessTable } from '../process/process-table.ts';
import type { SignalName } from '../process/signals.ts';
import { NullStream, type Stream } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import type { Sandbox } from '../sandbox.ts';
import type { ScriptCache } from '../shell/parse.ts';

/** Exit code now, or a task that ends with it. */
export type ProgramRun = number | Task<number>;

/**
 * Begins a program once the task begins, and ends with its exit code. Generator functions within functions are avoided
 * here: for each of them the engine of JavaScript makes a hidden class, by which it lives until the next full collection.
 */
export function* untilEnd(begin: () => ProgramRun): Task<number> {
  const result = begin();
  return typeof result === 'number' ? result : yield* result;
}

export interface Program {
  readonly run: (call: Invocation) => ProgramRun;
  /** Handles signals itself, so a shell gives it a process of its own; default false. */
  readonly ownProcess?: boolean;
}

/** How a word became something to run. */
export type Lookup =
  | { readonly kind: 'program'; readonly program: Program }
  | { readonly kind: 'script'; readonly path: string; readonly text: string }
  /** Known not to be in this image, or a path at which nothing is. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'forbidden' }
  /** Nobody knows whether it exists. */
  | { readonly kind: 'unknown' };

/** A container as its programs see it. */
export interface Machine {
  /** Whether its programs answer nothing. */
  readonly isHanging?: boolean;
  readonly host: RuntimeHost;
  readonly files: FileSystem;
  readonly table: ProcessTable;
  readonly sandbox: Sandbox;
  readonly scripts: ScriptCache;
  /** Whose programs these are: busybox and GNU word their errors differently. */
  readonly userland: 'busybox' | 'gnu';
  /** Of busybox 1.x, where the image says which. */
  readonly busyboxMinor?: number | undefined;
  /** How the shell names itself in messages: `sh`, or `/bin/sh`. */
  lookUp(word: string, cwd: string): Lookup;
  /** Runs a command line in the process of the invocation. */
  runWords(call: Invocation): ProgramRun;
  /** Whether somebody has said in words what the image's own programs do. */
  readonly isDescribed?: boolean;
  /** A stand-in for a program nobody described; reported as an assumption. */
  standIn(argv: readonly string[]): Program;
  /** Reports that a file which an unknown image must have is taken to be there. */
  assumeFile(path: string): boolean;
  /** `TERM`, `SIGTERM` or `15` */
  signalName(text: string): SignalName | undefined;
  /** Stops the scenario: `word` is not modelled. */
  problem(word: string, reason: string, script: string): never;
}

const NOTHING = new NullStream();

/** One start of a program. */
export class Invocation {
  readonly machine: Machine;
  readonly process: Process;
  /** The program's name first. */
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly io: ReadonlyMap<number, Stream>;

  constructor(options: {
    machine: Machine;
    process: Process;
    argv: readonly string[];
    env: ReadonlyMap<string, string>;
    cwd: string;
    io: ReadonlyMap<number, Stream>;
  }) {
    this.machine = options.machine;
    this.process = options.process;
    this.argv = options.argv;
    this.env = options.env;
    this.cwd = options.cwd;
    this.io = options.io;
  }

  /** What another invocation on behalf of this one takes over. */
  parts(): {
    machine: Machine;
    env: ReadonlyMap<string, string>;
    cwd: string;
    io: ReadonlyMap<number, Stream>;
  } {
    return { machine: this.machine, env: this.env, cwd: this.cwd, io: this.io };
  }

  /** The same call in another process. */
  inProcess(process: Process): Invocation {
    return new Invocation({ ...this.parts(), process, argv: this.argv });
  }

  /** The same call with other arguments. */
  withArgs(args: readonly string[]): Invocation {
    return new Invocation({ ...this.parts(), process: this.process, argv: [this.argv[0] ?? '', ...args] });
  }

  /** As called, without folder. */
  get name(): string {
    const word = this.argv[0]!;
    return word.slice(word.lastIndexOf('/') + 1);
  }

  get args(): readonly string[] {
    return this.argv.slice(1);
  }

  get stdin(): Stream {
    return this.io.get(0) ?? NOTHING;
  }

  out(text: string): void {
    this.#write(1, text);
  }

  err(text: string): void {
    this.#write(2, text);
  }

  #write(descriptor: number, text: string): void {
    const stream = this.io.get(descriptor);
    if (stream === undefined || text === '') return;
    writeTo(this.process, stream, text);
  }

  /** Absolute path of an argument. */
  path(argument: string): string {
    return resolvePath(this.cwd, argument);
  }

  /** Files, noted as read. */
  get files(): FileSystem {
    this.process.effects.add(EFFECT.readFiles);
    return this.machine.files;
  }

  /** Files, noted as changed. */
  get filesToWrite(): FileSystem {
    this.process.effects.add(EFFECT.wroteFiles);
    return this.machine.files;
  }

  /** Prints `name: text` to standard error. @returns `code` */
  fail(text: string, code = 1): number {
    this.err(`${this.name}: ${text}\n`);
    return code;
  }

  /**
   * Runs `action` for a path; a refused file call is printed as `name: <what>: <reason>`.
   *
   * @param what  `{}` in it stands for the path as given
   * @returns 0 or 1
   */
  onPath(argument: string, what: string, action: (path: string) => void): number {
    try {
      action(this.path(argument));
      return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return this.fail(`${what.replace('{}', () => argument)}: ${error.message}`);
    }
  }

  /** Stops the scenario: this use of the program is not modelled. */
  notModelled(reason: string): never {
    return this.machine.problem(this.name, reason, this.argv.join(' '));
  }
}

/** Writes and notes the effect. @throws BrokenPipe when nobody will read it */
export function writeTo(process: Process, stream: Stream, text: string): void {
  if (stream.visible === 'output') process.effects.add(EFFECT.output);
  else if (stream.visible === 'file') process.effects.add(EFFECT.wroteFiles);
  if (!stream.write(text)) throw new BrokenPipe();
}
