// Ages as kubectl shows them: two or three figures, `5m10s`, `3h`, `2d4h`.
//
// Source: kubernetes apimachinery v0.20.2 pkg/util/duration/duration.go (the same in v0.36.0).

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY_HOURS = 24;
const YEAR_HOURS = 365 * DAY_HOURS;

// `2h5m`, or `2h` when nothing is left over.
function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}

// A clock that is less than two seconds ahead is taken for the same; further ahead there is no age.
function notYet(seconds: number): string | undefined {
  if (seconds < -1) return '<invalid>';
  return seconds < 0 ? '0s' : undefined;
}

/** @param durationMs whole milliseconds; less than a second counts as none */
export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  const early = notYet(seconds);
  if (early !== undefined) return early;
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  const minutes = Math.trunc(seconds / MINUTE);
  if (minutes < 10) return pair(minutes, 'm', seconds % MINUTE, 's');
  if (minutes < 3 * 60) return `${minutes}m`;
  const hours = Math.trunc(seconds / HOUR);
  if (hours < 8) return pair(hours, 'h', minutes % 60, 'm');
  if (hours < 2 * DAY_HOURS) return `${hours}h`;
  const days = Math.trunc(hours / DAY_HOURS);
  if (hours < 8 * DAY_HOURS) return pair(days, 'd', hours % DAY_HOURS, 'h');
  if (hours < 2 * YEAR_HOURS) return `${days}d`;
  const years = Math.trunc(hours / YEAR_HOURS);
  return hours < 8 * YEAR_HOURS ? pair(years, 'y', days % 365, 'd') : `${years}y`;
}

/** One figure only: `5m`, `3h`, `2d`. @param durationMs whole milliseconds */
export function shortHumanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  const early = notYet(seconds);
  if (early !== undefined) return early;
  if (seconds < MINUTE) return `${seconds}s`;
  if (seconds < HOUR) return `${Math.trunc(seconds / MINUTE)}m`;
  const hours = Math.trunc(seconds / HOUR);
  if (hours < DAY_HOURS) return `${hours}h`;
  return hours < YEAR_HOURS ? `${Math.trunc(hours / DAY_HOURS)}d` : `${Math.trunc(hours / YEAR_HOURS)}y`;
}
