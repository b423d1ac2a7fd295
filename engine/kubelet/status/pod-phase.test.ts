import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Container, ContainerStatus } from '../../api/objects.ts';
import { versionProfile } from '../../versions/profile.ts';
import { type PodPhase, podPhase } from './pod-phase.ts';

type State = 'restarted' | 'running' | 'started' | 'waiting' | 'back-off' | 'succeeded' | 'failed';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  /** Containers `x`, `y` …; absent: one without status. */
  readonly init?: readonly (State | 'absent')[];
  readonly areInitSidecars?: boolean;
  /** Containers `a`, `b` … */
  readonly apps: readonly (State | 'absent')[];
  readonly isAtItsEnd?: boolean;
  /** In 1.26 and in 1.28. */
  readonly phases: readonly [PodPhase, PodPhase];
}

const TEST = 'kubernetes v1.28.0 pkg/kubelet/kubelet_pods_test.go';
const ALWAYS = `${TEST}, TestPodPhaseWithRestartAlways`;
const SIDECARS = `${TEST}, TestPodPhaseWithRestartAlwaysRestartableInitContainers`;

const ended = (exitCode: number): ContainerStatus['state'] =>
  ({ terminated: { exitCode } }) as ContainerStatus['state'];
const STATES: Readonly<Record<State, Pick<ContainerStatus, 'state' | 'lastState' | 'started'>>> = {
  // A status that a client wrote with two states: running counts.
  restarted: { state: { running: {}, ...ended(1) } },
  running: { state: { running: {} } },
  started: { state: { running: {} }, started: true },
  waiting: { state: { waiting: {} } },
  'back-off': { state: { waiting: {} }, lastState: ended(0) },
  succeeded: { state: ended(0) },
  failed: { state: ended(1) },
};

const ROWS: readonly Row[] = [
  {
    name: 'an init container whose status says running and terminated is running',
    source: 'kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, getPhase',
    restartPolicy: 'Never',
    init: ['restarted'],
    apps: ['running'],
    phases: ['Pending', 'Running'],
  },
  {
    name: 'at its end a pod whose containers succeeded has succeeded, though it would restart them',
    source: ALWAYS,
    restartPolicy: 'Always',
    apps: ['succeeded', 'succeeded'],
    isAtItsEnd: true,
    phases: ['Running', 'Succeeded'],
  },
  {
    name: 'at its end a pod one of whose containers failed has failed',
    source: ALWAYS,
    restartPolicy: 'Always',
    apps: ['succeeded', 'failed'],
    isAtItsEnd: true,
    phases: ['Running', 'Failed'],
  },
  {
    name: 'at its end a pod that restarts on failure has failed',
    source: `${TEST}, TestPodPhaseWithRestartOnFailure`,
    restartPolicy: 'OnFailure',
    apps: ['succeeded', 'failed'],
    isAtItsEnd: true,
    phases: ['Running', 'Failed'],
  },
  {
    name: 'before its end it goes on',
    source: ALWAYS,
    restartPolicy: 'Always',
    apps: ['succeeded', 'succeeded'],
    phases: ['Running', 'Running'],
  },
  {
    name: 'a container that never ran leaves the pod Pending even at its end',
    source: 'kubernetes v1.28.0 pkg/kubelet/kubelet_pods.go, getPhase',
    restartPolicy: 'Always',
    apps: ['failed', 'waiting'],
    isAtItsEnd: true,
    phases: ['Pending', 'Pending'],
  },
  {
    name: 'while a container runs, the pod is not at its end, whatever is said',
    source: 'kubernetes v1.28.0 pkg/kubelet/kubelet_pods.go, getPhase',
    restartPolicy: 'Always',
    apps: ['running', 'failed'],
    isAtItsEnd: true,
    phases: ['Running', 'Running'],
  },
  {
    name: 'an init container that runs again makes a started pod Pending until 1.27',
    source: 'kubernetes v1.20.2 and v1.28.0 pkg/kubelet/kubelet_pods.go, getPhase',
    restartPolicy: 'Always',
    init: ['running'],
    apps: ['failed'],
    phases: ['Pending', 'Running'],
  },
  {
    name: 'a sidecar that has not started holds the pod back',
    source: SIDECARS,
    restartPolicy: 'Always',
    init: ['running'],
    areInitSidecars: true,
    apps: ['absent', 'absent'],
    phases: ['Pending', 'Pending'],
  },
  {
    name: 'a sidecar that starts again does not, once containers run',
    source: SIDECARS,
    restartPolicy: 'Always',
    init: ['running'],
    areInitSidecars: true,
    apps: ['running', 'running'],
    phases: ['Pending', 'Running'],
  },
  {
    name: 'a sidecar in its back-off counts for nothing',
    source: SIDECARS,
    restartPolicy: 'Always',
    init: ['back-off'],
    areInitSidecars: true,
    apps: ['running', 'running'],
    phases: ['Running', 'Running'],
  },
  {
    name: 'half of the containers are not enough beside a sidecar',
    source: SIDECARS,
    restartPolicy: 'Always',
    init: ['started'],
    areInitSidecars: true,
    apps: ['running', 'absent'],
    phases: ['Pending', 'Pending'],
  },
  {
    name: 'a pod is not over while its sidecar runs',
    source: `${TEST}, TestPodPhaseWithRestartNeverRestartableInitContainers`,
    restartPolicy: 'Never',
    init: ['started'],
    areInitSidecars: true,
    apps: ['succeeded', 'succeeded'],
    phases: ['Running', 'Running'],
  },
  {
    name: 'how a sidecar ended does not matter',
    source: SIDECARS,
    restartPolicy: 'Never',
    init: ['failed'],
    areInitSidecars: true,
    apps: ['succeeded', 'succeeded'],
    phases: ['Succeeded', 'Succeeded'],
  },
];

function statusesOf(names: string, states: readonly (State | 'absent')[]): ContainerStatus[] {
  return states.flatMap((state, i) =>
    state === 'absent' ? [] : [{ name: names[i], ...STATES[state] } as ContainerStatus],
  );
}

function check({
  init = [],
  areInitSidecars = false,
  apps,
  phases,
  restartPolicy,
  isAtItsEnd = false,
}: Row): void {
  const policy = areInitSidecars ? { restartPolicy: 'Always' } : {};
  const got = [26, 28].map((minor) =>
    podPhase({
      restartPolicy,
      initContainers: init.map((_, i) => ({ name: 'xyz'[i], ...policy }) as Container),
      containers: apps.map((_, i) => ({ name: 'abc'[i] }) as Container),
      statuses: [...statusesOf('xyz', init), ...statusesOf('abc', apps)],
      isAtItsEnd,
      version: versionProfile(minor),
    }),
  );
  expect(got).to.deep.equal(phases);
}

describe('phase of a pod', () => {
  for (const row of ROWS) it(`${row.name} (${row.source})`, () => check(row));
});
