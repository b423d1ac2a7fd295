// A scenario of a recorded run as a Chrome trace, to be opened in https://ui.perfetto.dev:
//
//   KUBESPEC_REPORT=1 npx cucumber-js features/rollout.feature --format message:run.ndjson
//   node --import tsx tools/chrome-trace.ts run.ndjson rollout:12 > rollout.trace.json

import { readFileSync } from 'node:fs';
import { chromeTrace } from '../reports/chrome-trace/chrome-trace.ts';
import { RunCollector } from '../reports/run/collect-run.ts';
import type { Envelope } from '../reports/run/envelope.ts';

const [file, id] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write(
    'usage: node --import tsx tools/chrome-trace.ts MESSAGES.ndjson [SCENARIO] > trace.json\n',
  );
  process.exitCode = 2;
} else {
  const collector = new RunCollector();
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line !== '') collector.take(JSON.parse(line) as Envelope);
  const { scenarios } = collector.result();
  const scenario = scenarios.find((one) => one.id === id) ?? (id === undefined ? scenarios[0] : undefined);
  const trace = scenario === undefined ? undefined : chromeTrace(scenario);
  if (trace === undefined) {
    process.stderr.write(
      `no scenario "${id}" with a trace; there are\n  ${scenarios.map((one) => one.id).join('\n  ')}\n`,
    );
    process.exitCode = 1;
  } else process.stdout.write(`${JSON.stringify(trace)}\n`);
}
