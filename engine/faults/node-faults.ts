// What may happen to a node: to its machine, to its kubelet, to its network.
//
// It knows of a node only what it may ask and do; the machine itself is the cluster's. Each fault looks first whether there
// is something that it changes.

import { type Fault, touchesNothing } from './fault.ts';

export interface FaultyNode {
  readonly name: string;
  readonly isOn: boolean;
  /** It answers nobody, with all that runs there. */
  readonly isSilent: boolean;
  /** It is to go down, and waits for its pods. */
  readonly isGoingDown: boolean;
  readonly isKubeletUp: boolean;
  readonly isOffApi: boolean;
  readonly isOffNodes: boolean;
  /** How many times as long its kubelet takes for everything; 1 when it is well. */
  readonly slowness: number;
  stop(): void;
  resume(): void;
  stopKubelet(): void;
  startKubelet(): void;
  /** @param off  called when nothing holds it up any more, which may be at once */
  shutDown(off: () => void): void;
  powerOff(): void;
  powerOn(): void;
  cutFromApi(): void;
  joinApi(): void;
  cutFromNodes(): void;
  joinNodes(): void;
  slowDown(factor: number): void;
  /** `namespace/name` of the pods that have containers there. */
  podNames(): readonly string[];
}

export const NODE_FAULTS = [
  'stops answering',
  'answers again',
  'shuts down',
  'boots',
  'reboots',
  'loses its network to the API server',
  'has its network to the API server back',
  'loses its network to other nodes',
  'has its network to other nodes back',
  'kubelet stops',
  'kubelet starts again',
] as const;

export type NodeFault = (typeof NODE_FAULTS)[number];

interface Rule {
  /** Why there is nothing to do; undefined when there is. */
  readonly idle: (node: FaultyNode) => string | undefined;
  readonly inflict: (node: FaultyNode) => void;
  /** Whether the node's pods feel it. */
  readonly concernsPods: boolean;
}

const unless = (isSo: boolean, why: string): string | undefined => (isSo ? undefined : why);
const off = (node: FaultyNode): string | undefined => unless(node.isOn, 'the node is shut down');
const goingDown = (node: FaultyNode): string | undefined =>
  off(node) ?? unless(!node.isGoingDown, 'the node is going down already');
const unreachable = (node: FaultyNode): string | undefined =>
  off(node) ?? unless(!node.isSilent, 'the node answers nobody as it is');

const RULES: Readonly<Record<NodeFault, Rule>> = {
  'stops answering': {
    idle: (node) => unreachable(node),
    inflict: (node) => node.stop(),
    concernsPods: true,
  },
  'answers again': {
    idle: (node) => unless(node.isSilent, 'the node has not stopped answering'),
    inflict: (node) => node.resume(),
    concernsPods: true,
  },
  'shuts down': { idle: goingDown, inflict: (node) => shutDown(node), concernsPods: true },
  boots: {
    idle: (node) => unless(!node.isOn, 'the node is running'),
    inflict: (node) => node.powerOn(),
    concernsPods: true,
  },
  reboots: {
    idle: goingDown,
    inflict: (node) => shutDown(node, () => node.powerOn()),
    concernsPods: true,
  },
  'loses its network to the API server': {
    idle: (node) => unreachable(node) ?? unless(!node.isOffApi, 'it has none'),
    inflict: (node) => node.cutFromApi(),
    concernsPods: true,
  },
  'has its network to the API server back': {
    idle: (node) => unless(node.isOffApi, 'it was not lost'),
    inflict: (node) => node.joinApi(),
    concernsPods: true,
  },
  'loses its network to other nodes': {
    idle: (node) => unreachable(node) ?? unless(!node.isOffNodes, 'it has none'),
    inflict: (node) => node.cutFromNodes(),
    concernsPods: true,
  },
  'has its network to other nodes back': {
    idle: (node) => unless(node.isOffNodes, 'it was not lost'),
    inflict: (node) => node.joinNodes(),
    concernsPods: true,
  },
  'kubelet stops': {
    idle: (node) => unreachable(node) ?? unless(node.isKubeletUp, 'the kubelet does not run'),
    inflict: (node) => node.stopKubelet(),
    concernsPods: false,
  },
  'kubelet starts again': {
    idle: (node) => unreachable(node) ?? unless(!node.isKubeletUp, 'the kubelet runs'),
    inflict: (node) => node.startKubelet(),
    concernsPods: false,
  },
};

// A machine that goes down and comes up finds its network as it is meant to be.
function shutDown(node: FaultyNode, then: () => void = () => {}): void {
  node.shutDown(() => {
    if (node.isSilent) node.resume();
    if (node.isOffApi) node.joinApi();
    if (node.isOffNodes) node.joinNodes();
    node.powerOff();
    then();
  });
}

/** @throws UserError  when it would change nothing */
export function nodeFault(node: FaultyNode, what: NodeFault): Fault {
  const { idle, inflict, concernsPods } = RULES[what];
  const text = what.startsWith('kubelet')
    ? `the kubelet of node ${node.name} ${what.slice('kubelet '.length)}`
    : `node ${node.name} ${what}`;
  const why = idle(node);
  if (why !== undefined) touchesNothing(text, why);
  return { text, touches: touched(node, concernsPods), inflict: () => inflict(node) };
}

/**
 * @param factor  how many times as long everything takes on the node; 1: as ever
 * @throws UserError  when it would change nothing
 */
export function slowNode(node: FaultyNode, factor: number, isTimed: boolean): Fault {
  const text =
    factor === 1 ? `node ${node.name} is as fast as before` : `node ${node.name} is ${factor} times slower`;
  if (!isTimed) touchesNothing(text, 'in this timing profile nothing takes time', 'choose "typical"');
  if (node.slowness === factor) touchesNothing(text, 'it is so already');
  return { text, touches: touched(node, false), inflict: () => node.slowDown(factor) };
}

const touched = (node: FaultyNode, withPods: boolean): string[] => [
  `Node ${node.name}`,
  ...(withPods ? node.podNames().map((name) => `Pod ${name}`) : []),
];
