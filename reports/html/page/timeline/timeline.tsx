// Everything over one time axis, under one cursor. Hovering previews an instant in all panes, a click pins it.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { checkTracks } from '../../../view/check-tracks.ts';
import { endpointBands } from '../../../view/endpoint-bands.ts';
import { nodeLanes } from '../../../view/node-lanes.ts';
import { podLanes } from '../../../view/pod-lanes.ts';
import { rolloutLimits } from '../../../view/rollout-limits.ts';
import { compressedAxis, linearAxis } from '../../../view/time-axis.ts';
import { clockText, instantText } from '../../../view/time-text.ts';
import type { TraceIndex } from '../../../view/trace-index.ts';
import { trafficBands } from '../../../view/traffic-bands.ts';
import { workloadLines } from '../../../view/workload-lines.ts';
import type { Cursor } from '../cursor.ts';
import { useKeys } from '../keys.ts';
import type { Navigation } from '../route.ts';
import { text } from '../text.ts';
import { Checks } from './checks.tsx';
import { Counts } from './counts.tsx';
import { Density } from './density.tsx';
import { Endpoints } from './endpoints.tsx';
import { Legend } from './legend.tsx';
import { Nodes } from './nodes.tsx';
import { Pods } from './pods.tsx';
import { Ruler } from './ruler.tsx';
import { Traffic } from './traffic.tsx';

interface TimelineProps {
  readonly index: TraceIndex;
  readonly cursor: Cursor;
  readonly navigation: Navigation;
}

const ZOOM_MAX = 64;
/** Room at both ends, so that marks at the first and last instant are whole. */
const PLOT_PADDING_PX = 12;

export function Timeline({ index, cursor, navigation }: TimelineProps): ComponentChildren {
  const { route, change } = navigation;
  // Requests come evenly, and are read best so.
  const isLinear = useMemo(() => index.records.some(({ type }) => type === 'traffic'), [index]);
  const isCompressed = route.axis === '' ? !isLinear : route.axis === 'compressed';
  const [zoom, setZoom] = useState(1);
  const scroller = useRef<HTMLDivElement>(null);
  const width = usePlotWidth(scroller) * zoom;
  const axis = useMemo(
    () => (isCompressed ? compressedAxis(index.instants, width) : linearAxis(0, index.endMs, width)),
    [index, width, isCompressed],
  );
  const drawn = useMemo(() => {
    const lanes = podLanes(index);
    return {
      lanes,
      checks: checkTracks(index),
      bands: endpointBands(index, lanes),
      workloads: workloadLines(index),
      limits: rolloutLimits(index),
      traffic: trafficBands(index),
      nodes: nodeLanes(index),
    };
  }, [index]);
  const setAxis = (): void => change({ axis: isCompressed ? 'linear' : 'compressed' }, cursor.t);
  useKeys({
    w: () => setZoom(Math.min(ZOOM_MAX, zoom * 2)),
    s: () => setZoom(Math.max(1, zoom / 2)),
    x: setAxis,
  });
  useCursorInSight(scroller, axis.x(index.atOrBefore(cursor.pinned)?.t ?? 0), zoom);

  const seqAt = (event: PointerEvent): number => {
    const plot = (event.currentTarget as HTMLElement).querySelector('.plot-origin')?.getBoundingClientRect();
    if (plot === undefined || event.clientX < plot.left - PLOT_PADDING_PX) return 0;
    return index.atTime(axis.t(event.clientX - plot.left))?.seq ?? 0;
  };
  const draw = { axis, cursor, index };
  const select = (object: string): void => change({ object, tab: 'object' }, cursor.t);
  return (
    <section class="timeline" aria-label={text.timeline}>
      <div class="timeline-bar">
        <Legend lanes={drawn.lanes} bands={drawn.bands} />
        <div class="timeline-tools">
          <fieldset class="switch" title={text.axisHint}>
            <legend class="spoken">{text.axisLabel}</legend>
            <button type="button" aria-pressed={isCompressed} onClick={setAxis}>
              {text.axis.compressed}
            </button>
            <button type="button" aria-pressed={!isCompressed} onClick={setAxis}>
              {text.axis.linear}
            </button>
          </fieldset>
          <button
            type="button"
            title={text.zoomOut}
            aria-label={text.zoomOut}
            disabled={zoom === 1}
            onClick={() => setZoom(zoom / 2)}
          >
            −
          </button>
          <button
            type="button"
            title={text.zoomIn}
            aria-label={text.zoomIn}
            disabled={zoom === ZOOM_MAX}
            onClick={() => setZoom(zoom * 2)}
          >
            +
          </button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the ruler is the slider for keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys move the cursor on the whole page */}
      <div
        class="tracks"
        ref={scroller}
        onPointerMove={(event) => event.pointerType === 'mouse' && cursor.preview(seqAt(event))}
        onPointerLeave={() => cursor.preview(0)}
        onClick={(event) => {
          const seq = seqAt(event as unknown as PointerEvent);
          if (seq !== 0 && !(event.target as Element).closest('button, [data-seq]')) cursor.pin(seq);
          const marked = (event.target as Element).closest<HTMLElement>('[data-seq]')?.dataset;
          if (marked?.seq === undefined) return;
          const { seq: place, tab = route.tab } = marked;
          change({ seq: Number(place), tab }, index.at(Number(place))?.t ?? 0);
        }}
      >
        <div class="tracks-inner" style={`--plot:${width}px`}>
          <CursorLine {...draw} />
          <Ruler {...draw} />
          <Checks {...draw} tracks={drawn.checks} verdict="failed" />
          <Traffic {...draw} bands={drawn.traffic} />
          <Nodes {...draw} lanes={drawn.nodes} select={select} />
          <Pods {...draw} lanes={drawn.lanes} select={select} selected={route.object} />
          <Counts {...draw} workloads={drawn.workloads} limits={drawn.limits} select={select} />
          <Endpoints {...draw} bands={drawn.bands} select={select} />
          <Checks {...draw} tracks={drawn.checks} verdict="passed" />
          <Density {...draw} />
        </div>
      </div>
    </section>
  );
}

