// The static pods of a node, whatever source they come from, and the mirrors by which the API shows them.
//
// A pod is known by its uid, a hash of its manifest: a changed manifest is a pod that goes and another that comes. The
// mirror has the pod's name and carries the hash; one that carries another is replaced, one that is gone is made again.
// What runs is none of its business. Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/config/config.go, filter;
// pkg/kubelet/pod/{pod_manager,mirror_client}.go; pkg/kubelet/pod_workers.go, allowStaticPodStart (since 1.22).

import type { Pod } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import {
  CONFIG_HASH_ANNOTATION,
  CONFIG_MIRROR_ANNOTATION,
  CONFIG_SEEN_ANNOTATION,
  CONFIG_SOURCE_ANNOTATION,
} from '../../api/pod/static-pod.ts';
import type { Client } from '../../client/client.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { VersionProfile } from '../../versions/profile.ts';

export type Source = 'file' | 'http';

export interface StaticPodsOptions {
  readonly kernel: Kernel;
  readonly version: VersionProfile;
  readonly nodeName: string;
  readonly client: Client;
  /** The uid of the node's Node; undefined while there is none. */
  readonly nodeUid: () => string | undefined;
  readonly onAdd: (pod: Pod) => void;
  readonly onUpdate: (pod: Pod) => void;
  readonly onRemove: (pod: Pod) => void;
  readonly log: (text: string) => void;
}

const nameOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

export class StaticPods {
  private readonly options: StaticPodsOptions;
  private readonly bySource = new Map<Source, Map<string, Pod>>();
  private readonly mirrors = new Map<string, Pod>();
  /** Pods that are gone from their source and not yet from the node, by uid. */
  private readonly ending = new Map<string, Pod>();
  /** Those of them of which nothing is left. */
  private readonly over = new Set<string>();
  /** Pods that are in their source again while they end. */
  private readonly returning = new Map<string, Pod>();
  /** By name, the uid of the pod that has begun and not ended. */
  private readonly begun = new Map<string, string>();
  private readonly waiting: string[] = [];

  constructor(options: StaticPodsOptions) {
    this.options = options;
  }

  /** These are all pods of the source now. */
  set(source: Source, pods: readonly Pod[]): void {
    const before = this.bySource.get(source) ?? new Map<string, Pod>();
    const now = new Map<string, Pod>();
    for (const pod of pods) {
      const { uid } = pod.metadata;
      const known = before.get(uid);
      now.set(uid, known === undefined ? this.seen(source, pod) : keepSeen(known, pod));
    }
    this.bySource.set(source, now);
    for (const [uid, pod] of before) if (!now.has(uid)) this.remove(pod);
    for (const [uid, pod] of now) {
      const known = before.get(uid);
      if (known === undefined) this.add(pod);
      else if (known !== pod) this.options.onUpdate(pod);
    }
  }

  private seen(source: Source, pod: Pod): Pod {
    const seen = new Date(this.options.kernel.nowEpochMs).toISOString().replace(/\.?0*Z$/, 'Z');
    const annotations = {
      ...pod.metadata.annotations,
      [CONFIG_SEEN_ANNOTATION]: seen,
      [CONFIG_SOURCE_ANNOTATION]: source,
    };
    return { ...pod, metadata: { ...pod.metadata, annotations } };
  }

