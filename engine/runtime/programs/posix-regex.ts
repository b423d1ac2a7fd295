// POSIX regular expressions, basic and extended, as JavaScript's.

import { CHARACTER_CLASSES } from '../shell/pattern.ts';

/** A POSIX regular expression as a JavaScript one. Basic: `\(`, `\+` and the like are the operators. */
export function posixRegex(text: string, options: { extended: boolean; flags?: string }): RegExp {
  let source = '';
  for (let i = 0; i < text.length; i++) {
    const ch = text.charAt(i);
    const next = text.charAt(i + 1);
    if (ch === '[') {
      const end = text.indexOf(']', text[i + 1] === '^' ? i + 3 : i + 2);
      const close =
        text.slice(i).match(/^\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/)?.[0] ??
        (end < 0 ? '[' : text.slice(i, end + 1));
      source += bracket(close);
      i += close.length - 1;
    } else if (ch === '\\') {
      i++;
      if (options.extended) source += /[wWsSbB1-9]/.test(next) ? `\\${next}` : literal(next);
      else if ('(){}+?|'.includes(next)) source += next;
      else if (next === '<' || next === '>') source += '\\b';
      else source += /[wWsSbB1-9nt]/.test(next) ? `\\${next}` : literal(next);
    } else if (!options.extended && '(){}+?|'.includes(ch)) source += `\\${ch}`;
    else if (!options.extended && ch === '*' && source === '') source += '\\*';
    else source += ch;
  }
  return new RegExp(source, options.flags ?? '');
}

function literal(ch: string): string {
  return ch.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function bracket(text: string): string {
  const body = text.slice(1, -1).replace(/^(\^?)\]/, '$1\\]');
  return `[${body.replace(/\[:(\w+):\]|\[/g, (_, name: string | undefined) => (name === undefined ? '\\[' : (CHARACTER_CLASSES[name] ?? '')))}]`;
}
