// What the recorded facts of 1.20.2 do not show: later releases, sidecars, odd cases.
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers_test.go, TestPrintPod.

import { test } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { podPrinter } from '../kinds/pod/printer.ts';
import type { AnyObject, Pod } from '../objects.ts';
import { podStatusWord, podSummary } from './status-word.ts';

type Fields = Readonly<Record<string, unknown>>;

const podOf = ({
  spec = {},
  status = {},
  metadata = {},
}: {
  spec?: Fields;
  status?: Fields;
  metadata?: Fields;
}): Pod =>
  ({
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: {
      name: 'p',
      namespace: 'ns',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2025-01-01T00:00:00Z',
      ...metadata,
    },
    spec: { containers: [{ name: 'c' }], ...spec },
    status: { phase: 'Running', ...status },
  }) as unknown as Pod;

const terminated = (fields: Fields = {}): Fields => ({
  terminated: { exitCode: 0, reason: 'Completed', ...fields },
});
const running = { name: 'c', ready: true, restartCount: 0, state: { running: {} } };

interface Row {
  readonly name: string;
  readonly pod: Pod;
  readonly minor?: number;
  readonly word: string;
  readonly ready?: string;
  readonly restarts?: number;
}

const SIDECAR_POD: Pod = podOf({
  spec: { initContainers: [{ name: 's', restartPolicy: 'Always' }, { name: 'i' }] },
  status: {
    initContainerStatuses: [
      { name: 's', ready: true, started: true, restartCount: 3, state: { running: {} } },
      { name: 'i', ready: true, restartCount: 1, state: terminated() },
    ],
    containerStatuses: [running],
  },
});

const REINITIALIZED: Pod = podOf({
  spec: { initContainers: [{ name: 'i' }] },
  status: {
    conditions: [{ type: 'Initialized', status: 'True' }],
    initContainerStatuses: [{ name: 'i', ready: false, restartCount: 1, state: { running: {} } }],
    containerStatuses: [running],
  },
});

const ENDED_AND_DELETED: Pod = podOf({
  metadata: { deletionTimestamp: '2025-01-01T00:00:10Z' },
  status: {
    phase: 'Succeeded',
    containerStatuses: [{ name: 'c', ready: false, restartCount: 0, state: terminated() }],
  },
});

const ROWS: readonly Row[] = [
  {
    name: 'sidecars count as containers, and their restarts as theirs',
    pod: SIDECAR_POD,
    word: 'Running',
    ready: '2/2',
    restarts: 3,
  },
  {
    name: 'an init container that runs again is what counts',
    pod: REINITIALIZED,
    minor: 20,
    word: 'Init:0/1',
    ready: '0/1',
    restarts: 1,
  },
  {
    name: 'once the pod was initialized, its containers count again',
    pod: REINITIALIZED,
    minor: 28,
    word: 'Init:0/1',
    ready: '1/1',
    restarts: 0,
  },
  { name: 'a pod that has ended and is deleted', pod: ENDED_AND_DELETED, minor: 20, word: 'Terminating' },
  { name: 'says how it ended', pod: ENDED_AND_DELETED, minor: 36, word: 'Completed' },
  {
    name: 'a gated pod',
    pod: podOf({
      status: {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      },
    }),
    word: 'SchedulingGated',
  },
  {
    name: 'a lost node',
    pod: podOf({ metadata: { deletionTimestamp: '2025-01-01T00:00:10Z' }, status: { reason: 'NodeLost' } }),
    word: 'Unknown',
  },
  {
    name: 'an init container that failed',
    pod: podOf({
      spec: { initContainers: [{ name: 'i' }] },
      status: {
        initContainerStatuses: [
          { name: 'i', restartCount: 2, state: terminated({ exitCode: 1, reason: '' }) },
        ],
      },
    }),
    word: 'Init:ExitCode:1',
    restarts: 2,
  },
];

for (const { name, pod, minor = 36, word, ready, restarts } of ROWS) {
  test(`STATUS: ${name}`, () => {
    const version = versionProfile(minor);
    const summary = podSummary(pod, version);
    expect(podStatusWord(pod, version)).to.equal(word);
    if (ready !== undefined) expect(`${summary.readyContainers}/${summary.totalContainers}`).to.equal(ready);
    if (restarts !== undefined) expect(summary.restarts).to.equal(restarts);
  });
}

test('RESTARTS says when, in releases that do', () => {
  const pod = podOf({
    status: {
      containerStatuses: [
        {
          ...running,
          restartCount: 3,
          lastState: terminated({ exitCode: 1, finishedAt: '2025-01-01T00:04:48Z' }),
        },
      ],
    },
  });
  const cell = (minor: number): string | undefined =>
    podPrinter.cells(pod as unknown as AnyObject, {
      version: versionProfile(minor),
      nowEpochMs: Date.UTC(2025, 0, 1, 0, 5),
    })[3];
  expect(cell(20)).to.equal('3');
  expect(cell(36)).to.equal('3 (12s ago)');
});
