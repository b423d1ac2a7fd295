// What a pass over a pod works with: the kubelet's parts, as narrow as the pass needs them.

import type { Container, Pod, Secret } from '../../api/objects.ts';
import type { Backoff } from '../../client/backoff.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { Launch } from '../cri/container-engine.ts';
import type { RuntimePodStatus } from '../cri/container-record.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import type { Eviction } from '../eviction/eviction.ts';
import type { ImagePuller } from '../images/image-puller.ts';
import type { KillMeans } from '../lifecycle/kill-container.ts';
import type { StatusDraft, StatusManager } from '../status/status-manager.ts';
import type { ProbeVerdicts } from './compute-pod-actions.ts';
import type { StartFailure } from './start-container.ts';

export interface PodVolumes {
  /** Waits until all volumes of the pod are there; tells of failures in events itself. */
  mount(pod: Pod): Routine<'mounted' | 'failed'>;
  /** Hears of no change of API data until `release`. */
  hold?(): void;
  release?(): void;
  /** The machine has gone down: what was kept in memory is gone. */
  loseMemory?(pod: Pod): void;
  /** A pod that the API never had is gone; of the others it hears itself. */
  forget?(uid: string): void;
}

export interface SyncMeans {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly status: StatusManager;
  readonly probes: ProbeVerdicts;
  readonly volumes: PodVolumes;
  readonly images: ImagePuller;
  readonly runtime: NodeRuntime;
  readonly kill: KillMeans;
  /** Of restarting containers, by times since the Unix epoch. */
  readonly backOff: Backoff;
  readonly latency: {
    readonly sandboxCreate: () => number;
    readonly containerCreate: () => number;
    readonly containerStart: () => number;
  };
  /** Why the node does not take the pod; undefined when it does, if need be after room was made. */
  readonly admit: (pod: Pod) => Routine<StartFailure | undefined>;
  /** Why no pod gets an address here; undefined when they do. */
  readonly networkProblem: () => string | undefined;
  /** Of a static pod: sees to it that the API shows it. */
  readonly keepMirror: (pod: Pod) => void;
  /** How the kubelet ends the pod, if it evicts it; and that it has. */
  readonly evictionOf: (pod: Pod) => Eviction | undefined;
  readonly onEvicted: (pod: Pod) => void;
  readonly podEvent: (pod: Pod, level: 'Normal' | 'Warning', reason: string, message: string) => void;
  /** The pod's status by what the runtime shows. */
  readonly statusOf: (pod: Pod, runtime: RuntimePodStatus) => StatusDraft;
  /** False when the sandbox could not be made; the event is out then. */
  readonly createSandbox: (pod: Pod) => boolean;
  /** Environment, command and mounts of a container, or why they cannot be had. */
  readonly configure: (
    pod: Pod,
    container: Container,
  ) => Pick<Launch, 'env' | 'command' | 'args' | 'mounts'> | StartFailure;
  readonly pullSecretsOf: (pod: Pod) => readonly Secret[];
  /** Drops the records of earlier runs but the last. */
  readonly pruneDead: (pod: Pod, container: Container) => void;
  /** Keeps from pass to pass how the start of a container failed; undefined: it did not. */
  readonly noteStart: (pod: Pod, container: Container, failure: StartFailure | undefined) => void;
  readonly event: (
    pod: Pod,
    container: Container,
    level: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ) => void;
}
