// What the shapes mean, always in sight.

import type { ComponentChildren } from 'preact';
import type { PodState } from '../../../view/pod-state.ts';
import { POD_STATE, text } from '../text.ts';
import { StateShape } from './state-shape.tsx';

export function Legend(): ComponentChildren {
  return (
    <ul class="legend" aria-label={text.legend}>
      {Object.entries(POD_STATE).map(([state, word]) => (
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
