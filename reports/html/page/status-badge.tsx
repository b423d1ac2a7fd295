// A status as symbol and word; never color alone.

import type { ComponentChildren } from 'preact';
import type { Status } from '../../run/run-result.ts';
import { STATUS_SYMBOL, STATUS_WORD } from './text.ts';

export function StatusBadge({ status }: { readonly status: Status }): ComponentChildren {
  return (
    <span class={`badge is-${status}`}>
      <span aria-hidden="true">{STATUS_SYMBOL[status]}</span> {STATUS_WORD[status]}
    </span>
  );
}
