// Named random streams: one for each consumer, derived from (seed, name), so that one more draw in one place shifts
// nothing elsewhere. No consumer, no draw. The generator is xoroshiro128+ of the package pure-rand.

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

type Generator = ReturnType<typeof xoroshiro128plus>;

/** Tells of a draw: the stream, what was drawn for, and the value. */
export type DrawListener = (stream: string, value: number) => void;

export class Stream {
  readonly name: string;
  private readonly generator: Generator;
  private readonly onDraw: DrawListener | undefined;

  constructor(name: string, seed: number, onDraw: DrawListener | undefined) {
    this.name = name;
    this.generator = xoroshiro128plus(seed);
    this.onDraw = onDraw;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    const value = uniformInt(this.generator, min, max);
    this.onDraw?.(this.name, value);
    return value;
  }

  /** One of the choices; there must be at least one. */
  pick<T>(choices: readonly T[]): T {
    return choices[this.integer(0, choices.length - 1)] as T;
  }

  /** A number in [0, 1) with 31 random bits. */
  fraction(): number {
    return this.integer(0, 0x7fffffff) / 0x80000000;
  }
}

export class Streams {
  readonly seed: number;
  private readonly streams = new Map<string, Stream>();
  private readonly onDraw: DrawListener | undefined;

  constructor(seed: number, onDraw?: DrawListener) {
    this.seed = seed;
    this.onDraw = onDraw;
  }

  /** The stream of that name; the same object each time. */
  stream(name: string): Stream {
    let stream = this.streams.get(name);
    if (stream === undefined) {
      stream = new Stream(name, mix(this.seed, name), this.onDraw);
      this.streams.set(name, stream);
    }
    return stream;
  }
}

// FNV-1a over the name, started from the seed; 32 bits are what the generator takes.
function mix(seed: number, name: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < name.length; i += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash | 0;
}
