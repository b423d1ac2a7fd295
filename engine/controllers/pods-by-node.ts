// An informer index of pods by the node that they are bound to.
// Source: kubernetes v1.20.2 pkg/controller/nodelifecycle/node_lifecycle_controller.go, nodeNameKeyIndex.

import type { Pod } from '../api/objects.ts';
import type { Informer } from '../client/informer.ts';

const INDEX = 'node';

/** Adds the index; to be called once before `podsOn`. */
export function indexPodsByNode(pods: Informer<'Pod', Pod>): void {
  pods.addIndex(INDEX, ({ spec: { nodeName } }) => (nodeName ? [nodeName] : []));
}

/** The pods bound to the node, in order of arrival. */
export const podsOn = (pods: Informer<'Pod', Pod>, nodeName: string): Pod[] => pods.byIndex(INDEX, nodeName);
