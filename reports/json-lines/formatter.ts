// Cucumber formatter: JSON lines. `--format "./reports/json-lines.mjs":"reports/out/run.jsonl"`

import { RunCollector } from '../run/collect-run.ts';
import type { FormatterPlugin } from '../run/envelope.ts';
import { want, wantsWallTime } from '../run/environment.ts';
import { jsonLines } from './json-lines.ts';

const plugin: FormatterPlugin = {
  type: 'formatter',
  formatter({ on, write }) {
    want('traces');
    const collector = new RunCollector({ withWallTime: wantsWallTime() });
    on('message', (envelope) => collector.take(envelope));
    return () => {
      for (const line of jsonLines(collector.result())) write(`${line}\n`);
    };
  },
};

export default plugin;
