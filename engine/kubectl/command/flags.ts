// Flags: their declaration, and a command line read against it.
//
// Source: spf13/pflag v1.0.5 flag.go, parseArgs, parseLongArg, parseSingleShortArg, failf; the texts of values that
// cannot be read are strconv's and time's. Flags may stand among the arguments; `--` ends them.

import { DurationError, parseGoDurationMs } from '../../api/duration/go-duration.ts';
import { quoteGo } from '../../api/validation/field-error.ts';

export type FlagType =
  | 'bool'
  | 'string'
  | 'int'
  | 'int32'
  | 'int64'
  | 'duration'
  | 'strings'
  | 'list'
  | 'map';

/** `strings` is split at commas, `list` is not; both may be repeated. A `map` is `k=v,k=v`. */
export interface FlagSpec {
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly type: FlagType;
  /** As text; absent: false, 0 or nothing. */
  readonly value?: string;
  /** What the flag means without `=value`; only bools have one by themselves. */
  readonly noValue?: string;
}

export class FlagError extends Error {}

type FlagValue = string | readonly string[];

/** The flags of one command line. */
export class Flags {
  private readonly specs: ReadonlyMap<string, FlagSpec>;
  private readonly values = new Map<string, FlagValue>();
  /** Names and values as they were given, in order. */
  readonly given: { readonly name: string; readonly value: string }[] = [];

  constructor(specs: Iterable<FlagSpec>) {
    this.specs = new Map([...specs].map((spec) => [spec.name, spec]));
  }

  /** @throws FlagError  the value cannot be read */
  set(spec: FlagSpec, text: string): void {
    const problem = problemWith(spec, text);
    if (problem !== undefined) {
      const name = spec.short === undefined ? `--${spec.name}` : `-${spec.short}, --${spec.name}`;
      throw new FlagError(`invalid argument ${quoteGo(text)} for "${name}" flag: ${problem}`);
    }
    this.given.push({ name: spec.name, value: text });
    if (spec.type !== 'strings' && spec.type !== 'list' && spec.type !== 'map') {
      this.values.set(spec.name, text);
      return;
    }
    const before = this.values.get(spec.name) ?? [];
    this.values.set(spec.name, [
      ...before,
      ...(spec.type === 'list' ? [text] : text === '' ? [] : text.split(',')),
    ]);
  }

  /** Whether the flag stands on the command line. */
  isSet(name: string): boolean {
    return this.values.has(name);
  }

  has(name: string): boolean {
    return this.specs.has(name);
  }

  string(name: string): string {
    const value = this.values.get(name) ?? this.specs.get(name)?.value ?? '';
    return typeof value === 'string' ? value : value.join(',');
  }

  bool(name: string): boolean {
    return BOOLS.get(this.string(name)) ?? false;
  }

  int(name: string): number {
    return Number(this.string(name) || '0');
  }

  list(name: string): readonly string[] {
    const value = this.values.get(name);
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  }

  /** Milliseconds, fractions included. A bare number counts seconds where the flag is read so upstream. */
  durationMs(name: string): number {
    const text = this.string(name) || '0';
    return /^-?\d+$/.test(text) ? Number(text) * 1000 : parseGoDurationMs(text);
  }
}

// Source: Go strconv, ParseBool.
const BOOLS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => [text, false] as const),
]);

const BOUNDS: Partial<Record<FlagType, bigint>> = { int32: 2n ** 31n, int: 2n ** 63n, int64: 2n ** 63n };

