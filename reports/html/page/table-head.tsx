// The heads of a table's columns.

import type { ComponentChildren } from 'preact';

export function TableHead({ columns }: { readonly columns: readonly string[] }): ComponentChildren {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}
