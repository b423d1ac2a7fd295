// Programs about time: `sleep`, `date`, `timeout`, `usleep`.

import { EFFECT, NOT_REPEATABLE } from '../process/effects.ts';
import type { ExitStatus } from '../process/process.ts';
import { parseSignal } from '../process/signals.ts';
import type { Task } from '../process/task.ts';
import { anyOf, exitOf, idleSleep, sleepFor } from '../process/waits.ts';
import { parseArguments } from './arguments.ts';
import { formatDate } from './date-format.ts';
import { Invocation, type Program, untilEnd } from './program.ts';

const UNIT_MS: Readonly<Record<string, number>> = {
  '': 1000,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `1`, `0.5`, `2m`, `1h`, `infinity` in milliseconds; undefined for anything else. */
export function parseSleep(text: string): number | undefined {
  if (/^(inf|infinity)$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  return Math.ceil(Number(match[1]) * UNIT_MS[match[2]!]!);
}

function sleep(call: Invocation): number | Task<number> {
  if (call.args.length === 0) return call.fail('missing operand');
  let ms = 0;
  for (const arg of call.args) {
    const one = parseSleep(arg);
    if (one === undefined) return call.fail(`invalid number '${arg}'`);
    ms += one;
  }
  return ms === 0 ? 0 : pause(call, ms);
}

function* pause(call: Invocation, ms: number): Task<number> {
  const { process, machine } = call;
  const idle = process.idleTurn;
  const repeats = idle?.sleepMs === ms && (process.effects.bits & NOT_REPEATABLE) === 0;
  process.sleepCount++;
  yield repeats
    ? idleSleep(machine.host, ms, idle.readsFiles ? machine.files : undefined)
    : sleepFor(machine.host, ms);
  return 0;
}

function date(call: Invocation): number {
  const args = parseArguments(call, 'uRd:I', { utc: 'u', 'iso-8601': 'I', date: 'd' });
  call.process.effects.add(EFFECT.readTime);
  let epochMs = call.machine.host.nowEpochMs();
  const given = args.value('d');
  if (given !== undefined) {
    const instantMs = given === 'now' ? epochMs : instantOf(given);
    if (instantMs === undefined) return call.notModelled(`date -d ${given}`);
    epochMs = instantMs;
  }
  const format = args.operands[0];
  if (format !== undefined && !format.startsWith('+')) return call.fail(`invalid date '${format}'`);
  const standard = args.has('R')
    ? '%a, %d %b %Y %H:%M:%S +0000'
    : args.has('I')
      ? '%Y-%m-%d'
      : '%a %b %e %H:%M:%S UTC %Y';
  const text = formatDate(epochMs, format?.slice(1) ?? standard);
  if (text === undefined) return call.notModelled(`date format ${format}`);
  call.out(`${text}\n`);
  return 0;
}

/** `@SECONDS`, or `YYYY-MM-DD` with or without a time of day, in UTC, as milliseconds; undefined for anything else. */
function instantOf(text: string): number | undefined {
  const seconds = /^@(\d+)$/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?Z?)?$/.exec(text);
  if (match === null) return undefined;
  const [, day, minute = '00:00', second = ':00'] = match;
  const ms = Date.parse(`${day}T${minute}${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * `timeout [-s SIG] [-k SECS] SECS COMMAND…`; busybox' old `-t SECS` too. GNU's ends with 124 when it had to send the
 * signal; busybox' runs the command in its own place, so that the status is the command's: 143 where TERM ended it.
 */
function* timeout(call: Invocation): Task<number> {
  let signal = parseSignal('TERM');
  let killMs: number | undefined;
  let rest = call.args;
  let limit: string | undefined;
  while (rest[0]?.startsWith('-') === true) {
    const [option, value = ''] = rest;
    if (option === '-s') signal = parseSignal(value);
    else if (option === '-k') killMs = parseSleep(value);
    else if (option === '-t') limit = value;
    else return call.notModelled(`option ${option}`);
    rest = rest.slice(2);
  }
  if (limit === undefined) {
    limit = rest[0] ?? '';
    rest = rest.slice(1);
  }
  const ms = parseSleep(limit);
  const isBusybox = call.machine.userland === 'busybox';
  if (ms === undefined || signal === undefined)
    return isBusybox
      ? call.fail(`invalid number '${limit}'`)
      : call.fail(`invalid time interval '${limit}'`, 125);
  call.process.effects.add(EFFECT.processes);
  const child = call.machine.table.spawn(
    { command: rest.join(' '), streams: call.io, parent: call.process },
    (process) =>
      untilEnd(() => call.machine.runWords(new Invocation({ ...call.parts(), process, argv: rest }))),
  );
  const { host } = call.machine;
  if (child.exit === undefined) {
    yield anyOf([exitOf(child, { interruptible: false }), sleepFor(host, ms)], { interruptible: false });
  }
  if (child.exit !== undefined) return child.exit.code;
  child.signal(signal);
  if (child.exit === undefined && killMs !== undefined) {
    yield anyOf([exitOf(child, { interruptible: false }), sleepFor(host, killMs)], { interruptible: false });
    child.signal('KILL');
  }
  if (child.exit === undefined) yield exitOf(child, { interruptible: false });
  if (isBusybox) return (child.exit as ExitStatus | undefined)?.code ?? 0;
  return signal === 'KILL' ? 137 : 124;
}

export const TIME_PROGRAMS: Readonly<Record<string, Program>> = {
  sleep: { run: sleep },
  usleep: { run: (call) => pause(call, Math.max(1, Math.ceil(Number(call.args[0] ?? 0) / 1000))) },
  date: { run: date },
  timeout: { run: timeout },
};
