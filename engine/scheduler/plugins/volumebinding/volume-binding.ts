// Volumes of claims: a node must be allowed by the bound ones, and must offer something to bind for the unbound ones,
// an existing volume or a provisioner that can make one there.
//
// What would be bound on the chosen node is planned again when the pod is placed (`planVolumes`), which gives the same
// answer because nothing changed in between.
// Left out: translation of in-tree volumes to CSI.
// Source: kubernetes v1.20.2 pkg/controller/volume/scheduling/scheduler_binder.go, FindPodVolumes; v1.28.0
// pkg/scheduler/framework/plugins/volumebinding/{volume_binding,binder}.go.

import { requestedBytes, storageClassOf } from '../../../api/claim-fit.ts';
import { NodeSelector } from '../../../api/node-selector/node-selector.ts';
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../api/objects.ts';
import { COPY_OF } from '../../../api/plain.ts';
import { intValue } from '../../../api/quantity/values.ts';
import { labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import type { NodeInfo } from '../../framework/node-info.ts';
import type { Cycle, FilterPlugin } from '../../framework/plugin.ts';
import { SchedulingError, type Status, unresolvable } from '../../framework/status.ts';
import { allowsNode, hostnamesOf, matchVolume } from './match-volume.ts';
import { type PodClaims, podClaims, SELECTED_NODE_ANNOTATION } from './pod-claims.ts';

const NAME = 'VolumeBinding';
const NODE_CONFLICT = 'node(s) had volume node affinity conflict';
const NOTHING_TO_BIND = "node(s) didn't find available persistent volumes to bind";
const NO_SPACE = 'node(s) did not have enough free storage';
const VOLUME_MISSING = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)';
const UNBOUND_IMMEDIATE = 'pod has unbound immediate PersistentVolumeClaims';

/** The class that stands for "provisioned by hand". Source: pkg/controller/volume/persistentvolume/util. */
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** What placing a pod on a node would bind. */
export interface VolumePlan {
  readonly bindings: readonly { readonly claim: PersistentVolumeClaim; readonly volume: PersistentVolume }[];
  readonly provisions: readonly PersistentVolumeClaim[];
}

type View = Pick<Cycle, 'view' | 'version'>;

const NOTHING: VolumePlan = { bindings: [], provisions: [] };

export const volumeBinding: FilterPlugin = {
  name: NAME,
  prepareFilter(cycle) {
    const { pod, view, version } = cycle;
    const found = podClaims(pod.pod, view, version);
    if ('problem' in found) {
      if (version.has('badClaimRefusesNodes')) return unresolvable(NAME, found.problem);
      throw new SchedulingError(found.problem, { isComplete: true });
    }
    const { claims } = found;
    if (claims.immediate.length > 0) {
      if (version.has('unboundClaimRefusesNodes')) return unresolvable(NAME, UNBOUND_IMMEDIATE);
      throw new SchedulingError(oldUnboundText(cycle), { isComplete: true });
    }
    if (claims.bound.length === 0 && claims.delayed.length === 0) return undefined;
    const refusals = new Map<string, Status>();
    const onlyNodes = version.has('volumeBindingNarrowsNodes')
      ? eligibleNodes(claims.bound, cycle)
      : undefined;
    return {
      ...(onlyNodes === undefined ? {} : { onlyNodes }),
      check: (node) => {
        const { reasons } = plan(claims, node, cycle);
        if (reasons.length === 0) return undefined;
        const key = reasons.join();
        const known = refusals.get(key) ?? unresolvable(NAME, ...reasons);
        refusals.set(key, known);
        return known;
      },
    };
  },
};

// A volume that is not there leaves all nodes to look at.
function eligibleNodes(
  bound: readonly PersistentVolumeClaim[],
  { view }: View,
): ReadonlySet<string> | undefined {
  let eligible: readonly string[] | undefined;
  for (const { spec } of bound) {
    const volume = view.persistentVolume(spec.volumeName!);
    if (volume === undefined) return undefined;
    const named = hostnamesOf(volume);
    if (named === undefined) continue;
    eligible = eligible === undefined ? named : eligible.filter((name) => named.includes(name));
  }
  return eligible && new Set(eligible);
}

// Before 1.19 the check ran node by node and an error ended the cycle.
function oldUnboundText({ pod, snapshot, version }: Cycle): string {
  if (version.has('filterErrorsNamePlugin')) {
    return `running "${NAME}" filter plugin for pod "${pod.name}": ${UNBOUND_IMMEDIATE}`;
  }
  const count = snapshot.nodes.length;
  return count > 1 ? `${UNBOUND_IMMEDIATE} (repeated ${count} times)` : UNBOUND_IMMEDIATE;
}

/** What to bind for a pod that goes to the node; the node passed the filter. */
export function planVolumes(cycle: Pick<Cycle, 'pod' | 'view' | 'version'>, node: NodeInfo): VolumePlan {
  const found = podClaims(cycle.pod.pod, cycle.view, cycle.version);
  return 'problem' in found ? NOTHING : plan(found.claims, node, cycle);
}

