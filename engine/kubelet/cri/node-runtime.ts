// The containers of one node: made, started, stopped and removed; one record for each. The place where the kubelet's
// view through the runtime interface meets what the containers really do.
//
// Every change of a pod's records is told to `onChange`, from which the relist learns that there is something to see.

import { hexDigest } from '../../api/hash/hex-digest.ts';
import type { Container, Pod } from '../../api/objects.ts';
import { COPY_OF } from '../../api/plain.ts';
import { InvariantError } from '../../errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Routine, until } from '../../kernel/routine.ts';
import type { SimEvent } from '../../kernel/sim-event.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import type { LogLine } from '../../runtime/runtime.ts';
import type { ImageOnNode } from '../images/image-puller.ts';
import type { ContainerEnd, ContainerEngine, Launch, RunningContainer } from './container-engine.ts';
import type { ContainerRecord, RuntimePodStatus } from './container-record.ts';
import { type ContainerRuntime, LOST_EXIT_CODE } from './container-runtime.ts';

/** The kubelet that the runtime serves now. */
export interface RuntimeClient {
  readonly kernel: Kernel;
  /** A container of the pod changed. */
  readonly onChange: (uid: string) => void;
  /** A container begins, ends (`running` is undefined then), or uses other amounts than could be known before. */
  readonly onUse?: (id: string, running: RunningContainer | undefined, pod: Pod) => void;
  /** A container is no more. */
  readonly onRemove?: (record: ContainerRecord) => void;
}

export interface NodeRuntimeOptions {
  readonly engine: ContainerEngine;
  readonly containerRuntime: ContainerRuntime;
  readonly onOutput: (pod: Pod, container: Container, line: LogLine) => void;
}

interface Entry {
  record: ContainerRecord;
  readonly pod: Pod;
  readonly container: Container;
  running: RunningContainer | undefined;
  exitListeners: (() => void)[];
}

interface Sandbox {
  readonly pod: Pod;
  /** False once the machine has gone down: what is left are records. */
  isReady: boolean;
  readonly ips: readonly string[];
  readonly containers: Map<string, Entry>;
}

export class NodeRuntime {
  private readonly options: NodeRuntimeOptions;
  private readonly sandboxes = new Map<string, Sandbox>();
  private readonly byId = new Map<string, Entry>();
  private readonly lost: Entry[] = [];
  private client: RuntimeClient;
  private serial = 0;

  constructor(options: NodeRuntimeOptions, client: RuntimeClient) {
    this.options = options;
    this.client = client;
  }

  /** A new kubelet takes over: the containers stay as they are. */
  serve(client: RuntimeClient): void {
    this.client = client;
  }

  /** The pods of which there is anything, in order of their sandboxes. */
  pods(): Pod[] {
    return [...this.sandboxes.values()].map(({ pod }) => pod);
  }

  createSandbox(pod: Pod, ips: readonly string[]): void {
    const { uid } = pod.metadata;
    this.options.engine.createSandbox(pod, ips);
    const containers = this.sandboxes.get(uid)?.containers ?? new Map<string, Entry>();
    this.sandboxes.set(uid, { pod, isReady: true, ips, containers });
    // To the relist a sandbox is a container like any other: the pass that follows shows why a container could not start.
    this.client.onChange(uid);
  }

  hasSandbox(uid: string): boolean {
    return this.sandboxes.has(uid);
  }

  /** The sandbox and every container that has ended go; the engine may drop the pod's volumes. */
  removePod(uid: string): void {
    const sandbox = this.sandboxes.get(uid);
    if (sandbox === undefined) return;
    for (const id of [...sandbox.containers.keys()]) this.remove(id);
    this.sandboxes.delete(uid);
    this.options.engine.forgetPod(uid);
  }

  /** The machine goes down: nothing runs any more, and what is left are records. */
  powerOff(): void {
    const { engine, containerRuntime } = this.options;
    for (const [uid, sandbox] of this.sandboxes) {
      sandbox.isReady = false;
      for (const entry of sandbox.containers.values()) {
        if (entry.record.state !== 'running') continue;
        const lost = { exitCode: LOST_EXIT_CODE, reason: containerRuntime.lostReason };
        entry.record = { ...entry.record, state: 'exited', ...lost };
        entry.running?.signal('KILL');
        this.lost.push(entry);
      }
      engine.forgetPod(uid);
    }
  }

  /** It is up again: what ran when it went down is found to have ended now. */
  powerOn(): void {
    const finishedAt = this.client.kernel.nowEpochMs;
    for (const entry of this.lost.splice(0)) entry.record = { ...entry.record, finishedAt };
  }

  /** What the pod's containers are now, newest first. */
  look(uid: string): RuntimePodStatus {
    const sandbox = this.sandboxes.get(uid);
    if (sandbox === undefined) return { uid, ips: [], hasSandbox: false, containers: [] };
    const containers = [...sandbox.containers.values()].map((entry) => entry.record).reverse();
    return { uid, ips: sandbox.ips, hasSandbox: sandbox.isReady, containers };
  }

