// Cucumber formatter: JUnit XML. `--format "./reports/junit.mjs":"reports/out/junit.xml"`

import { RunCollector } from '../run/collect-run.ts';
import type { FormatterPlugin } from '../run/envelope.ts';
import { want, wantsWallTime } from '../run/environment.ts';
import { junitXml } from './junit.ts';

const plugin: FormatterPlugin = {
  type: 'formatter',
  formatter({ on, write }) {
    want('traces');
    const collector = new RunCollector({ withWallTime: wantsWallTime() });
    on('message', (envelope) => collector.take(envelope));
    return () => write(junitXml(collector.result()));
  },
};

export default plugin;
