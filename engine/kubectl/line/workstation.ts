// The shell in which a command line runs: kubectl and the common text programs over the session's files.
//
// It is the interpreter that containers use, with another set of programs, so that pipes, here-documents, `&&`, loops
// and `$( )` work as in a terminal. It knows no cluster beside what kubectl sees, and what a
// machine outside of it reaches over the network.

import type { Kernel } from '../../kernel/kernel.ts';
import type { Routine } from '../../kernel/routine.ts';
import { FileSystem } from '../../runtime/filesystem/filesystem.ts';
import type { RuntimeHost } from '../../runtime/host.ts';
import { noNetwork } from '../../runtime/host.ts';
import { ProcessTable } from '../../runtime/process/process-table.ts';
import { parseSignal, type SignalName } from '../../runtime/process/signals.ts';
import { readAll } from '../../runtime/process/streams.ts';
import type { Task, Wait } from '../../runtime/process/task.ts';
import { sleepFor } from '../../runtime/process/waits.ts';
import { PROGRAMS } from '../../runtime/programs/index.ts';
import type { Invocation, Lookup, Machine, Program, ProgramRun } from '../../runtime/programs/program.ts';
import { type Listener, Sandbox } from '../../runtime/sandbox.ts';
import { ScriptCache } from '../../runtime/shell/parse.ts';
import { runCommand } from '../run-command.ts';
import type { KubectlSession } from '../session.ts';

/** Where the session's files lie. */
export const HOME = '/home/user';

// Those of a container that make sense beside kubectl.
const ALLOWED: ReadonlySet<string> = new Set(
  'awk basename bash cat cp curl cut date dirname echo egrep env expr false fgrep find grep head ls mkdir mv nc ping printf rev rm sed seq sh sleep sort tac tail tee test [ touch tr true uniq wc wget xargs'.split(
    ' ',
  ),
);

/** A word of the line that is not understood. */
export class UnknownWord extends Error {
  readonly word: string;
  constructor(word: string, reason: string) {
    super(reason);
    this.word = word;
  }
}

export class Workstation implements Machine {
  readonly host: RuntimeHost;
  readonly files: FileSystem;
  readonly table: ProcessTable;
  readonly sandbox: Sandbox;
  readonly scripts = new ScriptCache();
  readonly userland = 'gnu';
  private readonly session: KubectlSession;
  private readonly kubectl: Program = { run: (call) => this.runKubectl(call) };
  private seenRevision = -1;

  /** @param onError  told of what a program threw */
  constructor(session: KubectlSession, onError: (error: unknown) => void) {
    this.session = { ...session, openPort: (port, listener) => this.openPort(port, listener) };
    this.host = hostOf(session.kernel);
    this.files = new FileSystem(() => this.host.nowEpochMs());
    this.table = new ProcessTable(this.host, false, onError);
    this.sandbox = new Sandbox({
      hostname: session.hostname ?? 'workstation',
      addresses: [],
      network: session.network ?? noNetwork,
    });
    for (const [port, listener] of session.localPorts ?? []) this.sandbox.listen(port, listener);
    this.files.makeDirectories(HOME);
    for (const [path, text] of session.files) this.put(path, text);
    this.seenRevision = this.files.revision;
  }

  // Open for this line, and for those that run while it goes on.
  private openPort(port: number, listener: Listener): (() => void) | undefined {
    const { localPorts } = this.session;
    const close = localPorts?.has(port) === true ? undefined : this.sandbox.listen(port, listener);
    if (close === undefined) return undefined;
    localPorts?.set(port, listener);
    return () => {
      close();
      localPorts?.delete(port);
    };
  }

  lookUp(word: string): Lookup {
    if (word === 'kubectl') return { kind: 'program', program: this.kubectl };
    const program = this.session.programs?.get(word) ?? (ALLOWED.has(word) ? PROGRAMS.get(word) : undefined);
    return program === undefined ? { kind: 'unknown' } : { kind: 'program', program };
  }

  runWords(call: Invocation): ProgramRun {
    const word = call.argv[0] ?? '';
    const lookup = this.lookUp(word);
    return lookup.kind === 'program' ? lookup.program.run(call) : this.problem(word, 'is not known', word);
  }

  standIn(argv: readonly string[]): Program {
    return this.problem(argv[0] ?? '', 'is not known', argv.join(' '));
  }

  assumeFile(): boolean {
    return false;
  }

