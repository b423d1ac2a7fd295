// Runs a behaviour as a process: opens its ports when started, changes when its time has come, ends when told to.

import { COPY_OF } from '../../api/plain.ts';
import { resolvePath } from '../filesystem/paths.ts';
import type { Connection, HttpAnswer, HttpRequest } from '../host.ts';
import type { SignalName } from '../process/signals.ts';
import { signalExitCode } from '../process/signals.ts';
import type { Task } from '../process/task.ts';
import { sleepFor } from '../process/waits.ts';
import type { Invocation, Program } from '../programs/program.ts';
import type { Listener, Sandbox } from '../sandbox.ts';
import type { Behaviour, Episode, ListenPort } from './behaviour.ts';
import { Dependencies } from './dependencies.ts';
import { DEPENDENCY_FAILED_STATUS, RequestQueue, type Serving } from './serving.ts';

const STOP_SIGNALS: readonly SignalName[] = ['TERM', 'INT', 'QUIT'];
const NEVER = Number.POSITIVE_INFINITY;
/** What a service without a healthy state answers. */
const NOT_READY_STATUS = 503;

/** A program that behaves so. */
export function serverProgram(behaviour: Behaviour, declaredPorts: readonly ListenPort[]): Program {
  return { run: (call) => new Server(call, behaviour, declaredPorts).run(), ownProcess: true };
}

class Server implements Listener {
  readonly #call: Invocation;
  readonly #sandbox: Sandbox;
  readonly #behaviour: Behaviour;
  readonly #ports: readonly ListenPort[];
  readonly #startMs: number;
  #closers: readonly (() => void)[] = [];
  readonly #queue: RequestQueue | undefined;
  readonly #dependencies: Dependencies | undefined;

  constructor(call: Invocation, behaviour: Behaviour, declaredPorts: readonly ListenPort[]) {
    this.#call = call;
    this.#sandbox = call.machine.sandbox;
    this.#behaviour = behaviour;
    this.#ports = behaviour.listens ?? declaredPorts;
    this.#startMs = call.machine.host.nowMs();
    const { requestsPerSecondMax, dependsOn } = behaviour;
    this.#queue = requestsPerSecondMax === undefined ? undefined : new RequestQueue(requestsPerSecondMax);
    this.#dependencies =
      dependsOn === undefined ? undefined : new Dependencies(dependsOn, call.machine.sandbox);
  }

