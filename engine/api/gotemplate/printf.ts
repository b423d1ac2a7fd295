// fmt's Sprintf, Sprint and Sprintln, for the values that templates have.
//
// Source: Go src/fmt/print.go, doPrintf, printArg, badVerb; format.go. Left out: argument indexes (`%[1]d`), `%p`, `%O`.

import { quoteGo } from '../validation/field-error.ts';
import { floatText, goExponent, Int, isMap, isNothing, numberOf, typeText, valueText } from './values.ts';

interface Spec {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

const VERB = /%([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*)?)?(.)?/gsu;

export function sprintf(format: string, values: readonly unknown[]): string {
  let used = 0;
  const next = (): unknown => values[used++];
  const text = format.replace(
    VERB,
    (all: string, flags: string, width?: string, precision?: string, verb?: string) => {
      const amount = (word: string | undefined): number | undefined => {
        if (word !== '*') return word === undefined ? undefined : Number(word);
        const value = next();
        return value instanceof Int ? value.value : undefined;
      };
      const spec = {
        flags,
        width: amount(width),
        precision: amount(precision) ?? (/\.\d*.?$/su.test(all) && all.includes('.') ? 0 : undefined),
      };
      if (verb === undefined) return '%!(NOVERB)';
      if (verb === '%') return '%';
      if (used >= values.length) return `%!${verb}(MISSING)`;
      return formatted(next(), verb, spec);
    },
  );
  if (used >= values.length) return text;
  const extra = values
    .slice(used)
    .map((value) => (isNothing(value) ? '<nil>' : `${typeText(value)}=${valueText(value)}`));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

/** Blanks stand between operands that are both no strings. */
export function sprint(values: readonly unknown[]): string {
  let out = '';
  values.forEach((value, i) => {
    if (i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string') out += ' ';
    out += valueText(value);
  });
  return out;
}

export const sprintln = (values: readonly unknown[]): string => `${values.map(valueText).join(' ')}\n`;

function formatted(value: unknown, verb: string, spec: Spec): string {
  if (verb === 'T') return padded(isNothing(value) ? '<nil>' : typeText(value), spec);
  if (isNothing(value)) return verb === 'v' ? padded('<nil>', spec) : `%!${verb}(<nil>)`;
  if (Array.isArray(value)) return `[${value.map((each) => formatted(each, verb, spec)).join(' ')}]`;
  if (isMap(value)) {
    const keys = Object.keys(value).sort();
    const pairs = keys.map((key) => `${formatted(key, verb, spec)}:${formatted(value[key], verb, spec)}`);
    return `map[${pairs.join(' ')}]`;
  }
  const text = scalar(value, verb, spec);
  return text ?? `%!${verb}(${typeText(value)}=${valueText(value)})`;
}

function scalar(value: unknown, verb: string, spec: Spec): string | undefined {
  if (typeof value === 'string') return ofString(value, verb, spec);
  if (typeof value === 'boolean')
    return verb === 't' || verb === 'v' ? padded(String(value), spec) : undefined;
  const number = numberOf(value);
  if (number === undefined) return undefined;
  return number.isInt ? ofInt(number.value, verb, spec) : ofFloat(number.value, verb, spec);
}

function ofString(value: string, verb: string, spec: Spec): string | undefined {
  const { precision, flags } = spec;
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  if (verb === 's' || verb === 'v')
    return padded(flags.includes('#') && verb === 'v' ? quoteGo(cut) : cut, spec);
  if (verb === 'q') return padded(quoteGo(cut), spec);
  if (verb !== 'x' && verb !== 'X') return undefined;
  const hex = [...new TextEncoder().encode(cut)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return padded(verb === 'X' ? hex.toUpperCase() : hex, spec);
}

const BASES: Readonly<Record<string, number>> = { b: 2, d: 10, o: 8, v: 10, x: 16, X: 16 };

function ofInt(value: number, verb: string, spec: Spec): string | undefined {
  if (verb === 'c') return padded(String.fromCodePoint(value), spec);
  if (verb === 'q') return padded(`'${String.fromCodePoint(value)}'`, spec);
  if (verb === 'U') return padded(`U+${value.toString(16).toUpperCase().padStart(4, '0')}`, spec);
  const base = BASES[verb];
  if (base === undefined) return undefined;
  const digits = Math.abs(value)
    .toString(base)
    .padStart(spec.precision ?? 1, '0');
  const prefix = spec.flags.includes('#') ? ({ o: '0', x: '0x', X: '0X' }[verb] ?? '') : '';
  return signed(value < 0, prefix + (verb === 'X' ? digits.toUpperCase() : digits), spec);
}

function ofFloat(value: number, verb: string, spec: Spec): string | undefined {
  const size = Math.abs(value);
  const text = floatDigits(size, verb, spec.precision);
  return text === undefined ? undefined : signed(value < 0, text, spec);
}

function floatDigits(size: number, verb: string, precision: number | undefined): string | undefined {
  if (verb === 'f' || verb === 'F') return size.toFixed(precision ?? 6);
  if (verb === 'e' || verb === 'E') {
    const [digits = '', exponent = '0'] = size.toExponential(precision ?? 6).split('e');
    const text = goExponent(digits, Number(exponent));
    return verb === 'E' ? text.toUpperCase() : text;
  }
  if (verb !== 'g' && verb !== 'G' && verb !== 'v') return undefined;
  return floatText(precision === undefined ? size : Number(size.toPrecision(Math.max(1, precision))));
}

function signed(isNegative: boolean, digits: string, spec: Spec): string {
  const { flags, width = 0 } = spec;
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('0') && !flags.includes('-')) return sign + digits.padStart(width - sign.length, '0');
  return padded(sign + digits, spec);
}

function padded(text: string, { flags, width = 0 }: Spec): string {
  const missing = Math.max(0, width - [...text].length);
  if (flags.includes('-')) return text + ' '.repeat(missing);
  return (flags.includes('0') ? '0' : ' ').repeat(missing) + text;
}
