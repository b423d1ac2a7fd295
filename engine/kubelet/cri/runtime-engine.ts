// The kubelet's containers on top of `runtime/`: starts them in their pod's sandbox and asks them what probes ask.
//
// Probe messages are those of Go's clients. Source: kubernetes v1.20.2 pkg/probe/{http,tcp}/*.go; gRPC: v1.28
// pkg/probe/grpc/grpc.go.

import { md5 } from '../../api/hash/md5.ts';
import type { Container as ContainerSpec, Pod, Probe } from '../../api/objects.ts';
import type { Connection, HttpAnswer, HttpRequest } from '../../runtime/host.ts';
import type { LogFormat } from '../../runtime/log.ts';
import type {
  Behaviour,
  Container,
  NetworkPort,
  Runtime,
  RuntimeHost,
  Sandbox,
} from '../../runtime/runtime.ts';
import { kernelHostname } from '../pod-hostname.ts';
import type {
  ContainerEnd,
  ContainerEngine,
  ExecEnd,
  Launch,
  ProbeAnswer,
  RunningContainer,
} from './container-engine.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import { ContainerUse } from './container-use.ts';
import { holdToMemoryLimit } from './memory-limit.ts';
import { terminationMessageOf } from './termination-message.ts';

/** From the start of a container to its program's first instruction: a hook or a signal may come before it. */
const FIRST_INSTRUCTION_MS = 1;
const DEFAULT_PROBE_TIMEOUT_MS = 1000;

export interface RuntimeEngineOptions {
  readonly runtime: Runtime;
  readonly host: RuntimeHost;
  readonly logFormat?: LogFormat;
  /** How it calls what fails. Default: nobody. */
  readonly containerRuntime?: ContainerRuntime;
  /** Whether all processes of a container go when its memory runs out (memory.oom.group). Default: they do. */
  readonly killsWholeGroup?: () => boolean;
  /** What the pod's programs see of the network; `ips` are the pod's. */
  readonly networkOf: (pod: Pod, ips: readonly string[]) => NetworkPort;
  /** Makes the pod reachable; returns how to take it off the network. */
  readonly attach?: (pod: Pod, sandbox: Sandbox) => () => void;
}

export class RuntimeEngine implements ContainerEngine {
  private readonly options: RuntimeEngineOptions;
  private readonly sandboxes = new Map<string, Sandbox>();
  private readonly detach = new Map<string, () => void>();
  private readonly traits: ContainerTraits = {
    killsWholeGroup: () => this.options.killsWholeGroup?.() ?? true,
    failedExec: (words) => {
      this.execs += 1;
      const id = md5(`exec ${this.execs} ${words}`);
      return this.options.containerRuntime?.failedExec(words, `${id}${md5(id)}`) ?? { startError: words };
    },
  };
  private execs = 0;

  constructor(options: RuntimeEngineOptions) {
    this.options = options;
  }

  createSandbox(pod: Pod, ips: readonly string[]): void {
    const { runtime, networkOf, attach } = this.options;
    const { uid } = pod.metadata;
    const hostname = kernelHostname(pod);
    const sharesAddresses = pod.spec.hostNetwork === true;
    const network = networkOf(pod, ips);
    const sandbox = runtime.sandbox({ hostname, addresses: ips, network, sharesAddresses });
    this.detach.get(uid)?.();
    this.sandboxes.set(uid, sandbox);
    if (attach !== undefined) this.detach.set(uid, attach(pod, sandbox));
  }

  /** The network side of a pod, for whoever connects to it. */
  sandboxOf(uid: string): Sandbox | undefined {
    return this.sandboxes.get(uid);
  }

  forgetPod(uid: string): void {
    this.detach.get(uid)?.();
    this.detach.delete(uid);
    this.sandboxes.delete(uid);
  }

