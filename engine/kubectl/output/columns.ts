// Rows of cells in columns, as kubectl lays out what is no server's table.

import { layoutTabs, TABLE_TABS } from '../print/tab-writer.ts';

export function layoutColumns(rows: readonly (readonly string[])[]): string {
  return layoutTabs(rows.map((cells) => `${cells.join('\t')}\n`).join(''), TABLE_TABS);
}
