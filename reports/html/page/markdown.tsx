// Descriptions of features: paragraphs, lists, code, links. No more of Markdown than features use.

import type { ComponentChildren } from 'preact';

export function Markdown({ text }: { readonly text: string }): ComponentChildren {
  const blocks = text.split(/\n\s*\n/);
  return (
    <div class="markdown">
      {blocks.map((block, i) => {
        const lines = block.split('\n');
        if (lines.every((line) => /^[*-] /.test(line)))
          return (
            <ul key={i}>
              {lines.map((line, j) => (
                <li key={j}>{inline(line.slice(2))}</li>
              ))}
            </ul>
          );
        return <p key={i}>{inline(lines.join(' '))}</p>;
      })}
    </div>
  );
}

const INLINE = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)]+\)|https?:\/\/[^\s)]+)/;

function inline(line: string): ComponentChildren {
  return line.split(INLINE).map((part, i) => {
    if (part.startsWith('`')) return <code key={i}>{part.slice(1, -1)}</code>;
    if (part.startsWith('**')) return <strong key={i}>{part.slice(2, -2)}</strong>;
    const link = /^\[([^\]]+)\]\((.+)\)$/.exec(part);
    if (link !== null)
      return (
        <a key={i} href={link[2]} rel="noreferrer">
          {link[1]}
        </a>
      );
    if (/^https?:/.test(part))
      return (
        <a key={i} href={part} rel="noreferrer">
          {part.replace(/^https?:\/\//, '')}
        </a>
      );
    return part;
  });
}
