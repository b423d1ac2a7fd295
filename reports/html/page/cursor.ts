// The one cursor of a scenario page: pinned by click or key, previewed by hovering. A number of a record, and with it
// an instant: several records share one.

import { useMemo, useState } from 'preact/hooks';
import type { CheckRecord } from '../../../engine/trace/records.ts';
import { decidingSeq } from '../../view/check-tracks.ts';
import type { TraceIndex } from '../../view/trace-index.ts';
import type { Navigation } from './route.ts';

export interface Cursor {
  /** What all panes show: the preview while there is one. */
  readonly seq: number;
  readonly t: number;
  readonly pinned: number;
  readonly pin: (seq: number) => void;
  /** 0 ends the preview. */
  readonly preview: (seq: number) => void;
}

/** Where a scenario opens: at the instant that decided its failure, else at its end. */
export function openingSeq(index: TraceIndex): number {
  const last = index.stops.at(-1)?.seq ?? index.last;
  const failed = index.records
    .filter((record): record is CheckRecord => record.type === 'check' && record.verdict === 'failed')
    .at(-1);
  return failed === undefined ? last : decidingSeq(failed);
}

export function useCursor(index: TraceIndex, { route, change }: Navigation): Cursor {
  const [hovered, setHovered] = useState(0);
  const opening = useMemo(() => openingSeq(index), [index]);
  const pinned = route.seq === 0 ? opening : route.seq;
  const seq = hovered === 0 ? pinned : hovered;
  return {
    seq,
    t: index.atOrBefore(seq)?.t ?? 0,
    pinned,
    pin: (next) => change({ seq: next }, index.atOrBefore(next)?.t ?? 0),
    preview: setHovered,
  };
}
