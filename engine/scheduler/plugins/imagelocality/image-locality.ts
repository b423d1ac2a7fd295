// Prefers nodes that already hold the pod's images, by size, scaled down for images that few nodes have.
//
// Example: one container, image of 500 MiB on 1 of 2 nodes: 250 MiB, (250 - 23) / (1000 - 23) of 100 = 23.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/imagelocality/image_locality.go.

import type { NodeInfo } from '../../framework/node-info.ts';
import { MAX_NODE_SCORE, type ScorePlugin } from '../../framework/plugin.ts';

const MIB = 1024 * 1024;
// Source: image_locality.go, minThreshold and maxContainerThreshold.
const MIN_THRESHOLD_BYTES = 23 * MIB;
const MAX_CONTAINER_THRESHOLD_BYTES = 1000 * MIB;

export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  prepareScore({ pod, snapshot, version }) {
    const { containers, initContainers } = pod.pod.spec;
    const all = version.has('imageLocalityCountsInitContainers')
      ? [...(initContainers ?? []), ...containers]
      : containers;
    const images = all.map(({ image }) => normalizedImageName(image ?? ''));
    if (!images.some((image) => snapshot.hasImage(image))) return 0;
    const maxBytes = MAX_CONTAINER_THRESHOLD_BYTES * images.length;
    const nodeCount = snapshot.nodes.length;
    return {
      score: (node) => {
        const bytes = Math.min(Math.max(imageBytes(node, images, nodeCount), MIN_THRESHOLD_BYTES), maxBytes);
        return Math.floor(
          (MAX_NODE_SCORE * (bytes - MIN_THRESHOLD_BYTES)) / (maxBytes - MIN_THRESHOLD_BYTES),
        );
      },
      key: () => `${nodeCount} ${images.join()}`,
    };
  },
};

function imageBytes(node: NodeInfo, images: readonly string[], nodeCount: number): number {
  let sum = 0;
  for (const image of images) {
    const state = node.images.get(image);
    if (state !== undefined) sum += Math.trunc(state.sizeBytes * (state.nodeCount / nodeCount));
  }
  return sum;
}

/** The name as nodes report it: with the tag `latest` where none is given. */
export function normalizedImageName(name: string): string {
  return name.lastIndexOf(':') <= name.lastIndexOf('/') ? `${name}:latest` : name;
}