  *run(): Task<number> {
    const { process, machine } = this.#call;
    const behaviour = this.#behaviour;
    for (const signal of STOP_SIGNALS) {
      process.dispose(signal, behaviour.ignoresTerm === true ? 'ignore' : 'handle');
    }
    process.onExit(() => this.#close());
    for (const { text, everyMs } of behaviour.prints ?? [])
      if (everyMs === undefined) this.#call.out(`${text}\n`);
    for (const { atMs, act } of this.#timeline()) {
      const signal = yield* this.#until(atMs);
      if (signal !== undefined) return yield* this.#stop(signal);
      const code = act();
      if (code !== undefined) return code;
    }
    if (behaviour.prints?.some((print) => print.everyMs !== undefined)) {
      return yield* this.#stop(yield* this.#printOn());
    }
    return yield* this.#stop(yield sleepFor(machine.host, NEVER, { interruptible: true }));
  }

  /** What happens by itself, in order of time since the start; `act` returns an exit code to end. */
  #timeline(): { atMs: number; act: () => number | undefined }[] {
    const behaviour = this.#behaviour;
    const startsMs = behaviour.startsInMs ?? 0;
    const changed = (): undefined => this.#sandbox.changed() as undefined;
    const steps: { atMs: number; act: () => number | undefined }[] = [
      { atMs: startsMs, act: () => this.#open() },
    ];
    const exits = behaviour.exits;
    if (exits !== undefined) steps.unshift({ atMs: exits.afterMs, act: () => exits.code });
    if (behaviour.readyAfterMs !== undefined) steps.push({ atMs: behaviour.readyAfterMs, act: changed });
    for (const episode of [behaviour.hangs, behaviour.fails]) {
      if (episode === undefined) continue;
      steps.push({ atMs: episode.afterMs, act: changed });
      if (episode.forMs !== undefined) steps.push({ atMs: episode.afterMs + episode.forMs, act: changed });
    }
    return steps.sort((a, b) => a.atMs - b.atMs);
  }

  /** Waits for a moment since the start, printing on the way. @returns the signal that came first */
  *#until(atMs: number): Task<SignalName | undefined> {
    for (;;) {
      const nowMs = this.#runningMs();
      const print = this.#nextPrint(nowMs);
      const nextMs = Math.min(atMs, print?.atMs ?? NEVER);
      if (this.#call.process.hasSignal) return this.#call.process.takeSignal();
      if (nextMs > nowMs) {
        const signal = yield sleepFor(this.#call.machine.host, nextMs - nowMs, { interruptible: true });
        if (signal !== undefined) return this.#call.process.takeSignal() ?? signal;
      }
      if (print !== undefined && print.atMs === nextMs) this.#call.out(`${print.text}\n`);
      if (nextMs === atMs) return undefined;
    }
  }

  *#printOn(): Task<SignalName | undefined> {
    for (;;) {
      const next = this.#nextPrint(this.#runningMs());
      if (next === undefined) return undefined;
      const signal = yield sleepFor(this.#call.machine.host, next.atMs - this.#runningMs(), {
        interruptible: true,
      });
      if (signal !== undefined) return signal;
      this.#call.out(`${next.text}\n`);
    }
  }

