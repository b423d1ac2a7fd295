// Constants of a Go template: numbers, characters and quoted strings. Source: Go src/text/template/parse/node.go,
// newNumber; strconv, Unquote.

import { unquote } from '../jsonpath/quote.ts';
import type { Token } from './lex.ts';
import { Float, Int } from './values.ts';

export function constantOf(
  { kind, text }: Token,
  fail: (why: string) => never,
): string | boolean | Float | Int {
  if (kind === 'bool') return text === 'true';
  if (kind === 'rawString') return text.slice(1, -1);
  if (kind === 'string') return unquote(text) ?? fail('invalid syntax');
  if (kind === 'char') {
    const char = unquote(text);
    if (char === undefined || [...char].length !== 1) return fail(`malformed character constant: ${text}`);
    return new Int(char.codePointAt(0)!, 'int32');
  }
  const plain = text.replace(/_/g, '').replace(/^\+/, '');
  const value = /^-?0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : signedNumber(plain);
  if (Number.isNaN(value)) return fail(`illegal number syntax: "${text}"`);
  // A float that is whole can stand for an integer, but is one only where it is written as one.
  return /^-?(?:\d+|0[xX][0-9a-fA-F]+)$/.test(plain) ? new Int(value) : new Float(value);
}

const signedNumber = (text: string): number => (text.startsWith('-') ? -Number(text.slice(1)) : Number(text));
