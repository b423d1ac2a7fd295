// `npm run bench [-- NAME …]` prints one JSON line a figure, each with the heap unit of the same run as its floor.

import type { Figure } from './figure.ts';
import { figure as cronjobDay } from './figures/cronjob-day.ts';
import { figure as kernelEvents } from './figures/kernel-events.ts';
import { pods } from './figures/pods.ts';
import { suiteFigure } from './figures/suite.ts';
import { heapUnitMs, median } from './heap-unit.ts';

const FIGURES: readonly Figure[] = [kernelEvents, cronjobDay, pods(1000)];
const RUNS = 3;

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
const round = (value: number): number => Math.round(value * 100) / 100;

function measure({ run }: Figure): { ms: number; bytes: number } {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < RUNS; i += 1) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const begun = performance.now();
    run();
    times.push(performance.now() - begun);
    bytes = Math.max(bytes, process.memoryUsage().heapUsed - before);
  }
  return { ms: median(times), bytes };
}

for (const figure of FIGURES.filter(({ name }) => isWanted(name))) {
  const unitMs = heapUnitMs();
  const { ms, bytes } = measure(figure);
  console.log(
    JSON.stringify({
      name: figure.name,
      heapUnits: round(ms / unitMs),
      ms: Math.round(ms),
      bytes,
      heapUnitMs: Math.round(unitMs),
    }),
  );
}
if (isWanted('suite')) console.log(JSON.stringify(suiteFigure(heapUnitMs())));