  start(
    launch: Launch,
    onEnd: (end: ContainerEnd) => void,
    onOutput: Parameters<ContainerEngine['start']>[2],
  ): RunningContainer | { readonly startError: string } {
    const { pod, container, role } = launch;
    const sandbox = this.sandboxes.get(pod.metadata.uid);
    if (sandbox === undefined) return { startError: 'no sandbox' };
    const started = this.options.runtime.container({
      pod: `${pod.metadata.namespace}/${pod.metadata.name}`,
      container: container.name,
      image: container.image ?? '',
      command: launch.command,
      args: launch.args,
      env: launch.env,
      ...(container.workingDir === undefined ? {} : { workingDir: container.workingDir }),
      mounts: launch.mounts,
      sandbox,
      role: role === 'init' ? 'init' : role === 'job' ? 'job' : 'main',
      ports: (container.ports ?? []).map((port) => ({
        port: port.containerPort,
        protocol: port.protocol === 'UDP' ? 'udp' : 'http',
      })),
      ...(this.options.logFormat === undefined ? {} : { logFormat: this.options.logFormat }),
      stdin: container.stdin === true,
      isPidNamespace: pod.spec.shareProcessNamespace !== true,
      startDelayMs: FIRST_INSTRUCTION_MS,
    });
    started.log.follow(onOutput);
    const startError = started.start();
    if (startError !== undefined) return { startError };
    const use = new ContainerUse(started, launch);
    const running = new EngineContainer(started, sandbox, container, use, this.traits);
    const letGo = holdToMemoryLimit(started, use, launch, this.options.host, () => running.killForMemory());
    started.onExit(({ code }) => {
      letGo();
      use.settle();
      onEnd(started.wasOutOfMemory ? { exitCode: code, reason: 'OOMKilled' } : { exitCode: code });
    });
    return running;
  }
}

interface ContainerTraits {
  readonly killsWholeGroup: () => boolean;
  readonly failedExec: (words: string) => Partial<ExecEnd>;
}

class EngineContainer implements RunningContainer {
  private readonly container: Container;
  private readonly sandbox: Sandbox;
  private readonly spec: ContainerSpec;
  readonly use: ContainerUse;
  private readonly traits: ContainerTraits;

  constructor(
    container: Container,
    sandbox: Sandbox,
    spec: ContainerSpec,
    use: ContainerUse,
    traits: ContainerTraits,
  ) {
    this.container = container;
    this.sandbox = sandbox;
    this.spec = spec;
    this.use = use;
    this.traits = traits;
  }

  get address(): string {
    return this.sandbox.addresses[0] ?? '127.0.0.1';
  }

  signal(name: 'TERM' | 'KILL'): void {
    this.container.signal(name);
  }

  crash(exitCode: number): void {
    this.container.crash(exitCode);
  }

  hang(isHanging: boolean): void {
    this.container.hang(isHanging);
  }

  get hasOpenPort(): boolean {
    return this.sandbox.openPorts.length > 0;
  }

  killForMemory(): void {
    this.container.killForMemory(this.traits.killsWholeGroup());
  }

  changeUse(behaviour: Behaviour): void {
    this.container.use.change(behaviour);
  }

  exec(command: readonly string[], done: (end: ExecEnd) => void, stdin?: string): () => void {
    const input = stdin === undefined ? {} : { stdin };
    const execution = this.container.exec(command, { env: this.container.spec.env ?? new Map(), ...input });
    execution.onDone(({ exitCode, stdout, stderr, output, steady, startError, killed }) => {
      const code = killed ? 137 : exitCode;
      done({
        exitCode: code,
        stdout,
        stderr,
        output,
        isStable: steady,
        ...(startError === undefined ? {} : this.traits.failedExec(startError)),
      });
    });
    return () => execution.kill();
  }

  attach(stdin: string): void {
    this.container.attach(stdin);
  }

  accept(port: number): Connection {
    return this.sandbox.accept(port);
  }

  answer(request: HttpRequest): HttpAnswer {
    return this.sandbox.answer(request);
  }

