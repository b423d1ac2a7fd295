// The two programs that print pi: `bc -l` and perl's bignum, the Jobs of the Kubernetes documentation and of tutorials.
// The digits are computed; anything else these languages can do is refused.

import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { sleepFor } from '../process/waits.ts';
import type { Invocation, Program } from './program.ts';

/** Pi times 10^digits, rounded down. Machin: 16 arctan(1/5) - 4 arctan(1/239). */
function scaledPi(digits: number): bigint {
  const guard = 10n;
  const one = 10n ** (BigInt(digits) + guard);
  return (16n * scaledArctan(5n, one) - 4n * scaledArctan(239n, one)) / 10n ** guard;
}

function scaledArctan(inverse: bigint, one: bigint): bigint {
  let power = one / inverse;
  let sum = power;
  const square = inverse * inverse;
  for (let n = 3n, sign = -1n; power !== 0n; n += 2n, sign = -sign) {
    power /= square;
    sum += (sign * power) / n;
  }
  return sum;
}

function piText(digits: number): string {
  const text = String(scaledPi(digits));
  return `${text[0]}.${text.slice(1)}`;
}

// Differs: about what a current machine needs for 2000 digits in perl and 10,000 in bc; the cost grows with the square.
const MS_PER_DIGIT_SQUARED = { perl: 10_000 / 2000 ** 2, bc: 100_000 / 10_000 ** 2 };

function* bc(call: Invocation): Task<number> {
  call.process.effects.add(EFFECT.input);
  const text = (yield* readAll(call.stdin)).replace(/\s+/g, '');
  const pi = /^scale=(\d+);4\*a\(1\)$/.exec(text);
  if (pi !== null) {
    const digits = Number(pi[1]);
    yield sleepFor(call.machine.host, Math.ceil(digits ** 2 * MS_PER_DIGIT_SQUARED.bc));
    // bc breaks lines after 68 characters and rounds 4 * arctan(1) down in its last digit.
    const value = String(4n * (scaledPi(digits + 5) / 10n ** 5n / 4n)).padEnd(digits + 1, '0');
    call.out(`${`${value[0]}.${value.slice(1)}`.replace(/.{68}(?=.)/g, '$&\\\n')}\n`);
    return 0;
  }
  const simple = /^(-?\d+(?:\.\d+)?)([-+*])(-?\d+(?:\.\d+)?)$/.exec(text);
  if (simple === null || text.includes('.')) return call.notModelled(`bc: ${text}`);
  const [a, b] = [BigInt(simple[1]!), BigInt(simple[3]!)];
  call.out(`${simple[2] === '+' ? a + b : simple[2] === '-' ? a - b : a * b}\n`);
  return 0;
}

function* perl(call: Invocation): Task<number> {
  const digits = /bpi\((\d+)\)/.exec(call.args.join(' '))?.[1];
  if (digits === undefined || !/^-Mbignum=bpi/.test(call.args[0] ?? ''))
    return call.notModelled('perl other than bpi');
  yield sleepFor(call.machine.host, Math.ceil(Number(digits) ** 2 * MS_PER_DIGIT_SQUARED.perl));
  call.out(`${piText(Number(digits) - 1)}\n`);
  return 0;
}

export const PI_PROGRAMS: Readonly<Record<string, Program>> = { bc: { run: bc }, perl: { run: perl } };
