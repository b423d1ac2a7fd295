// Counts of workloads as step lines: how many are wanted, and how many are there.

import type { ComponentChildren } from 'preact';
import { instantText } from '../../../view/time-text.ts';
import type { CountLine, WorkloadLines } from '../../../view/workload-lines.ts';
import { text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 46;
const [TOP, BOTTOM] = [6, 42];

interface CountsProps extends DrawProps {
  readonly workloads: readonly WorkloadLines[];
  readonly select: (object: string) => void;
}

export function Counts({ workloads, select, ...draw }: CountsProps): ComponentChildren {
  if (workloads.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.workloads}</TrackHeading>
      {workloads.map((workload) => (
        <CountTrack key={workload.key} {...draw} workload={workload} select={select} />
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
  select,
}: DrawProps & {
  readonly workload: WorkloadLines;
  readonly select: (object: string) => void;
}): ComponentChildren {
  const { key, lines, max, endMs } = workload;
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
      {lines.map((line, i) => (
        <path key={line.name} d={stepPath(line, axis.x, y, end, i)} class={`line line-${i}`}>
          <title>{`${line.name} ${line.points.map(({ t, value }) => `${value} at ${instantText(t)}`).join(', ')}`}</title>
        </path>
      ))}
    </Track>
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