  #nextPrint(nowMs: number): { atMs: number; text: string } | undefined {
    let next: { atMs: number; text: string } | undefined;
    for (const { text, everyMs } of this.#behaviour.prints ?? []) {
      if (everyMs === undefined || everyMs <= 0) continue;
      const atMs = (Math.floor(nowMs / everyMs) + 1) * everyMs;
      if (next === undefined || atMs < next.atMs) next = { atMs, text };
    }
    return next;
  }

  *#stop(signal: SignalName | undefined): Task<number> {
    const behaviour = this.#behaviour;
    if (signal === 'INT' && behaviour.termExitCode === undefined) return signalExitCode('INT');
    if (behaviour.servesWhileDraining !== true) this.#close();
    if ((behaviour.drainMs ?? 0) > 0) {
      const drainMs = behaviour.drainMs ?? 0;
      const label = `the program takes ${drainMs / 1000}s to drain`;
      yield sleepFor(this.#call.machine.host, drainMs, { label });
    }
    return behaviour.termExitCode ?? 0;
  }

  #open(): number | undefined {
    for (const { port, protocol } of this.#ports) {
      if (protocol === 'udp') continue;
      const close = this.#sandbox.listen(port, this);
      if (close === undefined) {
        this.#call.err(`${this.#call.name}: bind: address already in use: ${port}\n`);
        return 1;
      }
      this.#closers = this.#closers.concat(close);
    }
    return undefined;
  }

  #close(): void {
    const closers = this.#closers;
    this.#closers = [];
    for (const close of closers) close();
  }

  #runningMs(): number {
    return this.#call.machine.host.nowMs() - this.#startMs;
  }

  #during(episode: Episode | undefined): boolean {
    if (episode === undefined) return false;
    const ms = this.#runningMs();
    return ms >= episode.afterMs && ms < episode.afterMs + (episode.forMs ?? NEVER);
  }

  #hangs(): boolean {
    return this.#call.machine.isHanging === true || this.#during(this.#behaviour.hangs);
  }

  #isReady(): boolean {
    return this.#behaviour.neverReady !== true && this.#runningMs() >= (this.#behaviour.readyAfterMs ?? 0);
  }

  /** A bounded rate makes each answer depend on those before; other servers, on what becomes of them. */
  get isSteady(): boolean {
    return this.#queue === undefined && this.#dependencies === undefined;
  }

  /** The kernel takes the connection, whether the program answers or not: a TCP probe cannot tell. */
  accept(): Connection {
    return { connected: true, tookMs: 0 };
  }

  health(): 'SERVING' | 'NOT_SERVING' | 'TIMEOUT' {
    if (this.#hangs()) return 'TIMEOUT';
    return this.#isReady() && !this.#during(this.#behaviour.fails) ? 'SERVING' : 'NOT_SERVING';
  }

  serving(port: number, path: string): Serving {
    const isHttp = this.#speaksHttp(port);
    return {
      life: this.#call.process,
      isHanging: this.#hangs(),
      ...(isHttp ? { status: this.#reply(path).status } : {}),
      answersInMs: this.#behaviour.answersInMs ?? 0,
      ...(this.#queue === undefined ? {} : { queue: this.#queue }),
      dependsOn: this.#asksOthers(path) ? (this.#behaviour.dependsOn ?? []) : [],
    };
  }

  answer(request: HttpRequest): HttpAnswer {
    if (this.#hangs()) return { error: 'timeout', tookMs: NEVER };
    if (!this.#speaksHttp(request.port)) return { error: 'refused', tookMs: 0 };
    const path = request.path.split('?')[0]!;
    const tookMs = this.#queueMs() + (this.#behaviour.answersInMs ?? 0);
    const asked = this.#asksOthers(path) ? this.#dependencies?.ask() : undefined;
    if (asked === undefined) return { ...COPY_OF, ...this.#reply(path), tookMs };
    const allMs = tookMs + asked.tookMs;
    return asked.failed
      ? { status: DEPENDENCY_FAILED_STATUS, body: '', tookMs: allMs }
      : { ...this.#reply(path), tookMs: allMs };
  }

  // A server of another protocol drops who speaks HTTP to it.
  #speaksHttp(port: number): boolean {
    return !this.#ports.some((one) => one.port === port && one.protocol === 'tcp');
  }

  #asksOthers(path: string): boolean {
    return this.#dependencies !== undefined && this.#behaviour.http?.[path] === undefined;
  }

  #reply(path: string): { status: number; body: string } {
    const behaviour = this.#behaviour;
    let status = behaviour.http?.[path] ?? 200;
    if (!this.#isReady()) status = NOT_READY_STATUS;
    if (behaviour.fails !== undefined && this.#during(behaviour.fails)) status = behaviour.fails.status;
    if (status >= 400) return { status, body: '' };
    const body = behaviour.bodies?.[path] ?? behaviour.body;
    if (body === undefined && behaviour.documentRoot !== undefined) {
      return this.#document(behaviour.documentRoot, path);
    }
    return { status, body: this.#text(body ?? '') };
  }

  #text(body: string): string {
    const { hostname, addresses } = this.#sandbox;
    return body.replaceAll('{hostname}', hostname).replaceAll('{ip}', addresses[0] ?? '');
  }

  /** Source: nginx, directive index (index.html) and the statuses of ngx_http_static_module. */
  #document(root: string, path: string): { status: number; body: string } {
    const { files } = this.#call.machine;
    const asked = resolvePath(root, `.${path}`);
    const untouched = files.untouchedText(`${asked}/index.html`) ?? files.untouchedText(asked);
    if (untouched !== undefined) return { status: 200, body: untouched };
    const place = files.stat(asked)?.kind === 'directory' ? `${asked}/index.html` : asked;
    const found = files.stat(place);
    if (found?.kind === 'file') return { status: 200, body: found.text };
    return { status: place === asked ? 404 : 403, body: '' };
  }

  #queueMs(): number {
    const queue = this.#queue;
    if (queue === undefined) return 0;
    queue.settle?.();
    return queue.take(this.#call.machine.host.nowMs());
  }
}
