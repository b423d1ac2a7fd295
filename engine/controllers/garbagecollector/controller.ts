// The garbage collector: deletes objects whose owners are gone, lets owners wait for their dependents, and sets
// dependents free.
//
// It hears of all kinds but Events, custom ones from the next half minute on. An object that nothing happens to costs
// nothing. Source: kubernetes v1.28.0 pkg/controller/garbagecollector/garbagecollector.go; cmd/kube-controller-manager/
// app/core.go, startGarbageCollectorController.

import { isStored } from '../../api/kind.ts';
import type { KubeObject, OwnerReference } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { msToNextPeriod } from '../period.ts';
import { AbsentOwners } from './absent-owners.ts';
import { type CollectMeans, collect, type Outcome, orphan } from './collect.ts';
import { describeIdentity, type GraphNode } from './graph.ts';
import { GraphBuilder } from './graph-builder.ts';
import { ObjectAccess } from './object-access.ts';

/** Source: pkg/controller/garbagecollector/config/v1alpha1/defaults.go, ConcurrentGCSyncs. */
const WORKERS = 20;
/** Source: cmd/kube-controller-manager/app/core.go: the period of the collector's Sync. */
const SYNC_PERIOD_MS = 30_000;
/**
 * From setting the dependents free to letting their owner go: the owner is read and patched, while its controller counts
 * anew, so it goes with none. Real clusters were seen to take 10 to 45 ms, and their controllers 2 to 15.
 */
const RELEASE_MS = 20;

/** @param component its name is `garbage-collector-controller` */
export function startGarbageCollector(component: Component): void {
  const { client, kernel, world } = component;
  const absentOwners = new AbsentOwners();
  // Changes go through the graph's own queue first: an object's controller sees its deletion before the collector acts.
  const afterGraph = (add: () => void): void => {
    kernel.schedule({ delayMs: 0, kind: 'garbage collector graph' }, add);
  };
  const graph = new GraphBuilder({
    toDelete: ({ identity }) => afterGraph(() => deletions.add(identity.uid)),
    toOrphan: ({ identity }) => afterGraph(() => orphans.add(identity.uid)),
    absent: (owner) => absentOwners.add(owner),
    invalidNamespace: (dependent, owner) => reportNamespace(component, dependent, owner),
  });
  const access = new ObjectAccess(client, world.server);
  const means: CollectMeans = {
    access,
    graph,
    absentOwners,
    toDelete: ({ identity }) => deletions.add(identity.uid),
    toOrphan: ({ identity }) => orphans.add(identity.uid),
    afterControllers: (act) => {
      kernel.schedule({ delayMs: RELEASE_MS, kind: 'garbage collector release' }, act);
    },
  };
  const queue = (name: string, work: (node: GraphNode, means: CollectMeans) => Outcome) => {
    const keys = component.queue(
      name,
      (uid) => {
        const node = graph.get(uid);
        if (node === undefined || work(node, means) === 'done') keys.forget(uid);
        else keys.addRateLimited(uid);
      },
      { workers: WORKERS },
    );
    return keys;
  };
  const deletions = queue('garbage_collector_attempt_to_delete', collect);
  const orphans = queue('garbage_collector_attempt_to_orphan', orphan);
  watchKinds(component, graph);
}

function watchKinds(component: Component, graph: GraphBuilder): void {
  const { informers, kernel, world } = component;
  const watched = new Set<string>(['Event']);
  const watchNew = (): void => {
    for (const [kind, traits] of world.server.core.kinds) {
      if (watched.has(kind) || !isStored(traits)) continue;
      watched.add(kind);
      informers.of(kind).addHandler({
        add: (object) => graph.seen(object as KubeObject, undefined),
        update: (object, before) => graph.seen(object as KubeObject, before as KubeObject),
        delete: (object) => graph.gone(object as KubeObject),
      });
    }
  };
  watchNew();
  if (!world.server.core.kinds.has('CustomResourceDefinition')) return;
  let isScheduled = false;
  const soon = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    const delayMs = msToNextPeriod(kernel.nowMs, SYNC_PERIOD_MS);
    kernel.schedule({ delayMs, kind: 'garbage collector sync', label: 'garbage collector period' }, () => {
      isScheduled = false;
      watchNew();
    });
  };
  informers.of('CustomResourceDefinition').addHandler({ add: soon, update: soon });
}

function reportNamespace(
  { recorder }: Component,
  { identity }: GraphNode,
  { apiVersion, kind, name, uid }: OwnerReference,
): void {
  const { namespace } = identity;
  const owner = describeIdentity({ apiVersion, kind, name, uid, namespace });
  const { name: ownName, uid: ownUid } = identity;
  const metadata = { name: ownName, uid: ownUid, ...(namespace === undefined ? {} : { namespace }) };
  const subject = { apiVersion: identity.apiVersion, kind: identity.kind, metadata } as KubeObject;
  const text = `ownerRef ${owner} does not exist in namespace "${namespace ?? ''}"`;
  recorder.event(subject, 'Warning', 'OwnerRefInvalidNamespace', text);
}
