// Counts of workloads as step lines: how many are wanted, and how many are there.

import type { ComponentChildren } from 'preact';
import type { RolloutLimits } from '../../../view/rollout-limits.ts';
import { instantText } from '../../../view/time-text.ts';
import type { CountLine, WorkloadLines } from '../../../view/workload-lines.ts';
import { text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 58;
const [TOP, BOTTOM] = [6, 53];

interface CountsProps extends DrawProps {
  readonly workloads: readonly WorkloadLines[];
  readonly limits: readonly RolloutLimits[];
  readonly select: (object: string) => void;
}

export function Counts({ workloads, limits, select, ...draw }: CountsProps): ComponentChildren {
  if (workloads.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.workloads}</TrackHeading>
      {workloads.map((workload) => (
        <CountTrack
          key={workload.key}
          {...draw}
          workload={workload}
          limits={limits.find(({ key }) => key === workload.key)}
          select={select}
        />
      ))}
    </section>
  );
}

const nameOf = (key: string): readonly [kind: string, name: string] => {
  const [kind = '', , name = ''] = key.split('/');
  return [kind, name];
};

const valueAt = ({ points }: CountLine, seq: number): number =>
  points.filter((point) => point.seq <= seq).at(-1)?.value ?? 0;

function CountTrack({
  axis,
  cursor,
  index,
  workload,
  limits,
  select,
}: DrawProps & {
  readonly workload: WorkloadLines;
  readonly limits: RolloutLimits | undefined;
  readonly select: (object: string) => void;
}): ComponentChildren {
  const { key, lines, endMs } = workload;
  const max = Math.max(workload.max, ...(limits?.spans ?? []).map(({ maxTotal }) => maxTotal));
  const [kind, name] = nameOf(key);
  const y = (value: number): number => BOTTOM - (value / max) * (BOTTOM - TOP);
  const end = axis.x(endMs ?? index.endMs);
  const label = (
    <span class="count-label">
      <button type="button" class="link" title={key} onClick={() => select(key)}>
        <small>{kind}</small> {name}
      </button>
      <span class="count-values">
        {lines.map((line, i) => (
          <span key={line.name} title={line.name}>
            <i class={`key line-${i}`} aria-hidden="true" />
            {line.name} <b>{valueAt(line, cursor.seq)}</b>
          </span>
        ))}
      </span>
    </span>
  );
  return (
    <Track label={label} height={HEIGHT} width={axis.width} title={`${kind} ${name}`} class="is-tall">
      {Array.from({ length: Math.min(max, 10) + 1 }, (_, i) => (i * max) / Math.min(max, 10)).map((value) => (
        <line key={value} x1={0} x2={axis.width} y1={y(value)} y2={y(value)} class="grid" />
      ))}
      {limits !== undefined && <Limits limits={limits} axis={axis} y={y} />}
      {lines.map((line, i) => (
        <path key={line.name} d={stepPath(line, axis.x, y, end, i)} class={`line line-${i}`}>
          <title>{`${line.name} ${line.points.map(({ t, value }) => `${value} at ${instantText(t)}`).join(', ')}`}</title>
        </path>
      ))}
    </Track>
  );
}

// Between the lines a rolling update may move; where it went beyond, the part beyond is filled.
function Limits({
  limits: { spans, violations },
  axis,
  y,
}: Pick<DrawProps, 'axis'> & {
  readonly limits: RolloutLimits;
  readonly y: (value: number) => number;
}): ComponentChildren {
  return (
    <>
      {spans.map(({ fromMs, toMs, minAvailable, maxTotal }) => (
        <rect
          key={fromMs}
          class="limits"
          x={axis.x(fromMs)}
          y={y(maxTotal)}
          width={axis.x(toMs) - axis.x(fromMs)}
          height={Math.max(1, y(minAvailable) - y(maxTotal))}
        >
          <title>{text.limits(minAvailable, maxTotal)}</title>
        </rect>
      ))}
      {violations.map(({ kind, fromMs, toMs, seq, limit, value }) => (
        <rect
          key={`${kind} ${seq}`}
          data-seq={seq}
          class="violation"
          x={axis.x(fromMs)}
          y={Math.min(y(limit), y(value))}
          width={Math.max(3, axis.x(toMs) - axis.x(fromMs))}
          height={Math.abs(y(limit) - y(value))}
        >
          <title>{`${kind}: ${value}, ${text.limit} ${limit}\n${instantText(fromMs)} … ${instantText(toMs)}`}</title>
        </rect>
      ))}
    </>
  );
}

// Lines that lie on one another are drawn a little apart, so that each can be seen.
const APART_PX = 1.2;

function stepPath(
  { points }: CountLine,
  x: (t: number) => number,
  y: (value: number) => number,
  end: number,
  i: number,
): string {
  const [first] = points;
  if (first === undefined) return '';
  const off = (i - 1.5) * APART_PX;
  const rest = points.slice(1).map(({ t, value }) => `H${x(t)}V${y(value) + off}`);
  return `M${x(first.t)} ${y(first.value) + off}${rest.join('')}H${end}`;
}
