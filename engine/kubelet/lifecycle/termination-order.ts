// In which order the containers of a pod with sidecars are asked to end: a sidecar waits for all containers that are none,
// and for the sidecars declared after it, as long as the grace period lasts.
//
// Hooks do not wait for it. Source: kubernetes v1.29 pkg/kubelet/kuberuntime/kuberuntime_termination_order.go (KEP-753).

import type { Container, Pod } from '../../api/objects.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Routine, until } from '../../kernel/routine.ts';
import { isSidecar } from '../sync/restart-policy.ts';

export class TerminationOrder {
  private readonly pod: Pod;
  private readonly kernel: Kernel;
  private readonly running: Set<string>;
  private readonly waiting = new Set<() => void>();

  /** @param running  names of the containers that are to be stopped */
  constructor(pod: Pod, running: readonly string[], kernel: Kernel) {
    this.pod = pod;
    this.kernel = kernel;
    this.running = new Set(running);
  }

  noteEnd(name: string): void {
    this.running.delete(name);
    for (const look of [...this.waiting]) look();
  }

  /** Waits for the containers that go first, at most so long. */
  *wait(container: Container, atMostMs: number): Routine<void> {
    const first = this.before(container);
    const isDue = (): boolean => first.every((name) => !this.running.has(name));
    if (isDue()) return;
    yield until((wake) => {
      const end = (): void => {
        this.waiting.delete(look);
        this.kernel.cancel(timer);
        wake();
      };
      const look = (): void => {
        if (isDue()) end();
      };
      this.waiting.add(look);
      const label = `sidecar ${container.name} has waited for its turn to end through the whole grace period`;
      const timer = this.kernel.schedule({ delayMs: atMostMs, kind: 'kubelet wait', label }, end);
    });
  }

  private before(container: Container): string[] {
    if (!isSidecar(container)) return [];
    const { initContainers = [], containers } = this.pod.spec;
    const at = initContainers.findIndex(({ name }) => name === container.name);
    return [...containers, ...initContainers.slice(at + 1).filter(isSidecar)].map(({ name }) => name);
  }
}