  create(launch: Launch, { imageId, image }: ImageOnNode): string {
    const { pod, container, restartCount } = launch;
    const sandbox = this.sandboxes.get(pod.metadata.uid);
    if (sandbox === undefined)
      throw new InvariantError(`container ${container.name} created without a sandbox`);
    this.serial += 1;
    // No two containers of a run share it. Joined it is one text, as every record of the container keeps it.
    const digits = hexDigest(`${pod.metadata.uid}/${container.name}/${this.serial}`);
    const id = [this.options.containerRuntime.name, digits].join('://');
    const record: ContainerRecord = {
      id,
      name: container.name,
      image: container.image ?? '',
      imageName: image,
      imageId,
      state: 'created',
      serial: this.serial,
      startedAt: 0,
      finishedAt: 0,
      exitCode: 0,
      reason: '',
      message: '',
      restartCount,
    };
    const entry: Entry = { record, pod, container, running: undefined, exitListeners: [] };
    sandbox.containers.set(id, entry);
    this.byId.set(id, entry);
    return id;
  }

  /** @returns why the container could not be started; its record says so too then */
  start(id: string, launch: Launch): string | undefined {
    const entry = this.entry(id);
    const { engine, onOutput, containerRuntime } = this.options;
    const { kernel } = this.client;
    entry.record = { ...COPY_OF, ...entry.record, state: 'running', startedAt: kernel.nowEpochMs };
    const started = engine.start(
      launch,
      (end) => this.noteEnd(entry, end),
      (line) => onOutput(entry.pod, entry.container, line),
    );
    if ('startError' in started) {
      if (!containerRuntime.beginsWhenMade) entry.record = { ...entry.record, startedAt: 0 };
      this.noteEnd(entry, containerRuntime.failedStart(started.startError));
      return containerRuntime.startError(started.startError, id);
    }
    entry.running = started;
    const noteUse = (): void => {
      if (entry.record.state === 'running') this.client.onUse?.(id, started, entry.pod);
    };
    started.use.onChange(noteUse);
    noteUse();
    this.client.onChange(entry.pod.metadata.uid);
    return undefined;
  }

  isRunning(id: string): boolean {
    return this.byId.get(id)?.record.state === 'running';
  }

  /** The container, if it runs. */
  running(id: string): RunningContainer | undefined {
    return this.isRunning(id) ? this.byId.get(id)?.running : undefined;
  }

  /** The container whether it runs or has ended, as long as its record is kept: for its log and files. */
  known(id: string): RunningContainer | undefined {
    return this.byId.get(id)?.running;
  }

  record(id: string): ContainerRecord | undefined {
    return this.byId.get(id)?.record;
  }

  /** TERM now, KILL when the grace period ends; returns when the container has ended. */
  *stop(id: string, graceMs: number): Routine<void> {
    const entry = this.byId.get(id);
    if (entry === undefined || entry.record.state !== 'running') return;
    let kill: SimEvent | undefined;
    yield until((wake) => {
      entry.exitListeners.push(wake);
      entry.running?.signal('TERM');
      if (entry.record.state !== 'running') return;
      const label = `grace period of ${graceMs / 1000}s of container ${entry.record.name} is over: KILL`;
      kill = this.after(graceMs, () => entry.running?.signal('KILL'), label);
    });
    this.client.kernel.cancel(kill);
  }

  /** Calls back after a while, in milliseconds. */
  after(delayMs: number, action: () => void, label?: string): SimEvent {
    const options = {
      delayMs,
      kind: 'kubelet wait',
      priority: PRIORITY.runtime,
      ...(label === undefined ? {} : { label }),
    };
    return this.client.kernel.schedule(options, action);
  }

  /** Drops the record of a container that has ended. */
  remove(id: string): void {
    const entry = this.byId.get(id);
    if (entry === undefined) return;
    if (entry.record.state === 'running') {
      entry.running?.signal('KILL');
    }
    this.byId.delete(id);
    this.client.onRemove?.(entry.record);
    this.sandboxes.get(entry.pod.metadata.uid)?.containers.delete(id);
    this.client.onChange(entry.pod.metadata.uid);
  }

  private noteEnd(entry: Entry, end: ContainerEnd): void {
    if (entry.record.state !== 'running') return;
    const { exitCode, reason = exitCode === 0 ? 'Completed' : 'Error' } = end;
    const message = end.message ?? entry.running?.terminationMessage(exitCode) ?? '';
    entry.record = {
      ...entry.record,
      state: 'exited',
      finishedAt: this.client.kernel.nowEpochMs,
      exitCode,
      reason,
      message,
    };
    this.client.onUse?.(entry.record.id, undefined, entry.pod);
    this.client.onChange(entry.pod.metadata.uid);
    const listeners = entry.exitListeners;
    entry.exitListeners = [];
    for (const listener of listeners) listener();
  }

  private entry(id: string): Entry {
    const entry = this.byId.get(id);
    if (entry === undefined) throw new InvariantError(`no container ${id} on this node`);
    return entry;
  }
}
