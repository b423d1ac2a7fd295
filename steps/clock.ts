// The clock: where it starts, and letting time pass.

import { Given, When } from '@cucumber/cucumber';
import { type Simulation, UserError } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';

const DAY_MS = 86_400_000;

// Behind a Background that has run the cluster, the scenario's own part begins at that moment: time passes until then.
Given('the clock starts at {string}', function (this: KubespecWorld, text: string) {
  const startEpochMs = instantOf(text);
  if (this.running === undefined) this.want({ startEpochMs }, 'the start of the clock');
  else advanceTo(this.running, startEpochMs, text);
});

When('{duration} pass(es)', function (this: KubespecWorld, ms: number) {
  this.simulation.advance(ms);
});

When('the clock reads {string}', function (this: KubespecWorld, text: string) {
  const { simulation } = this;
  advanceTo(simulation, timeOfDay(text, simulation.nowEpochMs) ?? instantOf(text), text);
});

function advanceTo(simulation: Simulation, untilEpochMs: number, text: string): void {
  const { nowEpochMs } = simulation;
  if (untilEpochMs < nowEpochMs) {
    throw new UserError({
      message: `the clock has passed ${text}: it reads ${new Date(nowEpochMs).toISOString()}`,
      hint: 'time goes forward only; write a later moment',
    });
  }
  simulation.advance(untilEpochMs - nowEpochMs);
}

/** The next time that the clock shows this, UTC, now included; undefined for text that is no time of day. */
function timeOfDay(text: string, nowEpochMs: number): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = '0', fraction = '0'] = match;
  const ofDay =
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  const today = Math.floor(nowEpochMs / DAY_MS) * DAY_MS + ofDay;
  return today >= nowEpochMs ? today : today + DAY_MS;
}

/** Milliseconds since the Unix epoch; a moment without a zone is in UTC. @throws UserError */
function instantOf(text: string): number {
  const isInstant = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(
    text,
  );
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(text) || text.length === 10 ? text : `${text}Z`;
  const epochMs = isInstant ? Date.parse(zoned.replace(' ', 'T')) : Number.NaN;
  if (!Number.isNaN(epochMs)) return epochMs;
  throw new UserError({
    message: `"${text}" is no moment`,
    hint: 'write 2026-11-21T03:27:09.572Z, 2026-11-21 03:27, or 02:30:00 for the next time that the clock shows it',
  });
}
