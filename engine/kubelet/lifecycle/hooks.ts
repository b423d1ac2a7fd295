// postStart and preStop: a command in the container, an HTTP request to it, or (newer releases) a plain sleep.
// Source: kubernetes v1.20.2 pkg/kubelet/lifecycle/handlers.go, handlerRunner.Run; sleep: KEP-3960.

import type { Container, Pod } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ExecEnd } from '../cri/container-engine.ts';
import { RPC_ERROR } from '../cri/container-runtime.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';

type Handler = NonNullable<NonNullable<Container['lifecycle']>['postStart']>;

export interface HookFailure {
  /** The text of the event. */
  readonly message: string;
  /** The error alone, as it goes into a waiting reason. */
  readonly error: string;
}

export class HookRunner {
  private readonly runtime: NodeRuntime;

  constructor(runtime: NodeRuntime) {
    this.runtime = runtime;
  }

  /** Runs the hook; `done` gets its failure, or undefined. */
  run(
    containerId: string,
    pod: Pod,
    container: Container,
    handler: Handler | undefined,
    done: (failure: HookFailure | undefined) => void,
  ): void {
    const running = this.runtime.running(containerId);
    if (handler === undefined || running === undefined) return done(undefined);
    const label = `Container "${container.name}" in Pod "${formatPod(pod)}"`;
    if (handler.exec !== undefined) {
      const command = handler.exec.command ?? [];
      running.exec(command, (end) => done(execFailure(command, end, label)));
    } else if (handler.httpGet !== undefined) {
      const port = portNumber(handler.httpGet.port, container);
      const answer = running.check({ httpGet: { ...handler.httpGet, port } });
      this.runtime.after(answer.tookMs, () =>
        done(answer.isSuccess ? undefined : httpFailure(handler, answer.output, label)),
      );
    } else if (handler.sleep !== undefined) {
      this.runtime.after(
        handler.sleep.seconds * 1000,
        () => done(undefined),
        `sleep hook of ${container.name}`,
      );
    } else done(undefined);
  }
}

// Source: pkg/kubelet/lifecycle/handlers.go, resolvePort: a number, also one that is a text, before a name.
function portNumber(port: string | number, { ports = [] }: Container): number {
  const number = Number(port);
  return Number.isInteger(number) ? number : (ports.find(({ name }) => name === port)?.containerPort ?? 0);
}

/** What the event says: since 1.26 not what the hook printed, which may be a secret. */
export const hookEventText = (
  hook: 'PostStartHook' | 'PreStopHook',
  { message }: HookFailure,
  version: VersionProfile,
): string => (version.has('hookEventsSayNothing') ? `${hook} failed` : message);

/** `name_namespace(uid)`. Source: pkg/kubelet/util/format/pod.go. */
export const formatPod = ({ metadata }: Pod): string =>
  `${metadata.name}_${metadata.namespace}(${metadata.uid})`;

/** How a failing command is told of. A killed one has the exit code -1. */
export const execError = (command: readonly string[], { exitCode, stderr, startError }: ExecEnd): string =>
  startError !== undefined
    ? `${RPC_ERROR}${startError}`
    : `command '${command.join(' ')}' exited with ${exitCode === 137 ? -1 : exitCode}: ${stderr}`;

function execFailure(command: readonly string[], end: ExecEnd, label: string): HookFailure | undefined {
  if (end.exitCode === 0) return undefined;
  const error = execError(command, end);
  const message = `Exec lifecycle hook (${goStrings(command)}) for ${label} failed - error: ${error}, message: ${quoteGo(end.output)}`;
  return { message, error };
}

function httpFailure({ httpGet }: Handler, output: string, label: string): HookFailure {
  const path = httpGet?.path ?? '';
  const message = `Http lifecycle hook (${path}) for ${label} failed - error: ${output}, message: ""`;
  return { message, error: output };
}

const goStrings = (list: readonly string[]): string => `[${list.join(' ')}]`;
