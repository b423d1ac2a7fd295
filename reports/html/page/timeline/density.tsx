// How many events there were, over time: bursts and silences. Warnings stand on top.

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { EventRecord } from '../../../../engine/trace/records.ts';
import { text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 30;
const BUCKET_PX = 6;

interface Bucket {
  normal: number;
  warning: number;
  seq: number;
}

export function Density({ axis, index }: DrawProps): ComponentChildren {
  const buckets = useMemo(() => {
    const found = new Map<number, Bucket>();
    for (const record of index.records) {
      if (record.type !== 'event' || record.op === 'delete' || record.t < 0) continue;
      const place = Math.floor(axis.x(record.t) / BUCKET_PX);
      const bucket = found.get(place) ?? { normal: 0, warning: 0, seq: record.seq };
      if ((record as EventRecord).level === 'Warning') bucket.warning += 1;
      else bucket.normal += 1;
      found.set(place, bucket);
    }
    return [...found];
  }, [axis, index]);
  if (buckets.length === 0) return null;
  const most = Math.max(...buckets.map(([, { normal, warning }]) => normal + warning));
  const px = (n: number): number => (n / most) * (HEIGHT - 8);
  return (
    <section class="track-group">
      <TrackHeading>{text.events}</TrackHeading>
      <Track
        label={<span class="plain-label">{`at most ${most} at once`}</span>}
        height={HEIGHT}
        width={axis.width}
        title={text.events}
      >
        {buckets.map(([place, { normal, warning, seq }]) => (
          <g key={place} data-seq={seq}>
            <title>{`${normal} Normal, ${warning} Warning`}</title>
            <rect
              class="density"
              x={place * BUCKET_PX}
              y={HEIGHT - 2 - px(normal)}
              width={BUCKET_PX - 1.5}
              height={px(normal)}
            />
            <rect
              class="density is-warning"
              x={place * BUCKET_PX}
              y={HEIGHT - 2 - px(normal + warning)}
              width={BUCKET_PX - 1.5}
              height={px(warning)}
            />
          </g>
        ))}
      </Track>
    </section>
  );
}
