// A rollout for tests: a readiness probe fails, a container crashes, and the step that waited for it gives up.

import type { TraceRecord } from '../../engine/trace/records.ts';
import { type Json, refOf, type Stored, TraceBuilder } from './test-trace.ts';

const labels = { app: 'web' };
const owner = (kind: string, name: string): Json => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid: `uid-${kind}-${name}`,
  controller: true,
});

function deployment(): Stored {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default', generation: 1, labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'nginx:1.25' }] } },
    },
    status: {},
  };
}

function replicaSet(hash: string, replicas: number, image: string): Stored {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${hash}`,
      namespace: 'default',
      generation: 1,
      labels: { ...labels, 'pod-template-hash': hash },
      ownerReferences: [owner('Deployment', 'web')],
    },
    spec: { replicas, template: { spec: { containers: [{ name: 'web', image }] } } },
    status: { replicas: 0 },
  };
}

function pod(hash: string, name: string, image: string): Stored {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `web-${hash}-${name}`,
      namespace: 'default',
      labels: { ...labels, 'pod-template-hash': hash },
      ownerReferences: [owner('ReplicaSet', `web-${hash}`)],
    },
    spec: {
      containers: [{ name: 'web', image }],
      terminationGracePeriodSeconds: 30,
      restartPolicy: 'Always',
    },
    status: { phase: 'Pending' },
  };
}

interface ContainerSight {
  readonly state: Json;
  readonly ready?: boolean;
  readonly restarts?: number;
  readonly last?: Json;
}

/** The rollout of `web`: three old pods, a new image whose pods become ready late, one of which crashes twice. */
export class Rollout {
  readonly b = new TraceBuilder();
  private readonly ready = new Map<string, boolean>();

  private setContainer(podName: string, phase: string, sight: ContainerSight): number {
    const { b } = this;
    const isReady = sight.ready === true;
    this.ready.set(podName, isReady);
    return b.update('kubelet node-1', 'Pod', podName, (pod) => ({
      status: {
        ...(pod.status as Json),
        phase,
        podIP: `10.244.0.${podName.length + podName.charCodeAt(podName.length - 1) - 90}`,
        conditions: [
          { type: 'PodScheduled', status: 'True', lastTransitionTime: b.time() },
          { type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime: b.time() },
        ],
        containerStatuses: [
          {
            name: 'web',
            image: 'nginx',
            ready: isReady,
            restartCount: sight.restarts ?? 0,
            state: sight.state,
            ...(sight.last === undefined ? {} : { lastState: { terminated: sight.last } }),
          },
        ],
      },
    }));
  }

  private endpoints(cause: number): number {
    const { b } = this;
    const endpoints = [...this.ready].map(([name, isReady]) => ({
      addresses: [`10.244.0.${name.charCodeAt(name.length - 1)}`],
      conditions: { ready: isReady, serving: isReady, terminating: false },
      targetRef: { kind: 'Pod', namespace: 'default', name },
    }));
    return b
      .because(cause)
      .update('endpointslice-controller', 'EndpointSlice', 'web-x1', () => ({ endpoints }));
  }

  private counts(cause: number): number {
    const { b } = this;
    const pods = [...this.ready];
    const readyReplicas = pods.filter(([, ready]) => ready).length;
    const updatedReplicas = pods.filter(([name]) => name.includes('-b-')).length;
    return b.because(cause).update('deployment-controller', 'Deployment', 'web', () => ({
      status: { replicas: pods.length, readyReplicas, availableReplicas: readyReplicas, updatedReplicas },
    }));
  }

  private startPod(hash: string, letter: string, image: string, cause: number, readyAfterMs: number): string {
    const { b } = this;
    const t0 = b.log.at(b.log.lastSeq)?.t ?? 0;
    const name = `web-${hash}-${letter}`;
    const created = b.because(cause).create('replicaset-controller', pod(hash, letter, image));
    const ref = refOf(b.get('Pod', name));
    b.because(created).event(
      'default-scheduler',
      ref,
      'Normal',
      'Scheduled',
      `Successfully assigned default/${name} to node-1`,
    );
    const bound = b.because(created).update('default-scheduler', 'Pod', name, (p) => ({
      spec: { ...(p.spec as Json), nodeName: 'node-1' },
    }));
    b.because(bound).at(t0 + 400);
    this.setContainer(name, 'Pending', { state: { waiting: { reason: 'ContainerCreating' } } });
    b.at(t0 + 1200);
    b.event('kubelet', ref, 'Normal', 'Pulled', `Container image "${image}" already present on machine`);
    const running = this.setContainer(name, 'Running', { state: { running: { startedAt: b.time() } } });
    b.at(t0 + readyAfterMs).because(running);
    const ready = this.setContainer(name, 'Running', {
      state: { running: { startedAt: b.time() } },
      ready: true,
    });
    this.counts(this.endpoints(ready));
    return name;
  }

  private stopPod(name: string, cause: number, graceMs: number): void {
    const { b } = this;
    const t0 = b.log.at(b.log.lastSeq)?.t ?? 0;
    const marked = b.because(cause).update('replicaset-controller', 'Pod', name, (p) => ({
      metadata: { ...p.metadata, deletionTimestamp: b.time(30_000), deletionGracePeriodSeconds: 30 },
    }));
    this.ready.delete(name);
    this.counts(this.endpoints(marked));
    b.because(marked).event(
      'kubelet',
      refOf(b.get('Pod', name)),
      'Normal',
      'Killing',
      'Stopping container web',
    );
    b.at(t0 + graceMs)
      .because(marked)
      .delete('kubelet node-1', 'Pod', name);
  }

  play(): readonly TraceRecord[] {
    const { b } = this;
    const cluster = b.step('Given ', 'a cluster with 1 node', 4);
    b.because(cluster).add({
      type: 'input',
      verb: 'cluster',
      text: 'a cluster running Kubernetes 1.36',
      detail: { version: '1.36', seed: 7 },
    });
    b.because(b.log.lastSeq);
    b.create('kubelet node-1', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
      spec: {},
      status: { conditions: [{ type: 'Ready', status: 'True' }], nodeInfo: { kubeletVersion: 'v1.36.0' } },
    });
    b.at(100).step('And ', 'the manifests "web.yaml"', 5);
    const apply = b
      .because(b.log.lastSeq)
      .add({ type: 'input', verb: 'kubectl', text: 'kubectl apply -f web.yaml' });
    const made = b.because(apply).create('kubectl', deployment());
    b.create('kubectl', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.20',
        selector: labels,
        ports: [{ port: 80, protocol: 'TCP' }],
      },
    });
    b.create('endpointslice-controller', {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web-x1', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
      addressType: 'IPv4',
      endpoints: [],
      ports: [{ port: 80, protocol: 'TCP', name: '' }],
    });
    b.because(apply).add({
      type: 'output',
      command: 'kubectl apply -f web.yaml',
      startedAt: 100,
      code: 0,
      stdout: 'deployment.apps/web created\nservice/web created\n',
      stderr: '',
    });
    const set = b.because(made).create('deployment-controller', replicaSet('a', 3, 'nginx:1.25'));
    b.because(set).event(
      'deployment-controller',
      refOf(b.get('Deployment', 'web')),
      'Normal',
      'ScalingReplicaSet',
      'Scaled up replica set web-a to 3',
    );
    const old = ['p', 'q', 'r'].map((letter, i) =>
      this.startPod('a', letter, 'nginx:1.25', set, 3000 + i * 700),
    );

    b.at(30_000).step('When ', 'I run "kubectl set image deploy/web web=nginx:1.26"', 6);
    const change = b
      .because(b.log.lastSeq)
      .add({ type: 'input', verb: 'kubectl', text: 'kubectl set image deploy/web web=nginx:1.26' });
    const updated = b.because(change).update('kubectl', 'Deployment', 'web', (d) => ({
      metadata: { ...d.metadata, generation: 2 },
      spec: {
        ...(d.spec as Json),
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'nginx:1.26' }] } },
      },
    }));
    b.because(change).add({
      type: 'output',
      command: 'kubectl set image deploy/web web=nginx:1.26',
      startedAt: 30_000,
      code: 0,
      stdout: 'deployment.apps/web image updated\n',
      stderr: '',
    });
    const next = b.because(updated).create('deployment-controller', replicaSet('b', 1, 'nginx:1.26'));
    b.because(0);
    const fault = b.at(31_000).add({ type: 'input', verb: 'fault', text: 'node node-1 slows down' });
    const first = this.startPod('b', 'x', 'nginx:1.26', next, 8000);
    this.stopPod(old[0] as string, next, 2500);
    const ref = refOf(b.get('Pod', first));
    b.at(44_000).because(fault);
    for (let n = 1; n <= 3; n += 1) {
      b.at(44_000 + n * 2000);
      b.event(
        'kubelet',
        ref,
        'Warning',
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 503',
        n,
      );
    }
    const unready = this.setContainer(first, 'Running', { state: { running: { startedAt: b.time() } } });
    this.counts(this.endpoints(unready));
    this.crash(first, unready, { t: 53_000, exitCode: 1, restarts: 0 });
    b.at(54_000);
    this.setContainer(first, 'Running', {
      state: { running: { startedAt: b.time() } },
      restarts: 1,
      last: { exitCode: 1, reason: 'Error', finishedAt: b.time(-1000) },
    });
    this.crash(first, b.log.lastSeq, { t: 58_000, exitCode: 137, restarts: 1 });
    b.at(59_000);
    const backedOff = this.setContainer(first, 'Running', {
      state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' } },
      restarts: 1,
      last: { exitCode: 137, reason: 'OOMKilled', finishedAt: b.time(-1000) },
    });
    b.at(69_000);
    const timer = b
      .because(backedOff)
      .add({ type: 'timer', kind: 'kubelet', label: 'back-off 10s restarting failed container' });
    b.because(timer);
    const again = this.setContainer(first, 'Running', {
      state: { running: { startedAt: b.time() } },
      restarts: 2,
      last: { exitCode: 137, reason: 'OOMKilled', finishedAt: b.time(-11_000) },
    });
    b.because(again).add({
      type: 'decision',
      actor: 'runtime',
      topic: 'assume',
      text: 'program "nginx" runs until it is stopped',
      detail: {
        pod: first,
        container: 'web',
        remedy: 'Given containers of image "nginx:1.26" run until stopped',
      },
    });
    b.add({ type: 'log', pod: ref, container: 'web', stream: 'stdout', text: 'ready to serve' });
    b.at(45_000 + 30_000);
    const step = b.step('Then ', 'within 45 seconds deployment "web" has 3 available replicas', 7);
    b.because(step).add({
      type: 'check',
      text: 'deployment "web" has 3 available replicas',
      operator: 'within',
      phrase: 'within 45s',
      fromMs: 30_000,
      toMs: 75_000,
      verdict: 'failed',
      samples: [
        { t: 30_000, seq: updated, holds: true, found: '3 of 3 available', value: 3 },
        { t: 41_000, seq: next + 20, holds: false, found: '2 of 3 available', value: 2 },
        { t: 50_000, seq: unready, holds: false, found: '1 of 3 available', value: 1 },
      ],
      decidedBy: unready,
      decidedMs: 50_000,
      found: '1 of 3 available',
      reason: 'it did not come to hold in time',
      closest: { t: 41_000, found: '2 of 3 available', margin: -1 },
    });
    return b.records;
  }

  private crash(
    name: string,
    cause: number,
    { t, exitCode, restarts }: { readonly t: number; readonly exitCode: number; readonly restarts: number },
  ): void {
    const { b } = this;
    b.at(t).because(cause);
    const finishedAt = b.time();
    this.setContainer(name, 'Running', {
      state: { terminated: { exitCode, reason: 'Error', finishedAt } },
      restarts,
    });
    const ref = refOf(b.get('Pod', name));
    b.event('kubelet', ref, 'Warning', 'BackOff', 'Back-off restarting failed container web', restarts + 1);
  }
}
