// Times without any answer though requests failed: from the sending of the first that failed, or the last answer if that
// was later, to the next answer.

export interface Outage {
  readonly fromMs: number;
  /** Absent while it goes on. */
  readonly toMs?: number;
}

export class Outages {
  private answeredMs: number[] = [];
  private failed: { readonly sentMs: number; readonly endMs: number }[] = [];
  private lastAnswerMs = Number.NEGATIVE_INFINITY;
  private sinceMs: number | undefined;

  answer(endMs: number): void {
    this.answeredMs.push(endMs);
  }

  failure(sentMs: number, endMs: number): void {
    this.failed.push({ sentMs, endMs });
  }

  /** What there was since the last time: the longest outage that ended, and the one that goes on. In any order before. */
  take(): Outage[] {
    const { answeredMs, failed } = this;
    this.answeredMs = [];
    this.failed = [];
    if (failed.length === 0 && this.sinceMs === undefined) {
      for (const endMs of answeredMs) if (endMs > this.lastAnswerMs) this.lastAnswerMs = endMs;
      return [];
    }
    answeredMs.sort((a, b) => a - b);
    failed.sort((a, b) => a.endMs - b.endMs || a.sentMs - b.sentMs);
    return this.merge(answeredMs, failed);
  }

  private merge(answeredMs: readonly number[], failed: typeof this.failed): Outage[] {
    let longest: Outage | undefined;
    let next = 0;
    const failUntil = (endMs: number): void => {
      for (; next < failed.length && failed[next]!.endMs <= endMs; next += 1) {
        this.sinceMs ??= Math.max(failed[next]!.sentMs, this.lastAnswerMs);
      }
    };
    for (const endMs of answeredMs) {
      failUntil(endMs);
      if (this.sinceMs !== undefined) {
        const outage = { fromMs: this.sinceMs, toMs: endMs };
        if (longest === undefined || lengthOf(outage) > lengthOf(longest)) longest = outage;
        this.sinceMs = undefined;
      }
      this.lastAnswerMs = endMs;
    }
    failUntil(Number.POSITIVE_INFINITY);
    const ended = longest === undefined ? [] : [longest];
    return this.sinceMs === undefined ? ended : [...ended, { fromMs: this.sinceMs }];
  }
}

const lengthOf = ({ fromMs, toMs = fromMs }: Outage): number => toMs - fromMs;
