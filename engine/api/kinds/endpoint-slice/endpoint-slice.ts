// EndpointSlice: some of the addresses behind a Service, all of one address type.
//
// v1beta1 keeps zone and node name in one `topology` map; v1 has fields for them and what is left in
// `deprecatedTopology`, which only v1beta1 clients may write.
// Source: kubernetes v1.20.2 pkg/apis/discovery/validation/validation.go and v1.28.0 of the same;
// v1.28.0 pkg/registry/discovery/endpointslice/strategy.go.

import type { ApiContext } from '../../kind.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { EndpointSlice } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { fromV1, toV1 } from './conversion.ts';
import { endpointSlicePrinter } from './printer.ts';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './validation.ts';

const V1BETA1 = 'discovery.k8s.io/v1beta1';
const HOSTNAME_LABEL = 'kubernetes.io/hostname';

function setEndpointSliceDefaults(slice: EndpointSlice): void {
  slice.endpoints ??= [];
  for (const endpoint of slice.endpoints) {
    endpoint.conditions ??= {};
    dropZero(endpoint, 'deprecatedTopology');
  }
  for (const port of slice.ports ?? []) {
    port.name ??= '';
    port.protocol ??= 'TCP';
  }
}

/** Fields behind gates that are off, unless the stored slice uses them. */
function dropDisabledFields(slice: EndpointSlice, old: EndpointSlice | undefined, context: ApiContext): void {
  const { version } = context;
  const uses = (field: 'nodeName' | 'hints'): boolean =>
    old?.endpoints?.some((endpoint) => endpoint[field] != null) ?? false;
  const usesTerminating =
    old?.endpoints?.some(
      ({ conditions }) => conditions?.serving != null || conditions?.terminating != null,
    ) ?? false;
  for (const endpoint of slice.endpoints ?? []) {
    if (!version.has('endpointSliceV1') && !uses('nodeName')) delete endpoint.nodeName;
    if (!version.has('topologyAwareHints') && !uses('hints')) delete endpoint.hints;
    if (!version.has('endpointSliceTerminatingCondition') && !usesTerminating) {
      delete endpoint.conditions?.serving;
      delete endpoint.conditions?.terminating;
    }
  }
}

/** Clients of v1 cannot write the topology map; a node name they still pass in it is rescued. */
function dropTopology(slice: EndpointSlice, old: EndpointSlice | undefined, context: ApiContext): void {
  if (context.requestApiVersion === V1BETA1 || !context.version.has('endpointSliceV1')) return;
  if (old !== undefined && semanticallyEqual(old.endpoints, slice.endpoints)) return;
  const before = new Set(
    (old?.endpoints ?? []).flatMap((endpoint) => endpoint.deprecatedTopology?.[HOSTNAME_LABEL] ?? []),
  );
  for (const endpoint of slice.endpoints ?? []) {
    const node = endpoint.deprecatedTopology?.[HOSTNAME_LABEL];
    if (endpoint.nodeName == null && node !== undefined && before.has(node)) {
      if (nameIsDnsSubdomain(node, false, context.version).length === 0) endpoint.nodeName = node;
    }
    delete endpoint.deprecatedTopology;
  }
}

function hasChanged(slice: EndpointSlice, old: EndpointSlice): boolean {
  return (
    !semanticallyEqual({ ...slice, metadata: undefined }, { ...old, metadata: undefined }) ||
    !semanticallyEqual(slice.metadata.labels, old.metadata.labels)
  );
}

export const endpointSlice = defineKind<EndpointSlice>({
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  categories: [],
  namespaced: true,
  versions: [
    { group: 'discovery.k8s.io', version: 'v1', from: 21 },
    {
      group: 'discovery.k8s.io',
      version: 'v1beta1',
      from: 17,
      until: 24,
      deprecatedFrom: 21,
      replacement: 'discovery.k8s.io/v1 EndpointSlice',
      toStorage: toV1,
      fromStorage: fromV1,
    },
  ],
  statusSubresource: false,
  printer: endpointSlicePrinter,
  setDefaults: setEndpointSliceDefaults,
  prepareForCreate: (object, context) => {
    object.metadata.generation = 1;
    dropDisabledFields(object, undefined, context);
    dropTopology(object, undefined, context);
  },
  prepareForUpdate: (object, old, context) => {
    // Compared before fields are dropped, as upstream does.
    if (hasChanged(object, old)) object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    dropDisabledFields(object, old, context);
    dropTopology(object, old, context);
  },
  validateCreate: validateEndpointSlice,
  validateUpdate: validateEndpointSliceUpdate,
});
