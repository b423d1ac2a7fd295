// Names and uids that the server makes. Both come from the simulation alone, so equal runs give equal names.

import type { Streams } from '../../kernel/streams.ts';

// No vowels and no 0, 1, 3, so that no words appear. Source: kubernetes v1.20.2
// staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go, alphanums.
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;
// Source: apiserver pkg/storage/names/generate.go, maxNameLength.
const NAME_LENGTH_MAX = 63;

export class NameGenerator {
  private readonly streams: Streams;
  private uids = 0;
  /** Letters of the newest uid; only its digits change. */
  private readonly uidCodes = [...UID_FORM];
  private stampedMs = -1;
  private stampsThisMs = 0;

  constructor(streams: Streams) {
    this.streams = streams;
  }

  /** `base` with five random letters, cut so that it fits into 63. One stream a base: names of one owner do not shift another's. */
  generate(kind: string, namespace: string | undefined, base: string): string {
    const stream = this.streams.stream(`name ${kind} ${namespace ?? ''}/${base}`);
    let suffix = '';
    for (let i = 0; i < SUFFIX_LENGTH; i += 1)
      suffix += SUFFIX_LETTERS[stream.integer(0, SUFFIX_LETTERS.length - 1)];
    return `${base.slice(0, NAME_LENGTH_MAX - SUFFIX_LENGTH)}${suffix}`;
  }

  /** The nanosecond, in hexadecimal, that an Event is named by; events of one instant get neighbouring ones. */
  eventStamp(epochMs: number): string {
    this.stampsThisMs = epochMs === this.stampedMs ? this.stampsThisMs + 1 : 0;
    this.stampedMs = epochMs;
    return (BigInt(epochMs) * 1_000_000n + BigInt(this.stampsThisMs)).toString(16);
  }

  /** A version 4 uid made from a counter: unique in the run and looking like any other. */
  uid(): string {
    this.uids += 1;
    const a = scramble(this.uids);
    const b = scramble(a ^ 0x9e3779b9);
    const c = scramble(b ^ this.uids);
    const codes = this.uidCodes;
    putHex(codes, 0, 8, a);
    putHex(codes, 9, 4, b >>> 16);
    putHex(codes, 15, 3, b);
    codes[19] = VARIANTS[c & 3]!;
    putHex(codes, 20, 3, c >>> 16);
    putHex(codes, 24, 4, scramble(c) >>> 16);
    putHex(codes, 28, 8, this.uids);
    // From codes, and not joined of parts: one text without garbage, and every object has such a text.
    return String.fromCharCode.apply(undefined, codes);
  }
}

const DIGITS = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const VARIANTS = [...'89ab'].map((digit) => digit.charCodeAt(0));
const UID_FORM = [...'00000000-0000-4000-8000-000000000000'].map((letter) => letter.charCodeAt(0));

/** The lowest `length` hexadecimal digits of a number. */
function putHex(codes: number[], from: number, length: number, n: number): void {
  let rest = n;
  for (let at = from + length - 1; at >= from; at -= 1) {
    codes[at] = DIGITS[rest & 15]!;
    rest >>>= 4;
  }
}

// A 32-bit integer finalizer: neighbouring counters give unlike uids.
function scramble(n: number): number {
  let x = n | 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return x ^ (x >>> 16);
}
