// The table of a step.

import type { ComponentChildren } from 'preact';

export function StepTable({ rows }: { readonly rows: readonly (readonly string[])[] }): ComponentChildren {
  return (
    <div class="scrolling">
      <table class="argument">
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (i === 0 ? <th key={j}>{cell}</th> : <td key={j}>{cell}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
