// Instants, steps as numbered flags, faults as triangles. A slider for keys and for those who hear the page.

import type { ComponentChildren } from 'preact';
import { disturbancesOf } from '../../../view/exploration.ts';
import { recordText } from '../../../view/record-text.ts';
import { instantText } from '../../../view/time-text.ts';
import { text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';

const [TICKS_Y, STEPS_Y, STEPS_HEIGHT] = [14, 24, 42];
/** More where there are faults to show. */
const FAULTS_HEIGHT = 15;
const FLAG_GAP_PX = 17;

export function Ruler({ axis, cursor, index }: DrawProps): ComponentChildren {
  const faults = index.records.filter((record) => record.type === 'input' && record.verb === 'fault');
  const disturbances = disturbancesOf(index);
  const height = STEPS_HEIGHT + (faults.length > 0 || disturbances.length > 0 ? FAULTS_HEIGHT : 0);
  const record = index.atOrBefore(cursor.pinned);
  return (
    <div
      class="track ruler"
      style={`height:${height}px`}
      role="slider"
      tabIndex={0}
      aria-label={text.cursor}
      aria-valuemin={0}
      aria-valuemax={index.endMs}
      aria-valuenow={record?.t ?? 0}
      aria-valuetext={record === undefined ? '' : `${instantText(record.t)} ${recordText(record)}`}
    >
      <div class="track-label" />
      <svg class="track-plot" width={axis.width} height={height} aria-hidden="true">
        {axis.ticks.map(({ x, t, label }) => (
          <g key={t}>
            <line x1={x} x2={x} y1={TICKS_Y + 3} y2={height} class="tick" />
            <text
              x={x}
              y={TICKS_Y - 3}
              class="tick-label"
              text-anchor={x < 20 ? 'start' : x > axis.width - 30 ? 'end' : 'middle'}
            >
              {label}
            </text>
          </g>
        ))}
        {stacked(
          index.steps.map((step) => axis.x(step.t)),
          axis.width,
        ).map((x, i) => {
          const step = index.steps[i] as (typeof index.steps)[number];
          return (
            <g key={step.seq} data-seq={step.seq} class="step-flag">
              <title>{`${text.step(i + 1)}  ${instantText(step.t)}\n${step.keyword}${step.text}`}</title>
              <line x1={axis.x(step.t)} x2={axis.x(step.t)} y1={STEPS_Y + 14} y2={height} />
              <rect x={x - 8} y={STEPS_Y - 1} width={16} height={15} rx={4} />
              <text x={x} y={STEPS_Y + 10} text-anchor="middle">
                {i + 1}
              </text>
            </g>
          );
        })}
        {faults.map((fault) => (
          <path
            key={fault.seq}
            data-seq={fault.seq}
            class="fault"
            d={`M${axis.x(fault.t) - 6} ${height - 1}h12l-6 -11z`}
          >
            <title>{`${instantText(fault.t)} ${recordText(fault)}`}</title>
          </path>
        ))}
        {disturbances.map((disturbance, i) => {
          const x = axis.x(disturbance.t);
          return (
            <g key={disturbance.seq} data-seq={disturbance.seq} class="disturbance">
              <title>{`${text.disturbance(i + 1)}  ${instantText(disturbance.t)}\n${disturbance.text}`}</title>
              <path d={`M${x} ${height - 15}l8 7.5l-8 7.5l-8 -7.5z`} />
              <text x={x} y={height - 4.5} text-anchor="middle">
                {i + 1}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

// Flags at one instant stand beside one another, in order, and none beyond the edge.
function stacked(places: readonly number[], width: number): number[] {
  const out: number[] = [];
  for (const x of places) out.push(Math.max(x, (out.at(-1) ?? Number.NEGATIVE_INFINITY) + FLAG_GAP_PX));
  let limit = width;
  for (let i = out.length - 1; i >= 0; i -= 1) {
    out[i] = Math.min(out[i] as number, limit);
    limit = (out[i] as number) - FLAG_GAP_PX;
  }
  return out;
}
