// SHA-256 of a text, synchronously and without any platform's library.
//
// Source: FIPS 180-4, sections 4.1.2, 5 and 6.2. The constants are the first 32 bits of the fractional parts of the cube
// and square roots of the first primes, computed as the standard defines them.

const PRIMES = firstPrimes(64);

// Fraction bits of a root, by integers: floor(root(p) * 2^32) mod 2^32.
const ROUND_CONSTANTS = Uint32Array.from(PRIMES, (prime) =>
  Number(integerRoot(BigInt(prime) << 96n, 3n) & 0xffffffffn),
);
const INITIAL_STATE = Uint32Array.from(PRIMES.slice(0, 8), (prime) =>
  Number(integerRoot(BigInt(prime) << 64n, 2n) & 0xffffffffn),
);

const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

/** The 32 bytes of the hash of the text in UTF-8. */
export function sha256(text: string): Uint8Array {
  const message = padded(new TextEncoder().encode(text));
  const state = INITIAL_STATE.slice();
  const words = new Uint32Array(64);
  for (let at = 0; at < message.length; at += BLOCK_BYTES) compress(state, words, message, at);
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of state.entries()) view.setUint32(4 * i, word);
  return bytes;
}

function padded(bytes: Uint8Array): Uint8Array {
  const blocks = Math.ceil((bytes.length + 1 + LENGTH_BYTES) / BLOCK_BYTES);
  const message = new Uint8Array(blocks * BLOCK_BYTES);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(message.length - LENGTH_BYTES, BigInt(bytes.length) * 8n);
  return message;
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function compress(state: Uint32Array, words: Uint32Array, message: Uint8Array, at: number): void {
  const view = new DataView(message.buffer, at, BLOCK_BYTES);
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(4 * i);
  for (let i = 16; i < 64; i += 1) {
    const [early, late] = [words[i - 15]!, words[i - 2]!];
    const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[i] = words[i - 16]! + small0 + words[i - 7]! + small1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i += 1) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[i]! + words[i]!) | 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! + word;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** The largest whole number whose power does not exceed the value. */
function integerRoot(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 48n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}
