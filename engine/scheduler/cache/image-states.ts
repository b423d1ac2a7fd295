// Which nodes hold which images.
//
// The number of nodes that a node's entry shows is the one of the time when that node last reported its images, as in
// upstream, where later nodes do not change it.
// Source: kubernetes v1.20.2 pkg/scheduler/internal/cache/cache.go, addNodeImageStates and removeNodeImageStates.

import type { Node } from '../../api/objects.ts';
import type { ImageState } from '../framework/node-info.ts';

interface Image {
  /** As the first node that had it reported it. */
  readonly sizeBytes: number;
  readonly nodes: Set<string>;
}

export class ImageStates {
  private readonly images = new Map<string, Image>();

  has(name: string): boolean {
    return this.images.has(name);
  }

  add(node: Node): ReadonlyMap<string, ImageState> {
    const states = new Map<string, ImageState>();
    for (const { names, sizeBytes } of node.status.images ?? []) {
      for (const name of names ?? []) {
        let image = this.images.get(name);
        if (image === undefined) {
          image = { sizeBytes: sizeBytes ?? 0, nodes: new Set() };
          this.images.set(name, image);
        }
        image.nodes.add(node.metadata.name);
        if (!states.has(name)) states.set(name, { sizeBytes: image.sizeBytes, nodeCount: image.nodes.size });
      }
    }
    return states;
  }

  remove(node: Node): void {
    for (const name of (node.status.images ?? []).flatMap(({ names }) => names ?? [])) {
      const image = this.images.get(name);
      image?.nodes.delete(node.metadata.name);
      if (image?.nodes.size === 0) this.images.delete(name);
    }
  }
}
