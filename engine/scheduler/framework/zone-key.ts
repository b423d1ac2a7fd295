// The zone of a node as one word: region and zone together, empty when it has neither.
//
// Source: kubernetes v1.28.0 component-helpers node/topology/helpers.go, GetZoneKey.

import type { Labels } from './node-info.ts';

export function zoneKey(labels: Labels): string {
  const zone =
    labels['failure-domain.beta.kubernetes.io/zone'] ?? labels['topology.kubernetes.io/zone'] ?? '';
  const region =
    labels['failure-domain.beta.kubernetes.io/region'] ?? labels['topology.kubernetes.io/region'] ?? '';
  return region === '' && zone === '' ? '' : `${region}:\0:${zone}`;
}
