// `npm run bench [-- NAME …]` prints one JSON line a figure, each with the heap unit of the same run as its floor.
//
// Time is the middle one of five runs. `bytes` is what is still held after a run that has been cleaned up behind.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Figure } from './figure.ts';
import { figure as cronjobDay } from './figures/cronjob-day.ts';
import { figure as kernelEvents } from './figures/kernel-events.ts';
import { figure as nodeLoss } from './figures/node-loss.ts';
import { manyPods, pods } from './figures/pods.ts';
import { suiteFigure } from './figures/suite.ts';
import { heapUnitMs, median } from './heap-unit.ts';

const FIGURES: readonly Figure[] = [kernelEvents, cronjobDay, pods(1000), nodeLoss, manyPods];
const RUNS = 5;

// Without the option on the command line, so that `npm run bench` measures memory too.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const wanted = process.argv.slice(2);
const isWanted = (name: string, isLong = false): boolean =>
  wanted.length === 0 ? !isLong : wanted.includes(name);
const round = (value: number): number => Math.round(value * 100) / 100;

interface Measured {
  readonly ms: number;
  readonly bytes: number;
}

function runOnce({ run }: Figure): Measured {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const kept = run();
  const ms = performance.now() - begun;
  collectGarbage();
  const bytes = process.memoryUsage().heapUsed - before;
  // Named here, so that it lives until its memory has been counted.
  return { ms, bytes: kept === undefined ? 0 : bytes };
}

function measure(figure: Figure): Measured {
  const runs = Array.from({ length: figure.isLong ? 1 : RUNS }, () => runOnce(figure));
  return { ms: median(runs.map(({ ms }) => ms)), bytes: Math.max(...runs.map(({ bytes }) => bytes)) };
}

function line({ name, pods: count }: Figure, { ms, bytes }: Measured, unitMs: number): object {
  return {
    name,
    heapUnits: round(ms / unitMs),
    ms: Math.round(ms),
    bytes,
    ...(count === undefined ? {} : { bytesPerPod: Math.round(bytes / count), msPerPod: round(ms / count) }),
  };
}

for (const figure of FIGURES.filter(({ name, isLong }) => isWanted(name, isLong))) {
  const unitMs = heapUnitMs();
  const sizes = (figure.smaller ?? []).map((smaller) => line(smaller, runOnce(smaller), unitMs));
  const own = line(figure, measure(figure), unitMs);
  const grown = sizes.length === 0 ? {} : { sizes };
  console.log(JSON.stringify({ ...own, heapUnitMs: Math.round(unitMs), ...grown }));
}
if (isWanted('suite')) console.log(JSON.stringify(suiteFigure(heapUnitMs())));
