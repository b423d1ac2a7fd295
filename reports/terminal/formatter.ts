// Cucumber formatter for terminals: a glyph or a bar while it runs, each failure as its own block without stack, and a
// last line with simulated and real time. `--format ./reports/terminal.mjs`

import { type ExplorationProgress, PROGRESS_MEDIA_TYPE } from '../model/exploration.ts';
import { RunCollector } from '../run/collect-run.ts';
import type { FormatterPlugin } from '../run/envelope.ts';
import { want, wantProgress } from '../run/environment.ts';
import { Terminal } from './terminal.ts';

const plugin: FormatterPlugin = {
  type: 'formatter',
  formatter({ on, write, stream }) {
    want('lengths');
    const { isTTY, columns } = stream as Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;
    const isLive = isTTY === true && process.env.CI === undefined;
    if (isLive) wantProgress();
    const terminal = new Terminal({
      write,
      isLive,
      hasColor: hasColor(isTTY === true),
      columns: columns ?? 80,
    });
    const collector = new RunCollector({
      withTraces: false,
      onScenario: (scenario) => terminal.scenario(scenario),
    });
    on('message', (envelope) => {
      collector.take(envelope);
      if (envelope.testCase !== undefined) terminal.expect(1);
      const { mediaType, body = '' } = envelope.attachment ?? {};
      if (mediaType === PROGRESS_MEDIA_TYPE) terminal.progress(JSON.parse(body) as ExplorationProgress);
      if (envelope.parseError !== undefined) terminal.problem(envelope.parseError.message);
      if (envelope.testRunStarted !== undefined) terminal.begin(envelope.testRunStarted.timestamp);
      if (envelope.testRunFinished !== undefined) terminal.end(envelope.testRunFinished);
    });
    return undefined;
  },
};

// https://no-color.org, https://force-color.org: the latter wins.
function hasColor(isTTY: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return isTTY && (NO_COLOR === undefined || NO_COLOR === '');
}

export default plugin;
