// Node ports of a Service: those asked for are reserved, the others drawn from what is free.
//
// Pure: the ports taken come in, the ports chosen go out; whoever holds the range books them. Ports of a Service that
// are the same but for the protocol share one node port when the Service is created, but not when it is changed.
// Source: kubernetes v1.20.2 pkg/registry/core/service/storage/rest.go, initNodePorts and updateNodePorts;
// pkg/registry/core/service/portallocator; v1.28.0 for the reserved lower band (KEP-3668).

import { type FieldError, FieldPath, invalid } from '../../api/validation/field-error.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { type Draw, nextFreeSlot } from './free-slot.ts';

export interface NodePortRange {
  readonly first: number;
  readonly last: number;
}

/** Source: pkg/kubeapiserver/options/options.go, DefaultServiceNodePortRange. */
export const DEFAULT_NODE_PORT_RANGE: NodePortRange = { first: 30_000, last: 32_767 };

export interface NodePortRequest {
  readonly protocol?: string;
  readonly port: number;
  /** 0 or absent: any. */
  readonly nodePort?: number;
}

/** The node port of each port, in order; or what the user must change; or why the server could not. */
export type NodePortOutcome =
  | { readonly nodePorts: readonly number[] }
  | { readonly problem: FieldError }
  | { readonly failure: string };

export interface NodePortSettings {
  readonly range: NodePortRange;
  /** Ports of other Services. Not changed. */
  readonly taken: ReadonlySet<number>;
  readonly draw: Draw;
  readonly version: VersionProfile;
}

/** @param text for example `30000-32767` @throws RangeError when it is no range */
export function parseNodePortRange(text: string): NodePortRange {
  const match = /^(\d+)-(\d+)$/.exec(text);
  const [first, last] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || first > last)
    throw new RangeError(`${text} is no range of ports such as 30000-32767`);
  return { first, last };
}

const FULL = 'failed to allocate a nodePort: range is full';

/** One operation on the range: what it has taken so far, on top of what others hold. */
class Operation {
  private readonly settings: NodePortSettings;
  private readonly allocated: Set<number>;

  constructor(settings: NodePortSettings, own: readonly number[]) {
    this.settings = settings;
    this.allocated = new Set(own);
  }

  /** @returns why not, or undefined once it is reserved */
  reserve(port: number): string | undefined {
    const { first, last } = this.settings.range;
    if (port < first || port > last) {
      return `provided port is not in the valid range. The range of valid ports is ${first}-${last}`;
    }
    if (this.isTaken(port)) return 'provided port is already allocated';
    this.allocated.add(port);
    return undefined;
  }

  /** Undefined when the range is full. */
  next(): number | undefined {
    const { range, draw, version } = this.settings;
    const size = range.last - range.first + 1;
    const reserved = version.has('nodePortStaticSubrange') ? reservedPorts(size) : 0;
    const isTaken = (slot: number): boolean => this.isTaken(range.first + slot);
    const slot = nextFreeSlot({ size, reserved, isTaken }, draw);
    if (slot === undefined) return undefined;
    this.allocated.add(range.first + slot);
    return range.first + slot;
  }

  private isTaken(port: number): boolean {
    return this.settings.taken.has(port) || this.allocated.has(port);
  }
}

/** A 32nd of the range, from 16 to 128; none of a small one. Source: portallocator, calculateRangeOffset. */
function reservedPorts(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128);
}

function refusal(index: number, nodePort: number, text: string): NodePortOutcome {
  const path = FieldPath.of('spec', 'ports').index(index).child('nodePort');
  return { problem: invalid(path, nodePort, text) };
}

export function nodePortsOnCreate(
  settings: NodePortSettings,
  ports: readonly NodePortRequest[],
): NodePortOutcome {
  const operation = new Operation(settings, []);
  const byPort = new Map<number, number>();
  const nodePorts: number[] = [];
  for (const [i, { port, nodePort = 0 }] of ports.entries()) {
    const known = byPort.get(port);
    // A later port of the same number may ask for the one that they will share.
    const asked = known === undefined ? requestedFor(port, ports) : nodePort;
    if (known !== undefined && (asked === 0 || asked === known)) {
      nodePorts.push(known);
      continue;
    }
    const chosen = asked === 0 ? operation.next() : asked;
    if (chosen === undefined) return { failure: FULL };
    const why = asked === 0 ? undefined : operation.reserve(asked);
    if (why !== undefined) return refusal(i, asked, why);
    if (known === undefined) byPort.set(port, chosen);
    nodePorts.push(chosen);
  }
  return { nodePorts };
}

function requestedFor(port: number, ports: readonly NodePortRequest[]): number {
  return ports.find((other) => other.port === port && other.nodePort)?.nodePort ?? 0;
}

/** @param oldPorts the Service's ports before; its node ports stay its own until the change is stored */
export function nodePortsOnUpdate(
  settings: NodePortSettings,
  oldPorts: readonly NodePortRequest[],
  ports: readonly NodePortRequest[],
): NodePortOutcome {
  const own = oldPorts.flatMap(({ nodePort }) => nodePort || []);
  const operation = new Operation(settings, own);
  const reserved = new Set<number>(own);
  const seen = new Set<string>();
  const nodePorts: number[] = [];
  for (const [i, { protocol = 'TCP', nodePort = 0 }] of ports.entries()) {
    let chosen: number | undefined = nodePort;
    if (nodePort === 0) chosen = operation.next();
    else if (!reserved.has(nodePort)) {
      const why = operation.reserve(nodePort);
      if (why !== undefined) return refusal(i, nodePort, why);
      reserved.add(nodePort);
    }
    if (chosen === undefined) return { failure: FULL };
    const key = `${protocol} ${chosen}`;
    if (seen.has(key)) return { failure: `duplicate nodePort: {${key}}` };
    seen.add(key);
    nodePorts.push(chosen);
  }
  return { nodePorts };
}

/**
 * The port on which a load balancer asks a node how it is, for a Service that needs one.
 *
 * @param asked 0: any
 */
export function healthCheckNodePort(settings: NodePortSettings, asked: number): NodePortOutcome {
  const operation = new Operation(settings, []);
  const chosen = asked === 0 ? operation.next() : asked;
  const why = asked === 0 ? undefined : operation.reserve(asked);
  if (why !== undefined) {
    return { failure: `failed to allocate requested HealthCheck NodePort ${asked}: ${why}` };
  }
  return chosen === undefined
    ? { failure: 'failed to allocate a HealthCheck NodePort 0: range is full' }
    : { nodePorts: [chosen] };
}
