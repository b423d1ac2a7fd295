// A lane for every pod, by owner. Height says how much it serves, texture what is the matter, color comes last.

import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { laneGroups } from '../../../view/lane-groups.ts';
import type { PodLane, Run } from '../../../view/pod-lanes.ts';
import { instantText, lengthText } from '../../../view/time-text.ts';
import { pure } from '../pure.tsx';
import { text } from '../text.ts';
import { StateShape } from './state-shape.tsx';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 22;
/** A restart closer to the next one shows no exit code. */
const RESTART_TEXT_PX = 34;
/** More lanes are shown on demand. */
const LANES_MAX = 40;

interface PodsProps extends DrawProps {
  readonly lanes: readonly PodLane[];
  readonly select: (object: string) => void;
  readonly selected: string;
}

export function Pods({ lanes, select, selected, ...draw }: PodsProps): ComponentChildren {
  const [hasAll, setHasAll] = useState(false);
  const groups = useMemo(() => laneGroups(hasAll ? lanes : lanes.slice(0, LANES_MAX)), [lanes, hasAll]);
  if (lanes.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.pods}</TrackHeading>
      {groups.map(({ owner, sections }) => (
        <div key={owner} class="lane-group">
          <OwnerLine owner={owner} depth={0} select={select} />
          {sections.map((section) => {
            // A Job's only pod needs no line for the Job.
            const isAlone = section.lanes.length === 1 && sections.length > 1;
            const isInner = section.owner !== '' && !isAlone;
            return (
              <div key={section.owner}>
                {isInner && <OwnerLine owner={section.owner} depth={1} select={select} />}
                {section.lanes.map((lane) => (
                  <Lane
                    key={lane.key}
                    {...draw}
                    lane={lane}
                    above={isAlone ? owner : (lane.owners.at(-1) ?? '')}
                    depth={isInner ? 2 : 1}
                    select={select}
                    isSelected={lane.key === selected}
                  />
                ))}
              </div>
            );
          })}
        </div>
      ))}
      {!hasAll && lanes.length > LANES_MAX && (
        <button type="button" class="more" onClick={() => setHasAll(true)}>
          {text.morePods(lanes.length - LANES_MAX)}
        </button>
      )}
    </section>
  );
}

function OwnerLine({
  owner,
  depth,
  select,
}: {
  readonly owner: string;
  readonly depth: number;
  readonly select: (key: string) => void;
}): ComponentChildren {
  const [kind, , name] = owner.split('/');
  if (owner === '') return null;
  return (
    <div class="owner-line" style={`padding-left:${10 + depth * 10}px`}>
      <button type="button" class="link" onClick={() => select(owner)}>
        <small>{kind}</small> {name}
      </button>
    </div>
  );
}

interface LaneProps extends DrawProps {
  readonly lane: PodLane;
  /** Key of the owner whose line stands above. */
  readonly above: string;
  readonly depth: number;
  readonly select: (object: string) => void;
  readonly isSelected: boolean;
}

function Lane({ axis, cursor, lane, above, depth, select, isSelected }: LaneProps): ComponentChildren {
  const { name, runs, key, endSeq } = lane;
  const now = runs.filter(({ seq }) => seq <= cursor.seq).at(-1);
  const word = endSeq !== undefined && cursor.seq >= endSeq ? text.deleted : now?.word;
  const label = (
    <button type="button" class="link lane-name" title={key} onClick={() => select(key)}>
      {shortName(name, above)}
      {word !== undefined && <small>{word}</small>}
    </button>
  );
  return (
    <Track
      label={label}
      height={HEIGHT}
      width={axis.width}
      indent={10 + depth * 10}
      title={spoken(lane)}
      class={isSelected ? 'is-selected' : ''}
    >
      <LanePlot lane={lane} axis={axis} />
    </Track>
  );
}

const LanePlot = pure(({ lane, axis }: { readonly lane: PodLane; readonly axis: DrawProps['axis'] }) => {
  const { runs, restarts, probes, graceEnds } = lane;
  return (
    <>
      {runs.map((run) => (
        <RunShape
          key={run.seq}
          run={run}
          axis={axis}
          isCrowded={run.state !== 'ready' && probes.some(({ t }) => t >= run.fromMs && t <= run.toMs)}
        />
      ))}
      {graceEnds.map((t) => (
        <path key={t} d={`M${axis.x(t)} 2v18`} class="grace-end">
          <title>{`${text.graceEnd} ${instantText(t)}`}</title>
        </path>
      ))}
      {probes.map(({ t, seq, text: what }) => (
        <circle key={seq} data-seq={seq} cx={axis.x(t)} cy={4} r={2.6} class="probe">
          <title>{`${instantText(t)} ${what}`}</title>
        </circle>
      ))}
      {restarts.map(({ t, seq, container, count, exitCode, reason }, i) => (
        <g key={seq} data-seq={seq} class="restart">
          <title>{`${instantText(t)} ${text.restart(container, count, exitCode, reason)}`}</title>
          <path d={`M${axis.x(t)} 1v20`} />
          {axis.x(restarts[i + 1]?.t ?? Number.POSITIVE_INFINITY) - axis.x(t) > RESTART_TEXT_PX && (
            <text x={axis.x(t) + 3} y={9}>
              ↻{exitCode ?? ''}
            </text>
          )}
        </g>
      ))}
    </>
  );
});

// `web-7bc8f5967c-fkg75` below its ReplicaSet is `…fkg75`.
function shortName(name: string, owner: string): string {
  const [, , ownerName = ''] = owner.split('/');
  return ownerName !== '' && name.startsWith(`${ownerName}-`) && name.length - ownerName.length > 4
    ? `…${name.slice(ownerName.length + 1)}`
    : name;
}

const spoken = ({ name, runs }: PodLane): string =>
  `${name}: ${runs.map(({ word, ready, fromMs }) => `${word} ${ready} from ${instantText(fromMs)}`).join(', ')}`;

const LETTER_PX = 5.6;

interface RunProps {
  readonly run: Run;
  readonly axis: DrawProps['axis'];
  /** Marks stand where the word would be. */
  readonly isCrowded: boolean;
}

function RunShape({ run, axis, isCrowded }: RunProps): ComponentChildren {
  const x = axis.x(run.fromMs);
  const width = Math.max(3, axis.x(run.toMs) - x);
  const word = run.state === 'running' ? `${run.word} ${run.ready}` : run.word;
  return (
    <g class={`run is-${run.state}`}>
      <title>{`${run.word} ${run.ready}\n${instantText(run.fromMs)} … ${instantText(run.toMs)} (${lengthText(run.toMs - run.fromMs)})`}</title>
      <StateShape state={run.state} x={x} width={width} height={HEIGHT} />
      {!isCrowded && width > word.length * LETTER_PX + 8 && (
        <text
          x={x + 5}
          y={run.state === 'ready' || run.state === 'terminating' || run.state === 'pending' ? 14.5 : 10}
        >
          {word}
        </text>
      )}
    </g>
  );
}