interface Planned extends VolumePlan {
  readonly reasons: readonly string[];
}

const refuse = (...reasons: string[]): Planned => ({ ...NOTHING, reasons });

function plan(claims: PodClaims, node: NodeInfo, cycle: View): Planned {
  const reasons: string[] = [];
  const bound = checkBound(claims.bound, node, cycle);
  if (bound === NODE_CONFLICT) reasons.push(NODE_CONFLICT);
  const unbound = planUnbound(claims.delayed, node, cycle);
  reasons.push(...unbound.reasons);
  if (bound === VOLUME_MISSING) reasons.push(VOLUME_MISSING);
  return { ...COPY_OF, ...unbound, reasons };
}

function checkBound(
  claims: readonly PersistentVolumeClaim[],
  node: NodeInfo,
  { view, version }: View,
): string | undefined {
  for (const { spec } of claims) {
    const volume = view.persistentVolume(spec.volumeName!);
    if (volume === undefined) {
      if (version.has('missingVolumeRefusesNode')) return VOLUME_MISSING;
      throw new SchedulingError(`could not find v1.PersistentVolume "${spec.volumeName}"`);
    }
    if (!allowsNode(volume, node, version)) return NODE_CONFLICT;
  }
  return undefined;
}

function planUnbound(claims: readonly PersistentVolumeClaim[], node: NodeInfo, cycle: View): Planned {
  const provisions: PersistentVolumeClaim[] = [];
  const toMatch: PersistentVolumeClaim[] = [];
  for (const claim of claims) {
    const selected = claim.metadata.annotations?.[SELECTED_NODE_ANNOTATION];
    if (selected === undefined) toMatch.push(claim);
    else if (selected !== node.name) return refuse(NOTHING_TO_BIND);
    else provisions.push(claim);
  }
  // Smaller claims choose first, so that each gets the smallest volume that is enough.
  toMatch.sort((a, b) => requestedBytes(a) - requestedBytes(b));
  const bindings: { claim: PersistentVolumeClaim; volume: PersistentVolume }[] = [];
  const excluded = new Set<string>();
  const volumes = toMatch.length === 0 ? [] : cycle.view.persistentVolumes();
  for (const claim of toMatch) {
    const volume = matchVolume(claim, volumes, node, { excluded, version: cycle.version });
    if (volume === undefined) {
      provisions.push(claim);
    } else {
      excluded.add(volume.metadata.name);
      bindings.push({ claim, volume });
    }
  }
  for (const claim of provisions) {
    const reason = cannotProvision(claim, node, cycle);
    if (reason !== undefined) return refuse(reason);
  }
  return { bindings, provisions, reasons: [] };
}

function cannotProvision(claim: PersistentVolumeClaim, node: NodeInfo, cycle: View): string | undefined {
  const name = storageClassOf(claim);
  const storageClass = cycle.view.storageClass(name);
  if (storageClass === undefined) throw new SchedulingError(`failed to find storage class "${name}"`);
  if (!storageClass.provisioner || storageClass.provisioner === NO_PROVISIONER) return NOTHING_TO_BIND;
  if (!allowsTopology(storageClass, node, cycle)) return NOTHING_TO_BIND;
  return hasCapacity(claim, storageClass, node, cycle) ? undefined : NO_SPACE;
}

// Terms are alternatives; no terms allow every node. Source: MatchTopologySelectorTerms.
function allowsTopology({ allowedTopologies }: StorageClass, node: NodeInfo, { version }: View): boolean {
  if (allowedTopologies === undefined || allowedTopologies.length === 0) return true;
  const terms = allowedTopologies.map(({ matchLabelExpressions }) => ({
    matchExpressions: (matchLabelExpressions ?? []).map(({ key, values }) => ({
      key,
      operator: 'In',
      values,
    })),
  }));
  return new NodeSelector(terms, version).matches(node.name, node.labels);
}

// Only drivers that say so are asked for room. Source: binder.go, hasEnoughCapacity.
function hasCapacity(
  claim: PersistentVolumeClaim,
  { metadata, provisioner }: StorageClass,
  node: NodeInfo,
  cycle: View,
): boolean {
  const { view, version } = cycle;
  if (!version.has('csiStorageCapacity') || claim.spec.resources?.requests?.storage === undefined)
    return true;
  if (view.csiDriver(provisioner)?.spec.storageCapacity !== true) return true;
  const wanted = requestedBytes(claim);
  return view
    .csiStorageCapacities()
    .some(({ storageClassName, capacity, maximumVolumeSize, nodeTopology }) => {
      const limit = maximumVolumeSize ?? capacity;
      if (storageClassName !== metadata.name || limit === undefined || intValue(limit) < wanted) return false;
      return (
        nodeTopology !== undefined && labelSelectorAsSelector(nodeTopology, version).matches(node.labels)
      );
    });
}
