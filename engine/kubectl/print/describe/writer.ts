// What descriptions are written with: lines of tab-separated cells, indented by levels of two blanks.
//
// The indentation comes before each piece that is written, not before each line.
// Source: kubectl v0.32.0 pkg/describe/describe.go, prefixWriter, nestedPrefixWriter, tabbedString.

import { DESCRIPTION_TABS, escapeTerminal, layoutTabs } from '../tab-writer.ts';

export interface Writer {
  /** A piece of text behind the level's indentation. */
  write(level: number, text: string): void;
  /** The rest of a line. */
  line(text: string): void;
}

/** What `body` writes, laid out in columns. */
export const describedText = (body: (w: Writer) => void): string =>
  layoutTabs(escapeTerminal(rawText(body)), DESCRIPTION_TABS);

/** What `body` writes, tabs and all. */
export function rawText(body: (w: Writer) => void): string {
  const pieces: string[] = [];
  body({
    write: (level, text) => pieces.push('  '.repeat(level) + text),
    line: (text) => pieces.push(`${text}\n`),
  });
  return pieces.join('');
}

/** Writes everything some levels deeper; even the rest of a line gets its indentation. */
export function nested(writer: Writer, levels: number): Writer {
  return {
    write: (level, text) => writer.write(level + levels, text),
    line: (text) => writer.write(levels, `${text}\n`),
  };
}
