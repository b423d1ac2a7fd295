// Times as the API writes them: RFC 3339, UTC, whole seconds.

/**
 * Drops what is below a second, as the API does.
 *
 * @param epochMs milliseconds since the Unix epoch
 */
export function formatTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second !== formatted.second) formatted = { second, text: textOfSecond(second) };
  return formatted.text;
}

const SECONDS_PER_DAY = 86_400;

// The newest second and the newest day asked for: thousands of writes fall on one.
let formatted = { second: Number.NaN, text: '' };
let formattedDay = { day: Number.NaN, text: '' };

function textOfSecond(second: number): string {
  const day = Math.floor(second / SECONDS_PER_DAY);
  if (day !== formattedDay.day) {
    formattedDay = { day, text: new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, -13) };
  }
  const rest = second - day * SECONDS_PER_DAY;
  const minutes = Math.floor(rest / 60);
  const digits = [two(Math.floor(minutes / 60)), two(minutes % 60), two(rest % 60)];
  // Joined twice, it is one text and no tree of them: thousands of objects keep it.
  return [formattedDay.text, digits.join(':'), 'Z'].join('');
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Milliseconds since the Unix epoch of an RFC 3339 time; NaN for other text. */
export const parseTime = (text: string): number => Date.parse(text);

/** `2025-01-01T00:00:30.120000Z`: a metav1.MicroTime, of which the simulation knows the milliseconds. */
export const formatMicroTime = (epochMs: number): string =>
  `${new Date(epochMs).toISOString().slice(0, 23)}000Z`;
