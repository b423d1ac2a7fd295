// What a process has touched since it was last asked, as a set of bits.
//
// Two uses: a loop whose whole turn touched nothing will do the same again and may be skipped until something wakes
// it; a probe command that only read files gives the same answer until a file changes.

export const EFFECT = {
  /** Read a file or asked whether one exists. */
  readFiles: 1,
  /** Changed a file. */
  wroteFiles: 2,
  /** Asked for the time or for a random number. */
  readTime: 4,
  /** Asked the network, or opened a port. */
  network: 8,
  /** Started, signalled or listed processes. */
  processes: 16,
  /** Wrote to a log or to a pipe. */
  output: 32,
  /** Changed a variable, a function, a trap, the working folder. */
  shellState: 64,
  /** Read from standard input. */
  input: 128,
  /** Waited. */
  waited: 256,
} as const;

/** Everything after which a repetition might go differently, other than a change of files by someone else. */
export const NOT_REPEATABLE =
  EFFECT.wroteFiles |
  EFFECT.readTime |
  EFFECT.network |
  EFFECT.processes |
  EFFECT.output |
  EFFECT.shellState |
  EFFECT.input;

/** Everything after which a probe's answer might differ the next time, files unchanged. */
export const NOT_STABLE =
  EFFECT.wroteFiles | EFFECT.readTime | EFFECT.network | EFFECT.processes | EFFECT.input | EFFECT.waited;

/** A set of `EFFECT` bits that grows. */
export class Effects {
  bits = 0;
  add(bits: number): void {
    this.bits |= bits;
  }
}
