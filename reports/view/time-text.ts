// Instants and lengths of simulation time as text. Fixed rules, no locale: the same in every browser.

/** `+38.2s`, `+2m 5.25s`, `-1m`: an instant since the start of the scenario, exact to the millisecond; the cluster is older. */
export const instantText = (ms: number): string => (ms < 0 ? lengthText(ms) : `+${lengthText(ms)}`);

/** `0s`, `250ms`, `38.2s`, `2m 5.25s`, `3h 10m`, `2d 4h`: nothing is rounded away. */
export function lengthText(ms: number): string {
  if (ms < 0) return `-${lengthText(-ms)}`;
  if (ms < 1000) return ms === 0 ? '0s' : `${ms}ms`;
  const days = Math.floor(ms / 86_400_000);
  const hours = Math.floor(ms / 3_600_000) % 24;
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = (ms % 60_000) / 1000;
  const parts = [
    days === 0 ? '' : `${days}d`,
    hours === 0 ? '' : `${hours}h`,
    minutes === 0 ? '' : `${minutes}m`,
    seconds === 0 ? '' : `${trimmed(seconds)}s`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** At most two units, truncated: for narrow places. */
export function shortLengthText(ms: number): string {
  const parts = lengthText(ms >= 10_000 ? ms - (ms % 100) : ms).split(' ');
  return parts.slice(0, 2).join(' ');
}

// Three decimals at most, without trailing zeros.
const trimmed = (seconds: number): string => String(Math.round(seconds * 1000) / 1000);

/** `2025-01-01 00:00:38.200`, UTC. */
export const clockText = (epochMs: number): string =>
  new Date(epochMs).toISOString().slice(0, 23).replace('T', ' ');
