// Why Go refuses the text of a scalar: base64, RFC 3339 times, quantities. The words are Go's.
//
// Source: Go 1.24 encoding/base64/base64.go, decodeQuantum; time/format.go, parse and ParseError.Error;
// kubernetes apimachinery pkg/api/resource/quantity.go, ParseQuantity.

import { parseQuantity, QuantityError } from '../quantity/quantity.ts';

const BASE64 = /[A-Za-z0-9+/]/;

/** `illegal base64 data at input byte N`, or undefined for good standard base64 with padding; line ends are skipped. */
export function base64Problem(text: string): string | undefined {
  const at = corruptByte(text);
  return at === undefined ? undefined : `illegal base64 data at input byte ${at}`;
}

function corruptByte(text: string): number | undefined {
  let inQuantum = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\n' || char === '\r') continue;
    if (char === '=') return inQuantum < 2 ? i : afterPadding(text, i + 1, inQuantum === 2);
    if (!BASE64.test(char)) return i;
    inQuantum = (inQuantum + 1) % 4;
  }
  return inQuantum === 0 ? undefined : text.length - inQuantum;
}

// What follows the first `=`: a second one where the quantum has two letters, then nothing.
function afterPadding(text: string, start: number, needsSecond: boolean): number | undefined {
  let i = start;
  const skipLineEnds = (): void => {
    while (text[i] === '\n' || text[i] === '\r') i += 1;
  };
  skipLineEnds();
  if (needsSecond) {
    if (i >= text.length) return text.length;
    if (text[i] !== '=') return i;
    i += 1;
    skipLineEnds();
  }
  return i < text.length ? i : undefined;
}

const LAYOUT = '2006-01-02T15:04:05Z07:00';
// What the layout asks for, one element after the other; its letters, then the text it matches.
const ELEMENTS: readonly (readonly [string, RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d{2}/],
  ['-', /^-/],
  ['02', /^\d{2}/],
  ['T', /^T/],
  ['15', /^\d{2}/],
  [':', /^:/],
  ['04', /^\d{2}/],
  [':', /^:/],
  ['05', /^\d{2}(?:[.,]\d+)?/],
  ['Z07:00', /^(?:Z|[+-]\d{2}:\d{2})/],
];

/** Go's error for a text that is not RFC 3339, or undefined for a good one. */
export function timeProblem(text: string): string | undefined {
  let rest = text;
  const fields: number[] = [];
  for (const [element, pattern] of ELEMENTS) {
    const match = pattern.exec(rest);
    if (match === null)
      return `parsing time "${text}" as "${LAYOUT}": cannot parse "${rest}" as "${element}"`;
    if (/^\d/.test(match[0])) fields.push(Number.parseInt(match[0], 10));
    rest = rest.slice(match[0].length);
  }
  if (rest !== '') return `parsing time "${text}": extra text: "${rest}"`;
  const outside = outOfRange(fields as [number, number, number, number, number, number]);
  return outside === undefined ? undefined : `parsing time "${text}": ${outside} out of range`;
}

function outOfRange([year, month, day, hour, minute, second]: readonly [
  number,
  number,
  number,
  number,
  number,
  number,
]): string | undefined {
  if (month < 1 || month > 12) return 'month';
  if (hour > 23) return 'hour';
  if (minute > 59) return 'minute';
  if (second > 59) return 'second';
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  return day < 1 || day > days ? 'day' : undefined;
}

/** Upstream's words for a text that is no quantity, or undefined for a good one. */
export function quantityProblem(text: string): string | undefined {
  try {
    parseQuantity(text);
    return undefined;
  } catch (error) {
    if (error instanceof QuantityError) return error.message;
    throw error;
  }
}
