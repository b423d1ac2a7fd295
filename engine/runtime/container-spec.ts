// What a container is started from, and the command line and environment that follow from it and its image.

import type { Behaviour, ListenPort } from './behaviour/behaviour.ts';
import type { Mount } from './filesystem/mounts.ts';
import type { ContainerName } from './host.ts';
import type { ImageEntry } from './images/image.ts';
import type { LogFormat } from './log.ts';
import { PROGRAMS } from './programs/index.ts';
import type { Sandbox } from './sandbox.ts';

/** How a program that nobody described is taken to behave: for ever, or for a second. */
export type ContainerRole = 'main' | 'init' | 'job';

/** What a container is started from. */
export interface ContainerSpec extends ContainerName {
  /** `command` of the API: replaces the image's entry point. `$(VAR)` is already expanded. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  /** In order; PATH, HOSTNAME and HOME are added where absent. */
  readonly env?: ReadonlyMap<string, string>;
  /** Absolute; default `/`. Made if absent. */
  readonly workingDir?: string;
  readonly mounts?: readonly Mount[];
  readonly sandbox: Sandbox;
  readonly role?: ContainerRole;
  /** Ports the container declares: where an unknown server listens. */
  readonly ports?: readonly ListenPort[];
  /** What was said in words about this container or its image. */
  readonly behaviour?: Behaviour;
  /** Default `cri`. */
  readonly logFormat?: LogFormat;
  /** `stdin: true`: an interactive program waits for input instead of seeing its end. */
  readonly stdin?: boolean;
  /** False where the pod shares its process namespace: nothing in the container is PID 1. Default true. */
  readonly isPidNamespace?: boolean;
  /**
   * From `start` to the program's first instruction, default 0. A signal that comes before meets no handler yet.
   * Recorded: trace hooks-and-grace, pod "poststart-fails", whose trap is never reached.
   */
  readonly startDelayMs?: number;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The words of PID 1; empty where they are the business of an image nobody knows.
 *
 * @param imagesAreEmpty see `RuntimeOptions`
 */
export function commandLine(
  spec: ContainerSpec,
  image: ImageEntry | undefined,
  imagesAreEmpty: boolean,
): readonly string[] {
  const { command = [], args = [] } = spec;
  if (command.length > 0) return [...command, ...args];
  if (imagesAreEmpty && args.length === 0) return [];
  if (image !== undefined)
    return [...(image.entrypoint ?? []), ...(args.length > 0 ? args : (image.cmd ?? []))];
  // Arguments of an unknown image are its entry point's business, unless they are a command themselves.
  const word = args[0]?.slice(args[0].lastIndexOf('/') + 1) ?? '';
  return PROGRAMS.has(word) ? args : [];
}

/** Variables of the main process. */
export function environment(spec: ContainerSpec): ReadonlyMap<string, string> {
  const env = new Map([
    ['PATH', PATH],
    ['HOSTNAME', spec.sandbox.hostname],
    ['HOME', '/root'],
  ]);
  for (const [name, value] of spec.env ?? []) env.set(name, value);
  return env;
}

/** Why a command cannot be started, as containerd reports it. */
export function startError(word: string, reason: string): string {
  return (
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
    `unable to start container process: exec: "${word}": ${reason === 'no such file or directory' ? `stat ${word}: ` : ''}${reason}: unknown`
  );
}

/** An assumed behaviour, to people. */
export function describeAssumed(behaviour: Behaviour, ports: readonly ListenPort[]): string {
  if (behaviour.exits !== undefined) return 'it ends with 0 after a second';
  const open = ports.map(({ port }) => port);
  return `it runs until told to stop${open.length > 0 ? ` and answers 200 on port ${open.join(', ')}` : ''}`;
}
