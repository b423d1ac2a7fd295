// Hands the trace of each scenario to the report, where one is being written: formatters say so in the environment,
// which workers inherit. A run without them pays nothing.

import { After } from '@cucumber/cucumber';
import { scenarioTrace } from '../reports/model/scenario-trace.ts';
import { LENGTH_MEDIA_TYPE, TRACE_MEDIA_TYPE } from '../reports/model/trace-block.ts';
import { wanted } from '../reports/run/environment.ts';
import { ofFirstRun } from './exploration/play.ts';
import type { KubespecWorld } from './world.ts';

function attachTrace(this: KubespecWorld): void {
  const attached = wanted();
  if (attached === undefined || this.running === undefined) return;
  this.endCommands();
  const { trace, nowMs, view } = this.running;
  if (attached === 'lengths') {
    this.attach(String(nowMs), LENGTH_MEDIA_TYPE);
    return;
  }
  const { startEpochMs } = view;
  this.attach(JSON.stringify(scenarioTrace(trace.records, { startEpochMs, endMs: nowMs })), TRACE_MEDIA_TYPE);
}

After({ name: 'trace for the report' }, ofFirstRun(attachTrace));
