// The addresses of each Service over time. A gap between a pod's end and its address's is what breaks requests: red.

import type { ComponentChildren } from 'preact';
import {
  type AddressBand,
  type AddressState,
  type EndpointBands,
  readyAddresses,
} from '../../../view/endpoint-bands.ts';
import { instantText } from '../../../view/time-text.ts';
import { pure } from '../pure.tsx';
import { ADDRESS_STATE, text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const BAND_PX = 7;
const PADDING_PX = 5;
const MIN_HEIGHT_PX = 22;

interface EndpointsProps extends DrawProps {
  readonly bands: readonly EndpointBands[];
  readonly select: (object: string) => void;
}

export function Endpoints({ bands, select, ...draw }: EndpointsProps): ComponentChildren {
  if (bands.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.endpoints}</TrackHeading>
      {bands.map((band) => (
        <ServiceTrack key={band.service} {...draw} band={band} select={select} />
      ))}
    </section>
  );
}

function ServiceTrack({
  axis,
  cursor,
  band,
  select,
}: DrawProps & { readonly band: EndpointBands; readonly select: (key: string) => void }): ComponentChildren {
  const { service, addresses } = band;
  const name = service.split('/')[1] ?? service;
  const height = Math.max(MIN_HEIGHT_PX, addresses.length * BAND_PX + 2 * PADDING_PX);
  const label = (
    <button type="button" class="link" onClick={() => select(`Service/${service}`)}>
      <small>Service</small> {name} <small>{readyAddresses(band, cursor.seq)} ready</small>
    </button>
  );
  return (
    <Track label={label} height={height} width={axis.width} title={`Service ${name}`} class="is-tall">
      {addresses.map((address, i) => (
        <Band
          key={`${address.address} ${address.pod}`}
          address={address}
          axis={axis}
          y={PADDING_PX + i * BAND_PX}
        />
      ))}
    </Track>
  );
}

// Where requests go, or may go.
const TALL: ReadonlySet<AddressState> = new Set(['ready', 'serving', 'stale']);

const Band = pure(
  ({
    address: { address, pod, runs },
    axis,
    y,
  }: {
    readonly address: AddressBand;
    readonly axis: DrawProps['axis'];
    readonly y: number;
  }) => {
    return (
      <g>
        {runs.map(({ fromMs, toMs, state, seq }) => (
          <rect
            key={`${seq} ${fromMs}`}
            class={`address is-${state.replace(' ', '-')}`}
            x={axis.x(fromMs)}
            y={TALL.has(state) ? y : y + 2}
            width={Math.max(1.5, axis.x(toMs) - axis.x(fromMs))}
            height={TALL.has(state) ? BAND_PX - 2 : BAND_PX - 4}
          >
            <title>{`${address} ${pod}\n${ADDRESS_STATE[state]}\n${instantText(fromMs)} … ${instantText(toMs)}`}</title>
          </rect>
        ))}
      </g>
    );
  },
);
