// Signals by name and number, as Linux on x86 and ARM numbers them (include/uapi/asm-generic/signal.h).

const NUMBERS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  WINCH: 28,
} as const;

export type SignalName = keyof typeof NUMBERS;

/** Signals whose default action is to do nothing. Stopping and continuing processes is not modelled. */
const HARMLESS: ReadonlySet<SignalName> = new Set([
  'CHLD',
  'CONT',
  'URG',
  'WINCH',
  'STOP',
  'TSTP',
  'TTIN',
  'TTOU',
]);

export const SIGNAL_NAMES = Object.keys(NUMBERS) as readonly SignalName[];

/** Default action: ends the process. */
export function isFatal(signal: SignalName): boolean {
  return !HARMLESS.has(signal);
}

export function signalNumber(signal: SignalName): number {
  return NUMBERS[signal];
}

/** Exit code of a process that a signal ended: 137 for KILL, 143 for TERM. */
export function signalExitCode(signal: SignalName): number {
  return 128 + NUMBERS[signal];
}

/** Reads `TERM`, `SIGTERM`, `sigterm`, `15`; undefined for anything else. */
export function parseSignal(text: string): SignalName | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '');
  return SIGNAL_NAMES.find((signal) => signal === name || String(NUMBERS[signal]) === name);
}
