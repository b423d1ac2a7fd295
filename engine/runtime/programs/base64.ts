// `base64`, for ASCII text: keys and tokens in scripts.

import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';
import { inputs } from './text-input.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Differs: other than ASCII text stops the scenario. */
function* base64(call: Invocation): Task<number> {
  const args = parseArguments(call, 'dDw:', { decode: 'd', wrap: 'w' });
  const { texts, code } = yield* inputs(call, args.operands);
  const text = texts.map((one) => one.text).join('');
  if ([...text].some((ch) => ch > '\u007f')) return call.notModelled('base64 of other than ASCII text');
  if (args.has('d') || args.has('D')) call.out(decode64(text));
  else {
    const encoded = encode64(text);
    const width = Number(args.value('w') ?? 76);
    const lines = width === 0 ? encoded : encoded.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n');
    call.out(width === 0 || lines === '' ? lines : `${lines}\n`);
  }
  return code;
}

function encode64(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i += 3) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    result += BASE64[bits >> 18];
    result += BASE64[(bits >> 12) & 63];
    result += i + 1 < text.length ? BASE64[(bits >> 6) & 63] : '=';
    result += i + 2 < text.length ? BASE64[bits & 63] : '=';
  }
  return result;
}

function decode64(text: string): string {
  let result = '';
  let bits = 0;
  let count = 0;
  for (const ch of text) {
    const value = BASE64.indexOf(ch);
    if (value < 0) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    result += String.fromCharCode((bits >> count) & 0xff);
  }
  return result;
}

export const BASE64_PROGRAMS: Readonly<Record<string, Program>> = { base64: { run: base64 } };