  private add(pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.ending.has(uid)) {
      this.returning.set(uid, pod);
      return;
    }
    this.waiting.push(uid);
    this.options.onAdd(pod);
  }

  private remove(pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.returning.delete(uid)) return;
    this.ending.set(uid, pod);
    this.options.onRemove(pod);
  }

  /** Nothing of the pod is left on the node: another of its name may begin. */
  terminated(pod: Pod): void {
    const { uid } = pod.metadata;
    if (this.begun.get(nameOf(pod)) === uid) this.begun.delete(nameOf(pod));
    if (this.ending.has(uid)) this.over.add(uid);
  }

  /** Forgets the pods that have ended; those that are back in their source begin anew. @returns their uids */
  forgetEnded(): string[] {
    const uids = [...this.over];
    this.over.clear();
    for (const uid of uids) {
      this.ending.delete(uid);
      const again = this.returning.get(uid);
      this.returning.delete(uid);
      if (again !== undefined) this.add(again);
    }
    return uids;
  }

  /** Since 1.22, a pod waits until none of its name is left on the node, and for those that wait longer. */
  mayBegin(pod: Pod): boolean {
    if (!this.options.version.has('podWorkerTerminates')) return true;
    const { uid } = pod.metadata;
    const name = nameOf(pod);
    const first = this.begun.get(name);
    if (first !== undefined) return first === uid;
    const next = this.waiting.find((other) => {
      const known = this.get(other);
      return known !== undefined && nameOf(known) === name;
    });
    if (next !== undefined && next !== uid) return false;
    this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((u) => u !== uid && this.has(u)));
    this.begun.set(name, uid);
    return true;
  }

  private get(uid: string): Pod | undefined {
    for (const pods of this.bySource.values()) {
      const pod = pods.get(uid);
      if (pod !== undefined) return pod;
    }
    return undefined;
  }

  private has(uid: string): boolean {
    return this.get(uid) !== undefined;
  }

  all(): Pod[] {
    return [...this.bySource.values()].flatMap((pods) => [...pods.values()]);
  }

  /** The API shows the mirror so. @returns the pod that it stands for, if it is there */
  showMirror(mirror: Pod): Pod | undefined {
    this.mirrors.set(nameOf(mirror), mirror);
    return this.podOfMirror(mirror);
  }

  /** The API has the mirror no more. @returns the pod that it stood for */
  dropMirror(mirror: Pod): Pod | undefined {
    const known = this.mirrors.get(nameOf(mirror));
    if (known?.metadata.uid === mirror.metadata.uid) this.mirrors.delete(nameOf(mirror));
    return this.podOfMirror(mirror);
  }

  private podOfMirror(mirror: Pod): Pod | undefined {
    const name = nameOf(mirror);
    return this.all().find((pod) => nameOf(pod) === name);
  }

  mirrorOf(pod: Pod): Pod | undefined {
    return this.mirrors.get(nameOf(pod));
  }

  /** The mirror under which the API has the pod with this uid, also while it ends. */
  mirrorByUid(uid: string): Pod | undefined {
    const pod = this.get(uid) ?? this.ending.get(uid);
    return pod === undefined ? undefined : this.mirrorOf(pod);
  }

  /** Sees to it that the API has the pod's mirror. @returns false when it could not be made, or there is no Node for it */
  keepMirror(pod: Pod): boolean {
    const mirror = this.mirrorOf(pod);
    if (mirror !== undefined) {
      const isCurrent = mirror.metadata.annotations?.[CONFIG_MIRROR_ANNOTATION] === hashOf(pod);
      if (isCurrent && mirror.metadata.deletionTimestamp === undefined) return true;
      if (!this.deleteMirror(mirror)) return true;
    }
    const nodeUid = this.options.nodeUid();
    return nodeUid !== undefined && this.createMirror(pod, nodeUid);
  }

  /** Mirrors of pods that are no more on the node go. */
  dropOrphans(): void {
    for (const [name, mirror] of [...this.mirrors]) {
      const isNamed = (pod: Pod): boolean => nameOf(pod) === name;
      if (this.all().some(isNamed) || [...this.ending.values()].some(isNamed)) continue;
      this.deleteMirror(mirror);
    }
  }

  private deleteMirror({ metadata: { namespace, name, uid } }: Pod): boolean {
    const options = { gracePeriodSeconds: 0, preconditions: { uid } };
    return this.options.client.delete('Pod', namespace, name, options).ok;
  }

  private createMirror(pod: Pod, nodeUid: string): boolean {
    const { version, nodeName, client, log } = this.options;
    const hash = hashOf(pod);
    const { uid: _, ...metadata } = pod.metadata;
    const owner = { apiVersion: 'v1', controller: true, kind: 'Node', name: nodeName, uid: nodeUid };
    const made = client.create('Pod', {
      kind: 'Pod',
      metadata: {
        ...metadata,
        annotations: { ...metadata.annotations, [CONFIG_MIRROR_ANNOTATION]: hash },
        ...(version.has('mirrorPodsBelongToNodes') && { ownerReferences: [owner] }),
      },
      spec: pod.spec,
    } as unknown as Pod);
    if (made.ok) return true;
    const known = client.get('Pod', metadata.namespace, metadata.name);
    if (known.ok && known.object.metadata.annotations?.[CONFIG_MIRROR_ANNOTATION] === hash) return true;
    log(`Failed creating a mirror pod for pod="${nameOf(pod)}" err=${JSON.stringify(made.status.message)}`);
    return false;
  }
}

const hashOf = ({ metadata }: Pod): string => metadata.annotations?.[CONFIG_HASH_ANNOTATION] ?? '';

// A manifest that names its uid itself may change under it: what it says is taken over, when it was first seen stays.
function keepSeen(known: Pod, pod: Pod): Pod {
  const annotations = { ...pod.metadata.annotations };
  for (const key of [CONFIG_SEEN_ANNOTATION, CONFIG_SOURCE_ANNOTATION]) {
    const kept = known.metadata.annotations?.[key];
    if (kept !== undefined) annotations[key] = kept;
  }
  const next = { ...pod, metadata: { ...pod.metadata, annotations } };
  return equalPlain(next, known) ? known : next;
}
