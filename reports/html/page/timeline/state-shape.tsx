// The shape of a pod's state: height, texture, color. Used by lanes and by the legend alike.

import type { ComponentChildren } from 'preact';
import type { PodState } from '../../../view/pod-state.ts';

interface Look {
  /** Of the lane's inner height. */
  readonly height: number;
  readonly fill: string;
}

const LOOKS: Readonly<Record<PodState, Look>> = {
  ready: { height: 1, fill: 'var(--ready)' },
  running: { height: 0.5, fill: 'var(--running)' },
  creating: { height: 0.3, fill: 'url(#dots)' },
  pending: { height: 1, fill: 'none' },
  failing: { height: 0.5, fill: 'url(#hatch)' },
  terminating: { height: 1, fill: 'url(#back-hatch)' },
  completed: { height: 0.14, fill: 'var(--completed)' },
  unknown: { height: 1, fill: 'url(#cross)' },
};

interface ShapeProps {
  readonly state: PodState;
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN_PX = 2.5;

export function StateShape({ state, x, width, height }: ShapeProps): ComponentChildren {
  const look = LOOKS[state];
  const inner = (height - 2 * MARGIN_PX) * look.height;
  return (
    <rect
      class={`shape is-${state}`}
      x={x}
      y={height - MARGIN_PX - inner}
      width={width}
      height={inner}
      fill={look.fill}
    />
  );
}
