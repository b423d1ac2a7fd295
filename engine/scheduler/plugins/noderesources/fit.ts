// A pod fits where its requests fit into what the node has not yet promised; every resource that lacks is a reason.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/scheduler/framework/plugins/noderesources/fit.go, fitsRequest;
// kubernetes pull 131345 for nodes that are too small.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { FitArgs } from '../../config/plugin-args.ts';
import type { NodeInfo } from '../../framework/node-info.ts';
import type { FilterPlugin } from '../../framework/plugin.ts';
import type { PodInfo } from '../../framework/pod-info.ts';
import type { Resource } from '../../framework/resource.ts';
import { type Status, unresolvable, unschedulable } from '../../framework/status.ts';

const NAME = 'NodeResourcesFit';
const NATIVE = ['cpu', 'memory', 'ephemeral-storage'] as const;

export const nodeResourcesFit: FilterPlugin = {
  name: NAME,
  prepareFilter({ pod, version, args }) {
    const requested = withoutIgnored(pod.requests.requested, args.fit);
    const asksNothing =
      requested.milliCpu === 0 &&
      requested.memory === 0 &&
      requested.ephemeralStorage === 0 &&
      requested.scalars === undefined;
    // Older releases compare a resource that is not asked for too, which refuses on a node that is overcommitted in it.
    const countsZero = !version.has('fitIgnoresZeroRequests');
    const seesTooSmall = version.has('fitUnresolvableOnSmallNodes');
    return {
      check: (node) => {
        const hasRoom = node.pods.length < node.allocatable.allowedPods;
        if (hasRoom && (asksNothing || fits(requested, node, countsZero))) return undefined;
        return refuse(requested, node, { asksNothing, countsZero, seesTooSmall });
      },
      key: () => requested.key,
    };
  },
};

// Only extended resources can be ignored. Source: fit.go, fitsRequest.
function withoutIgnored(requested: Resource, args: FitArgs | undefined): Resource {
  if (args === undefined || requested.scalars === undefined) return requested;
  const left = requested.clone();
  for (const name of requested.scalars.keys()) {
    const isIgnored =
      args.ignoredResources.includes(name) || args.ignoredResourceGroups.includes(name.split('/')[0]!);
    if (isIgnored && name.includes('/')) left.scalars?.delete(name);
  }
  if (left.scalars?.size === 0) left.scalars = undefined;
  return left;
}

/** The same question outside a cycle. */
export function hasRoom({ requests }: PodInfo, node: NodeInfo, version: VersionProfile): boolean {
  const { allocatable, pods } = node;
  return (
    pods.length < allocatable.allowedPods &&
    fits(requests.requested, node, !version.has('fitIgnoresZeroRequests'))
  );
}

function lacks(
  name: string,
  requested: Resource,
  { allocatable, requested: used }: NodeInfo,
  countsZero: boolean,
): boolean {
  const wanted = requested.get(name);
  return (countsZero || wanted > 0) && wanted > allocatable.get(name) - used.get(name);
}

// The hot path, spelt out: no names, no allocation.
function fits(wanted: Resource, { allocatable, requested: used }: NodeInfo, countsZero: boolean): boolean {
  if ((countsZero || wanted.milliCpu > 0) && wanted.milliCpu > allocatable.milliCpu - used.milliCpu)
    return false;
  if ((countsZero || wanted.memory > 0) && wanted.memory > allocatable.memory - used.memory) return false;
  if (
    (countsZero || wanted.ephemeralStorage > 0) &&
    wanted.ephemeralStorage > allocatable.ephemeralStorage - used.ephemeralStorage
  ) {
    return false;
  }
  if (wanted.scalars === undefined) return true;
  for (const [name, value] of wanted.scalars) {
    if ((countsZero || value > 0) && value > allocatable.get(name) - used.get(name)) return false;
  }
  return true;
}

interface Rules {
  readonly asksNothing: boolean;
  readonly countsZero: boolean;
  /** A node that is too small even when empty is told apart: preemption cannot help there. */
  readonly seesTooSmall: boolean;
}

function refuse(wanted: Resource, node: NodeInfo, { asksNothing, countsZero, seesTooSmall }: Rules): Status {
  const reasons: string[] = [];
  let isTooSmall = false;
  if (node.pods.length + 1 > node.allocatable.allowedPods) reasons.push('Too many pods');
  if (!asksNothing) {
    for (const name of [...NATIVE, ...(wanted.scalars?.keys() ?? [])]) {
      if (!lacks(name, wanted, node, countsZero)) continue;
      reasons.push(`Insufficient ${name}`);
      isTooSmall ||= wanted.get(name) > node.allocatable.get(name);
    }
  }
  return isTooSmall && seesTooSmall ? unresolvable(NAME, ...reasons) : unschedulable(NAME, ...reasons);
}
