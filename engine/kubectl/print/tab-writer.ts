// Go's tabwriter: text with tabs becomes columns filled up with blanks.
//
// A cell ends with a tab; what follows the last tab of a line belongs to no column. A column is as wide as the widest cell
// of a run of lines that all have that column; a line without it begins a new run.
// Source: Go text/tabwriter, Writer.format and writeLines, without flags; liggitt/tabwriter for RememberWidths.

export interface TabOptions {
  /** Of a cell, padding included, in characters. */
  readonly widthMin: number;
  readonly padding: number;
}

/** What kubectl's tables use. Source: cli-runtime v0.32 pkg/printers/tabwriter.go. */
export const TABLE_TABS: TabOptions = { widthMin: 6, padding: 3 };
/** What `kubectl describe` uses. Source: kubectl v0.32.0 pkg/describe/describe.go, tabbedString. */
export const DESCRIPTION_TABS: TabOptions = { widthMin: 0, padding: 2 };

/**
 * @param text  lines that end in a newline
 * @param remembered  of the columns laid out before, which this call widens: a column never gets narrower
 */
export function layoutTabs(text: string, options: TabOptions, remembered?: number[]): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const out: string[] = [];
  layout(lines, { from: 0, to: lines.length, widths: [], options, remembered, out });
  return out.join('\n');
}

interface Block {
  readonly from: number;
  readonly to: number;
  /** Of the columns that all lines of the block have. */
  readonly widths: readonly number[];
  readonly options: TabOptions;
  readonly remembered: number[] | undefined;
  readonly out: string[];
}

function layout(lines: readonly string[][], block: Block): void {
  const { from, to, widths, options, remembered, out } = block;
  const column = widths.length;
  const hasColumn = (line: number): boolean => column < lines[line]!.length - 1;
  let written = from;
  for (let at = from; at < to; at += 1) {
    if (!hasColumn(at)) continue;
    for (; written < at; written += 1) out.push(padded(lines[written]!, widths));
    let width = options.widthMin;
    for (; at < to && hasColumn(at); at += 1) {
      width = Math.max(width, lengthOf(lines[at]![column]!) + options.padding);
    }
    if (remembered !== undefined) {
      width = Math.max(width, remembered[column] ?? 0);
      remembered[column] = width;
    }
    layout(lines, { ...block, from: written, to: at, widths: [...widths, width] });
    written = at;
  }
  for (; written < to; written += 1) out.push(padded(lines[written]!, widths));
}

function padded(line: readonly string[], widths: readonly number[]): string {
  return line.map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - lengthOf(cell)))).join('');
}

const lengthOf = (text: string): number => [...text].length;

/** Characters that would steer a terminal, made visible. Source: cli-runtime v0.32 pkg/printers/terminal.go. */
export const escapeTerminal = (text: string): string =>
  text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');
