// A scenario in 120 by 16 pixels: pods that were ready, of those that were there; a tick where it failed.

import type { ComponentChildren } from 'preact';
import type { ScenarioDigest } from '../../../model/scenario-trace.ts';
import { text } from '../text.ts';

const [WIDTH, HEIGHT] = [120, 16];

export function MiniLane({
  digest,
  isFailed,
}: {
  readonly digest: Pick<ScenarioDigest, 'lane' | 'lengthMs'> | undefined;
  readonly isFailed: boolean;
}): ComponentChildren {
  if (digest === undefined || digest.lane.length === 0) return <span class="mini-lane" />;
  const { lane, lengthMs } = digest;
  const most = Math.max(1, ...lane.map(([, , all]) => all));
  const x = (t: number): string => ((Math.max(0, t) / Math.max(1, lengthMs)) * WIDTH).toFixed(1);
  const y = (n: number): string => (HEIGHT - 1 - (n / most) * (HEIGHT - 3)).toFixed(1);
  const area = (value: (point: readonly [number, number, number]) => number): string => {
    const steps = lane.map((point) => `H${x(point[0])}V${y(value(point))}`).join('');
    return `M0 ${y(0)}${steps}H${WIDTH}V${y(0)}Z`;
  };
  const [, ready, all] = lane.at(-1) as readonly [number, number, number];
  return (
    <svg class="mini-lane" width={WIDTH} height={HEIGHT} role="img" aria-label={text.readyOf(ready, all)}>
      <path d={area((point) => point[2])} class="mini-all" />
      <path d={area((point) => point[1])} class="mini-ready" />
      {isFailed && <path d={`M${WIDTH - 8} 0h8l-4 7z`} class="mini-failed" />}
    </svg>
  );
}
