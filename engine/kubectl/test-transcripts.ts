// For tests: tables of command lines and all that they print, as a terminal shows it.
//
// A row is a name and lines: `$ kubectl …` is a command, `| …` what it prints (standard output, then standard error),
// `? 1` the code it ends with where that is not 0. Rows are set apart by a blank line; each has a server of its own.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { testSession } from './test-session.ts';

export interface Transcripts {
  /** Default: the newest. */
  readonly minor?: number;
  readonly files?: Readonly<Record<string, string>>;
  /** Default: none. */
  readonly documentation?: () => string;
  /** Lines that run before those of each row. */
  readonly given?: readonly string[];
}

/** One test for each row of the table. */
export function describeTranscripts(title: string, options: Transcripts, table: string): void {
  describe(title, () => {
    for (const row of table.trim().split(/\n\n+/)) {
      const [name = '', ...lines] = row.split('\n');
      const expected = lines.map((line) => line.trim());
      it(name, () => {
        const commands = expected.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
        expect(transcript(options, commands)).to.deep.equal(expected);
      });
    }
  });
}

export function transcript(options: Transcripts, commands: readonly string[]): string[] {
  const { minor = 36, given = [], ...rest } = options;
  const session = testSession({ ...rest, minor });
  for (const line of given) expect(session.run(line).stderr).to.equal('');
  return commands.flatMap((line) => {
    const { stdout, stderr, code } = session.run(line);
    const printed = (stdout + stderr).replace(/\n$/, '');
    const lines = printed === '' ? [] : printed.split('\n').map((text) => `| ${text}`.trimEnd());
    return [`$ ${line}`, ...lines, ...(code === 0 ? [] : [`? ${code}`])];
  });
}
