import { test } from 'node:test';
import { expect } from 'chai';
import type { Container, Pod } from '../../api/objects.ts';
import { shareOfMessage, terminationMessageOf } from './termination-message.ts';

const SOURCE = 'kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_container.go, getTerminationMessage';
const fallback = { terminationMessagePolicy: 'FallbackToLogsOnError' };
const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i}\n`).join('');

interface Row {
  readonly name: string;
  readonly container?: object;
  readonly files?: Readonly<Record<string, string>>;
  readonly log?: string;
  readonly exitCode?: number;
  readonly message: string;
}

const ROWS: readonly Row[] = [
  { name: 'nothing written, nothing said', log: 'hello\n', message: '' },
  { name: 'what was written', files: { '/dev/termination-log': 'out of disk' }, message: 'out of disk' },
  {
    name: 'also at the end of a good run',
    files: { '/dev/termination-log': 'bye' },
    exitCode: 0,
    message: 'bye',
  },
  {
    name: 'where the manifest says',
    container: { terminationMessagePath: '/tmp/last' },
    files: { '/tmp/last': 'here', '/dev/termination-log': 'there' },
    message: 'here',
  },
  {
    name: 'of a long text the end',
    files: { '/dev/termination-log': `a${'b'.repeat(4096)}` },
    message: 'b'.repeat(4096),
  },
  { name: 'the log where nothing was written', container: fallback, log: 'oops\n', message: 'oops\n' },
  { name: 'not after a good run', container: fallback, log: 'oops\n', exitCode: 0, message: '' },
  {
    name: 'not where something was written',
    container: fallback,
    files: { '/dev/termination-log': 'said' },
    log: 'oops\n',
    message: 'said',
  },
  {
    name: 'of the log 80 lines at most',
    container: fallback,
    log: lines(100),
    message: lines(100).slice(lines(20).length),
  },
  {
    name: 'and 2048 bytes at most',
    container: fallback,
    log: `${'x'.repeat(5000)}\n`,
    message: `${'x'.repeat(2047)}\n`,
  },
];

for (const { name, container = {}, files = {}, log = '', exitCode = 1, message } of ROWS) {
  test(`termination message: ${name} (${SOURCE})`, () => {
    const said = terminationMessageOf(container as Container, (path) => files[path], log, exitCode);
    expect(said).to.equal(message);
  });
}

test('a pod of many containers shows less of each', () => {
  // Source: kubernetes v1.20.2 pkg/kubelet/status/status_manager.go, normalizeStatus.
  const pod = (containers: number): Pod =>
    ({ spec: { containers: new Array(containers).fill({}) } }) as unknown as Pod;
  const long = 'm'.repeat(4096);
  expect(shareOfMessage(long, pod(1))).to.have.length(4096);
  expect(shareOfMessage(long, pod(6))).to.have.length(2048);
});
