// Phrases about what a program uses of its node: memory, processors, disk, processes, now and as time goes on.

import { bytes, D, duration, type Phrase, phrase, SIZE } from './grammar.ts';

const PER = '(?:per|an?|each|every) (second|minute|hour|day)';
const HOURS: Readonly<Record<string, number>> = { second: 3600, minute: 60, hour: 1, day: 1 / 24 };

const perHour = (size: string | undefined, unit = ''): number =>
  Math.round(bytes(size) * (HOURS[unit.toLowerCase()] ?? 1));

const AFTER = `(?: after ${D}(?: for ${D})?)?`;

const episode = (after: string, length: string | undefined): { afterMs: number; forMs?: number } =>
  length === undefined ? { afterMs: duration(after) } : { afterMs: duration(after), forMs: duration(length) };

const pathOf = (path: string | undefined): { path?: string } => (path === undefined ? {} : { path });

export const RESOURCE_PHRASES: readonly Phrase[] = [
  phrase(
    'uses N CPU (or 250m CPU) [after D [for D]]',
    `uses (\\d+(?:\\.\\d+)?)(m?)(?: of)? (?:cpus?|cores?)${AFTER}`,
    (draft, [amount, unit, after, length]) => {
      const milli = unit === 'm' ? Number(amount) : Math.round(Number(amount) * 1000);
      if (after === undefined) draft.cpuMilli = milli;
      else draft.cpuSteps = [...(draft.cpuSteps ?? []), { ...episode(after, length), milli }];
    },
  ),
  phrase(
    'uses SIZE of memory [after D [for D]]',
    `uses ${SIZE}(?: of)? (?:memory|ram)${AFTER}`,
    (draft, [size, after, length]) => {
      if (after === undefined) draft.memoryBytes = bytes(size);
      else
        draft.memorySteps = [...(draft.memorySteps ?? []), { ...episode(after, length), bytes: bytes(size) }];
    },
  ),
  phrase(
    'leaks SIZE per hour',
    `(?:leaks ${SIZE}(?: of memory)?|${SIZE} more(?: memory)?) ${PER}`,
    (draft, [leak, more, unit]) => {
      draft.memoryLeakBytesPerHour = perHour(leak ?? more, unit);
    },
  ),
  phrase(
    'writes SIZE [per hour] [to PATH]',
    `writes ${SIZE}(?: of (?:files|disk|data))?(?: ${PER})?(?: (?:to|in|below) (/\\S*))?`,
    (draft, [size, unit, path]) => {
      const amount = unit === undefined ? { bytes: bytes(size) } : { bytesPerHour: perHour(size, unit) };
      draft.writes = [...(draft.writes ?? []), { ...pathOf(path), ...amount }];
    },
  ),
  phrase('logs SIZE per hour', `(?:logs|prints) ${SIZE} ${PER}`, (draft, [size, unit]) => {
    draft.logBytesPerHour = perHour(size, unit);
  }),
  phrase('runs N processes', 'runs (\\d+) processes', (draft, [count]) => {
    draft.processes = Number(count);
  }),
];
