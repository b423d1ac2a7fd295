// For tests of scripts: what one prints and how it ends in a container of an image. Nothing outside tests imports this.

import { expect } from 'chai';
import { containerIn, world } from './test-host.ts';

export interface ScriptRow {
  readonly name: string;
  readonly script: string;
  readonly output: string;
  /** Default 0. */
  readonly code?: number;
  /** Default busybox; `bash` runs bash, any other one dash with GNU programs. */
  readonly image?: string;
}

export function checkScript({ image = 'busybox:1.35', script, output, code = 0 }: ScriptRow): void {
  const where = world();
  const shell = image === 'bash' ? 'bash' : 'sh';
  const container = containerIn(where, { image, command: [shell, '-c', `cd /tmp; ${script}`] });
  container.start();
  where.host.settle(10_000_000);
  expect(where.host.problems).to.deep.equal([]);
  expect({ output: container.log.text, code: container.exit?.code }).to.deep.equal({ output, code });
}
