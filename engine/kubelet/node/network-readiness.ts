// Whether a kubelet knows of a network plugin on its node: what it says as long as there is none.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/kubelet.go, updateRuntimeUp; pkg/kubelet/container/runtime.go,
// RuntimeCondition.String; v1.20.2 pkg/kubelet/dockershim/docker_service.go, Status, and network/cni/cni.go; containerd
// v1.6 pkg/cri/server/status.go. Left out: the plugin's own DaemonSet, a plugin that one node lacks or loses.

import { PRIORITY } from '../../kernel/sim-event.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { Kubelet } from '../kubelet.ts';
import { nextTickMs } from '../ticks.ts';

/** How often the kubelet asks the container runtime. Source: kubelet.go, Run: `wait.Until(kl.updateRuntimeUp, 5*time.Second)`. */
const RUNTIME_PERIOD_MS = 5_000;

export class NetworkReadiness {
  private readonly version: VersionProfile;
  private isReady: boolean;

  /** @param isReady  whether the plugin is there as the kubelet starts */
  constructor(version: VersionProfile, isReady: boolean) {
    this.version = version;
    this.isReady = isReady;
  }

  /** What the kubelet says of it now. */
  get problem(): string | undefined {
    if (this.isReady) return undefined;
    const { version } = this;
    const who = version.has('namesContainerRuntimeNetwork') ? 'container runtime' : 'runtime';
    const why = version.has('dockershim')
      ? 'docker: network plugin is not ready: cni config uninitialized'
      : 'Network plugin returns error: cni plugin not initialized';
    return `${who} network not ready: NetworkReady=false reason:NetworkPluginNotReady message:${why}`;
  }

  /** The plugin is there: the kubelet's next look finds it. */
  noteInstalled({ world: { kernel }, phaseOf }: Kubelet, found: () => void): void {
    const atMs = nextTickMs(kernel.nowMs, phaseOf(RUNTIME_PERIOD_MS), RUNTIME_PERIOD_MS);
    const label = 'the kubelet asks the container runtime how it is: every 5s';
    kernel.schedule(
      { delayMs: atMs - kernel.nowMs, kind: 'runtime status', priority: PRIORITY.period, label },
      () => {
        this.isReady = true;
        found();
      },
    );
  }
}
