// One line of the timeline: a label that stays, and a drawing on the common axis.

import type { ComponentChildren } from 'preact';

interface TrackProps {
  readonly label: ComponentChildren;
  readonly height: number;
  readonly width: number;
  /** What a hearing reader is told of the drawing. */
  readonly title: string;
  readonly indent?: number;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Track({
  label,
  height,
  width,
  title,
  indent = 0,
  class: name = '',
  children,
}: TrackProps): ComponentChildren {
  return (
    <div class={`track ${name}`} style={`height:${height}px`}>
      <div class="track-label" style={indent === 0 ? undefined : `padding-left:${indent}px`}>
        {label}
      </div>
      <svg class="track-plot" width={width} height={height} role="img" aria-label={title}>
        {children}
      </svg>
    </div>
  );
}

export function TrackHeading({ children }: { readonly children: ComponentChildren }): ComponentChildren {
  return <h3 class="track-heading">{children}</h3>;
}
