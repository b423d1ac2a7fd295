// Bound volumes with zone or region labels only fit nodes of that zone or region.
//
// A node without any such label takes every volume. A volume's label may list several zones, joined by two underscores.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/volumezone/volume_zone.go.

import type { PersistentVolumeClaim } from '../../../api/objects.ts';
import type { Labels } from '../../framework/node-info.ts';
import type { Cycle, FilterPlugin } from '../../framework/plugin.ts';
import { SchedulingError, unresolvable } from '../../framework/status.ts';

const NAME = 'VolumeZone';
const CONFLICT = unresolvable(NAME, 'node(s) had no available volume zone');

const BETA_ZONE = 'failure-domain.beta.kubernetes.io/zone';
const BETA_REGION = 'failure-domain.beta.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';
const REGION = 'topology.kubernetes.io/region';
export const TOPOLOGY_LABELS = [BETA_ZONE, BETA_REGION, ZONE, REGION];
const CURRENT_NAMES: Labels = { [BETA_ZONE]: ZONE, [BETA_REGION]: REGION };

interface Demand {
  readonly key: string;
  readonly values: ReadonlySet<string>;
}

export const volumeZone: FilterPlugin = {
  name: NAME,
  prepareFilter(cycle) {
    const found = demandsOf(cycle);
    if (found.problem !== undefined && cycle.version.has('volumeZoneRefusesEarly')) {
      return unresolvable(NAME, found.problem);
    }
    const { demands, problem } = found;
    if (demands.length === 0 && problem === undefined) return undefined;
    const refusesNodes = cycle.version.has('volumeZoneRefusesNodes');
    const unknown = problem === undefined ? undefined : unresolvable(NAME, problem);
    const translates = cycle.version.has('volumeZoneTranslatesBetaLabels');
    return {
      check: ({ labels }) => {
        if (TOPOLOGY_LABELS.every((key) => labels[key] === undefined)) return undefined;
        for (const { key, values } of demands) {
          const value = labels[key] ?? (translates ? labels[CURRENT_NAMES[key] ?? key] : undefined);
          if (value === undefined || !values.has(value)) return CONFLICT;
        }
        // Before 1.27 each node looked the volumes up; before 1.22 a problem ended the cycle.
        if (problem !== undefined && !refusesNodes) throw new SchedulingError(problem);
        return unknown;
      },
    };
  },
};

/** What the volumes before the first problem demand. */
interface Demands {
  readonly demands: readonly Demand[];
  readonly problem: string | undefined;
}

function demandsOf(cycle: Cycle): Demands {
  const demands: Demand[] = [];
  for (const { persistentVolumeClaim } of cycle.pod.pod.spec.volumes ?? []) {
    if (persistentVolumeClaim === undefined) continue;
    const found = demandsOfClaim(persistentVolumeClaim.claimName, cycle);
    if (typeof found === 'string') return { demands, problem: found };
    demands.push(...found);
  }
  return { demands, problem: undefined };
}

/** Or, as text, why they are unknown. */
function demandsOfClaim(claimName: string, cycle: Cycle): readonly Demand[] | string {
  const { pod, view } = cycle;
  const claim = view.persistentVolumeClaim(pod.namespace, claimName);
  if (claim === undefined) return `persistentvolumeclaim "${claimName}" not found`;
  const { volumeName } = claim.spec;
  if (!volumeName) return problemOfUnbound(claim, cycle) ?? [];
  const volume = view.persistentVolume(volumeName);
  if (volume === undefined) return `persistentvolume "${volumeName}" not found`;
  return TOPOLOGY_LABELS.flatMap((key) => {
    const values = volume.metadata.labels?.[key]?.split('__').map((value) => value.trim());
    return values === undefined || values.includes('') ? [] : [{ key, values: new Set(values) }];
  });
}

// A claim that waits for its first consumer has no zone yet; any other unbound claim should not have come this far.
function problemOfUnbound(claim: PersistentVolumeClaim, cycle: Cycle): string | undefined {
  const className =
    claim.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? claim.spec.storageClassName;
  if (!className) return 'PersistentVolumeClaim had no pv name and storageClass name';
  const storageClass = cycle.view.storageClass(className);
  if (storageClass === undefined) return `storageclass.storage.k8s.io "${className}" not found`;
  return storageClass.volumeBindingMode === 'WaitForFirstConsumer'
    ? undefined
    : 'PersistentVolume had no name';
}
