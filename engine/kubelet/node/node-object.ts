// The Node object that a kubelet registers, and the status it reports.
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_node_status.go, initialNode; pkg/kubelet/nodestatus/setters.go.

import { md5 } from '../../api/hash/md5.ts';
import { formatTime } from '../../api/time.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { KubeletConfig } from '../config/kubelet-config.ts';
import { containerRuntimeOf } from '../cri/container-runtime.ts';
import type { PressureCondition } from '../eviction/signals.ts';
import { allocatableOf } from './allocatable.ts';

export const DISK_CAPACITY = '100Gi';

export interface NodeSpec {
  readonly name: string;
  /** Quantities. */
  readonly cpu: string;
  readonly memory: string;
  readonly pods: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  /** topology.kubernetes.io/zone */
  readonly zone?: string;
  /** When its kubelet began, in milliseconds since the Unix epoch; its rounds count from then. Default: drawn. */
  readonly startedEpochMs?: number;
  /** Processors that share a core. Default 1. */
  readonly threadsPerCore?: number;
  /** Default 1. */
  readonly sockets?: number;
  /** How its kubelet is configured. Default: as the kubelet's own defaults say. */
  readonly kubelet?: KubeletConfig;
}

export interface NodeIdentity {
  readonly ip: string;
  readonly podCidr: string;
  readonly version: VersionProfile;
  readonly nowEpochMs: number;
  readonly bootId: string;
  /** Why it is not ready; default: it is. */
  readonly problems?: readonly string[];
}

const HEALTHY = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
] as const;

const UNDER_PRESSURE: Readonly<Record<PressureCondition, readonly [string, string]>> = {
  MemoryPressure: ['KubeletHasInsufficientMemory', 'kubelet has insufficient memory available'],
  DiskPressure: ['KubeletHasDiskPressure', 'kubelet has disk pressure'],
  PIDPressure: ['KubeletHasInsufficientPID', 'kubelet has insufficient PID available'],
};

export const capacityOf = ({ cpu, memory, pods }: NodeSpec): Readonly<Record<string, string>> => ({
  cpu,
  'ephemeral-storage': DISK_CAPACITY,
  'hugepages-2Mi': '0',
  memory,
  pods,
});

/** The object as the kubelet creates it, status included. */
export function nodeObject(
  spec: NodeSpec,
  identity: NodeIdentity,
): { kind: 'Node'; metadata: { name: string } } & Record<string, unknown> {
  const { name, taints } = spec;
  const { ip, podCidr } = identity;
  const capacity = capacityOf(spec);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: labelsOf(spec),
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    } as { name: string },
    spec: {
      podCIDR: podCidr,
      podCIDRs: [podCidr],
      ...(taints === undefined || taints.length === 0 ? {} : { taints }),
    },
    status: {
      capacity,
      allocatable: allocatableOf(capacity, spec.kubelet),
      conditions: nodeConditions(identity.nowEpochMs, [], identity.problems),
      addresses: [
        { type: 'InternalIP', address: ip },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: nodeInfo(name, identity),
    },
  };
}

function labelsOf({ name, labels = {}, zone }: NodeSpec): Record<string, string> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    ...(zone === undefined
      ? {}
      : { 'topology.kubernetes.io/zone': zone, 'failure-domain.beta.kubernetes.io/zone': zone }),
    ...labels,
  };
}

/** Source: kubernetes v1.28.0 pkg/kubelet/nodeshutdown/nodeshutdown_manager_linux.go, ShutdownStatus. */
export const GOING_DOWN = 'node is shutting down';

// Source: kubernetes v1.28.0 pkg/kubelet/nodestatus/setters.go, ReadyCondition.
function notReady(problems: readonly string[]): { status: string; reason: string; message: string } {
  const message = problems.length === 1 ? problems[0]! : `[${problems.join(', ')}]`;
  return { status: 'False', reason: 'KubeletNotReady', message };
}

/**
 * @param pressures  what the node is short of; default: nothing
 * @param problems   why it is not ready; default: it is
 */
export function nodeConditions(
  nowEpochMs: number,
  pressures: readonly PressureCondition[] = [],
  problems: readonly string[] = [],
): Record<string, string>[] {
  const now = formatTime(nowEpochMs);
  return HEALTHY.map(([type, status, reason, message]) => {
    const times = { lastHeartbeatTime: now, lastTransitionTime: now };
    if (type === 'Ready' && problems.length > 0) return { type, ...times, ...notReady(problems) };
    if (type === 'Ready' || !pressures.includes(type)) return { type, status, ...times, reason, message };
    const [short, why] = UNDER_PRESSURE[type];
    return { type, status: 'True', ...times, reason: short, message: why };
  });
}

const uuid = (text: string): string => md5(text).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** A machine gets a new one each time it boots. @param boot  counts from 1 */
export const bootIdOf = (nodeName: string, boot: number): string =>
  uuid(boot === 1 ? `boot ${nodeName}` : `boot ${boot} of ${nodeName}`);

function nodeInfo(name: string, { version, bootId }: NodeIdentity): Record<string, string> {
  const { gitVersion } = version;
  return {
    machineID: md5(`machine ${name}`),
    systemUUID: uuid(`system ${name}`),
    bootID: bootId,
    kernelVersion: '5.15.0-generic',
    osImage: 'Ubuntu 22.04 LTS',
    containerRuntimeVersion: containerRuntimeOf(version).version,
    kubeletVersion: gitVersion,
    kubeProxyVersion: version.has('nodesTellKubeProxyVersion') ? gitVersion : '',
    operatingSystem: 'linux',
    architecture: 'amd64',
  };
}
