// What was asserted, over time: when it held, how the number behind it went, and where it was decided.

import type { ComponentChildren } from 'preact';
import type { CheckRecord } from '../../../../engine/trace/records.ts';
import { instantText } from '../../../view/time-text.ts';
import { STATUS_SYMBOL, text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 21;
const [TOP, BOTTOM] = [3, 19];

export function Checks(draw: DrawProps): ComponentChildren {
  const checks = draw.index.records.filter((record): record is CheckRecord => record.type === 'check');
  if (checks.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.checks}</TrackHeading>
      {checks.map((check) => (
        <CheckTrack key={check.seq} {...draw} check={check} />
      ))}
    </section>
  );
}

function CheckTrack({ axis, index, check }: DrawProps & { readonly check: CheckRecord }): ComponentChildren {
  const { samples, fromMs, toMs, verdict, operator } = check;
  const from = axis.x(fromMs);
  const to = Math.max(axis.x(toMs), from + 3);
  const label = (
    <span class={`check-label is-${verdict}`} title={`${operator} ${check.text}`}>
      <span aria-hidden="true">{STATUS_SYMBOL[verdict]}</span> {check.text}
    </span>
  );
  const decided = index.at(check.decidedBy);
  return (
    <Track label={label} height={HEIGHT} width={axis.width} title={`${operator} ${check.text}: ${verdict}`}>
      <rect x={from} y={TOP - 2} width={to - from} height={BOTTOM - TOP + 4} class="window">
        <title>{`${operator} ${instantText(fromMs)} … ${instantText(toMs)}`}</title>
      </rect>
      {samples.map((sample, i) => {
        const start = Math.max(from, axis.x(sample.t));
        const end = Math.max(start + 2, Math.min(to, axis.x(samples[i + 1]?.t ?? toMs)));
        return (
          <rect
            key={sample.seq}
            data-seq={sample.seq}
            x={start}
            y={BOTTOM - 5}
            width={end - start}
            height={5}
            class={sample.holds ? 'holds' : verdict === 'passed' ? 'waits' : 'holds-not'}
          >
            <title>{`${instantText(sample.t)} ${sample.found}`}</title>
          </rect>
        );
      })}
      <ValueLine check={check} axis={axis} to={to} />
      {decided !== undefined && (
        <path d={`M${axis.x(decided.t)} ${TOP - 2}v${BOTTOM - TOP + 4}`} class={`decided is-${verdict}`}>
          <title>{text.decided}</title>
        </path>
      )}
    </Track>
  );
}

function ValueLine({
  check,
  axis,
  to,
}: Pick<DrawProps, 'axis'> & { readonly check: CheckRecord; readonly to: number }): ComponentChildren {
  const points = check.samples.flatMap(({ t, value }) => (value === undefined ? [] : [{ t, value }]));
  if (points.length < 2) return null;
  const most = Math.max(1, ...points.map(({ value }) => value));
  const y = (value: number): number => BOTTOM - 7 - (value / most) * (BOTTOM - 7 - TOP);
  const line = points.map(
    ({ t, value }, i) => `${i === 0 ? 'M' : 'H'}${axis.x(t)}${i === 0 ? ` ${y(value)}` : `V${y(value)}`}`,
  );
  return <path d={`${line.join('')}H${to}`} class="value-line" />;
}
