// Setting up one volume of a pod on its node: from its source to a file tree.
//
// Source: kubernetes v1.20.2 pkg/volume/<plugin>; how a claim's data outlives pods follows from where its tree is kept.
// Differs: the folder of a `local` volume is made when missing; upstream wants to find it there.

import type { PersistentVolume, Pod, Volume } from '../../api/objects.ts';
import { Volume as FileTree } from '../../runtime/runtime.ts';
import { boundClaim, claimNameOf } from './claims.ts';
import { type HostPath, hostPathTree } from './host-path.ts';
import { isAttachable, networkSourceOf } from './network-sources.ts';
import { type PayloadMeans, payloadOf } from './payload.ts';
import { PayloadFolder } from './payload-folder.ts';
import { isProblem, type SetUpProblem, type Tree, whole } from './tree.ts';

/** Where a volume's data comes from, once claims are followed. */
export interface Source {
  readonly name: string;
  /** The volume source, of the pod or of the PersistentVolume. */
  readonly sources: object;
  readonly persistentVolume: PersistentVolume | undefined;
  readonly readOnly: boolean;
}

/** Follows the claim, if the volume has one. */
export function sourceOf(means: PayloadMeans, pod: Pod, volume: Volume): Source | SetUpProblem {
  const { name } = volume;
  const claimName = claimNameOf(pod, volume);
  if (claimName === undefined) return { name, sources: volume, persistentVolume: undefined, readOnly: false };
  const bound = boundClaim(means.kubelet, pod, volume, claimName);
  if (isProblem(bound)) return bound;
  return { name, sources: bound.volume.spec, persistentVolume: bound.volume, readOnly: bound.readOnly };
}

/** Names the storage that the node must attach first; undefined where there is nothing to attach. */
export function attachKeyOf(means: PayloadMeans, { sources, persistentVolume }: Source): string | undefined {
  const network = networkSourceOf(sources);
  if (network === undefined || !isAttachable(means.kubelet.world, network.kind, sources)) return undefined;
  // A CSI volume that stands in the pod itself lives and dies with it.
  return network.kind === 'csi' && persistentVolume === undefined ? undefined : network.key;
}

/**
 * @param before  the tree of an earlier set-up, which volumes with API data write into again
 */
export function setUp(
  means: PayloadMeans,
  pod: Pod,
  volume: Volume,
  source: Source,
  before?: Tree,
): Tree | SetUpProblem {
  const { kubelet } = means;
  const { nowEpochMs } = kubelet.world.kernel;
  const payload = payloadOf(means, pod, volume);
  if (payload !== undefined) {
    if (isProblem(payload)) return payload;
    if (before === undefined)
      return whole(new FileTree(nowEpochMs, new PayloadFolder(payload, nowEpochMs)), true);
    const { volume: tree } = before;
    if (tree.root instanceof PayloadFolder) tree.root.write(tree, payload, nowEpochMs);
    return before;
  }
  if (before !== undefined) return before;
  const sources = source.sources as { hostPath?: HostPath; local?: { path: string }; emptyDir?: object };
  const { disks } = kubelet;
  const local = sources.hostPath ?? (sources.local === undefined ? undefined : { path: sources.local.path });
  if (local !== undefined) {
    const tree = hostPathTree(disks.node(kubelet.nodeName), local, nowEpochMs);
    return isProblem(tree) ? tree : { ...tree, readOnly: source.readOnly };
  }
  const network = networkSourceOf(sources);
  const isInline = network?.kind === 'csi' && source.persistentVolume === undefined;
  if (network !== undefined && !isInline) {
    return whole(disks.network(network.key), source.readOnly || network.readOnly);
  }
  if (sources.emptyDir === undefined && !isInline) {
    const kind = Object.keys(source.sources).find((key) => key !== 'name') ?? 'unknown';
    kubelet.decide(
      'volume',
      `volume ${source.name} of kind ${kind} is not simulated: it is an empty folder`,
      pod,
    );
  }
  return whole(new FileTree(nowEpochMs));
}
