import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { type ContainerRecord, noRuntimeStatus } from '../cri/container-record.ts';
import { computePodActions } from './compute-pod-actions.ts';

// A container in words: `running`, `exit 0`; the verdicts of its probes behind it: `running failed-liveness`.
type Seen = Readonly<Record<string, string>>;

interface Row {
  readonly name: string;
  readonly source: string;
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  readonly seen: Seen;
  /** Default: init1, init2, init3, which are no sidecars. */
  readonly init?: readonly string[];
  readonly start?: readonly string[];
  readonly kill?: readonly string[];
  readonly killPod?: boolean;
}

const TESTS = 'kubernetes v1.28.0 pkg/kubelet/kuberuntime/kuberuntime_manager_test.go';
const WITH_INIT = `${TESTS}, TestComputePodActionsWithInitContainers`;
const WITH_SIDECARS = `${TESTS}, TestComputePodActionsWithRestartableInitContainers`;
const SIDECARS = ['init1*', 'init2*', 'init3*'];
const DONE = { init1: 'exit 0', init2: 'exit 0', init3: 'exit 0' };
const ALL_RUN = { init1: 'running', init2: 'running', init3: 'running' };

const ROWS: readonly Row[] = [
  {
    name: 'all init containers have ended well: the pod’s own containers start',
    source: WITH_INIT,
    seen: DONE,
    start: ['main1', 'main2'],
  },
  { name: 'the first one runs: wait', source: WITH_INIT, seen: { init1: 'running' } },
  {
    name: 'the first one is done: the second one starts',
    source: WITH_INIT,
    seen: { init1: 'exit 0' },
    start: ['init2'],
  },
  {
    name: 'the last one that ran has failed, under Always: it starts again',
    source: WITH_INIT,
    seen: { ...DONE, init3: 'exit 1' },
    start: ['init3'],
  },
  {
    name: 'and under OnFailure',
    source: WITH_INIT,
    restartPolicy: 'OnFailure',
    seen: { init1: 'exit 1' },
    start: ['init1'],
  },
  {
    name: 'and under Never: the pod is over',
    source: WITH_INIT,
    restartPolicy: 'Never',
    seen: { init1: 'exit 1' },
    killPod: true,
  },
  {
    name: 'records of done ones may be gone: the newest one says where the pod is',
    source: WITH_INIT,
    seen: { init3: 'exit 0' },
    start: ['main1', 'main2'],
  },
  {
    name: 'once a container of the pod was made, no init container runs again',
    source: WITH_INIT,
    restartPolicy: 'OnFailure',
    seen: { main1: 'running', main2: 'exit 1' },
    start: ['main2'],
  },
  {
    name: 'all sidecars run: the pod’s own containers start',
    source: WITH_SIDECARS,
    init: SIDECARS,
    seen: ALL_RUN,
    start: ['main1', 'main2'],
  },
  {
    name: 'a running sidecar is followed by the next one',
    source: WITH_SIDECARS,
    init: SIDECARS,
    seen: { init1: 'running' },
    start: ['init2'],
  },
  {
    name: 'a sidecar that ended with 0 starts again while the pod runs',
    source: WITH_SIDECARS,
    init: SIDECARS,
    restartPolicy: 'Never',
    seen: { ...ALL_RUN, init2: 'exit 0', main1: 'running', main2: 'running' },
    start: ['init2'],
  },
  {
    name: 'all that died start again, in their order, beside the next one',
    source: WITH_SIDECARS,
    init: SIDECARS,
    seen: { init1: 'exit 137', init2: 'running' },
    start: ['init1', 'init3'],
  },
  {
    name: 'a sidecar whose startup probe has not passed holds back the next one',
    source: WITH_SIDECARS,
    init: ['init1*s', 'init2'],
    seen: { init1: 'running' },
  },
  {
    name: 'and no longer when it has',
    source: WITH_SIDECARS,
    init: ['init1*s', 'init2'],
    seen: { init1: 'running passed-startup' },
    start: ['init2'],
  },
  {
    name: 'a failed startup probe restarts the sidecar',
    source: WITH_SIDECARS,
    init: ['init1*s', 'init2'],
    seen: { init1: 'running failed-startup' },
    kill: ['Init container init1 failed startup probe'],
    start: ['init1'],
  },
  {
    name: 'a failed liveness probe restarts the sidecar and does not hold back the next one',
    source: WITH_SIDECARS,
    init: ['init1*l', 'init2'],
    seen: { init1: 'running failed-liveness' },
    kill: ['Init container init1 failed liveness probe'],
    start: ['init1', 'init2'],
  },
  {
    name: 'sidecars alone do not keep a pod alive',
    source: WITH_SIDECARS,
    init: SIDECARS,
    restartPolicy: 'OnFailure',
    seen: { ...ALL_RUN, init2: 'exit 1', main1: 'exit 0', main2: 'exit 0' },
    killPod: true,
  },
];

for (const row of ROWS) {
  test(`what a pass does: ${row.name}`, () => check(row));
}

function check({ seen, init = ['init1', 'init2', 'init3'], restartPolicy = 'Always', ...wanted }: Row): void {
  const exec = { exec: { command: ['true'] } };
  const initContainers = init.map((text) => ({
    name: text.replace(/\*.*/, ''),
    ...(text.includes('*') ? { restartPolicy: 'Always' } : {}),
    ...(text.endsWith('s') ? { startupProbe: exec } : {}),
    ...(text.endsWith('l') ? { livenessProbe: exec } : {}),
  }));
  const containers = [{ name: 'main1' }, { name: 'main2' }];
  const metadata = { name: 'p', namespace: 'default', uid: 'u' };
  const pod = { metadata, spec: { restartPolicy, initContainers, containers }, status: {} } as unknown as Pod;
  const records = Object.entries(seen).map(([name, text], serial) => record(name, text, serial));
  const status = { ...noRuntimeStatus('u'), hasSandbox: true, containers: records.reverse() };
  const says = (word: string) => (id: string) => seen[id]?.includes(word) === true;
  const actions = computePodActions(pod, status, {
    hasFailedLiveness: says('failed-liveness'),
    hasFailedStartup: says('failed-startup'),
    hasPassedStartup: says('passed-startup'),
  });
  expect(actions.killPod).to.equal(wanted.killPod ?? false);
  expect([...actions.startInit, ...actions.start].map(({ name }) => name)).to.deep.equal(wanted.start ?? []);
  expect(actions.kill.map(({ message }) => message)).to.deep.equal(wanted.kill ?? []);
}

function record(name: string, text: string, serial: number): ContainerRecord {
  const exit = /^exit (\d+)/.exec(text);
  const state = exit === null ? 'running' : 'exited';
  const exitCode = Number(exit?.[1] ?? 0);
  return { id: name, name, state, exitCode, serial, restartCount: 0 } as unknown as ContainerRecord;
}
