// A refused call changes nothing in the end: controllers are level-triggered, and try again what failed.
//
// Each write of the controllers in a run is refused once, in one run each; the cluster then ends as it does undisturbed.
// Source: kubernetes pkg/controller of each kind, processNextWorkItem, which puts a key back with AddRateLimited when its sync
// returns an error, and pkg/controller/cronjob/cronjob_controller.go of v1.20.2, which polls every 10 seconds.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../api/kinds/index.ts';
import type { AnyObject, Job, Pod } from '../api/objects.ts';
import { conflict, internalFailure, type Status } from '../api/status.ts';
import type { AdmissionRequest } from '../apiserver/admission/plugin.ts';
import { CONTROLLERS } from './index.ts';
import { TestWorld } from './test-world.ts';

const METADATA = { name: 'web', namespace: 'default' };
const labels = { app: 'web' };
const podTemplate = (image: string, more: object = {}) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image }], ...more },
});
const claimTemplate = {
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

interface Course {
  readonly name: string;
  readonly object: { readonly kind: string; readonly spec?: object };
  /** There before it. */
  readonly also?: readonly object[];
  /** What somebody does once the first part has settled. */
  readonly change?: (at: TestWorld) => void;
  /** Pods that run to their end after 2 seconds; with 1 where the number of the pod is given. Default: they stay. */
  readonly endCode?: (nth: number) => number;
  /** How long each of the two parts may take. Default 10 minutes. */
  readonly seconds?: number;
}

const patchSpec = (kind: string, spec: object) => (at: TestWorld) =>
  void at.user.patch(kind, 'default', 'web', { type: 'merge', patch: { spec } } as never);

const COURSES: readonly Course[] = [
  {
    name: 'a Deployment rolls out a new image',
    object: {
      kind: 'Deployment',
      spec: { replicas: 3, selector: { matchLabels: labels }, template: podTemplate('app:1') },
    },
    change: patchSpec('Deployment', { template: podTemplate('app:2') }),
  },
  {
    name: 'a Deployment is scaled, and recreated',
    object: {
      kind: 'Deployment',
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        strategy: { type: 'Recreate' },
        revisionHistoryLimit: 0,
        template: podTemplate('app:1'),
      },
    },
    change: patchSpec('Deployment', { replicas: 1, template: podTemplate('app:2') }),
  },
  {
    name: 'a StatefulSet with claims rolls out a new image and shrinks',
    object: {
      kind: 'StatefulSet',
      spec: {
        replicas: 3,
        serviceName: 'web',
        selector: { matchLabels: labels },
        template: podTemplate('app:1'),
        volumeClaimTemplates: [claimTemplate],
        persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' },
      },
    },
    change: patchSpec('StatefulSet', { replicas: 2, template: podTemplate('app:2') }),
  },
  {
    name: 'a parallel StatefulSet grows and shrinks',
    object: {
      kind: 'StatefulSet',
      spec: {
        replicas: 3,
        serviceName: 'web',
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: labels },
        template: podTemplate('app:1'),
      },
    },
    change: patchSpec('StatefulSet', { replicas: 1 }),
  },
  {
    name: 'a DaemonSet rolls out a new image',
    object: {
      kind: 'DaemonSet',
      spec: { selector: { matchLabels: labels }, template: podTemplate('app:1') },
    },
    change: patchSpec('DaemonSet', { template: podTemplate('app:2') }),
  },
  {
    name: 'a Job with a pod that fails',
    object: {
      kind: 'Job',
      spec: {
        completions: 3,
        parallelism: 2,
        template: podTemplate('app:1', { restartPolicy: 'Never' }),
      },
    },
    endCode: (nth) => (nth === 1 ? 1 : 0),
  },
  {
    name: 'an Indexed Job',
    object: {
      kind: 'Job',
      spec: {
        completions: 3,
        parallelism: 3,
        completionMode: 'Indexed',
        template: podTemplate('app:1', { restartPolicy: 'Never' }),
      },
    },
    endCode: () => 0,
  },
  {
    name: 'a Job goes after its time to live',
    object: {
      kind: 'Job',
      spec: { ttlSecondsAfterFinished: 60, template: podTemplate('app:1', { restartPolicy: 'Never' }) },
    },
    endCode: () => 0,
  },
  {
    name: 'a ReplicaSet adopts a pod and lets one go',
    also: [
      {
        kind: 'Pod',
        metadata: { name: 'stray', namespace: 'default', labels },
        spec: podTemplate('app:1').spec,
      },
    ],
    object: {
      kind: 'ReplicaSet',
      spec: { replicas: 2, selector: { matchLabels: labels }, template: podTemplate('app:1') },
    },
    change: (at) =>
      void at.user.patch('Pod', 'default', 'stray', {
        type: 'merge',
        patch: { metadata: { labels: { app: 'other' } } },
      } as never),
  },
  {
    name: 'a namespace goes with what is in it',
    also: [
      { kind: 'Namespace', metadata: { name: 'web' } },
      { kind: 'Pod', metadata: { name: 'p', namespace: 'web', labels }, spec: podTemplate('app:1').spec },
      { kind: 'ConfigMap', metadata: { name: 'c', namespace: 'web' } },
    ],
    object: { kind: 'ConfigMap' },
    change: (at) => void at.user.delete('Namespace', undefined, 'web'),
  },
  {
    name: 'a claim is provisioned for, and goes with its volume',
    also: [
      {
        kind: 'StorageClass',
        metadata: { name: 'fast' },
        provisioner: 'example.com/disk',
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'Immediate',
      },
    ],
    object: { kind: 'PersistentVolumeClaim', spec: { ...claimTemplate.spec, storageClassName: 'fast' } },
    change: (at) => void at.user.delete('PersistentVolumeClaim', 'default', 'web'),
  },
  {
    name: 'a quota and a budget count pods, and Endpoints kept by hand are mirrored',
    also: [
      { kind: 'ResourceQuota', metadata: METADATA, spec: { hard: { pods: '5' } } },
      {
        kind: 'PodDisruptionBudget',
        metadata: METADATA,
        spec: { minAvailable: 1, selector: { matchLabels: labels } },
      },
      { kind: 'Service', metadata: METADATA, spec: { ports: [{ name: 'http', port: 80 }] } },
      {
        kind: 'Endpoints',
        metadata: METADATA,
        subsets: [{ addresses: [{ ip: '10.9.0.1' }], ports: [{ name: 'http', port: 8080 }] }],
      },
    ],
    object: {
      kind: 'ReplicationController',
      spec: { replicas: 2, selector: labels, template: podTemplate('app:1') },
    },
    change: patchSpec('ReplicationController', { replicas: 1 }),
  },
  {
    name: 'a CronJob with a short history',
    object: {
      kind: 'CronJob',
      spec: {
        schedule: '*/2 * * * *',
        successfulJobsHistoryLimit: 1,
        jobTemplate: { spec: { template: podTemplate('app:1', { restartPolicy: 'Never' }) } },
      },
    },
    endCode: () => 0,
    // Between two runs, with time for what was put off.
    seconds: 9 * 60 + 45,
  },
];

