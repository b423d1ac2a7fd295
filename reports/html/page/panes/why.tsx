// Why: what led to the record at the cursor, back to a step, a fault or a clock; and what it led to in turn.

import type { ComponentChildren } from 'preact';
import type { TraceRecord } from '../../../../engine/trace/records.ts';
import { actorOf, recordText } from '../../../view/record-text.ts';
import { instantText, lengthText } from '../../../view/time-text.ts';
import { causesOf, consequencesOf } from '../../../view/why.ts';
import { RecordDetail } from '../record-detail.tsx';
import { RecordSymbol } from '../record-symbol.tsx';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

const CONSEQUENCES_MAX = 200;

export function WhyPane({ index, cursor }: PaneProps): ComponentChildren {
  const links = causesOf(index, cursor.seq);
  const consequences = consequencesOf(index, cursor.seq, CONSEQUENCES_MAX);
  return (
    <div class="why">
      <section>
        <h3>{text.because}</h3>
        <ol class="chain">
          {links.map(({ record, delayMs }) => (
            <Line
              key={record.seq}
              record={record}
              delayMs={delayMs}
              depth={0}
              isHere={record.seq === cursor.pinned}
              pin={cursor.pin}
            />
          ))}
        </ol>
        {links[0] !== undefined && <RecordDetail record={links[0].record} />}
      </section>
      <section>
        <h3>
          {text.ledTo} <small>{consequences.length}</small>
        </h3>
        {consequences.length === 0 ? (
          <p class="note">{text.ledToNothing}</p>
        ) : (
          <ol class="chain is-forward">
            {consequences.map(({ record, delayMs, depth }) => (
              <Line
                key={record.seq}
                record={record}
                delayMs={delayMs}
                depth={depth}
                isHere={false}
                pin={cursor.pin}
              />
            ))}
          </ol>
        )}
        {consequences.length === CONSEQUENCES_MAX && <p class="note">{text.moreConsequences}</p>}
      </section>
    </div>
  );
}

interface LineProps {
  readonly record: TraceRecord;
  readonly delayMs: number;
  readonly depth: number;
  readonly isHere: boolean;
  readonly pin: (seq: number) => void;
}

const DEPTH_MAX = 8;

function Line({ record, delayMs, depth, isHere, pin }: LineProps): ComponentChildren {
  return (
    <li class={`cause is-${record.type}${isHere ? ' is-current' : ''}`}>
      <button
        type="button"
        onClick={() => pin(record.seq)}
        style={depth === 0 ? undefined : `padding-left:${8 + Math.min(depth, DEPTH_MAX) * 14}px`}
      >
        <span class="mono">{instantText(record.t)}</span>
        <RecordSymbol record={record} />
        <span class="what">
          {recordText(record)} <span class="actor">{actorOf(record)}</span>
          {delayMs > 0 && <small> {text.later(lengthText(delayMs))}</small>}
        </span>
      </button>
    </li>
  );
}
