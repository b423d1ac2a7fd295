// What the kubelet knows of containers through the runtime interface: one record for each container ever made and not
// yet removed, and the snapshot of a pod's records that a relist takes.
// Source: kubernetes v1.20.2 pkg/kubelet/container/runtime.go, Status and PodStatus.

export type ContainerStateName = 'created' | 'running' | 'exited';

/** One container, as it is now. Replaced, never changed, so that a snapshot keeps what it saw. */
export interface ContainerRecord {
  /** `containerd://` or `docker://`, and 64 hex digits. */
  readonly id: string;
  readonly name: string;
  /** As the pod writes it. */
  readonly image: string;
  /** As the runtime calls it. */
  readonly imageName: string;
  readonly imageId: string;
  readonly state: ContainerStateName;
  /** Order of creation within the node. */
  readonly serial: number;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly exitCode: number;
  /** `Completed`, `Error`, `OOMKilled` … once exited. */
  readonly reason: string;
  /** The termination message. */
  readonly message: string;
  readonly restartCount: number;
}

/** A pod as a relist saw it. */
export interface RuntimePodStatus {
  readonly uid: string;
  /** Addresses of the pod's sandbox; empty until there is one. */
  readonly ips: readonly string[];
  readonly hasSandbox: boolean;
  /** Newest first. */
  readonly containers: readonly ContainerRecord[];
}

export const noRuntimeStatus = (uid: string): RuntimePodStatus => ({
  uid,
  ips: [],
  hasSandbox: false,
  containers: [],
});

/** The newest container of that name. */
export function containerNamed(status: RuntimePodStatus, name: string): ContainerRecord | undefined {
  return status.containers.find((container) => container.name === name);
}