/** Not those that judge nodes and end pods for it: nobody sends heartbeats here. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node-controller', 'taint-eviction-controller']);

const REFUSALS: readonly (readonly [name: string, refuse: (request: AdmissionRequest) => Status])[] = [
  ['an internal error', () => internalFailure('etcdserver: request timed out')],
  [
    'a conflict',
    ({ traits, name }) =>
      conflict(
        { group: traits.versions[0]!.group, resource: traits.plural },
        name,
        'the object has been modified; please apply your changes to the latest version and try again',
      ),
  ],
];

interface Outcome {
  readonly cluster: readonly string[];
  /** How many writes the controllers asked for, as far as there is time to make them good. */
  readonly writes: number;
}

interface Refusal {
  readonly nth: number;
  readonly refuse: (request: AdmissionRequest) => Status;
}

function play(course: Course, minor: number, refusal?: Refusal): Outcome {
  let writes = 0;
  const validate = (request: AdmissionRequest): Status | undefined => {
    if (!CONTROLLERS.some(({ name }) => name === request.actor) || request.traits.kind === 'Event')
      return undefined;
    writes += 1;
    return refusal?.nth === writes ? refusal.refuse(request) : undefined;
  };
  const { endCode } = course;
  const at = new TestWorld({
    minor,
    kinds: KINDS,
    admission: [{ name: 'Refusals', validate }],
    placePod: (pod) => targetNode(pod) ?? 'node-1',
  });
  for (const { name, start, isServed } of CONTROLLERS)
    if (!LEFT_OUT.has(name) && isServed?.(at.version) !== false) start(at.component(name));
  at.start();
  if (endCode !== undefined) endPods(at, endCode);
  for (const name of ['node-1', 'node-2'])
    at.user.create('Node', {
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    } as never);
  for (const object of [...(course.also ?? []), { metadata: METADATA, ...course.object }]) {
    const made = at.user.create((object as AnyObject).kind, object as never);
    expect(made.ok, JSON.stringify(made)).to.equal(true);
  }
  at.advanceSeconds(course.seconds ?? 600);
  const writesBefore = writes;
  course.change?.(at);
  at.advanceSeconds(course.seconds ?? 600);
  // What is refused to the last run of a CronJob is made good with the next one alone.
  return { cluster: summary(at), writes: course.change === undefined ? writesBefore : writes };
}

