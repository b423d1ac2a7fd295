// FNV-1 and FNV-1a of 32 bits over the UTF-8 bytes of a text, fed piece by piece.
//
// Source: Go hash/fnv, New32 and New32a.

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

abstract class Fnv32 {
  protected sum = OFFSET_BASIS;

  abstract writeByte(byte: number): void;

  writeText(text: string): void {
    for (const char of text) {
      const code = char.codePointAt(0)!;
      if (code < 0x80) this.writeByte(code);
      else for (const byte of utf8Bytes(code)) this.writeByte(byte);
    }
  }

  /** The hash so far, 0 to 2^32 - 1. */
  sum32(): number {
    return this.sum >>> 0;
  }
}

/** Multiplies before it mixes a byte in. */
export class Fnv32Hash extends Fnv32 {
  writeByte(byte: number): void {
    this.sum = Math.imul(this.sum, PRIME) ^ byte;
  }
}

/** Mixes a byte in before it multiplies. */
export class Fnv32aHash extends Fnv32 {
  writeByte(byte: number): void {
    this.sum = Math.imul(this.sum ^ byte, PRIME);
  }
}

function utf8Bytes(code: number): number[] {
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)];
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
}
