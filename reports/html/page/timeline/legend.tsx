// What the shapes mean that are drawn here, always in sight.

import type { ComponentChildren } from 'preact';
import type { PodLane } from '../../../view/pod-lanes.ts';
import type { PodState } from '../../../view/pod-state.ts';
import { POD_STATE, text } from '../text.ts';
import { StateShape } from './state-shape.tsx';

export function Legend({ lanes }: { readonly lanes: readonly PodLane[] }): ComponentChildren {
  const drawn = new Set(lanes.flatMap(({ runs }) => runs.map(({ state }) => state)));
  return (
    <ul class="legend" aria-label={text.legend}>
      {Object.entries(POD_STATE)
        .filter(([state]) => drawn.has(state as PodState))
        .map(([state, word]) => (
          <li key={state}>
            <svg width="18" height="14" aria-hidden="true">
              <StateShape state={state as PodState} x={1} width={16} height={14} />
            </svg>
            {word}
          </li>
        ))}
    </ul>
  );
}
