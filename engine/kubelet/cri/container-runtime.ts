// The container runtimes that nodes have had, as far as the API shows which one it is: names of containers, and what is
// said of a container whose program could not be started.
//
// Source: kubernetes v1.20.2 pkg/kubelet/dockershim/docker_container.go, StartContainer and ContainerStatus, exec.go,
// ExecInContainer; containerd v1.7 pkg/cri/sbserver/container_start.go, container_execsync.go, execInternal.

import type { VersionProfile } from '../../versions/profile.ts';
import type { ContainerEnd, ExecEnd } from './container-engine.ts';

/** Before what the runtime refuses, as its client shows it. */
export const RPC_ERROR = 'rpc error: code = Unknown desc = ';

export interface ContainerRuntime {
  readonly name: 'docker' | 'containerd';
  /** As in `status.nodeInfo.containerRuntimeVersion`. */
  readonly version: string;
  /** What the kubelet hears when the start of a container fails. */
  readonly startError: (words: string, containerId: string) => string;
  /** How the container itself stands then. */
  readonly failedStart: (words: string) => Required<ContainerEnd>;
  /** What comes of a command that could not be started in a container: Docker makes an end of it like any other. */
  readonly failedExec: (words: string, execId: string) => Partial<ExecEnd>;
  /** Whether a container that never ran began when it was made; else it has no beginning, which shows as 1970. */
  readonly beginsWhenMade: boolean;
  /** What is found of a container that ran when the machine went down. */
  readonly lostReason: string;
}

/** Source: containerd v1.7 pkg/cri/sbserver/container_status.go, unknownExitCode; Docker gives the same. */
export const LOST_EXIT_CODE = 255;

const CONTAINERD: ContainerRuntime = {
  name: 'containerd',
  version: 'containerd://1.7.0',
  startError: (words) => words,
  failedStart: (words) => ({ exitCode: 128, reason: 'StartError', message: words }),
  failedExec: (words, id) => ({
    startError: `failed to exec in container: failed to start exec ${JSON.stringify(id)}: ${words}`,
  }),
  beginsWhenMade: false,
  lostReason: 'Unknown',
};

// What runc itself said, without who asked it.
const ofRunc = (words: string): string =>
  `OCI runtime create failed: container_linux.go:380: starting container process caused: ${words.slice(words.indexOf('exec: '))}`;

const DOCKER: ContainerRuntime = {
  name: 'docker',
  version: 'docker://20.10.7',
  startError: (words, id) =>
    `failed to start container "${id.slice(id.indexOf('//') + 2)}": Error response from daemon: ${ofRunc(words)}`,
  failedStart: (words) => ({ exitCode: 127, reason: 'ContainerCannotRun', message: ofRunc(words) }),
  failedExec: (words) => {
    const output = `OCI runtime exec failed: exec failed: container_linux.go:380: starting container process caused: ${words.slice(words.indexOf('exec: "'))}\r\n`;
    return { exitCode: 126, stdout: output, output };
  },
  beginsWhenMade: true,
  lostReason: 'Error',
};

export const containerRuntimeOf = (version: VersionProfile): ContainerRuntime =>
  version.has('dockershim') ? DOCKER : CONTAINERD;
