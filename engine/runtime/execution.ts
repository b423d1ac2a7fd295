// One command run inside a running container: a probe, a lifecycle hook, `kubectl exec`.

import type { Container } from './container.ts';
import { EFFECT, NOT_STABLE } from './process/effects.ts';
import type { Process } from './process/process.ts';
import { NullStream, SinkStream, type Stream, TextInput } from './process/streams.ts';
import { Invocation, type Lookup, type ProgramRun, untilEnd } from './programs/program.ts';
import { runScriptFile } from './shell/script-file.ts';
import { Shell } from './shell/shell.ts';

export interface ExecOptions {
  /** What the command reads; default nothing. */
  readonly stdin?: string;
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
}

/** How a command ended. */
export interface ExecResult {
  /** 0 to 255; 137 where it was killed. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order of writing, as a probe's message shows them. */
  readonly output: string;
  readonly tookMs: number;
  readonly killed: boolean;
  /** Why the runtime could not start it; exitCode is then 126 or 127. */
  readonly startError?: string;
  /**
   * It only read files and its environment: until a file changes (`container.files.revision`) the same command gives
   * the same result, so it need not be run again.
   */
  readonly steady: boolean;
}

type Runnable = Extract<Lookup, { kind: 'program' | 'script' }>;

export class Execution {
  /** Undefined while the command runs. */
  result: ExecResult | undefined;
  readonly #process: Process | undefined;
  readonly #startMs: number;
  readonly #container: Container;
  readonly #listeners: ((result: ExecResult) => void)[] = [];
  #stdout = '';
  #stderr = '';
  #output = '';

  constructor(
    container: Container,
    argv: readonly string[],
    options: ExecOptions,
    lookUp: (word: string) => Lookup,
  ) {
    this.#container = container;
    this.#startMs = container.host.nowMs();
    if (!container.isRunning) {
      this.#finish(126, { startError: 'container not running', steady: false });
      return;
    }
    const word = argv[0] ?? '';
    const lookup = lookUp(word);
    if (lookup.kind !== 'program' && lookup.kind !== 'script') {
      const reason = lookup.kind === 'forbidden' ? 'permission denied' : 'executable file not found in $PATH';
      const startError =
        'OCI runtime exec failed: exec failed: unable to start container process: ' +
        `exec: "${word}": ${reason}: unknown`;
      this.#finish(lookup.kind === 'forbidden' ? 126 : 127, { startError, steady: true });
      return;
    }
    const io = this.#streams(options);
    const { env = new Map<string, string>(), cwd = '/' } = options;
    const process = container.table.spawn({ command: argv.join(' '), streams: io }, (own) =>
      untilEnd(() => begin(new Invocation({ machine: container, process: own, argv, env, cwd, io }), lookup)),
    );
    this.#process = process;
    if (process.exit !== undefined) this.#ended(process, process.exit.code);
    else process.onExit(() => this.#ended(process, process.exit?.code ?? 0));
  }

  /** Calls back when the command has ended; at once if it has. */
  onDone(listener: (result: ExecResult) => void): void {
    if (this.result !== undefined) listener(this.result);
    else this.#listeners.push(listener);
  }

  /** Ends the command, as the runtime does after a timeout. */
  kill(): void {
    if (this.result === undefined) this.#process?.end({ code: 137, signal: 'KILL' });
  }

  #streams(options: ExecOptions): ReadonlyMap<number, Stream> {
    const stdout = new SinkStream((text) => {
      this.#stdout += text;
      this.#output += text;
    }, 'captured');
    const stderr = new SinkStream((text) => {
      this.#stderr += text;
      this.#output += text;
    }, 'captured');
    const stdin = options.stdin === undefined ? new NullStream() : new TextInput(options.stdin);
    return new Map<number, Stream>([
      [0, stdin],
      [1, stdout],
      [2, stderr],
    ]);
  }

  #ended(process: Process, exitCode: number): void {
    const steady = (process.effects.bits & (NOT_STABLE & ~EFFECT.input)) === 0;
    this.#finish(exitCode, { steady, killed: process.exit?.signal === 'KILL' });
  }

  #finish(exitCode: number, rest: { steady: boolean; killed?: boolean; startError?: string }): void {
    const result: ExecResult = {
      exitCode,
      stdout: this.#stdout,
      stderr: this.#stderr,
      output: this.#output,
      tookMs: this.#container.host.nowMs() - this.#startMs,
      killed: rest.killed === true,
      steady: rest.steady,
      ...(rest.startError === undefined ? {} : { startError: rest.startError }),
    };
    this.result = result;
    for (const listener of this.#listeners.splice(0)) listener(result);
  }
}

function begin(call: Invocation, lookup: Runnable): ProgramRun {
  if (lookup.kind === 'program') return lookup.program.run(call);
  const [word = '', ...args] = call.argv;
  const shell = Shell.create({
    ...{ machine: call.machine, process: call.process, env: call.env, cwd: call.cwd, io: call.io },
    name: word,
    args: [],
    script: lookup.text,
    isBash: false,
  });
  return runScriptFile(shell, lookup, args);
}
