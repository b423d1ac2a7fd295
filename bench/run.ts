// `npm run bench [-- NAME …]` prints one JSON line a figure, each with the heap unit of the same run as its floor.
//
// Time is the middle one of five runs of a process that is warm; `bytes` is what one more run still holds once its garbage is collected.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Figure, Sequel } from './figure.ts';
import { figure as cronjobDay } from './figures/cronjob-day.ts';
import { exploreFigure } from './figures/explore-200.ts';
import { figure as kernelEvents } from './figures/kernel-events.ts';
import { largestCluster } from './figures/largest-cluster.ts';
import { figure as nodeLoss } from './figures/node-loss.ts';
import { manyPods, pods } from './figures/pods.ts';
import { figure as requests } from './figures/requests.ts';
import { suiteFigure } from './figures/suite.ts';
import { heapUnitMs, median } from './heap-unit.ts';

const FIGURES: readonly Figure[] = [
  kernelEvents,
  cronjobDay,
  pods(1000),
  nodeLoss,
  requests,
  manyPods,
  largestCluster,
];
/** As in the middle of a suite: the first runs, which the engine's compiler still works on, are shown as `firstMs`. */
const WARM_UPS = 4;
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
  readonly firstMs: number;
  readonly bytes: number;
}

function timeOf({ run }: Figure): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

// Memory in a run of its own: a collection that is asked for throws compiled code away too, and no user pays for that.
function measureWarm(figure: Figure): Measured {
  const times = Array.from({ length: WARM_UPS + RUNS }, () => timeOf(figure));
  return { ms: median(times.slice(WARM_UPS)), firstMs: times[0]!, bytes: measureOnce(figure).bytes };
}

function measureOnce({ run }: Figure): Measured & { readonly kept: unknown } {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const begun = performance.now();
  const kept = run();
  const ms = performance.now() - begun;
  collectGarbage();
  // What is kept is handed on, so that it lives until its memory has been counted.
  return { ms, firstMs: ms, bytes: process.memoryUsage().heapUsed - before, kept };
}

function line({ name, pods: count }: Figure, { ms, firstMs, bytes }: Measured, unitMs: number): object {
  return {
    name,
    heapUnits: round(ms / unitMs),
    ms: Math.round(ms),
    firstMs: Math.round(firstMs),
    bytes,
    ...(count === undefined ? {} : { bytesPerPod: Math.round(bytes / count), msPerPod: round(ms / count) }),
  };
}

function sequelLine({ name, run }: Sequel, kept: unknown, unitMs: number): object {
  const begun = performance.now();
  run(kept);
  const ms = performance.now() - begun;
  return { name, heapUnits: round(ms / unitMs), ms: Math.round(ms) };
}

function* linesOf(figure: Figure): Iterable<object> {
  const { smaller = [], isLong = false, sequel } = figure;
  const unitMs = heapUnitMs();
  const sizes = smaller.map((one) => line(one, measureOnce(one), unitMs));
  const measured = isLong ? measureOnce(figure) : { ...measureWarm(figure), kept: undefined };
  const grown = sizes.length === 0 ? {} : { sizes };
  yield { ...line(figure, measured, unitMs), heapUnitMs: Math.round(unitMs), ...grown };
  if (sequel !== undefined) yield sequelLine(sequel, measured.kept, unitMs);
}

for (const figure of FIGURES.filter(({ name, isLong }) => isWanted(name, isLong)))
  for (const each of linesOf(figure)) console.log(JSON.stringify(each));
if (isWanted('explore-200')) console.log(JSON.stringify(exploreFigure(heapUnitMs())));
if (isWanted('suite')) console.log(JSON.stringify(suiteFigure(heapUnitMs())));
