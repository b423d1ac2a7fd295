// Every record, filtered by words. Only the lines in sight are drawn.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { actorOf, recordText } from '../../../view/record-text.ts';
import { instantText } from '../../../view/time-text.ts';
import { RecordSymbol } from '../record-symbol.tsx';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

const LINE_PX = 22;
const MARGIN_LINES = 10;

export function TracePane({ index, cursor }: PaneProps): ComponentChildren {
  const [filter, setFilter] = useState('');
  const lines = useMemo(
    () =>
      index.told.map((record) => ({
        record,
        words: `${record.type} ${actorOf(record)} ${recordText(record)}`,
      })),
    [index],
  );
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = useMemo(
    () => lines.filter(({ words }) => wanted.every((word) => words.toLowerCase().includes(word))),
    [lines, filter],
  );
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const place = shown.findLastIndex(({ record }) => record.seq <= cursor.pinned);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const y = place * LINE_PX;
    if (y < element.scrollTop || y > element.scrollTop + element.clientHeight - LINE_PX)
      element.scrollTop = y - element.clientHeight / 2;
  }, [place]);
  const height = list.current?.clientHeight ?? 400;
  const from = Math.max(0, Math.floor(top / LINE_PX) - MARGIN_LINES);
  const to = Math.min(shown.length, Math.ceil((top + height) / LINE_PX) + MARGIN_LINES);
  return (
    <div class="trace">
      <div class="trace-bar">
        <input
          type="search"
          value={filter}
          placeholder={text.traceFilter}
          aria-label={text.traceFilter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <small>{text.records(shown.length, lines.length)}</small>
      </div>
      <div class="trace-list" ref={list} onScroll={(event) => setTop(event.currentTarget.scrollTop)}>
        <div style={`height:${shown.length * LINE_PX}px`}>
          <ol style={`transform:translateY(${from * LINE_PX}px)`} start={from + 1}>
            {shown.slice(from, to).map(({ record }, i) => (
              <li
                key={record.seq}
                class={`cause is-${record.type}${from + i === place ? ' is-current' : ''}`}
              >
                <button type="button" onClick={() => cursor.pin(record.seq)}>
                  <span class="mono">{instantText(record.t)}</span>
                  <RecordSymbol record={record} />
                  <span class="actor">{actorOf(record)}</span>
                  <span class="what">{recordText(record)}</span>
                </button>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}
