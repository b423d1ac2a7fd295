// Instants and spans of simulation time, for people.

const two = (n: number): string => String(n).padStart(2, '0');

/** `00:02:00`, `26:00:01.250`: hours go on counting past a day. */
export function clockText(ms: number): string {
  const [hours, minutes, seconds, rest] = [
    ms / 3_600_000,
    (ms / 60_000) % 60,
    (ms / 1000) % 60,
    ms % 1000,
  ].map(Math.floor) as [number, number, number, number];
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`;
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}`;
}

/** `1m46s`, `350ms`, `2h`. */
export function spanText(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const parts = [
    [Math.floor(ms / 3_600_000), 'h'],
    [Math.floor(ms / 60_000) % 60, 'm'],
    [(ms % 60_000) / 1000, 's'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('');
}
