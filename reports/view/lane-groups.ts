// Lanes in the order in which they are drawn: by namespace and owner, old and new ReplicaSets apart.

import type { PodLane } from './pod-lanes.ts';

export interface LaneGroup {
  /** Key of the outermost owner; empty for pods of nobody. */
  readonly owner: string;
  readonly sections: readonly LaneSection[];
}

export interface LaneSection {
  /** Key of the owner between, such as the ReplicaSet; empty where there is none. */
  readonly owner: string;
  readonly lanes: readonly PodLane[];
}

/** Groups and sections in order of their first pod. */
export function laneGroups(lanes: readonly PodLane[]): LaneGroup[] {
  const groups = new Map<string, Map<string, PodLane[]>>();
  for (const lane of lanes) {
    const [outer = '', ...inner] = lane.owners;
    const sections = groups.get(outer) ?? new Map<string, PodLane[]>();
    groups.set(outer, sections);
    const section = inner.at(-1) ?? '';
    sections.set(section, [...(sections.get(section) ?? []), lane]);
  }
  return [...groups].map(([owner, sections]) => ({
    owner,
    sections: [...sections].map(([section, lanes]) => ({ owner: section, lanes })),
  }));
}
