// Gives the endpoints of a Service hints, or takes them away: by its annotation, or by spec.trafficDistribution.
//
// It remembers which Services have hints by annotation, and how many in each zone, since a change of nodes may overload one.
// Source: kubernetes v1.28.0 and v1.36.2 staging/src/k8s.io/endpointslice/reconciler.go, reconcileByAddressType, and
// trafficdist/trafficdist.go; pkg/controller/endpointslice/endpointslice_controller.go, checkNodeTopologyDistribution.

import type { Node, Service } from '../../../api/objects.ts';
import { keyOf } from '../../../client/informer.ts';
import type { VersionProfile } from '../../../versions/profile.ts';
import type { SliceEndpoint } from '../slice-endpoint.ts';
import { hintZones } from './hint-zones.ts';
import {
  type HintedGroup,
  type Hints,
  hintAll,
  isReady,
  type SliceGroup,
  withoutHints,
} from './slice-group.ts';
import { isNodeReady, isOverloaded, type ZoneRatios, zoneOf, zoneRatios } from './zone-shares.ts';

const OLD_ANNOTATION = 'service.kubernetes.io/topology-aware-hints';
const ANNOTATION = 'service.kubernetes.io/topology-mode';

const [ENABLED, DISABLED] = ['TopologyAwareHintsEnabled', 'TopologyAwareHintsDisabled'];

export class Hinter {
  private readonly version: VersionProfile;
  private readonly nodes: () => readonly Node[];
  /** Endpoints hinted to each zone by Service and address family. */
  private readonly hinted = new Map<string, Map<string, ReadonlyMap<string, number>>>();
  private ratios: ZoneRatios | undefined;
  private isStale = true;

  constructor(version: VersionProfile, nodes: () => readonly Node[]) {
    this.version = version;
    this.nodes = nodes;
  }

  hint(service: Service, family: string, group: SliceGroup): HintedGroup {
    const distribution = this.distributionOf(service);
    if (this.version.has('topologyAwareHints') && this.isAuto(service))
      return this.byZones(keyOf(service), family, group);
    const told = this.hinted.has(keyOf(service))
      ? [this.disabled('Topology Aware Hints has been disabled', family)]
      : [];
    this.forget(keyOf(service), family);
    const hinted =
      distribution === undefined ? withoutHints(group) : hintAll(group, closeHints(distribution));
    return { ...hinted, told };
  }

  /** A node has changed. @returns keys of the Services whose hints overload a zone now */
  nodeUpdated(node: Node, before: Node): string[] {
    // Nobody has hints: all nodes are looked at when somebody asks for some.
    if (this.hinted.size === 0) return this.nodesChanged();
    const isSame = isNodeReady(node) === isNodeReady(before) && zoneOf(node) === zoneOf(before);
    return isSame ? [] : this.nodesChanged();
  }

  /** Nodes have changed. @returns keys of the Services whose hints overload a zone now */
  nodesChanged(): string[] {
    this.isStale = true;
    if (this.hinted.size === 0) return [];
    const ratios = this.currentRatios();
    return [...this.hinted].flatMap(([key, families]) =>
      [...families.values()].some((hints) => isOverloaded(hints, ratios)) ? [key] : [],
    );
  }

  /** The Service is gone. @param family  default: all */
  forget(key: string, family?: string): void {
    const families = this.hinted.get(key);
    if (families === undefined) return;
    if (family !== undefined) families.delete(family);
    if (family === undefined || families.size === 0) this.hinted.delete(key);
  }

  private byZones(key: string, family: string, group: SliceGroup): HintedGroup {
    const outcome = hintZones(group, this.currentRatios());
    if ('reason' in outcome) {
      this.forget(key, family);
      return { ...withoutHints(group), told: [this.disabled(outcome.reason, family)] };
    }
    const wasHinted = this.hinted.has(key);
    const families = this.hinted.get(key) ?? new Map<string, ReadonlyMap<string, number>>();
    this.hinted.set(key, families.set(family, outcome.byZone));
    const message = `Topology Aware Hints has been enabled, addressType: ${family}`;
    return { ...outcome.group, told: wasHinted ? [] : [{ level: 'Normal', reason: ENABLED!, message }] };
  }

  private disabled(reason: string, family: string): HintedGroup['told'][number] {
    return { level: 'Warning', reason: DISABLED!, message: `${reason}, addressType: ${family}` };
  }

  private currentRatios(): ZoneRatios | undefined {
    if (this.isStale) {
      this.ratios = zoneRatios(this.nodes());
      this.isStale = false;
    }
    return this.ratios;
  }

  private isAuto({ metadata }: Service): boolean {
    const annotations = metadata.annotations ?? {};
    const mode = this.version.has('serviceTopologyMode') ? annotations[ANNOTATION] : undefined;
    return ['Auto', 'auto'].includes(annotations[OLD_ANNOTATION] ?? mode ?? '');
  }

  private distributionOf({ spec }: Service): string | undefined {
    if (!this.version.has('serviceTrafficDistribution')) return undefined;
    const known = this.version.has('serviceTrafficDistributionSameNode')
      ? ['PreferClose', 'PreferSameZone', 'PreferSameNode']
      : ['PreferClose'];
    const { trafficDistribution } = spec;
    return trafficDistribution !== undefined && known.includes(trafficDistribution)
      ? trafficDistribution
      : undefined;
  }
}

/** Every ready endpoint for its own zone, and for its own node where that is asked for. */
function closeHints(distribution: string): (endpoint: SliceEndpoint) => Hints {
  return (endpoint) => {
    const { zone, nodeName } = endpoint;
    // Those that are not ready keep what they have.
    if (!isReady(endpoint)) return endpoint.hints;
    const isForNode = distribution === 'PreferSameNode' && nodeName !== undefined;
    if (zone === undefined && !isForNode) return undefined;
    return {
      ...(isForNode ? { forNodes: [{ name: nodeName }] } : {}),
      ...(zone === undefined ? {} : { forZones: [{ name: zone }] }),
    };
  };
}
