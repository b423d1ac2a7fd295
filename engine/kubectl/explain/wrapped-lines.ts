// Descriptions as lines: words are joined and broken anew, but for what looks like a list, a paragraph or code.
//
// Source: kubectl v0.32.0 pkg/explain/formatter.go, wrapString, shouldStartNewLine.

import { byteLength } from '../../api/names/text.ts';

const BULLET = /^(\d+\.?|-|\*)\s/;
const CODE = '    ';

/** @param width  of a line, in bytes of UTF-8 */
export function wrappedLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let lastWord = '';
  const flush = (): void => {
    if (line === '') return;
    lastWord = '';
    lines.push(line);
    line = '';
  };
  for (const part of text.split('\n')) {
    if (part.startsWith(CODE)) {
      flush();
      lines.push(part);
      continue;
    }
    const words = part.split(/\s+/).filter((word) => word !== '');
    if (lines.length > 0 && words.length === 0) {
      flush();
      lines.push('');
      continue;
    }
    if (lastWord.endsWith(':') || words.length === 0 || BULLET.test(part.trim())) flush();
    for (const word of words) {
      lastWord = word;
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && byteLength(longer) > width) {
        flush();
        line = word;
      } else line = longer;
    }
  }
  flush();
  return lines;
}
