// The text of a step. Quoted parts stand out: they are what a sentence is about.

import type { ComponentChildren } from 'preact';

export function StepText({ value }: { readonly value: string }): ComponentChildren {
  return value
    .split(/("(?:\\.|[^"\\])*")/)
    .map((part, i) =>
      part.startsWith('"') ? <q key={i}>{part.slice(1, -1).replaceAll('\\"', '"')}</q> : part,
    );
}