/** The node that the daemonset controller wants for the pod. */
function targetNode({ spec }: Pod): string | undefined {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required?.nodeSelectorTerms[0]?.matchFields?.[0]?.values?.[0];
}

/** Ends each pod 2 seconds after it is ready, in the order of their making. */
function endPods(at: TestWorld, endCode: (nth: number) => number): void {
  let nth = 0;
  at.component('kubelet')
    .informers.of('Pod')
    .addHandler({
      add: (pod) => {
        nth += 1;
        const exitCode = endCode(nth);
        at.kernel.schedule({ delayMs: 3000, kind: 'test end' }, () => endPod(at, pod, exitCode));
      },
    });
}

function endPod(at: TestWorld, { metadata }: Pod, exitCode: number): void {
  const pod = at.server.peek('Pod', metadata.namespace, metadata.name);
  if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return;
  const phase = exitCode === 0 ? 'Succeeded' : 'Failed';
  const finishedAt = pod.metadata.creationTimestamp;
  const ended = { name: 'c', restartCount: 0, state: { terminated: { exitCode, finishedAt } } };
  at.user.updateStatus({
    ...pod,
    status: { ...pod.status, phase, containerStatuses: [ended] },
  } as unknown as Pod);
}

/** What there is and how it is, without names and times that depend on the way there. Sorted. */
function summary(at: TestWorld): string[] {
  const kinds = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'] as const;
  const others = [
    'PersistentVolumeClaim',
    'PersistentVolume',
    'ControllerRevision',
    'Namespace',
    'ConfigMap',
    'Secret',
    'ServiceAccount',
    'ResourceQuota',
    'PodDisruptionBudget',
    'EndpointSlice',
    'ReplicationController',
  ] as const;
  const texts = [...kinds, ...others].flatMap((kind) =>
    (at.server.peekAll(kind) as unknown as AnyObject[]).map(
      (object) => `${kind} ${JSON.stringify(shownOf(object))}`,
    ),
  );
  return texts.sort();
}

function shownOf({ kind, metadata, spec, status }: AnyObject): object {
  const { deletionTimestamp, ownerReferences = [], finalizers = [] } = metadata;
  const own = { isGoing: deletionTimestamp !== undefined, owner: ownerReferences[0]?.kind, finalizers };
  if (kind === 'Pod') {
    const pod = { spec, status } as unknown as Pod;
    return { ...own, image: pod.spec.containers[0]?.image, node: pod.spec.nodeName, phase: pod.status.phase };
  }
  if (kind === 'CronJob') return { ...own, active: (status as { active?: unknown[] }).active?.length ?? 0 };
  if (kind === 'ResourceQuota') return { ...own, status };
  const { conditions = [], ...counts } = (status ?? {}) as Job['status'] & Record<string, unknown>;
  const numbers = Object.entries(counts).filter(([, value]) => typeof value === 'number');
  const held = conditions.map((one) => `${one.type}=${one.status} ${one.reason ?? ''}`).sort();
  // How often it was written depends on the way.
  return { ...own, ...Object.fromEntries(numbers.sort()), observedGeneration: undefined, held };
}

describe('a refused call of a controller', () => {
  for (const course of COURSES) {
    for (const minor of [20, 36]) {
      it(`changes nothing in the end where ${course.name}, 1.${minor}`, () => {
        const { cluster, writes } = play(course, minor);
        expect(writes).to.be.greaterThan(1);
        for (let nth = 1; nth <= writes; nth += 1) {
          const [name, refuse] = REFUSALS[nth % REFUSALS.length]!;
          const disturbed = play(course, minor, { nth, refuse });
          expect(disturbed.cluster, `write ${nth} of ${writes} met ${name}`).to.deep.equal(cluster);
        }
      });
    }
  }
});
