// Puts a text on the clipboard, and says so.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { text } from './text.ts';

const SAID_MS = 1500;

/** @returns whether it was just copied, and what copies it */
export function useCopy(value: string): readonly [isCopied: boolean, copy: () => void] {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_MS);
  };
  return [isCopied, copy];
}

export function CopyButton({
  value,
  label,
}: {
  readonly value: string;
  readonly label: string;
}): ComponentChildren {
  const [isCopied, copy] = useCopy(value);
  return (
    <button type="button" class="quiet" title={`${label}\n${value}`} onClick={copy} aria-live="polite">
      {isCopied ? text.copied : label}
    </button>
  );
}
