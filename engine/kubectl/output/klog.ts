// A line that kubectl logs: level, date, time, process and place, then what it says.
//
// Source: klog v2 klog.go, formatHeader. Differs: the process has number 1.

import { formatTime } from '../../api/time.ts';

/**
 * @param epochMs  now
 * @param place  file and line of the source: `prune.go:71`
 */
export function klogWarning(epochMs: number, place: string, text: string): string {
  const [date = '', time = ''] = formatTime(epochMs).split('T');
  const millis = String(epochMs % 1000).padStart(3, '0');
  return `W${date.slice(5).replace('-', '')} ${time.slice(0, 8)}.${millis}000       1 ${place}] ${text}\n`;
}
