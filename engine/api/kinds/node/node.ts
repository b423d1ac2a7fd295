// Node: a machine that runs pods.
//
// Source: kubernetes v1.20.2 pkg/registry/core/node/strategy.go; pkg/apis/core/v1/{defaults,conversion}.go.

import type { ApiContext } from '../../kind.ts';
import type { Node } from '../../objects.ts';
import { defineKind } from '../define-kind.ts';
import { setResourceListDefaults } from '../pod/resource-list.ts';
import { dropZero } from '../zero-values.ts';
import { nodePrinter } from './printer.ts';
import { validateNode, validateNodeUpdate } from './validation.ts';

// Always printed, empty where the kubelet has not filled it in.
const emptyNodeInfo = (): NonNullable<Node['status']['nodeInfo']> => ({
  architecture: '',
  bootID: '',
  containerRuntimeVersion: '',
  kernelVersion: '',
  kubeProxyVersion: '',
  kubeletVersion: '',
  machineID: '',
  operatingSystem: '',
  osImage: '',
  systemUUID: '',
});

function setNodeDefaults(node: Node): void {
  node.spec ??= {};
  node.status ??= {};
  const { spec, status } = node;
  dropZero(spec, 'podCIDR', 'podCIDRs', 'providerID', 'unschedulable', 'taints');
  setResourceListDefaults(status.capacity);
  status.allocatable ??= status.capacity && { ...status.capacity };
  if (status.allocatable === undefined) delete status.allocatable;
  setResourceListDefaults(status.allocatable);
  status.daemonEndpoints ??= {};
  status.daemonEndpoints.kubeletEndpoint ??= { Port: 0 };
  status.nodeInfo = { ...emptyNodeInfo(), ...status.nodeInfo };
}

/** The single field counts: clients that know no list write it alone. Source: Convert_v1_NodeSpec_To_core_NodeSpec. */
function syncPodCIDRs(spec: Node['spec']): void {
  if (spec.podCIDR && spec.podCIDR !== spec.podCIDRs?.[0]) spec.podCIDRs = [spec.podCIDR];
  const first = spec.podCIDRs?.[0];
  if (first !== undefined) spec.podCIDR = first;
}

function dropDisabledFields(node: Node, old: Node | undefined, { version }: ApiContext): void {
  const { spec } = node;
  syncPodCIDRs(spec);
  if (!version.has('dynamicKubeletConfig') && old?.spec.configSource === undefined) delete spec.configSource;
  if (version.has('dualStackServices') || (old?.spec.podCIDRs ?? []).length > 1) return;
  if ((spec.podCIDRs ?? []).length > 1) spec.podCIDRs = spec.podCIDRs!.slice(0, 1);
}

export const node = defineKind<Node>({
  kind: 'Node',
  plural: 'nodes',
  singular: 'node',
  shortNames: ['no'],
  categories: [],
  namespaced: false,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: true,
  printer: nodePrinter,
  setDefaults: setNodeDefaults,
  // A new node keeps its status: kubelets register with capacity and conditions in one request.
  prepareForCreate: (object, context) => dropDisabledFields(object, undefined, context),
  prepareForUpdate: (object, old, context) => {
    object.status = old.status;
    dropDisabledFields(object, old, context);
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateNode,
  validateUpdate: (object, old, problems) => {
    validateNode(object, problems);
    validateNodeUpdate(object, old, problems);
  },
  validateStatusUpdate: validateNodeUpdate,
  selectableFields: ({ spec }) => ({ 'spec.unschedulable': String(spec.unschedulable ?? false) }),
});
