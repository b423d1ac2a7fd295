// The container runtimes that nodes have had, as far as the API shows which one it is: names of containers, and what is
// said of a container whose program could not be started.
//
// Source: kubernetes v1.20.2 pkg/kubelet/dockershim/docker_container.go, StartContainer and ContainerStatus; containerd
// v1.7 pkg/cri/sbserver/container_start.go.

import type { VersionProfile } from '../../versions/profile.ts';
import type { ContainerEnd } from './container-engine.ts';

export interface ContainerRuntime {
  readonly name: 'docker' | 'containerd';
  /** As in `status.nodeInfo.containerRuntimeVersion`. */
  readonly version: string;
  /** What the kubelet hears when the start of a container fails. */
  readonly startError: (words: string, containerId: string) => string;
  /** How the container itself stands then. */
  readonly failedStart: (words: string) => Required<ContainerEnd>;
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
  beginsWhenMade: true,
  lostReason: 'Error',
};

export const containerRuntimeOf = (version: VersionProfile): ContainerRuntime =>
  version.has('dockershim') ? DOCKER : CONTAINERD;
