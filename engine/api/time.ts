// Times as the API writes them: RFC 3339, UTC, whole seconds.

/**
 * Drops what is below a second, as the API does.
 *
 * @param epochMs milliseconds since the Unix epoch
 */
export function formatTime(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second !== formatted.second) formatted = { second, text: `${new Date(epochMs).toISOString().slice(0, 19)}Z` };
  return formatted.text;
}

// The newest second asked for: thousands of writes fall on one.
let formatted = { second: Number.NaN, text: '' };

/** Milliseconds since the Unix epoch of an RFC 3339 time; NaN for other text. */
export const parseTime = (text: string): number => Date.parse(text);

/** `2025-01-01T00:00:30.120000Z`: a metav1.MicroTime, of which the simulation knows the milliseconds. */
export const formatMicroTime = (epochMs: number): string =>
  `${new Date(epochMs).toISOString().slice(0, 23)}000Z`;
