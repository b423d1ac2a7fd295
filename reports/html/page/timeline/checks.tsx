// What was asserted, over time: the window that was granted, when it held, the number behind it against its bound, the
// instant that decided and the one that came closest. What was asked of single instants shares one line.

import type { ComponentChildren } from 'preact';
import { type CheckTrack, decidingSeq } from '../../../view/check-tracks.ts';
import { instantText } from '../../../view/time-text.ts';
import { STATUS_SYMBOL, text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

interface ChecksProps extends DrawProps {
  readonly tracks: readonly CheckTrack[];
  /** What failed stands apart: it comes first. */
  readonly verdict: CheckTrack['check']['verdict'];
}

export function Checks({ tracks: all, verdict, ...draw }: ChecksProps): ComponentChildren {
  const tracks = all.filter(({ check }) => check.verdict === verdict);
  if (tracks.length === 0) return null;
  const isAtOnce = ({ check }: CheckTrack): boolean => check.operator === 'now' && check.verdict === 'passed';
  const atOnce = tracks.filter(isAtOnce);
  return (
    <section class="track-group">
      <TrackHeading>{text.checksThat[verdict]}</TrackHeading>
      {tracks
        .filter((track) => !isAtOnce(track))
        .map((track) => (
          <Check key={track.check.seq} {...draw} track={track} />
        ))}
      {atOnce.length > 0 && <AtOnce {...draw} tracks={atOnce} />}
    </section>
  );
}

const INSTANT_HEIGHT = 21;

function AtOnce({ axis, tracks }: DrawProps & { readonly tracks: readonly CheckTrack[] }): ComponentChildren {
  return (
    <Track
      label={<span class="plain-label">{text.askedAtOnce(tracks.length)}</span>}
      height={INSTANT_HEIGHT}
      width={axis.width}
      title={text.askedAtOnce(tracks.length)}
    >
      {tracks.map(({ check, told }) => (
        <text
          key={check.seq}
          data-seq={decidingSeq(check)}
          x={axis.x(check.t)}
          y={15}
          text-anchor="middle"
          class={`at-once is-${check.verdict}`}
        >
          {STATUS_SYMBOL[check.verdict]}
          <title>{`${check.text}\n${told}`}</title>
        </text>
      ))}
    </Track>
  );
}

const [PLAIN_HEIGHT, VALUE_HEIGHT] = [34, 50];
const TOP = 5;
const RUN_PX = 5;

function Check({ axis, track }: DrawProps & { readonly track: CheckTrack }): ComponentChildren {
  const { check, operator, fromMs, deadlineMs, runs, points, told, witness, closest } = track;
  const { verdict } = check;
  const hasPlot = points.length > 1 || (points.length > 0 && track.bound !== undefined);
  const height = hasPlot ? VALUE_HEIGHT : PLAIN_HEIGHT;
  const bottom = height - 4;
  const from = axis.x(fromMs);
  const to = Math.max(axis.x(Math.min(deadlineMs, axis.endMs)), from + 3);
  const title = `${operator} ${check.text}: ${verdict}. ${told}`;
  const label = (
    <span class={`check-label is-${verdict}`} title={title}>
      <span class="check-name">
        <span aria-hidden="true">{STATUS_SYMBOL[verdict]}</span> {check.text}
      </span>
      <small>
        {operator !== '' && <b>{operator}</b>} {told}
      </small>
    </span>
  );
  const decidedX = axis.x(witness.t);
  return (
    <Track label={label} height={height} width={axis.width} title={title} class="is-check">
      <rect x={from} y={TOP - 2} width={to - from} height={bottom - TOP + 4} class="window">
        <title>{`${operator} ${instantText(fromMs)} … ${instantText(deadlineMs)}`}</title>
      </rect>
      {hasPlot && <ValuePlot track={track} axis={axis} bottom={bottom - RUN_PX - 3} />}
      {runs.map((run) => {
        const start = Math.max(from, axis.x(run.fromMs));
        const end = Math.max(start + 2, Math.min(to, axis.x(run.toMs)));
        return (
          <rect
            key={run.seq}
            data-seq={run.seq}
            x={start}
            y={bottom - RUN_PX}
            width={end - start}
            height={RUN_PX}
            class={runClass(track, run.holds)}
          >
            <title>{`${instantText(run.fromMs)} ${run.found}`}</title>
          </rect>
        );
      })}
      {closest !== undefined && closest.t !== witness.t && (
        <path d={`M${axis.x(closest.t)} ${TOP - 2}v${bottom - TOP + 4}`} class="closest">
          <title>{`${text.closest} ${instantText(closest.t)} ${closest.found}`}</title>
        </path>
      )}
      <g data-seq={witness.seq} class={`decided is-${verdict}`}>
        <title>{`${text.decided}: ${instantText(witness.t)} ${witness.found}`}</title>
        <path d={`M${decidedX} ${TOP - 2}v${bottom - TOP + 4}`} />
        <path d={`M${decidedX - 4} ${TOP - 4}h8l-4 5z`} class="decided-head" />
      </g>
    </Track>
  );
}

// While one waits for something, that it does not hold yet is no fault; `never` turns it round.
function runClass({ check: { operator, verdict } }: CheckTrack, holds: boolean): string {
  if (operator === 'never') return holds ? 'holds-not' : 'holds';
  if (holds) return 'holds';
  return verdict === 'passed' ? 'waits' : 'holds-not';
}

/** A bound in less room is only a line. */
const BOUND_TEXT_PX = 30;

function ValuePlot({
  track: { points, bound, check },
  axis,
  bottom,
}: Pick<DrawProps, 'axis'> & { readonly track: CheckTrack; readonly bottom: number }): ComponentChildren {
  const most = Math.max(1, bound?.value ?? 0, ...points.map(({ value }) => value));
  const y = (value: number): number => bottom - (value / most) * (bottom - TOP - 3);
  const from = axis.x(Math.max(check.fromMs, points[0]?.t ?? 0));
  const to = Math.max(from + 3, axis.x(check.toMs));
  const line = points
    .map(({ t, value }, i) =>
      i === 0 ? `M${from} ${y(value)}` : `H${Math.max(from, axis.x(t))}V${y(value)}`,
    )
    .join('');
  return (
    <>
      {bound !== undefined && (
        <>
          <path d={`M${from} ${y(bound.value)}H${to}`} class="bound" />
          {to - from > BOUND_TEXT_PX && (
            <text x={from + 4} y={y(bound.value) + (bound.value === most ? 9 : -3)} class="bound-text">
              {text.bound[bound.sense]} {bound.value}
            </text>
          )}
        </>
      )}
      <path d={`${line}H${to}`} class="value-line" />
    </>
  );
}
