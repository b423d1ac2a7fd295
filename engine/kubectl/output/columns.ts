// Rows of cells in columns, as kubectl lays out what is no server's table.

import { layoutTabs, TABLE_TABS } from '../print/tab-writer.ts';

/** @param widths  those of the tables before, widened by this one */
export function layoutColumns(rows: readonly (readonly string[])[], widths?: number[]): string {
  return layoutTabs(rows.map((cells) => `${cells.join('\t')}\n`).join(''), TABLE_TABS, widths);
}
