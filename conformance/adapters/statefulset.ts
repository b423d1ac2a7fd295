// Plays `statefulset`: operations on one StatefulSet, each run to rest; the rounds of creations and deletions that
// follow, then the pods and the status.

import type { ControllerRevision, Pod, StatefulSet } from '../../engine/api/objects.ts';
import { sortRevisions } from '../../engine/controllers/history/controller-revision.ts';
import { isPodReady } from '../../engine/controllers/pod-condition.ts';
import { isFailed, isTerminating } from '../../engine/controllers/statefulset/pod-state.ts';
import {
  findUpdateRevision,
  newRevision,
  nextRevision,
  setAtRevision,
} from '../../engine/controllers/statefulset/revisions.ts';
import { statusOf } from '../../engine/controllers/statefulset/status.ts';
import { updatePods } from '../../engine/controllers/statefulset/update-pass.ts';
import type { PodActions } from '../../engine/controllers/statefulset/update-plan.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const version = versionProfile(20);
const nowEpochMs = Date.parse('2021-03-10T10:00:00Z');
const deletionTimestamp = '2021-03-10T10:00:00Z';

const imageOf = (pod: Pod): string => pod.spec.containers[0]?.image ?? '';

class Cluster {
  set: StatefulSet;
  pods: Pod[] = [];
  readonly unready = new Set<string>();
  private revisions: ControllerRevision[] = [];

  constructor(set: StatefulSet) {
    this.set = { ...set, metadata: { ...set.metadata, uid: 'uid', generation: 1 }, status: { replicas: 0 } };
  }

  change(spec: Partial<StatefulSet['spec']>): void {
    const metadata = { ...this.set.metadata, generation: (this.set.metadata.generation ?? 0) + 1 };
    this.set = { ...this.set, metadata, spec: { ...this.set.spec, ...spec } };
  }

  /** One reconcile; what it did, in order. */
  reconcile(): string[] {
    const { set } = this;
    const collisionCount = set.status.collisionCount ?? 0;
    const found = findUpdateRevision(
      this.revisions,
      newRevision(set, nextRevision(this.revisions), collisionCount, version),
    );
    let update: ControllerRevision;
    if (found.from === 'newest') update = found.revision;
    else if (found.from === 'older') update = { ...found.revision, revision: found.raiseTo };
    else update = found.create as unknown as ControllerRevision;
    this.revisions = sortRevisions([
      ...this.revisions.filter((r) => r.metadata.name !== update.metadata.name),
      update,
    ]);
    const current = this.revisions.find((r) => r.metadata.name === set.status.currentRevision) ?? update;
    const revisions = {
      currentName: current.metadata.name,
      updateName: update.metadata.name,
      currentSet: setAtRevision(set, current),
      updateSet: setAtRevision(set, update),
    };
    const done: string[] = [];
    const result = updatePods({ set, pods: this.pods, revisions, nowEpochMs, version }, this.actions(done));
    this.set = { ...set, status: statusOf(set, result.counts, revisions, collisionCount, version) };
    return done;
  }

  /** What happens between reconciles. */
  settle(): void {
    this.pods = this.pods
      .filter((pod) => !isTerminating(pod))
      .map((pod) => {
        if (imageOf(pod) === 'app:bad' || isFailed(pod)) return pod;
        return phase(pod, 'Running', !this.unready.has(pod.metadata.name));
      });
  }

  private actions(done: string[]): PodActions {
    return {
      createPod: (_set, pod) => {
        done.push(`create ${pod.metadata.name} ${imageOf(pod)}`);
        this.pods = [...this.pods, phase(pod, 'Pending', false)];
        return undefined;
      },
      deletePod: (_set, pod) => {
        done.push(`delete ${pod.metadata.name}`);
        this.pods = isFailed(pod)
          ? this.pods.filter((p) => p !== pod)
          : this.pods.map((p) => (p === pod ? { ...p, metadata: { ...p.metadata, deletionTimestamp } } : p));
        return undefined;
      },
      updatePod: (_set, pod) => {
        done.push(`update ${pod.metadata.name}`);
        return undefined;
      },
      recreating: () => {},
      createMissingClaims: () => undefined,
      hasStaleClaim: () => false,
      claimsMatchRetentionPolicy: () => true,
      updateClaimOwners: () => undefined,
    };
  }
}

const phase = (pod: Pod, name: 'Pending' | 'Running' | 'Failed', ready: boolean): Pod => ({
  ...pod,
  status: { phase: name, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

function apply(cluster: Cluster, op: TableCase['input']): void {
  const [verb, value] = Object.entries(op)[0] as [string, TableCase['input']];
  const { spec } = cluster.set;
  switch (verb) {
    case 'create':
      for (const name of value.unreadyFromStart) cluster.unready.add(name);
      return;
    case 'scale':
      cluster.change({ replicas: value });
      return;
    case 'setPartition':
      cluster.change({
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: value } },
      });
      return;
    case 'setImage': {
      const containers = spec.template.spec?.containers.map((c) => ({ ...c, image: value }));
      const template = { ...spec.template, spec: { ...spec.template.spec, containers } };
      cluster.change({ template: template as StatefulSet['spec']['template'] });
      return;
    }
    case 'podUnready':
      cluster.unready.add(value);
      cluster.settle();
      return;
    case 'podsReadyAgain':
      for (const name of value) cluster.unready.delete(name);
      cluster.settle();
      return;
    case 'podFailed':
      cluster.pods = cluster.pods.map((pod) =>
        pod.metadata.name === value ? phase(pod, 'Failed', false) : pod,
      );
      return;
    case 'podDeletedExternally':
      cluster.pods = cluster.pods.filter((pod) => pod.metadata.name !== value);
      return;
    default:
      throw new Error(`unknown operation ${verb}`);
  }
}

function runToRest(cluster: Cluster): string[][] {
  const rounds: string[][] = [];
  for (let i = 0; i < 200; i++) {
    const before = JSON.stringify([cluster.pods, cluster.set.status]);
    const round = cluster.reconcile();
    if (round.length > 0) rounds.push(round);
    cluster.settle();
    if (round.length === 0 && before === JSON.stringify([cluster.pods, cluster.set.status])) return rounds;
  }
  throw new Error('the set does not come to rest');
}

function play({ input }: TableCase): unknown {
  const cluster = new Cluster(input.statefulSet);
  const steps = input.ops.map((op: TableCase['input']) => {
    apply(cluster, op);
    const rounds = runToRest(cluster);
    const { status } = cluster.set;
    return {
      rounds,
      pods: [...cluster.pods]
        .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
        .map((pod) => ({
          name: pod.metadata.name,
          image: imageOf(pod),
          phase: pod.status.phase,
          ready: isPodReady(pod),
        })),
      status: {
        currentIsUpdate: status.currentRevision === status.updateRevision,
        currentReplicas: status.currentReplicas ?? 0,
        readyReplicas: status.readyReplicas ?? 0,
        replicas: status.replicas,
        updatedReplicas: status.updatedReplicas ?? 0,
      },
    };
  });
  return { steps };
}

export const adapter: TableAdapter = { topics: ['statefulset'], run: play };
