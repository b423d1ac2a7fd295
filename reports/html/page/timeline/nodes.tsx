// Nodes that something happened to: when they were Ready, cordoned, silent.

import type { ComponentChildren } from 'preact';
import type { NodeLane, NodeRun } from '../../../view/node-lanes.ts';
import { instantText, lengthText } from '../../../view/time-text.ts';
import { pure } from '../pure.tsx';
import { text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 20;
const LETTER_PX = 5.8;

interface NodesProps extends DrawProps {
  readonly lanes: readonly NodeLane[];
  readonly select: (object: string) => void;
}

export function Nodes({ lanes, axis, cursor, select }: NodesProps): ComponentChildren {
  if (lanes.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.nodes}</TrackHeading>
      {lanes.map(({ key, name, runs }) => {
        const label = (
          <button type="button" class="link lane-name" onClick={() => select(key)}>
            {name}
            <small>{runs.filter(({ seq }) => seq <= cursor.seq).at(-1)?.word}</small>
          </button>
        );
        const spoken = runs.map(({ word, fromMs }) => `${word} from ${instantText(Math.max(0, fromMs))}`);
        return (
          <Track
            key={key}
            label={label}
            height={HEIGHT}
            width={axis.width}
            title={`${name}: ${spoken.join(', ')}`}
          >
            {runs.map((run) => (
              <NodeShape key={run.seq} run={run} axis={axis} />
            ))}
          </Track>
        );
      })}
    </section>
  );
}

const NodeShape = pure(({ run, axis }: { readonly run: NodeRun; readonly axis: DrawProps['axis'] }) => {
  const x = axis.x(run.fromMs);
  const width = Math.max(3, axis.x(run.toMs) - x);
  return (
    <g class="node-run">
      <title>{`${run.word}\n${instantText(run.fromMs)} … ${instantText(run.toMs)} (${lengthText(run.toMs - run.fromMs)})`}</title>
      <rect class={`node is-${run.state.replace(' ', '-')}`} x={x} y={HEIGHT - 7} width={width} height={4} />
      {width > run.word.length * LETTER_PX && (
        <text x={x + 4} y={HEIGHT - 10}>
          {run.word}
        </text>
      )}
    </g>
  );
});
