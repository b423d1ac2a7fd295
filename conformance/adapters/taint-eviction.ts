// Plays `taint-manager`: NoExecute taints of one node over time; the second at which each of its pods is deleted.

import type { Node, Pod } from '../../engine/api/objects.ts';
import { startTaintEvictionController } from '../../engine/controllers/tainteviction/controller.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';
import { ControlPlaneScene } from '../control-plane-scene.ts';

/** Longer than any toleration in the table. */
const END_SECOND = 20_000;

function play({ input }: TableCase): unknown {
  const scene = new ControlPlaneScene();
  startTaintEvictionController(scene.component('node-controller'));
  scene.informers.start();
  scene.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: input.node } } as never);
  for (const pod of input.pods) scene.apply(pod);
  const deletedAt: Record<string, number | null> = {};
  for (const pod of input.pods) deletedAt[pod.metadata.name] = null;
  scene.server.core.store.subscribe((kind, { type, object }) => {
    if (kind === 'Pod' && (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined))
      deletedAt[object.metadata.name] ??= Math.floor(scene.kernel.nowMs / 1000);
  });
  for (const op of input.ops) scene.at(op.t, () => apply(scene, input.node, op));
  scene.advanceTo(END_SECOND);
  return { podDeletedAtSecond: deletedAt };
}

function apply(scene: ControlPlaneScene, nodeName: string, op: TableCase['input']): void {
  if (op.setNodeTaints !== undefined) {
    const node = scene.server.peek('Node', undefined, nodeName) as Node;
    const written = scene.user.update({ ...node, spec: { ...node.spec, taints: op.setNodeTaints } } as Node);
    if (!written.ok) throw new Error(written.status.message);
    return;
  }
  const { pod: name, toleration } = op.addToleration;
  const pod = scene.server.peek('Pod', 'default', name) as Pod | undefined;
  if (pod === undefined) return;
  const tolerations = [...(pod.spec.tolerations ?? []), toleration];
  scene.user.update({ ...pod, spec: { ...pod.spec, tolerations } } as Pod);
}

export const adapter: TableAdapter = { topics: ['taint-manager'], run: play };
