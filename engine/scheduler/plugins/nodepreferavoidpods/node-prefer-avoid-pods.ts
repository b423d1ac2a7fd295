// Avoids nodes that ask, by annotation, not to be given the pods of a certain controller. Gone since 1.23.
//
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/nodepreferavoidpods/node_prefer_avoid_pods.go;
// pkg/apis/core/v1/helper/helpers.go, GetAvoidPodsFromNodeAnnotations.

import type { Node } from '../../../api/objects.ts';
import { MAX_NODE_SCORE, type ScorePlugin } from '../../framework/plugin.ts';

const ANNOTATION = 'scheduler.alpha.kubernetes.io/preferAvoidPods';

interface AvoidPods {
  readonly preferAvoidPods?: readonly {
    readonly podSignature?: { readonly podController?: { readonly kind?: string; readonly uid?: string } };
  }[];
}

export const nodePreferAvoidPods: ScorePlugin = {
  name: 'NodePreferAvoidPods',
  prepareScore({ pod }, feasible) {
    const owner = pod.pod.metadata.ownerReferences?.find((reference) => reference.controller === true);
    if (owner === undefined || (owner.kind !== 'ReplicationController' && owner.kind !== 'ReplicaSet'))
      return MAX_NODE_SCORE;
    if (!feasible.some(({ node }) => node!.metadata.annotations?.[ANNOTATION] !== undefined))
      return MAX_NODE_SCORE;
    const avoids = ({ podSignature }: NonNullable<AvoidPods['preferAvoidPods']>[number]): boolean =>
      podSignature?.podController?.kind === owner.kind && podSignature.podController.uid === owner.uid;
    return {
      score: ({ node }) => (avoidPods(node!).preferAvoidPods?.some(avoids) === true ? 0 : MAX_NODE_SCORE),
    };
  },
};

// An annotation that cannot be read asks for nothing.
function avoidPods(node: Node): AvoidPods {
  const text = node.metadata.annotations?.[ANNOTATION];
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as AvoidPods;
  } catch {
    return {};
  }
}
