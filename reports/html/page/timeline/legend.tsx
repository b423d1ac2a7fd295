// What the shapes mean that are drawn here, always in sight.

import type { ComponentChildren } from 'preact';
import type { EndpointBands } from '../../../view/endpoint-bands.ts';
import type { PodLane } from '../../../view/pod-lanes.ts';
import type { PodState } from '../../../view/pod-state.ts';
import { ADDRESS_STATE, POD_STATE, text } from '../text.ts';
import { StateShape } from './state-shape.tsx';

/** What is ready needs no telling: it looks as a ready pod does. */
const TOLD_ADDRESSES = ['stale', 'serving', 'terminating'] as const;

interface LegendProps {
  readonly lanes: readonly PodLane[];
  readonly bands: readonly EndpointBands[];
}

export function Legend({ lanes, bands }: LegendProps): ComponentChildren {
  const drawn = new Set(lanes.flatMap(({ runs }) => runs.map(({ state }) => state)));
  const addresses = new Set(
    bands.flatMap((band) => band.addresses.flatMap(({ runs }) => runs.map(({ state }) => state))),
  );
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
      {TOLD_ADDRESSES.filter((state) => addresses.has(state)).map((state) => (
        <li key={state} title={ADDRESS_STATE[state]}>
          <svg width="18" height="14" aria-hidden="true">
            <rect class={`address is-${state}`} x={1} y={5} width={16} height={5} />
          </svg>
          {text.addressLegend[state]}
        </li>
      ))}
    </ul>
  );
}
