// A cucumber-js plugin: a run that plays nothing fails. cucumber-js ends it with code 0, so that a path or a tag with a
// typing error in it would be green for ever.
//
// A shard may be empty: there may be more machines than scenarios.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const FEATURE = /^(?!-)[^*?{]*\.feature(?=(:\d+)*$)/;

/** The feature files named on the command line, without the lines behind them. */
const named = (words) => words.flatMap((word) => FEATURE.exec(word)?.[0] ?? []);
const isShard = (words) => words.some((word) => word.startsWith('--shard'));

export default {
  type: 'plugin',
  coordinator({ on, transform, environment: { cwd, stderr } }) {
    const words = process.argv.slice(2);
    const fail = (message, hint) => {
      stderr.write(`${message}\n    try  ${hint}\n`);
      process.exit(1);
    };
    on('paths:resolve', ({ sourcePaths }) => {
      const missing = named(words).filter((path) => !existsSync(resolve(cwd, path)));
      if (missing.length > 0)
        fail(`there is no feature ${missing.join(', ')}`, `paths begin at ${cwd}: look there`);
      if (sourcePaths.length === 0)
        fail(
          'there is no feature at the paths given',
          `paths begin at ${cwd}: name a folder or a .feature file`,
        );
    });
    transform('pickles:filter', (pickles) => {
      if (pickles.length === 0 && !isShard(words))
        fail(
          'no scenario is chosen, so nothing would be played',
          'look at --tags, --name and the lines behind the paths, or leave them out',
        );
      return pickles;
    });
  },
};
