// The keys that move the cursor of a scenario.

import type { TraceIndex } from '../../view/trace-index.ts';
import type { Cursor } from './cursor.ts';
import { useKeys } from './keys.ts';
import type { Navigation } from './route.ts';

export function useRecordKeys(index: TraceIndex, cursor: Cursor, { route, change }: Navigation): void {
  const move = (by: number) => (): void => {
    const next = index.stopFrom(cursor.pinned, by);
    if (next !== undefined) cursor.pin(next.seq);
  };
  const step = (by: number) => (): void => {
    const { steps } = index;
    const here = steps.filter(({ seq }) => (by > 0 ? seq > cursor.pinned : seq < cursor.pinned));
    const next = by > 0 ? here[0] : here.at(-1);
    if (next !== undefined) cursor.pin(next.seq);
  };
  const ofObject = (by: number) => (): void => {
    const writes = index.objects.get(route.object)?.writes ?? [];
    const next =
      by > 0
        ? writes.find(({ seq }) => seq > cursor.pinned)
        : writes.filter(({ seq }) => seq < cursor.pinned).at(-1);
    if (next !== undefined) cursor.pin(next.seq);
  };
  useKeys({
    ArrowLeft: move(-1),
    ArrowRight: move(1),
    'Shift+ArrowLeft': step(-1),
    'Shift+ArrowRight': step(1),
    '[': ofObject(-1),
    ']': ofObject(1),
    Home: () => cursor.pin(index.stops[0]?.seq ?? 0),
    End: () => cursor.pin(index.stops.at(-1)?.seq ?? 0),
    y: () => change({ tab: 'why' }, cursor.t),
    m: () => change({ mark: route.mark === cursor.pinned ? 0 : cursor.pinned }, cursor.t),
  });
}
