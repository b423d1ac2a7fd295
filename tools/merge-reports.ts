// One HTML report from the message streams of several runs, such as those of shards:
//
//   KUBESPEC_REPORT=1 npx cucumber-js features --shard 1/2 --format message:shard-1.ndjson
//   node --import tsx tools/merge-reports.ts shard-*.ndjson > report.html

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { htmlReport } from '../reports/html/write-report.ts';
import { RunCollector } from '../reports/run/collect-run.ts';
import type { Envelope } from '../reports/run/envelope.ts';
import { wantsWallTime } from '../reports/run/environment.ts';
import { mergeResults } from '../reports/run/merge-results.ts';
import type { RunResult } from '../reports/run/run-result.ts';

async function resultOf(file: string): Promise<RunResult> {
  const collector = new RunCollector({ withWallTime: wantsWallTime() });
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    if (line !== '') collector.take(JSON.parse(line) as Envelope);
  return collector.result();
}

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: node --import tsx tools/merge-reports.ts MESSAGES.ndjson … > report.html\n');
  process.exitCode = 2;
} else {
  process.stdout.write(htmlReport(mergeResults(await Promise.all(files.map(resultOf)))));
}