// The line through all tracks, and the instant it stands at.
function CursorLine({ axis, cursor, index }: DrawProps): ComponentChildren {
  const pinnedMs = index.atOrBefore(cursor.pinned)?.t ?? 0;
  const isPreview = cursor.seq !== cursor.pinned;
  return (
    <div class="cursor-layer" aria-hidden="true">
      <div class="plot-origin">
        <i class="cursor is-pinned" style={`left:${axis.x(pinnedMs)}px`} />
        {isPreview && <i class="cursor" style={`left:${axis.x(cursor.t)}px`} />}
        <div
          class={`cursor-flag${axis.x(cursor.t) > axis.width * 0.8 ? ' is-left' : ''}`}
          style={`left:${axis.x(cursor.t)}px`}
        >
          <span title={clockText(index.startEpochMs + cursor.t)}>{instantText(cursor.t)}</span>
        </div>
      </div>
    </div>
  );
}

export interface DrawProps {
  readonly axis: ReturnType<typeof linearAxis>;
  readonly cursor: Cursor;
  readonly index: TraceIndex;
}

/** Of the plot: the width of the scroller without the labels. */
function usePlotWidth(scroller: { readonly current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => {
      const label = Number.parseFloat(getComputedStyle(element).getPropertyValue('--label'));
      setWidth(Math.max(200, Math.floor(element.clientWidth - label - 2 * PLOT_PADDING_PX)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

// After a move by key or zoom the cursor is in the middle, unless it is in sight already.
function useCursorInSight(
  scroller: { readonly current: HTMLDivElement | null },
  x: number,
  zoom: number,
): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || zoom === 1) return;
    const sight = element.clientWidth * 0.7;
    if (x < element.scrollLeft || x > element.scrollLeft + sight) element.scrollLeft = x - sight / 2;
  }, [x, zoom]);
}
