// Requests over time: answered above the line, failed below it, each outcome that failed in a row of its own. Times
// without any answer are drawn on the line. Heights are rates; what failed is never too small to be seen.

import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { RequestOutcome } from '../../../../engine/trace/records.ts';
import { instantText, lengthText } from '../../../view/time-text.ts';
import {
  type TrafficBand,
  type TrafficBucket,
  totalsOf,
  trafficBuckets,
} from '../../../view/traffic-bands.ts';
import { pure } from '../pure.tsx';
import { text } from '../text.ts';
import type { DrawProps } from './timeline.tsx';
import { Track, TrackHeading } from './track.tsx';

const HEIGHT = 46;
/** The line between answered and failed. */
const LINE_Y = 33;
const [TOP, BOTTOM] = [4, 44];
const ROW_HEIGHT = 15;
const BUCKET_PX = 5;
const MIN_FAILED_PX = 4;

interface TrafficProps extends DrawProps {
  readonly bands: readonly TrafficBand[];
}

export function Traffic({ bands, ...draw }: TrafficProps): ComponentChildren {
  if (bands.length === 0) return null;
  return (
    <section class="track-group">
      <TrackHeading>{text.traffic}</TrackHeading>
      {bands.map((band) => (
        <Band key={`${band.clients} ${band.target}`} {...draw} band={band} />
      ))}
    </section>
  );
}

function Band({ axis, band }: DrawProps & { readonly band: TrafficBand }): ComponentChildren {
  const { clients, target, totals } = band;
  const buckets = useMemo(() => trafficBuckets(band, (t) => Math.floor(axis.x(t) / BUCKET_PX)), [band, axis]);
  const failed = totals.byOutcome.filter(({ outcome }) => outcome !== 'answered');
  const label = (
    <span class="count-label" title={`${clients} → ${target}`}>
      <span class="track-name">
        {clients} <small>→ {target}</small>
      </span>
      <span class="count-values">
        <span>
          {text.answered} <b>{totals.answered}</b>
        </span>
        <span class={totals.failed > 0 ? 'is-bad' : ''}>
          {text.failedRequests} <b>{totals.failed}</b>
        </span>
      </span>
    </span>
  );
  return (
    <>
      <Track
        label={label}
        height={HEIGHT}
        width={axis.width}
        title={`${clients} → ${target}: ${text.requestTotals(totals.answered, totals.failed)}`}
        class="is-tall"
      >
        <Plot buckets={buckets} outages={band.outages} axis={axis} />
      </Track>
      {failed.map(({ outcome, count }) => (
        <Track
          key={outcome}
          label={
            <span class="outcome">
              {outcome} <b>{count}</b>
            </span>
          }
          height={ROW_HEIGHT}
          width={axis.width}
          indent={20}
          title={`${outcome}: ${count}`}
        >
          <OutcomeMarks outcome={outcome} band={band} axis={axis} />
        </Track>
      ))}
    </>
  );
}

interface PlotProps {
  readonly buckets: readonly TrafficBucket[];
  readonly outages: TrafficBand['outages'];
  readonly axis: DrawProps['axis'];
}

const Plot = pure(({ buckets, outages, axis }: PlotProps) => {
  const most = Math.max(1, ...buckets.map(({ answeredRate }) => answeredRate));
  const mostFailed = Math.max(1, ...buckets.map(({ failedRate }) => failedRate));
  return (
    <>
      <path d={`M0 ${LINE_Y}H${axis.width}`} class="grid" />
      {buckets.map((bucket) => {
        const { fromMs, toMs, seq, answeredRate, failedRate } = bucket;
        const x = axis.x(fromMs);
        const width = Math.max(1.5, axis.x(toMs) - x);
        const up = (answeredRate / most) * (LINE_Y - TOP);
        const down = MIN_FAILED_PX + (failedRate / mostFailed) * (BOTTOM - LINE_Y - MIN_FAILED_PX);
        return (
          <g key={fromMs} data-seq={failedRate > 0 ? seq : undefined} data-tab="traffic">
            <title>{bucketText(bucket)}</title>
            <rect class="answered" x={x} y={LINE_Y - up} width={width} height={up} />
            {failedRate > 0 && (
              <rect class="failed-requests" x={x} y={LINE_Y} width={Math.max(3, width)} height={down} />
            )}
          </g>
        );
      })}
      {outages.map(({ fromMs, toMs }) => (
        <path
          key={fromMs}
          class="outage"
          d={`M${axis.x(fromMs)} ${LINE_Y}H${Math.max(axis.x(toMs), axis.x(fromMs) + 2)}`}
        >
          <title>{`${text.outage} ${lengthText(toMs - fromMs)}\n${instantText(fromMs)} … ${instantText(toMs)}`}</title>
        </path>
      ))}
    </>
  );
});

interface OutcomeProps {
  readonly outcome: RequestOutcome;
  readonly band: TrafficBand;
  readonly axis: DrawProps['axis'];
}

const OutcomeMarks = pure(({ outcome, band, axis }: OutcomeProps) => (
  <>
    {band.stretches.flatMap(({ seq, outcomes }) =>
      outcomes
        .filter((one) => one.outcome === outcome)
        .map(({ firstMs, lastMs, count, why, pod }, i) => (
          <rect
            key={`${seq} ${i}`}
            data-seq={seq}
            data-tab="traffic"
            class="failed-requests outcome-mark"
            x={axis.x(firstMs) - 1}
            y={4}
            width={Math.max(3, axis.x(lastMs) - axis.x(firstMs) + 2)}
            height={7}
          >
            <title>{`${instantText(firstMs)} ${outcome} ${count}${pod === undefined ? '' : ` ${pod.name}`}\n${why}`}</title>
          </rect>
        )),
    )}
  </>
));

function bucketText({ fromMs, toMs, stretches }: TrafficBucket): string {
  const { byOutcome, byPod, latency } = totalsOf(stretches);
  return [
    `${instantText(fromMs)} … ${instantText(toMs)}`,
    byOutcome.map(({ outcome, count }) => `${count} ${outcome}`).join(', '),
    byPod.map(({ pod, count }) => `${pod} ${count}`).join(', '),
    latency === undefined ? '' : text.percentiles(latency),
  ]
    .filter(Boolean)
    .join('\n');
}