  signalName(text: string): SignalName | undefined {
    return parseSignal(text);
  }

  problem(word: string, reason: string, _script: string): never {
    throw new UnknownWord(word, reason);
  }

  /** Brings the session's files up to what the programs have written. */
  syncFiles(): void {
    if (this.files.revision === this.seenRevision) return;
    this.seenRevision = this.files.revision;
    const { files } = this.session;
    for (const path of [...files.keys()])
      if (this.files.stat(this.placeOf(path)) === undefined) files.delete(path);
    this.collect(HOME, '');
  }

  private collect(folder: string, prefix: string): void {
    for (const name of this.files.list(folder)) {
      const path = `${folder}/${name}`;
      const node = this.files.stat(path);
      if (node?.kind === 'directory') this.collect(path, `${prefix}${name}/`);
      else if (node?.kind === 'file') this.keep(`${prefix}${name}`, this.files.readFile(path));
    }
  }

  // A path may stand in the session as `./web.yaml`.
  private keep(path: string, text: string): void {
    const { files } = this.session;
    const known = [...files.keys()].find((key) => this.placeOf(key) === `${HOME}/${path}`);
    files.set(known ?? path, text);
  }

  private placeOf(path: string): string {
    const parts = path.split('/').filter((part) => part !== '.' && part !== '');
    return path.startsWith('/') ? `/${parts.join('/')}` : `${HOME}/${parts.join('/')}`;
  }

  private put(path: string, text: string): void {
    const place = this.placeOf(path);
    this.files.makeDirectories(place.slice(0, place.lastIndexOf('/')));
    this.files.writeFile(place, text);
  }

  private *runKubectl(call: Invocation): Task<number> {
    this.syncFiles();
    const input = readsInput(call.args) ? yield* readAll(call.stdin) : '';
    const streams = {
      stdin: () => input,
      out: (text: string) => call.out(text),
      err: (text: string) => call.err(text),
    };
    const code = yield* asTask(this.host, runCommand(call.args, this.session, streams));
    this.takeIn();
    return code;
  }

  // A command may write files of its own (`cluster-info dump --output-directory`).
  private takeIn(): void {
    for (const [path, text] of this.session.files)
      if (this.files.stat(this.placeOf(path)) === undefined) this.put(path, text);
  }
}

/** Whether the command reads manifests from standard input, or hands it on to a program in a container. */
function readsInput(args: readonly string[]): boolean {
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  if (own.some((arg) => /^(-|-f-|--filename=-)$/.test(arg))) return true;
  return (
    ['attach', 'exec', 'run'].some((verb) => own.includes(verb)) &&
    own.some((arg) => /^(-[a-z]*i[a-z]*|--stdin(=true)?)$/.test(arg))
  );
}

/** A routine of the kernel as a task of the interpreter; what it holds is given back when its process is ended. */
function* asTask(host: RuntimeHost, routine: Routine<number>): Task<number> {
  for (;;) {
    const next = routine.next();
    if (next.done === true) return next.value;
    const wait = next.value;
    const own = 'until' in wait ? untilWoken(host, wait.until) : sleepFor(host, wait.sleepMs);
    yield {
      interruptible: own.interruptible,
      arm: (resume) => {
        const stop = own.arm(resume);
        return () => {
          stop();
          routine.return(0);
        };
      },
    };
  }
}

// An interpreter's wait must not end while it begins, so a wake-up within it is put off by an event.
function untilWoken(host: RuntimeHost, register: (wake: () => void) => void): Wait {
  return {
    interruptible: false,
    arm: (resume) => {
      let isArmed = false;
      let isStopped = false;
      const wake = (): void => {
        if (isStopped) return;
        if (isArmed) resume();
        else host.schedule(0, () => !isStopped && resume(), 'kubectl');
      };
      register(wake);
      isArmed = true;
      return () => {
        isStopped = true;
      };
    },
  };
}

function hostOf(kernel: Kernel): RuntimeHost {
  return {
    nowMs: () => kernel.nowMs,
    nowEpochMs: () => kernel.nowEpochMs,
    schedule: (delayMs, run, label) => {
      const event = kernel.schedule({ delayMs, kind: `kubectl ${label}` }, run);
      return { cancel: () => kernel.cancel(event) };
    },
    assumption: () => {},
    problem: ({ word, text }) => {
      throw new UnknownWord(word, text);
    },
  };
}
