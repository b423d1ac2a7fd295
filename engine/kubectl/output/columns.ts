// Columns of text, as Go's tabwriter lays them out for kubectl. Source: cli-runtime v0.32 pkg/printers/tabwriter.go.

const WIDTH_MIN = 6;
const PADDING = 3;

/** Lines of cells; the last cell of a line is not filled up. */
export function layoutColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? WIDTH_MIN, [...cell].length + PADDING);
    });
  }
  return rows
    .map(
      (row) =>
        `${row.map((cell, i) => (i === row.length - 1 ? cell : pad(cell, widths[i] ?? 0))).join('')}\n`,
    )
    .join('');
}

const pad = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - [...cell].length));
