// Splits a command line into options and operands, the way getopt does, and refuses options that are not modelled.

import type { Invocation } from './program.ts';

export interface Arguments {
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The last value of an option that takes one. */
  value(option: string): string | undefined;
  values(option: string): readonly string[];
}

/**
 * @param flags option letters; a colon after a letter: it takes a value (`n:`), as for getopt
 * @param long long options (`--name`) to the letter, or name, that each means; a name with a colon behind it takes a value
 */
export function parseArguments(
  call: Invocation,
  flags: string,
  long: Readonly<Record<string, string>> = {},
): Arguments {
  const seen = new Map<string, string[]>();
  const operands: string[] = [];
  const add = (option: string, value: string): void => {
    seen.set(option, [...(seen.get(option) ?? []), value]);
  };
  const takesValue = (option: string): boolean => flags[flags.indexOf(option) + 1] === ':';
  const args = call.args;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const [name = '', ...rest] = arg.slice(2).split('=');
      const option = long[name];
      if (option === undefined) call.notModelled(`option --${name}`);
      else if (option.endsWith(':') || takesValue(option))
        add(option.replace(':', ''), rest.length > 0 ? rest.join('=') : (args[++i] ?? ''));
      else add(option, rest.join('='));
    } else if (/^-[^-]/.test(arg)) {
      for (let at = 1; at < arg.length; at++) {
        const option = arg.charAt(at);
        if (option === ':' || !flags.includes(option)) call.notModelled(`option -${option}`);
        if (!takesValue(option)) add(option, '');
        else {
          add(option, at + 1 < arg.length ? arg.slice(at + 1) : (args[++i] ?? ''));
          break;
        }
      }
    } else operands.push(arg);
  }
  return {
    operands,
    has: (option) => seen.has(option),
    value: (option) => seen.get(option)?.at(-1),
    values: (option) => seen.get(option) ?? [],
  };
}
