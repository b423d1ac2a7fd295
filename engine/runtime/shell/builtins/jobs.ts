// Builtins about processes and signals: `trap`, `wait`, `kill`, `jobs`.

import { EFFECT } from '../../process/effects.ts';
import { ProcessGone } from '../../process/process.ts';
import {
  parseSignal,
  SIGNAL_NAMES,
  type SignalName,
  signalExitCode,
  signalNumber,
} from '../../process/signals.ts';
import type { Task } from '../../process/task.ts';
import { anyOf, exitOf } from '../../process/waits.ts';
import type { Shell } from '../shell.ts';
import type { Builtin } from './index.ts';

const trap: Builtin = (shell, args) => {
  if (args[0] === '-l') return listSignals(shell);
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.length === 0 || words[0] === '-p') {
    for (const [name, command] of [...shell.traps].sort(bySignal))
      shell.out(`trap -- '${command.replace(/'/g, `'\\''`)}' ${name}\n`);
    return 0;
  }
  // `trap TERM` and `trap 15 2` without a command reset the signals.
  const isWithoutCommand = words.length === 1 || /^\d+$/.test(words[0]!);
  const resets = isWithoutCommand || words[0] === '-';
  const names = isWithoutCommand ? words : words.slice(1);
  for (const word of names) {
    const name = /^(0|(SIG)?EXIT)$/i.test(word) ? 'EXIT' : parseSignal(word);
    if (name === undefined) {
      if (/^(ERR|DEBUG|RETURN)$/.test(word))
        shell.problem(`trap ${word}`, `traps on ${word} are not modelled`);
      return shell.error(`trap: ${word}: bad trap`);
    }
    setTrap(shell, name, resets ? undefined : words[0]);
  }
  return 0;
};

const bySignal = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  trapNumber(a) - trapNumber(b);

const trapNumber = (name: string): number => (name === 'EXIT' ? 0 : signalNumber(name as SignalName));

function setTrap(shell: Shell, name: SignalName | 'EXIT', command: string | undefined): void {
  if (shell.traps.get(name) !== command) shell.touchState();
  if (command === undefined) shell.traps.delete(name);
  else shell.traps.set(name, command);
  if (name === 'EXIT' || name === 'KILL' || name === 'STOP' || !shell.ownsProcess) return;
  shell.process.dispose(name, command === undefined ? undefined : command === '' ? 'ignore' : 'handle');
}

/** Waits for jobs. A signal with a trap ends it at once with 128 plus its number; the trap then runs. */
function* wait(shell: Shell, args: readonly string[]): Task<number> {
  if (args.some((arg) => arg.startsWith('-')))
    shell.problem(`wait ${args.join(' ')}`, 'options are not modelled');
  if (args.length === 0) {
    for (;;) {
      const running = [...shell.jobs.values()].filter((job) => job.exit === undefined);
      if (running.length === 0) {
        shell.jobs.clear();
        return 0;
      }
      const waits = running.map((job) => exitOf(job, { interruptible: true }));
      const signal = yield anyOf(waits, { interruptible: true });
      if (signal !== undefined) return signalExitCode(signal);
    }
  }
  let code = 0;
  for (const arg of args) {
    if (arg.startsWith('%')) shell.problem(arg, 'job names are not modelled; use $!');
    const job = shell.jobs.get(Number(arg));
    if (job === undefined) {
      code = 127;
      continue;
    }
    if (job.exit === undefined) {
      const signal = yield exitOf(job, { interruptible: true });
      if (signal !== undefined) return signalExitCode(signal);
    }
    code = job.exit?.code ?? 0;
  }
  return code;
}

const kill: Builtin = (shell, args) => {
  if (args[0] === '-l') return args[1] === undefined ? listSignals(shell) : nameSignals(shell, args.slice(1));
  const { signal, pids } = parseKill(args);
  if (signal === undefined) return shell.error(`kill: bad signal name '${args[0]!.slice(1)}'`);
  if (pids.length === 0) return shell.error('kill: you need to specify whom to kill', 1);
  let code = 0;
  shell.process.effects.add(EFFECT.processes);
  for (const word of pids) {
    if (word.startsWith('%')) shell.problem(`kill ${word}`, 'job names are not modelled; use $!');
    if (!/^-?\d+$/.test(word)) {
      code = shell.error(`kill: invalid number '${word}'`);
      continue;
    }
    const pid = Number(word);
    if (pid <= 0) {
      if (signal !== '0') shell.machine.table.signalAll(signal, shell.process);
      continue;
    }
    const target = shell.machine.table.find(pid) ?? shell.jobs.get(pid);
    if (target === undefined || target.exit !== undefined) {
      code = shell.error(`kill: can't kill pid ${pid}: No such process`);
      continue;
    }
    if (signal !== '0') target.signal(signal);
    if (shell.process.exit !== undefined) throw new ProcessGone();
  }
  return code;
};

function parseKill(args: readonly string[]): {
  signal: SignalName | '0' | undefined;
  pids: readonly string[];
} {
  let name: string | undefined;
  let rest = args;
  if (args[0] === '-s' || args[0] === '-n') {
    name = args[1] ?? '';
    rest = args.slice(2);
  } else if (args[0] !== undefined && /^-[A-Za-z0-9]/.test(args[0])) {
    name = args[0].slice(1);
    rest = args.slice(1);
  }
  if (rest[0] === '--') rest = rest.slice(1);
  if (name === undefined) return { signal: 'TERM', pids: rest };
  return { signal: name === '0' ? '0' : parseSignal(name), pids: rest };
}

function listSignals(shell: Shell): number {
  for (const signal of SIGNAL_NAMES) shell.out(`${signalNumber(signal)}) ${signal}\n`);
  return 0;
}

/** `kill -l 15` and `kill -l 143` print TERM, `kill -l TERM` prints 15. */
function nameSignals(shell: Shell, words: readonly string[]): number {
  for (const word of words) {
    const number = Number(word);
    const signal = parseSignal(number > 128 ? String(number - 128) : word);
    if (signal === undefined) return shell.error(`kill: unknown signal '${word}'`);
    shell.out(`${Number.isNaN(number) ? signalNumber(signal) : signal}\n`);
  }
  return 0;
}

export const JOB_BUILTINS: Readonly<Record<string, Builtin>> = {
  trap,
  wait,
  kill,
  jobs: (shell) => {
    shell.process.effects.add(EFFECT.processes);
    for (const [pid, job] of shell.jobs)
      if (job.exit === undefined) shell.out(`[${pid}]  Running  ${job.command}\n`);
    return 0;
  },
};
