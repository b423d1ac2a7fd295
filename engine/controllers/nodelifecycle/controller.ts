// The node lifecycle controller: what nodes and pods tell it, the NoSchedule taints by condition, and the monitor.
//
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, NewNodeLifecycleController,
// doNoScheduleTaintingPass and processPod. Eviction by taint is the controller in tainteviction/.
// Left out: evicting pods without taints, which releases before 1.13 did.

import type { Node, Pod } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { type Informer, keyOf } from '../../client/informer.ts';
import { indexPodsByNode, podsOn } from '../pods-by-node.ts';
import { NodeMonitor } from './monitor.ts';
import { noScheduleChanges } from './node-taints.ts';
import { NodeWriter } from './node-writer.ts';
import { nodeLifecycleSettings } from './settings.ts';

/** @param component its name is `node-controller` */
export function startNodeLifecycleController(component: Component): NodeMonitor {
  const { informers, kernel, version, world } = component;
  const nodes = informers.of('Node') as Informer<'Node', Node>;
  const pods = informers.of('Pod') as Informer<'Pod', Pod>;
  const { heartbeats } = world.server.core;
  const writer = new NodeWriter(component);
  indexPodsByNode(pods);
  const monitor = new NodeMonitor({
    kernel,
    heartbeats,
    settings: nodeLifecycleSettings(version),
    writer,
    node: (name) => nodes.getByKey(name),
    podsOn: (name) => podsOn(pods, name),
    decide: (text) => component.decide('zone', text),
  });
  heartbeats.subscribe((name) => monitor.touch(name));
  taintByCondition(component, nodes, writer, monitor);
  markPodsOfLostNodes(component, pods, writer, monitor);
  return monitor;
}

function taintByCondition(
  component: Component,
  nodes: Informer<'Node', Node>,
  writer: NodeWriter,
  monitor: NodeMonitor,
): void {
  const queue = component.queue('node_lifecycle_controller', (name) => {
    const node = nodes.getByKey(name);
    if (node === undefined) return;
    const { add, remove } = noScheduleChanges(node);
    writer.swapTaints(name, 'NoSchedule', add, remove);
  });
  const changed = ({ metadata: { name } }: Node): void => {
    queue.add(name);
    monitor.touch(name);
  };
  nodes.addHandler({ add: changed, update: changed, delete: ({ metadata }) => monitor.touch(metadata.name) });
}

// A pod that is bound to a node that is lost already.
function markPodsOfLostNodes(
  component: Component,
  pods: Informer<'Pod', Pod>,
  writer: NodeWriter,
  monitor: NodeMonitor,
): void {
  const queue = component.queue('node_lifecycle_controller_pods', (key) => {
    const pod = pods.getByKey(key);
    if (pod?.spec.nodeName && monitor.isReady(pod.spec.nodeName) === false) writer.markNotReady([pod]);
  });
  const check = (pod: Pod): void => {
    if (pod.spec.nodeName && monitor.isReady(pod.spec.nodeName) === false) queue.add(keyOf(pod));
  };
  pods.addHandler({
    add: check,
    update: (pod, before) => {
      if (pod.spec.nodeName !== before.spec.nodeName) check(pod);
    },
  });
}
