// Requests in numbers: totals, shares of pods, latency, and each way in which some failed, with the first of them as an
// example: the stations it came by, why it ended there, and the record that led to it.

import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { recordText } from '../../../view/record-text.ts';
import { instantText, lengthText } from '../../../view/time-text.ts';
import {
  type TrafficBand,
  type TrafficFailure,
  type TrafficTotals,
  totalsOf,
  trafficBands,
} from '../../../view/traffic-bands.ts';
import { routeOf } from '../../../view/traffic-route.ts';
import { TableHead } from '../table-head.tsx';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

export function TrafficPane(props: PaneProps): ComponentChildren {
  const { index, cursor } = props;
  const bands = useMemo(() => trafficBands(index), [index]);
  if (bands.length === 0) return <p class="note">{text.noTraffic}</p>;
  return (
    <div class="traffic">
      {bands.map((band) => {
        const here = band.stretches.filter(({ fromMs, toMs }) => fromMs <= cursor.t && cursor.t <= toMs);
        return (
          <section key={`${band.clients} ${band.target}`}>
            <h3>
              {band.clients} → {band.target}
            </h3>
            <Totals
              rows={[
                [text.wholeRun, band.totals],
                ...(here.length === 0
                  ? []
                  : [[text.stretchAtCursor, totalsOf(here)] as [string, TrafficTotals]]),
              ]}
              longestOutageMs={band.totals.longestOutageMs}
            />
            {band.failures.length === 0 ? (
              <p class="note">{text.nothingFailed}</p>
            ) : (
              <ol class="request-failures">
                {band.failures.map((failure) => (
                  <Failure key={failure.seq + failure.why} {...props} band={band} failure={failure} />
                ))}
              </ol>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Totals({
  rows,
  longestOutageMs,
}: {
  readonly rows: readonly (readonly [name: string, totals: TrafficTotals])[];
  readonly longestOutageMs: number;
}): ComponentChildren {
  return (
    <div class="scrolling">
      <table class="kubectl">
        <TableHead columns={text.trafficColumns} />
        <tbody>
          {rows.map(([name, { sent, answered, failed, retried, latency, byPod }]) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{sent}</td>
              <td>{answered}</td>
              <td class={failed > 0 ? 'is-bad' : ''}>{failed}</td>
              <td>{retried}</td>
              {latency === undefined ? (
                <>
                  <td>&lt;none&gt;</td>
                  <td>&lt;none&gt;</td>
                  <td>&lt;none&gt;</td>
                </>
              ) : (
                <>
                  <td>{lengthText(latency.p50)}</td>
                  <td>{lengthText(latency.p99)}</td>
                  <td>{lengthText(latency.max)}</td>
                </>
              )}
              <td class="message">{sharesText(byPod, answered)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {longestOutageMs > 0 && <p class="lead">{text.longestOutage(lengthText(longestOutageMs))}</p>}
    </div>
  );
}

const sharesText = (byPod: TrafficTotals['byPod'], answered: number): string =>
  byPod
    .map(
      ({ pod, count }) =>
        `${pod === '' ? '<none>' : pod} ${count} (${Math.floor((count * 100) / answered)}%)`,
    )
    .join(', ') || '<none>';

interface FailureProps extends PaneProps {
  readonly band: TrafficBand;
  readonly failure: TrafficFailure;
}

function Failure({ index, cursor, navigation, band, failure }: FailureProps): ComponentChildren {
  const { outcome, status, count, firstMs, lastMs, why, brokenBy, exemplar, seq } = failure;
  const stations = routeOf(index, band, failure);
  const cause = brokenBy === undefined ? undefined : index.at(brokenBy);
  return (
    <li class={cursor.pinned === seq ? 'is-current' : ''}>
      <p>
        <b class="is-bad">
          {count} {outcome}
          {status === undefined ? '' : ` (${status})`}
        </b>{' '}
        {why}{' '}
        <button type="button" class="link mono" onClick={() => cursor.pin(seq)}>
          {count === 1 ? instantText(firstMs) : `${instantText(firstMs)} … ${instantText(lastMs)}`}
        </button>
      </p>
      <p class="route">
        <small>{text.firstOfThem(instantText(exemplar.sentMs))}</small>{' '}
        {stations.map(({ text: station, key, state }, i) => (
          <Fragment key={station}>
            {i > 0 && <span aria-hidden="true"> → </span>}
            {key === undefined ? (
              station
            ) : (
              <button
                type="button"
                class="link"
                onClick={() => navigation.change({ object: key, tab: 'object' }, cursor.t)}
              >
                {station}
              </button>
            )}
            {state !== '' && <small> {state}</small>}
          </Fragment>
        ))}
        <span class="is-bad"> ✖ {outcome}</span> <small>{instantText(exemplar.endedMs)}</small>
      </p>
      {cause !== undefined && (
        <p>
          <small>{text.ledByRecord}</small>{' '}
          <button
            type="button"
            class="link"
            onClick={() => navigation.change({ seq: cause.seq, tab: 'why' }, cause.t)}
          >
            <span class="mono">{instantText(cause.t)}</span> {recordText(cause)}
          </button>
        </p>
      )}
    </li>
  );
}
