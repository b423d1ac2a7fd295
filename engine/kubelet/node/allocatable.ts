// What of a node's capacity its pods can have: less what is reserved, less what hard eviction thresholds keep back.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/cm/node_container_manager_linux.go, GetNodeAllocatableReservation,
// getNodeAllocatableAbsoluteImpl, validateNodeAllocatable; pkg/kubelet/cm/helpers.go and pkg/kubelet/eviction/helpers.go,
// hardEvictionReservation; pkg/kubelet/nodestatus/setters.go, MachineInfo; cmd/kubelet/app/server.go, run (reserved CPUs).
// Differs: a node whose kubelet is not configured gives its pods all of the memory that a sentence says it has, though its
// kubelet evicts below 100Mi; with a configuration, even an empty one, what is kept back is taken off as on any node.
// Left out: huge pages, which come off the memory.

import { addQuantities, compareQuantities, subtractQuantities } from '../../api/quantity/arithmetic.ts';
import { formatQuantity } from '../../api/quantity/format.ts';
import { newQuantity, parseQuantity, type Quantity } from '../../api/quantity/quantity.ts';
import { intValue, quantitySign } from '../../api/quantity/values.ts';
import { UserError } from '../../errors.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import { parseCpuSet } from '../cpumanager/cpu-set.ts';
import { DEFAULT_EVICTION_HARD, parseThresholds, thresholdQuantity } from '../eviction/thresholds.ts';

type ResourceTexts = Readonly<Record<string, string>>;

const NOTHING = newQuantity(0, 'DecimalSI');

/** @param config  undefined: the kubelet is not configured */
export function allocatableOf(capacity: ResourceTexts, config: KubeletConfig | undefined): ResourceTexts {
  const resources = Object.entries(capacity).map(([name, text]): [string, string] => {
    const reservation = addQuantities(reservedFor(name, config), keptBack(name, text, config));
    if (quantitySign(reservation) === 0) return [name, text];
    const left = subtractQuantities(parseQuantity(text), reservation);
    return [name, formatQuantity(quantitySign(left) < 0 ? { ...left, unscaled: 0n } : left)];
  });
  return Object.fromEntries(resources);
}

/** Bytes of memory that pods may use together, the limit of the cgroup kubepods: all but what is reserved. */
export function podMemoryMax(memory: string, config: KubeletConfig | undefined): number {
  return Math.max(0, intValue(memory) - intValue(formatQuantity(reservedFor('memory', config))));
}

/** @throws UserError  for more than the node has, with which its kubelet would not start */
export function checkReservations(
  nodeName: string,
  capacity: ResourceTexts,
  config: KubeletConfig | undefined,
): void {
  // A share of the disk is all that is kept back by itself.
  if (config === undefined) return;
  const problems = Object.entries(capacity).flatMap(([name, text]) => {
    const reservation = addQuantities(reservedFor(name, config), keptBack(name, text, config));
    if (compareQuantities(reservation, parseQuantity(text)) <= 0) return [];
    const asked = formatQuantity(reservation);
    return [
      {
        message: `invalid Node Allocatable configuration: node ${nodeName} has ${name} ${text}, of which ${asked} are reserved`,
        hint: 'reserve less in kubeReserved, systemReserved and evictionHard, or give the node more',
      },
    ];
  });
  if (problems.length > 0) throw new UserError(...problems);
}

// The CPUs reserved by number stand in for both amounts.
function reservedFor(resource: string, config: KubeletConfig = {}): Quantity {
  const { systemReserved = {}, kubeReserved = {}, reservedSystemCPUs } = config;
  const explicit = reservedSystemCPUs === undefined ? undefined : parseCpuSet(reservedSystemCPUs);
  if (resource === 'cpu' && explicit !== undefined) return newQuantity(explicit.size, 'DecimalSI');
  return [systemReserved[resource], kubeReserved[resource]]
    .filter((one) => one !== undefined)
    .map((one) => parseQuantity(one))
    .reduce(addQuantities, NOTHING);
}

const SIGNAL_OF: Readonly<Record<string, string>> = {
  memory: 'memory.available',
  'ephemeral-storage': 'nodefs.available',
};

function keptBack(resource: string, capacity: string, config: KubeletConfig | undefined): Quantity {
  if (resource === 'memory' && config === undefined) return NOTHING;
  const { evictionHard = DEFAULT_EVICTION_HARD } = config ?? {};
  const threshold = parseThresholds({ evictionHard }, false).find(
    ({ signal }) => signal === SIGNAL_OF[resource],
  );
  if (threshold === undefined) return NOTHING;
  const all = intValue(capacity);
  return thresholdQuantity(threshold.value, { available: all, capacity: all });
}
