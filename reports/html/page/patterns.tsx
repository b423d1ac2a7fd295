// The textures of pod and address states, defined once for all drawings of the page. Height and texture tell states
// apart; color comes second.

import type { ComponentChildren } from 'preact';

export function Patterns(): ComponentChildren {
  return (
    <svg width="0" height="0" style="position:absolute" aria-hidden="true">
      <defs>
        <pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="4" fill="var(--creating-soft)" />
          <circle cx="2" cy="2" r="1.1" fill="var(--creating)" />
        </pattern>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="var(--failing-soft)" />
          <rect width="3" height="6" fill="var(--failing)" />
        </pattern>
        <pattern
          id="back-hatch"
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width="6" height="6" fill="var(--terminating-soft)" />
          <rect width="1.6" height="6" fill="var(--terminating)" />
        </pattern>
        <pattern id="cross" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M0 0L5 5M5 0L0 5" stroke="var(--unknown)" stroke-width="1" />
        </pattern>
      </defs>
    </svg>
  );
}
