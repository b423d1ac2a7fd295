// The claims of a StatefulSet's pod, and the volumes that mount them.
//
// Pure. A claim is found by its name alone (`data-web-0`), so that a pod that comes back finds what it wrote.
// Source: kubernetes v1.20.2 pkg/controller/statefulset/stateful_set_utils.go.

import type { PersistentVolumeClaim, Pod, StatefulSet, Volume } from '../../api/objects.ts';
import { ordinalOf } from './identity.ts';

type ClaimTemplate = NonNullable<StatefulSet['spec']['volumeClaimTemplates']>[number];

export const claimTemplates = (set: StatefulSet): readonly ClaimTemplate[] =>
  set.spec.volumeClaimTemplates ?? [];

export const claimName = (set: StatefulSet, template: ClaimTemplate, ordinal: number): string =>
  `${template.metadata?.name}-${set.metadata.name}-${ordinal}`;

/** A claim before the API server has seen it. */
export type NewClaim = Omit<PersistentVolumeClaim, 'metadata' | 'status'> & {
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations?: Record<string, string>;
  };
};

/** The claims of the pod, in the order of the templates; the set's selector is put on them as labels. */
export function claimsOf(set: StatefulSet, pod: Pod): NewClaim[] {
  const ordinal = ordinalOf(pod);
  return claimTemplates(set).map((template) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...(template.metadata as object),
      name: claimName(set, template, ordinal),
      namespace: set.metadata.namespace as string,
      labels: {
        ...(template.metadata?.labels as Record<string, string> | undefined),
        ...(set.spec.selector?.matchLabels as Record<string, string> | undefined),
      },
    },
    spec: (template.spec ?? {}) as PersistentVolumeClaim['spec'],
  }));
}

export function storageMatches(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(pod);
  if (ordinal < 0) return false;
  return claimTemplates(set).every((template) => {
    const volume = pod.spec.volumes?.find(({ name }) => name === template.metadata?.name);
    return volume?.persistentVolumeClaim?.claimName === claimName(set, template, ordinal);
  });
}

/**
 * A copy of the pod whose volumes mount its claims; volumes of the same name give way.
 * Order: upstream walks a Go map; here the claims come in the order of the templates.
 */
export function withStorage(set: StatefulSet, pod: Pod): Pod {
  const ordinal = ordinalOf(pod);
  const mounted: Volume[] = claimTemplates(set).map((template) => ({
    name: template.metadata?.name as string,
    persistentVolumeClaim: { claimName: claimName(set, template, ordinal) },
  }));
  const taken = new Set(mounted.map(({ name }) => name));
  const volumes = [...mounted, ...(pod.spec.volumes ?? []).filter(({ name }) => !taken.has(name))];
  return volumes.length === 0 ? pod : { ...pod, spec: { ...pod.spec, volumes } };
}
