// Cucumber formatter: one self-contained HTML page.
//
// `--format "./reports/html.mjs":"reports/out/index.html"`; `--format-options '{"maxSize": 20000000}'` sets the
// budget for traces in bytes. KUBESPEC_WALL_TIME=1 adds real times, and the report is then no longer the same each time.

import { RunCollector } from '../run/collect-run.ts';
import type { FormatterPlugin } from '../run/envelope.ts';
import { want, wantsWallTime } from '../run/environment.ts';
import { htmlReport } from './write-report.ts';

const plugin: FormatterPlugin = {
  type: 'formatter',
  formatter({ on, write, options }) {
    want('traces');
    const collector = new RunCollector({ withWallTime: wantsWallTime() });
    on('message', (envelope) => collector.take(envelope));
    const { maxSize } = options;
    return () =>
      write(htmlReport(collector.result(), typeof maxSize === 'number' ? { budgetBytes: maxSize } : {}));
  },
};

export default plugin;
