// When nodes could not be reached at all, as far back as somebody may still ask.

export class Outages {
  private readonly nowMs: () => number;
  /** By node: from when to when, oldest first; the last may go on. */
  private readonly byNode = new Map<string, { readonly fromMs: number; toMs: number }[]>();

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  begin(node: string): void {
    const all = this.byNode.get(node) ?? [];
    if (all.at(-1)?.toMs === Number.POSITIVE_INFINITY) return;
    all.push({ fromMs: this.nowMs(), toMs: Number.POSITIVE_INFINITY });
    this.byNode.set(node, all);
  }

  end(node: string): void {
    const last = this.byNode.get(node)?.at(-1);
    if (last?.toMs === Number.POSITIVE_INFINITY) last.toMs = this.nowMs();
  }

  /** Whether the node was cut off at that instant. */
  covers(node: string, ms: number): boolean {
    return this.byNode.get(node)?.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs) === true;
  }
}
