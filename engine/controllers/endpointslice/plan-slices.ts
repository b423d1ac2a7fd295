// What has to be written so that the slices of a Service show its pods: one group of slices for each address family and
// each set of ports, and an empty slice where there would be none.
//
// Pure, but for the hints, which somebody else gives (topology/hinter.ts).
// Source: kubernetes v1.28.0 staging/src/k8s.io/endpointslice/reconciler.go, Reconcile and finalize.

import type { EndpointSlice, Endpoints, Node, Pod, Service } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { hasFinished, isOutOfEndpoints } from '../endpoint-address.ts';
import { controllerReference, podNamePrefix } from '../pod-from-template.ts';
import { placeEndpoints } from './place-endpoints.ts';
import {
  type AddressFamily,
  endpointsIn,
  portKey,
  type SliceEndpoint,
  type SlicePort,
  sliceEndpoint,
  sliceLabels,
  slicePorts,
} from './slice-endpoint.ts';
import type { HintedGroup, SliceGroup } from './topology/slice-group.ts';

/** A slice that has no name yet. */
export type NewSlice = Pick<EndpointSlice, 'kind' | 'addressType' | 'endpoints' | 'ports'> & {
  readonly apiVersion: string;
  readonly metadata: Partial<EndpointSlice['metadata']>;
};

export interface SlicePlan {
  readonly create: readonly NewSlice[];
  readonly update: readonly EndpointSlice[];
  readonly remove: readonly EndpointSlice[];
  /** Pods left out because their node is not known. */
  readonly problems: readonly string[];
  /** What Events tell of the hints. */
  readonly told: HintedGroup['told'];
}

export interface ServiceView {
  readonly service: Service;
  readonly pods: readonly Pod[];
  /** Those that this controller keeps for the Service and nobody has deleted. */
  readonly slices: readonly EndpointSlice[];
  readonly node: (name: string) => Node | undefined;
  readonly version: VersionProfile;
  /** Default: no endpoint has hints. */
  readonly hint?: (family: string, group: SliceGroup) => HintedGroup;
}

export function planSlices(view: ServiceView): SlicePlan {
  const families = familiesOf(view.service);
  const plans = families.map((family) => planFamily(family, view));
  const others = view.slices.filter(({ addressType }) => !families.includes(addressType as AddressFamily));
  return {
    create: plans.flatMap(({ create }) => create),
    update: plans.flatMap(({ update }) => update),
    remove: [...plans.flatMap(({ remove }) => remove), ...others],
    problems: [...new Set(plans.flatMap(({ problems }) => problems))],
    told: plans.flatMap(({ told }) => told),
  };
}

function familiesOf({ spec }: Service): AddressFamily[] {
  const families = (spec.ipFamilies ?? []) as AddressFamily[];
  if (families.length > 0) return families;
  return [spec.clusterIP?.includes(':') ? 'IPv6' : 'IPv4'];
}

interface Wanted {
  readonly ports: SlicePort[];
  readonly endpoints: SliceEndpoint[];
}

function planFamily(family: AddressFamily, view: ServiceView): SlicePlan {
  const { service } = view;
  const existing = view.slices.filter(({ addressType }) => addressType === family);
  const own = existing.filter((slice) => isOwnedBy(slice, service));
  const { wanted, problems } = wantedByPorts(family, view);
  const { labels } = sliceLabels({}, service);
  const create: NewSlice[] = [];
  const update: EndpointSlice[] = [];
  const remove = existing.filter((slice) => !own.includes(slice));
  for (const [key, { ports, endpoints }] of wanted) {
    const slices = own
      .filter((slice) => portKey(slice.ports ?? []) === key)
      .map((slice) => viewOf(slice, service));
    const placed = placeEndpoints(slices, endpoints);
    create.push(
      ...placed.create.map((list) =>
        newSlice(service, { labels }, { addressType: family, endpoints: list, ports }),
      ),
    );
    update.push(...placed.update);
    remove.push(...placed.remove);
  }
  remove.push(...own.filter((slice) => !wanted.has(portKey(slice.ports ?? [])) && !remove.includes(slice)));
  if (existing.length === remove.length && create.length === 0) {
    if (remove.length === 1 && isPlaceholder(remove[0]!, service)) remove.pop();
    else create.push(newSlice(service, { labels }, { addressType: family, endpoints: [], ports: [] }));
  }
  const reused = reuseRemoved(create, remove, service);
  const written = { create: reused.create, update: [...update, ...reused.update] };
  const touched = new Set([...written.update, ...reused.remove].map(({ metadata }) => metadata.name));
  const unchanged = own.filter(({ metadata }) => !touched.has(metadata.name));
  const hinted = view.hint?.(family, { ...written, unchanged }) ?? { ...written, told: [] };
  return { ...hinted, remove: reused.remove, problems };
}

