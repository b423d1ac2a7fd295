// Every program that any Linux image is expected to have, by name.

import { AWK_PROGRAMS } from './awk.ts';
import { BASE64_PROGRAMS } from './base64.ts';
import { FILE_PROGRAMS } from './files.ts';
import { FILTER_PROGRAMS } from './filters.ts';
import { GREP_PROGRAMS } from './grep.ts';
import { HTTP_PROGRAMS } from './http-clients.ts';
import { LISTING_PROGRAMS } from './listing.ts';
import { MODE_PROGRAMS } from './modes.ts';
import { NETWORK_PROGRAMS } from './network.ts';
import { OUTPUT_PROGRAMS } from './output.ts';
import { PI_PROGRAMS } from './pi.ts';
import type { Program } from './program.ts';
import { SED_PROGRAMS } from './sed.ts';
import { SHELL_PROGRAMS } from './shells.ts';
import { SIZE_PROGRAMS } from './sizes.ts';
import { SYSTEM_PROGRAMS } from './system.ts';
import { TAR_PROGRAMS } from './tar.ts';
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
    ...AWK_PROGRAMS,
    ...BASE64_PROGRAMS,
    ...FILTER_PROGRAMS,
    ...GREP_PROGRAMS,
    ...HTTP_PROGRAMS,
    ...MODE_PROGRAMS,
    ...SED_PROGRAMS,
    ...SIZE_PROGRAMS,
    ...SHELL_PROGRAMS,
    ...SYSTEM_PROGRAMS,
    ...TAR_PROGRAMS,
    ...TEST_PROGRAMS,
    ...TEXT_PROGRAMS,
    ...TIME_PROGRAMS,
  }),
);
