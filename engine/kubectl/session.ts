// Where a kubectl runs: the cluster that it talks to, its working directory, its context. Types and nothing that runs.

import type { DocumentationSource } from '../api/openapi/documentation.ts';
import type { ApiServer } from '../apiserver/api-server.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Routine } from '../kernel/routine.ts';
import type { Connection, HttpAnswer, HttpRequest, NetworkPort } from '../runtime/host.ts';
import type { Program } from '../runtime/programs/program.ts';
import type { Listener } from '../runtime/sandbox.ts';
import type { VersionProfile } from '../versions/profile.ts';

/** How a command ended and what it printed; texts end in a newline where kubectl prints one. */
export interface CommandResult {
  /** 0 to 255. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command in a container ended. */
export interface ExecResult extends CommandResult {
  /** It did not come to run: what kubectl says instead, with a newline. */
  readonly refusal?: string;
}

export interface LogOptions {
  /** Of the container's last instance but one. */
  readonly previous: boolean;
  /** How many lines from the end; absent: all. */
  readonly tail?: number;
  /** Only lines written at or after this moment, milliseconds since the Unix epoch. */
  readonly sinceEpochMs?: number;
  /** Each line begins with its time, RFC 3339 in nanoseconds. */
  readonly timestamps: boolean;
}

export type LogAnswer =
  | { readonly text: string }
  /** The kubelet's refusal, for example `previous terminated container "c" in pod "p" not found`. */
  | { readonly refused: string }
  /** The API server does not reach the node's kubelet: its words. */
  | { readonly unreachable: string };

/** A node's kubelet as the API server reaches it: the pod is known to be bound to a node. */
export interface NodeAccess {
  logs(namespace: string, pod: string, container: string, options: LogOptions): LogAnswer;
  /** Runs a command in a running container; its exit code is the command's. @param stdin  default: nothing */
  exec(
    namespace: string,
    pod: string,
    container: string,
    command: readonly string[],
    stdin?: string,
  ): Routine<ExecResult>;
  /** Gives the container's own program all that it can read; nothing happens where its input is not open. */
  attach(namespace: string, pod: string, container: string, stdin: string): void;
  /** The pod's ports as its own programs reach them; undefined where nothing of it runs. */
  inside(namespace: string, pod: string): PodPorts | undefined;
}

export interface PodPorts {
  accept(port: number): Connection;
  answer(request: HttpRequest): HttpAnswer;
}

export interface KubectlSession {
  readonly server: ApiServer;
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  /** The working directory: path to text, for example `web.yaml` or `manifests/web.yaml`. Redirections write here. */
  readonly files: Map<string, string>;
  /** The current context, which `kubectl config set-context` changes. */
  readonly context: { namespace: string };
  /** Commands run as if `-n <namespace>` stood in each of them. Default false. */
  readonly namespaceIsExplicit?: boolean;
  readonly nodes: NodeAccess;
  /** What `kubectl explain` reads. Default: nothing, and it is refused. */
  readonly documentation?: DocumentationSource;
  /** What `curl` and the like reach from there: a machine outside of the cluster. Default: nothing. */
  readonly network?: NetworkPort;
  /** Programs of that machine beside the usual ones. Default: none. */
  readonly programs?: ReadonlyMap<string, Program>;
  /** Its name. Default `workstation`. */
  readonly hostname?: string;
  /** Who the writes come from, in the trace. */
  readonly actor: string;
  /** Local ports that commands have opened, for those that come after them as well. Default: none. */
  readonly localPorts?: Map<number, Listener>;
  /** Opens a local port; returns how to close it, or undefined where it is taken. */
  readonly openPort?: (port: number, listener: Listener) => (() => void) | undefined;
  /** A command says that it goes on from here with no end of its own. */
  readonly goesOn?: () => void;
}
