// A file's text, cut into YAML documents as kubectl cuts it, with lines and columns for offsets.
//
// Source: kubernetes apimachinery pkg/util/yaml/decoder.go, YAMLReader.Read: a line `---`, blanks and a comment after
// it allowed, ends a document.

export interface Chunk {
  readonly text: string;
  /** Lines of the file before the chunk. */
  readonly linesBefore: number;
}

/** The documents of a text, those of nothing but comments included. */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let linesBefore = 0;
  for (const match of text.matchAll(/^---[ \t]*(?:#.*)?\r?(?:\n|$)/gm)) {
    // Before anything else the separator belongs to the document that it opens.
    if (text.slice(start, match.index) === '') continue;
    chunks.push({ text: text.slice(start, match.index), linesBefore });
    const end = match.index + match[0].length;
    linesBefore += countLines(text.slice(start, end));
    start = end;
  }
  if (start < text.length) chunks.push({ text: text.slice(start), linesBefore });
  return chunks;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Line and column of an offset in a chunk, both from 1, lines counted in the whole file. */
export function placeAt(chunk: Chunk, offset: number): { line: number; column: number } {
  const before = chunk.text.slice(0, offset);
  return { line: chunk.linesBefore + countLines(before) + 1, column: offset - before.lastIndexOf('\n') };
}

/**
 * The line with the one before it, and a caret below the column:
 *
 *     3 | metadata:
 *     4 |   name: a: b
 *       |          ^
 *
 * @param line from 1; lines past the end show nothing
 */
export function excerpt(text: string, line: number, column: number): string {
  const lines = text.split('\n');
  const width = String(line).length;
  const row = (number: number): string =>
    `${String(number).padStart(width)} | ${lines[number - 1]!.trimEnd()}`.trimEnd();
  const shown = [line - 1, line].filter((number) => number >= 1 && number <= lines.length).map(row);
  // Tabs are kept before the caret, so that it stands where the reader sees the column.
  const lead = (lines[line - 1] ?? '').slice(0, column - 1).replaceAll(/[^\t]/g, ' ');
  return [...shown, `${' '.repeat(width)} | ${lead}^`].join('\n');
}