  check(probe: Probe): ProbeAnswer {
    if (probe.httpGet !== undefined) return this.checkHttp(probe.httpGet, probe.timeoutSeconds);
    if (probe.grpc !== undefined) return this.checkGrpc(probe.grpc);
    const port = Number(probe.tcpSocket?.port);
    const answer = this.sandbox.accept(port);
    const address = `${probe.tcpSocket?.host ?? this.address}:${port}`;
    const isStable = answer.steady;
    if (answer.connected) return { isSuccess: true, output: '', tookMs: answer.tookMs, isStable };
    return {
      isSuccess: false,
      output: `dial tcp ${address}: ${dialError(answer.error)}`,
      tookMs: answer.tookMs,
      isStable,
    };
  }

  private checkHttp(get: NonNullable<Probe['httpGet']>, timeoutSeconds: number | undefined): ProbeAnswer {
    const port = Number(get.port);
    const address = get.host ?? this.address;
    const path = (get.path ?? '/').startsWith('/') ? (get.path ?? '/') : `/${get.path}`;
    const url = `${(get.scheme ?? 'HTTP').toLowerCase()}://${address}:${port}${path}`;
    const request = { method: 'GET', host: address, port, path, headers: get.httpHeaders ?? [] };
    const answer = this.sandbox.answer(request);
    const isStable = answer.steady;
    if ('status' in answer) {
      const isSuccess = answer.status >= 200 && answer.status < 400;
      const output = isSuccess ? answer.body : `HTTP probe failed with statuscode: ${answer.status}`;
      if (isSuccess && answer.status >= 300)
        return { isSuccess, isWarning: true, output, tookMs: answer.tookMs, isStable: false };
      return { isSuccess, output, tookMs: answer.tookMs, isStable };
    }
    if (answer.error === 'timeout') {
      const waitMs = timeoutSeconds === undefined ? DEFAULT_PROBE_TIMEOUT_MS : timeoutSeconds * 1000;
      const text = `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
      return { isSuccess: false, output: text, tookMs: Math.min(answer.tookMs, waitMs), isStable: false };
    }
    const output = `Get "${url}": dial tcp ${address}:${port}: ${dialError(answer.error)}`;
    return { isSuccess: false, output, tookMs: answer.tookMs, isStable };
  }

  private checkGrpc(grpc: NonNullable<Probe['grpc']>): ProbeAnswer {
    const answer = this.sandbox.health(grpc.port, grpc.service ?? '');
    const isStable = answer.steady;
    if ('error' in answer) {
      const address = `${this.address}:${grpc.port}`;
      const output = `timeout: failed to connect service "${address}" within 1s: context deadline exceeded`;
      return { isSuccess: false, output, tookMs: DEFAULT_PROBE_TIMEOUT_MS, isStable };
    }
    const { status, tookMs } = answer;
    if (status === 'SERVING') return { isSuccess: true, output: 'service healthy', tookMs, isStable };
    const output =
      status === 'UNIMPLEMENTED'
        ? 'error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health'
        : `service unhealthy (responded with "${status}")`;
    return { isSuccess: false, output, tookMs, isStable };
  }

  onChange(listener: () => void): () => void {
    const stops = [this.container.files.watch(listener), this.sandbox.watch(listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  terminationMessage(exitCode: number): string {
    const { files, log } = this.container;
    // Most containers write none, and for that alone no file system is made.
    const written = (path: string): string | undefined =>
      files.mayHoldFile(path) ? this.readFile(path) : undefined;
    return terminationMessageOf(this.spec, written, log.text, exitCode);
  }

  logLines(): ReturnType<RunningContainer['logLines']> {
    return this.container.log.current;
  }

  logFiles(): readonly string[] {
    return this.container.log.fileTexts;
  }

  readFile(path: string): string | undefined {
    return this.container.files.stat(path) === undefined ? undefined : this.container.files.readFile(path);
  }
}

function dialError(error: string): string {
  if (error === 'refused') return 'connect: connection refused';
  if (error === 'unreachable') return 'connect: no route to host';
  return error === 'unknown-host' ? 'lookup: no such host' : 'i/o timeout';
}
