import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import type { Cycle } from './plugin.ts';
import { type ExtensionPoint, named } from './plugin-errors.ts';
import { SchedulingError } from './status.ts';

function messageOf(point: ExtensionPoint, minor: number, error: Error): string {
  const cycle = { pod: { name: 'web' }, version: versionProfile(minor) } as unknown as Cycle;
  try {
    named(point, 'VolumeBinding', cycle, () => {
      throw error;
    });
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return '';
}

// Source: kubernetes v1.18, v1.20 and v1.28 pkg/scheduler/framework/runtime/framework.go.
const ROWS: readonly (readonly [point: ExtensionPoint, minor: number, message: string])[] = [
  ['PreFilter', 18, 'error while running "VolumeBinding" prefilter plugin for pod "web": gone'],
  ['PreFilter', 20, 'prefilter plugin "VolumeBinding" failed for pod "web": gone'],
  ['PreFilter', 28, 'running PreFilter plugin "VolumeBinding": gone'],
  ['Filter', 20, 'running "VolumeBinding" filter plugin for pod "web": gone'],
  ['Filter', 28, 'running "VolumeBinding" filter plugin: gone'],
  ['PreScore', 20, 'error while running "VolumeBinding" prescore plugin for pod "web": gone'],
  ['PreScore', 28, 'running PreScore plugin "VolumeBinding": gone'],
  ['Score', 20, 'error while running score plugin for pod "web": gone'],
  ['Score', 28, 'running Score plugins: plugin "VolumeBinding" failed with: gone'],
];

describe('errors inside scheduler plugins', () => {
  for (const [point, minor, message] of ROWS) {
    it(`read "${message}" in 1.${minor}`, () => {
      expect(messageOf(point, minor, new SchedulingError('gone'))).to.equal(message);
    });
  }

  it('keep a text that is complete, and any other error', () => {
    expect(messageOf('Filter', 20, new SchedulingError('gone', { isComplete: true }))).to.equal('gone');
    expect(messageOf('Filter', 20, new TypeError('gone'))).to.equal('gone');
  });
});
