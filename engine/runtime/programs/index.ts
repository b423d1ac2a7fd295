// Every program that any Linux image is expected to have, by name.

import { FILE_PROGRAMS } from './files.ts';
import { LISTING_PROGRAMS } from './listing.ts';
import { NETWORK_PROGRAMS } from './network.ts';
import { OUTPUT_PROGRAMS } from './output.ts';
import { PI_PROGRAMS } from './pi.ts';
import type { Program } from './program.ts';
import { SEARCH_PROGRAMS } from './search.ts';
import { SHELL_PROGRAMS } from './shells.ts';
import { SYSTEM_PROGRAMS } from './system.ts';
import { TEST_PROGRAMS } from './test.ts';
import { TEXT_PROGRAMS } from './text.ts';
import { TIME_PROGRAMS } from './time.ts';

export const PROGRAMS: ReadonlyMap<string, Program> = new Map(
  Object.entries({
    ...FILE_PROGRAMS,
    ...LISTING_PROGRAMS,
    ...NETWORK_PROGRAMS,
    ...OUTPUT_PROGRAMS,
    ...PI_PROGRAMS,
    ...SEARCH_PROGRAMS,
    ...SHELL_PROGRAMS,
    ...SYSTEM_PROGRAMS,
    ...TEST_PROGRAMS,
    ...TEXT_PROGRAMS,
    ...TIME_PROGRAMS,
  }),
);
