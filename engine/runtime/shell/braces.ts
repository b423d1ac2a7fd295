// bash's brace expansion, `{a,b}` and `{1..3}`, for scripts that name bash as their shell.

import { parse, type Word } from 'unbash';
import type { Shell } from './shell.ts';

const RANGE = /^\{(-?\d+)\.\.(-?\d+)\}$/;
const RANGE_MAX = 100_000;

/** The words that one word stands for; itself where it holds no braces. */
export function braceWords(shell: Shell, word: Word): Word[] {
  const part = word.parts?.find((part) => part.type === 'BraceExpansion');
  if (part === undefined) return [word];
  const before = word.text.slice(0, part.pos - word.pos);
  const after = word.text.slice(part.end - word.pos);
  return choices(shell, part.text).flatMap((choice) => {
    const statement = parse(`: ${before}${choice}${after}`).commands[0];
    const argument = statement?.command.type === 'Command' ? statement.command.args[0] : undefined;
    return argument?.type === 'Word' ? braceWords(shell, argument) : [];
  });
}

function choices(shell: Shell, text: string): string[] {
  const range = RANGE.exec(text);
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    const length = Math.abs(to - from) + 1;
    if (length > RANGE_MAX) shell.problem(text, `more than ${RANGE_MAX} words`);
    return Array.from({ length }, (_, i) => String(from <= to ? from + i : from - i));
  }
  const parts: string[] = [];
  let depth = 0;
  let from = 1;
  for (let i = 1; i < text.length - 1; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  if (parts.length === 0) shell.problem(text, 'this brace expansion is not modelled');
  return [...parts, text.slice(from, -1)];
}
