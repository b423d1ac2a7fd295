// Whether a node's bridge sends a packet back to the pod that it came from: what a pod needs to reach itself through its
// Service.
//
// Source: https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#a-pod-fails-to-reach-itself-via-the-service-ip;
// kubernetes v1.20.2 pkg/kubelet/apis/config/types.go, HairpinMode; the CNI plugin `bridge`, hairpinMode, which flannel
// sets. Differs: until 1.23 the kubelet's own setting counts with every plugin that has a bridge, not with kubenet alone.

import { UserError } from '../errors.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { NetworkPlugin } from './policy/network-plugin.ts';

export const HAIRPIN_MODES = ['promiscuous-bridge', 'hairpin-veth', 'none'] as const;

export type HairpinMode = (typeof HAIRPIN_MODES)[number];

export interface HairpinSettings {
  readonly plugin: NetworkPlugin;
  /** What the plugin is told; default: it sets hairpin mode. */
  readonly isOff: boolean;
  /** The kubelet's `hairpinMode`; default: that of the plugin counts. */
  readonly kubelet: HairpinMode | undefined;
}

/**
 * The mode of a node; undefined: it has no bridge, and needs none.
 *
 * @throws UserError  a setting that changes nothing
 */
export function hairpinModeOf(
  { plugin, isOff, kubelet }: HairpinSettings,
  version: VersionProfile,
): HairpinMode | undefined {
  if (kubelet !== undefined && !version.has('dockershim'))
    throw new UserError({
      message: `hairpinMode: from 1.24 on the kubelet leaves it to the network plugin`,
      hint: 'say "Given the network plugin "flannel" without hairpin mode", or choose an older release',
    });
  if (plugin.bridge === undefined) {
    if (!isOff && kubelet === undefined) return undefined;
    throw new UserError({
      message: `hairpin mode: the network plugin "${plugin.name}" has no bridge, its pods reach themselves by a route`,
      hint: 'choose one with a bridge, such as "flannel"',
    });
  }
  return kubelet ?? (isOff ? 'none' : 'hairpin-veth');
}
