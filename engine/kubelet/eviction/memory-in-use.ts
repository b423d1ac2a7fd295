// A running sum of what a node's containers use, kept as they begin and end, so that the many that stay as they are need
// no look at all.

import type { RunningContainer } from '../cri/container-engine.ts';

export class MemoryInUse {
  private readonly steady = new Map<string, number>();
  private readonly moving = new Set<string>();
  /** Bytes of those that stay as they are. */
  steadyBytes = 0;

  /** @param running  undefined once it has ended */
  note(id: string, running: RunningContainer | undefined): void {
    const isMoving = running !== undefined && !running.use.isSteady;
    const bytes = running === undefined || isMoving ? 0 : running.use.memoryAt(0).bytes;
    this.steadyBytes += bytes - (this.steady.get(id) ?? 0);
    if (bytes === 0) this.steady.delete(id);
    else this.steady.set(id, bytes);
    if (isMoving) this.moving.add(id);
    else this.moving.delete(id);
  }

  /** Whether somebody uses more as time goes on, or takes anything of the disk. */
  get isMoving(): boolean {
    return this.moving.size > 0;
  }
}
