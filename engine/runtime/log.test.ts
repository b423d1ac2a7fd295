// The container's log: lines, unfinished lines, formats on the node, rotation.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { ContainerLog, criLogLine, jsonLogLine, LOG_FILE_BYTES_MAX, LOG_FILES_MAX } from './log.ts';
import { TEST_EPOCH_MS } from './test-host.ts';

describe('container log', () => {
  it('keeps whole lines and marks the rest as partial', () => {
    const log = new ContainerLog(() => TEST_EPOCH_MS);
    log.write('stdout', 'a\nb');
    log.write('stderr', 'oops\n');
    log.write('stdout', 'c\nrest');
    expect(log.text).to.equal('a\noops\nbc\nrest');
    log.end();
    expect(log.lines.map(criLogLine)).to.deep.equal([
      '2025-01-01T00:00:00.000000000Z stdout F a',
      '2025-01-01T00:00:00.000000000Z stderr F oops',
      '2025-01-01T00:00:00.000000000Z stdout F bc',
      '2025-01-01T00:00:00.000000000Z stdout P rest',
    ]);
    expect(jsonLogLine(log.lines[0]!)).to.equal(
      '{"log":"a\\n","stream":"stdout","time":"2025-01-01T00:00:00.000000000Z"}',
    );
  });

  it('rotates at 10 MiB and keeps five files', () => {
    const log = new ContainerLog(() => TEST_EPOCH_MS);
    const line = `${'x'.repeat(1024 * 1024)}\n`;
    for (let i = 0; i < 100; i++) log.write('stdout', line);
    expect(log.fileBytes.length).to.equal(LOG_FILES_MAX);
    for (const bytes of log.fileBytes) expect(bytes).to.be.at.most(LOG_FILE_BYTES_MAX);
  });

  it('is read from its current file alone once it has rotated', () => {
    const log = new ContainerLog(() => TEST_EPOCH_MS, 'json');
    log.write('stdout', `${'x'.repeat(LOG_FILE_BYTES_MAX - 100)}\n`);
    log.write('stdout', 'after the turn\n');
    expect(log.current.map(({ text }) => text)).to.deep.equal(['after the turn']);
    expect(log.fileTexts.map((text) => text.length)).to.deep.equal(log.fileBytes);
    expect(log.fileTexts[1]).to.equal(
      '{"log":"after the turn\\n","stream":"stdout","time":"2025-01-01T00:00:00.000000000Z"}\n',
    );
  });
});
