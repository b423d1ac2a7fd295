// Which processors the containers of one node run on, as a file tells it inside of each: `cpuset.cpus.effective`, or until
// cgroups v2 `cpuset/cpuset.cpus`.
//
// A container's own never change while it runs. Those that all others share are written anew within ten seconds. Source:
// kubernetes v1.28.0 pkg/kubelet/cm/cpumanager/cpu_manager.go, reconcileState, cpuManagerReconcilePeriod; containers see what they may run on: Linux, cgroups.

import type { Container, Pod } from '../../api/objects.ts';
import { PRIORITY } from '../../kernel/sim-event.ts';
import { newFile } from '../../runtime/filesystem/inode.ts';
import { type Mount, Volume } from '../../runtime/runtime.ts';
import type { Kubelet } from '../kubelet.ts';
import type { StartFailure } from '../sync/start-container.ts';
import { nextTickMs } from '../ticks.ts';
import { formatCpuSet } from './cpu-set.ts';
import type { StaticPolicy } from './static-policy.ts';

/** Source: KubeletConfiguration, cpuManagerReconcilePeriod. */
const RECONCILE_MS = 10_000;
/** From a container's end to its pod being known to be over. */
const NOTICED_MS = 2000;
const FILE = 'cpus';

interface Shown {
  readonly uid: string;
  readonly container: string;
  readonly volume: Volume;
}

export class CpuManager {
  private readonly kubelet: Kubelet;
  private readonly policy: StaticPolicy;
  private readonly shown = new Map<string, Shown>();
  private isDue = false;

  constructor(kubelet: Kubelet, policy: StaticPolicy) {
    this.kubelet = kubelet;
    this.policy = policy;
  }

  /** Why the pod cannot have the processors that it asks for. */
  admit(pod: Pod): StartFailure | undefined {
    if (this.kubelet.hasTaken(pod)) return undefined;
    const hadOwn = this.policy.hasOwn(pod.metadata.uid);
    const refusal = this.policy.admit(pod, this.activeUids(pod));
    if (!hadOwn && this.policy.hasOwn(pod.metadata.uid)) this.reconcileSoon();
    return refusal;
  }

  /** A container of the pod has ended, or the pod is gone. */
  noteEnd(uid: string): void {
    if (this.policy.hasOwn(uid)) this.reconcileSoon();
  }

  /** The file that tells the container where it may run. */
  mountOf({ metadata: { uid } }: Pod, { name }: Container): Mount {
    const { version, kernel } = this.kubelet.world;
    const volume = new Volume(kernel.nowEpochMs);
    const shown = { uid, container: name, volume };
    this.shown.set(`${uid}/${name}`, shown);
    this.write(shown);
    const file = version.has('cgroupsV2') ? 'cpuset.cpus.effective' : 'cpuset/cpuset.cpus';
    return { path: `/sys/fs/cgroup/${file}`, volume, subPath: FILE, readOnly: true };
  }

  private activeUids(extra?: Pod): ReadonlySet<string> {
    const uids = this.kubelet.activePods().map(({ metadata }) => metadata.uid);
    return new Set(extra === undefined ? uids : [...uids, extra.metadata.uid]);
  }

  private reconcileSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    const { kernel } = this.kubelet.world;
    const dueMs = nextTickMs(kernel.nowMs + NOTICED_MS, this.kubelet.phaseOf(RECONCILE_MS), RECONCILE_MS);
    const delayMs = dueMs - kernel.nowMs;
    const label = 'the kubelet puts containers on their processors: every 10s';
    kernel.schedule({ delayMs, kind: 'kubelet cpus', priority: PRIORITY.period, label }, () => {
      this.isDue = false;
      this.policy.release(this.activeUids());
      for (const [key, shown] of this.shown) {
        if (this.kubelet.podOf(shown.uid) === undefined) this.shown.delete(key);
        else this.write(shown);
      }
    });
  }

  private write({ uid, container, volume }: Shown): void {
    const text = `${formatCpuSet(this.policy.cpusOf(uid, container))}\n`;
    const { entries } = volume.root;
    const file = entries.get(FILE);
    if (file?.kind === 'file' && file.text === text) return;
    if (file?.kind === 'file') file.write(text);
    else entries.set(FILE, newFile(text, this.kubelet.world.kernel.nowEpochMs));
    volume.changed();
  }
}