function viewOf(slice: EndpointSlice, service: Service) {
  const { labels, hasChanged } = sliceLabels(slice.metadata.labels ?? {}, service);
  return { slice, labels, labelsChanged: hasChanged };
}

function wantedByPorts(family: AddressFamily, view: ServiceView) {
  const { service, pods, node, version } = view;
  const wanted = new Map<string, Wanted>();
  const problems: string[] = [];
  for (const pod of pods) {
    if (!belongsInSlices(pod, view)) continue;
    const ports = slicePorts(pod, service);
    const key = portKey(ports);
    const group = wanted.get(key) ?? { ports, endpoints: [] };
    wanted.set(key, group);
    const nodeName = pod.spec.nodeName ?? '';
    const place = node(nodeName);
    const isLost = place === undefined && version.has('endpointSliceSkipsLostNodes');
    if (isLost && service.spec.publishNotReadyAddresses !== true) {
      const { namespace, name } = service.metadata;
      const text = `skipping Pod ${pod.metadata.name} for Service ${namespace}/${name}: Node ${nodeName} Not Found`;
      problems.push(text);
      continue;
    }
    const endpoint = sliceEndpoint(pod, place, service, family, version);
    if (endpoint !== undefined) group.endpoints.push(endpoint);
  }
  return { wanted, problems };
}

// Source: v1.28.0 util/controller_utils.go, ShouldPodBeInEndpoints; v1.20.2 of the same.
function belongsInSlices(pod: Pod, { service, version }: ServiceView): boolean {
  const { podIP, podIPs } = pod.status;
  if (!podIP && (podIPs ?? []).length === 0) return false;
  if (version.has('endpointsLeaveFinishedPods')) return !hasFinished(pod);
  if (isOutOfEndpoints(pod, version)) return false;
  const takesTerminating =
    version.has('endpointSliceTerminatingCondition') || service.spec.publishNotReadyAddresses === true;
  return takesTerminating || pod.metadata.deletionTimestamp === undefined;
}

const isOwnedBy = ({ metadata }: EndpointSlice, { metadata: { uid } }: Service): boolean =>
  metadata.ownerReferences?.some((owner) => owner.uid === uid && owner.kind === 'Service') ?? false;

function isPlaceholder(slice: EndpointSlice, service: Service): boolean {
  const { labels, hasChanged } = sliceLabels(slice.metadata.labels ?? {}, service);
  const isMarked = Object.keys(labels).every((name) => slice.metadata.labels?.[name] === labels[name]);
  return endpointsIn(slice).length === 0 && (slice.ports ?? []).length === 0 && isMarked && !hasChanged;
}

/** @param owner the Service, or the Endpoints that the slice mirrors; its name leads the slice's */
export function newSlice(
  owner: Service | Endpoints,
  marks: Pick<EndpointSlice['metadata'], 'labels' | 'annotations'>,
  content: Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>,
): NewSlice {
  const { name, namespace } = owner.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: podNamePrefix(name),
      ...(namespace === undefined ? {} : { namespace }),
      ...marks,
      ownerReferences: [controllerReference(owner)],
    },
    ...content,
  };
}

/** A slice that would go takes the content of one that would come. */
function reuseRemoved(create: NewSlice[], remove: readonly EndpointSlice[], service: Service) {
  const update: EndpointSlice[] = [];
  const gone = remove.filter((slice) => {
    const made = isOwnedBy(slice, service) ? create.pop() : undefined;
    if (made === undefined) return true;
    const labels = made.metadata.labels ?? {};
    const { endpoints, ports } = made;
    const metadata = { ...slice.metadata, labels };
    update.push({ ...slice, metadata, endpoints, ...(ports === undefined ? {} : { ports }) });
    return false;
  });
  return { create, update, remove: gone };
}