function problemWith({ type }: FlagSpec, text: string): string | undefined {
  if (type === 'bool') {
    return BOOLS.has(text) ? undefined : `strconv.ParseBool: parsing ${quoteGo(text)}: invalid syntax`;
  }
  if (type === 'duration') return durationProblem(text);
  if (type === 'map') {
    const bad = text.split(',').find((pair) => pair !== '' && !pair.includes('='));
    return bad === undefined ? undefined : `${bad} must be formatted as key=value`;
  }
  const bound = BOUNDS[type];
  if (bound === undefined) return undefined;
  if (!/^[-+]?\d+$/.test(text)) return `strconv.ParseInt: parsing ${quoteGo(text)}: invalid syntax`;
  const value = BigInt(text.replace(/^\+/, ''));
  return value < bound && value >= -bound
    ? undefined
    : `strconv.ParseInt: parsing ${quoteGo(text)}: value out of range`;
}

function durationProblem(text: string): string | undefined {
  try {
    parseGoDurationMs(text);
    return undefined;
  } catch (error) {
    if (error instanceof DurationError) return error.message;
    throw error;
  }
}

/**
 * Reads words against the declared flags.
 *
 * @param interspersed  whether flags may follow the first argument
 * @returns the arguments, and how many of them stood before `--` (-1 without one)
 * @throws FlagError with pflag's text
 */
export function parseFlags(
  flags: Flags,
  specs: readonly FlagSpec[],
  words: readonly string[],
  interspersed = true,
): { readonly args: readonly string[]; readonly dashAt: number } {
  const long = new Map(specs.map((spec) => [spec.name, spec]));
  const short = new Map(
    specs.flatMap((spec) => (spec.short === undefined ? [] : [[spec.short, spec] as const])),
  );
  const args: string[] = [];
  let i = 0;
  while (i < words.length) {
    const word = words[i]!;
    i += 1;
    if (word === '--') return { args: [...args, ...words.slice(i)], dashAt: args.length };
    if (word.length < 2 || word[0] !== '-') {
      if (!interspersed) return { args: [...args, word, ...words.slice(i)], dashAt: -1 };
      args.push(word);
    } else if (word.startsWith('--')) i += longFlag(flags, long, word, words[i]);
    else i += shortFlags(flags, short, word.slice(1), words[i]);
  }
  return { args, dashAt: -1 };
}

/** @returns how many of the following words it took */
function longFlag(
  flags: Flags,
  specs: ReadonlyMap<string, FlagSpec>,
  word: string,
  next: string | undefined,
): number {
  const body = word.slice(2);
  if (body === '' || body[0] === '-' || body[0] === '=') throw new FlagError(`bad flag syntax: ${word}`);
  const at = body.indexOf('=');
  const name = at < 0 ? body : body.slice(0, at);
  const spec = specs.get(name);
  if (spec === undefined) throw new FlagError(`unknown flag: --${name}`);
  if (at >= 0) {
    flags.set(spec, body.slice(at + 1));
    return 0;
  }
  const alone = spec.noValue ?? (spec.type === 'bool' ? 'true' : undefined);
  if (alone === undefined && next === undefined) throw new FlagError(`flag needs an argument: --${name}`);
  flags.set(spec, alone ?? next!);
  return alone === undefined ? 1 : 0;
}

function shortFlags(
  flags: Flags,
  specs: ReadonlyMap<string, FlagSpec>,
  letters: string,
  next: string | undefined,
): number {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at]!;
    const rest = letters.slice(at + 1);
    const spec = specs.get(letter);
    if (spec === undefined) {
      throw new FlagError(`unknown shorthand flag: ${quoteLetter(letter)} in -${letters.slice(at)}`);
    }
    if (rest.length > 1 && rest[0] === '=') {
      flags.set(spec, rest.slice(1));
      return 0;
    }
    const alone = spec.noValue ?? (spec.type === 'bool' ? 'true' : undefined);
    if (alone !== undefined) {
      flags.set(spec, alone);
      continue;
    }
    if (rest !== '') {
      flags.set(spec, rest);
      return 0;
    }
    if (next === undefined)
      throw new FlagError(`flag needs an argument: ${quoteLetter(letter)} in -${letters.slice(at)}`);
    flags.set(spec, next);
    return 1;
  }
  return 0;
}

const quoteLetter = (letter: string): string => `'${letter}'`;
