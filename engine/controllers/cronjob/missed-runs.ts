// Which scheduled times a CronJob has missed, and when to look at it next.
//
// Pure arithmetic over a schedule; it knows no Job and makes no call. Three generations of the rule differ in what
// they do with many misses: controller v1 gives up, v2 first listed them all, and later computes the last one.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob/utils.go.

/** The first activation strictly after the given instant; undefined when the schedule never fires again. */
export type NextRun = (afterEpochMs: number) => number | undefined;

/** What of a CronJob the rules read. All instants are milliseconds since the Unix epoch. */
export interface MissedRunsQuery {
  readonly createdEpochMs: number;
  readonly lastScheduleEpochMs?: number | undefined;
  readonly startingDeadlineSeconds?: number | undefined;
  readonly nowEpochMs: number;
}

// Source: kubernetes v1.20.2 pkg/controller/cronjob/utils.go, getRecentUnmetScheduleTimes.
export const TOO_MANY_MISSED = 100;

// Added to each requeue so that a clock that runs a little slow does not wake the controller just before the time.
// Source: kubernetes v1.20.2 pkg/controller/cronjob/cronjob_controllerv2.go, nextScheduleDelta.
export const REQUEUE_PADDING_MS = 100;

function earliestRun(query: MissedRunsQuery, withDeadline: boolean): number {
  const known = query.lastScheduleEpochMs ?? query.createdEpochMs;
  if (!withDeadline || query.startingDeadlineSeconds === undefined) return known;
  return Math.max(known, query.nowEpochMs - query.startingDeadlineSeconds * 1000);
}

/**
 * Every missed time, oldest first; nothing is left out however many there are.
 * Source: kubernetes v1.20.2 pkg/controller/cronjob/utils.go, getUnmetScheduleTimes.
 */
export function unmetScheduleTimes(query: MissedRunsQuery, next: NextRun): number[] {
  const times: number[] = [];
  for (let t = next(earliestRun(query, true)); t !== undefined && t <= query.nowEpochMs; t = next(t))
    times.push(t);
  return times;
}

/**
 * As controller v1 had it: more than 100 misses are an error, and the CronJob starts nothing until someone acts.
 * Source: kubernetes v1.20.2 pkg/controller/cronjob/utils.go, getRecentUnmetScheduleTimes.
 */
export function recentUnmetScheduleTimes(
  query: MissedRunsQuery,
  next: NextRun,
): { times: number[]; error?: string } {
  const times: number[] = [];
  for (let t = next(earliestRun(query, true)); t !== undefined && t <= query.nowEpochMs; t = next(t)) {
    times.push(t);
    if (times.length > TOO_MANY_MISSED) {
      const error =
        'too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew';
      return { times: [], error };
    }
  }
  return { times };
}

export interface MostRecentRun {
  readonly earliestEpochMs: number;
  /** Absent while the first time lies ahead. */
  readonly mostRecentEpochMs?: number | undefined;
  /** An estimate for schedules with uneven gaps: it takes the first gap for all. */
  readonly missed: number;
  readonly error?: string;
}

/**
 * The last time that should have started a Job, found without listing all that were missed.
 *
 * `exact` is how later releases settle schedules with uneven gaps (`30 6-16/4 * * 1-5`): they step back by one gap
 * and walk the schedule from there, where 1.21 took the estimate itself for the time.
 * Source: kubernetes v1.28.0 pkg/controller/cronjob/utils.go, mostRecentScheduleTime; kubernetes pull 97098 for 1.21.
 */
export function mostRecentRun(
  query: MissedRunsQuery,
  next: NextRun,
  options: { readonly withDeadline: boolean; readonly exact: boolean },
): MostRecentRun {
  const now = query.nowEpochMs;
  const earliestEpochMs = earliestRun(query, options.withDeadline);
  const first = next(earliestEpochMs);
  if (first === undefined || now < first) return { earliestEpochMs, missed: 0 };
  const second = next(first);
  if (second === undefined || now < second) return { earliestEpochMs, mostRecentEpochMs: first, missed: 1 };
  const gapSeconds = Math.round((second - first) / 1000);
  if (gapSeconds < 1) {
    return {
      earliestEpochMs,
      missed: 0,
      error: 'time difference between two schedules is less than 1 second',
    };
  }
  const missed = Math.floor(Math.floor((now - first) / 1000) / gapSeconds) + 1;
  if (!options.exact)
    return { earliestEpochMs, mostRecentEpochMs: first + (missed - 1) * gapSeconds * 1000, missed };
  let mostRecentEpochMs: number | undefined;
  for (let t = next(first + (missed - 2) * gapSeconds * 1000); t !== undefined && t <= now; t = next(t)) {
    mostRecentEpochMs = t;
  }
  return { earliestEpochMs, mostRecentEpochMs, missed };
}

/**
 * How long until the CronJob is looked at again, padding included; undefined when it never fires again.
 *
 * `fromLastRun` counts from the last scheduled time instead of from now, which `@every` schedules need: for them the
 * next time depends on where one starts. Where runs were missed and none is found the last one, it counts from now.
 * Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/cronjob, nextScheduledTimeDuration, nextScheduleTimeDuration;
 * pull 121327. Differs: 1.25.0 to 1.28.0, without that fix, looked again without end until the next time came, to the
 * same effect.
 */
export function requeueDelayMs(
  query: MissedRunsQuery,
  next: NextRun,
  options: { readonly fromLastRun: boolean; readonly exact: boolean },
): number | undefined {
  const now = query.nowEpochMs;
  let start = now;
  if (options.fromLastRun) {
    const recent = mostRecentRun(query, next, { withDeadline: false, exact: options.exact });
    const unmissed = recent.missed === 0 ? recent.earliestEpochMs : now;
    start = recent.error === undefined ? (recent.mostRecentEpochMs ?? unmissed) : now;
  }
  const t = nextAhead(start, now, next);
  return t === undefined ? undefined : t + REQUEUE_PADDING_MS - now;
}

function nextAhead(start: number, now: number, next: NextRun): number | undefined {
  const t = next(start);
  return t !== undefined && t + REQUEUE_PADDING_MS <= now ? next(now) : t;
}
