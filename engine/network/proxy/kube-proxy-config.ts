// What a KubeProxyConfiguration may say here, with kube-proxy's own defaults for the rest; one for all nodes.
//
// Source: kubernetes v1.28.0 pkg/proxy/apis/config/v1alpha1/{types,defaults}.go; `clusterCIDR` is what kubeadm writes for
// the pod network. Other fields are refused by name: a setting that changes nothing would mislead.

import { DurationError, parseGoDurationMs } from '../../api/duration/go-duration.ts';
import { nearest } from '../../api/schema/nearest.ts';
import { UserError, type UserProblem } from '../../errors.ts';
import type { ProxyMode } from './proxy-mode.ts';

export interface KubeProxyConfig {
  readonly mode: ProxyMode['name'];
  /** The least time between two rewrites of the rules: `--iptables-min-sync-period`, `--ipvs-min-sync-period`. */
  readonly minSyncMs: number;
  /** Whether every connection to a cluster IP is masqueraded: `--masquerade-all`. */
  readonly masqueradeAll: boolean;
  /** Connections to cluster IPs from elsewhere are masqueraded; empty: that of the pods is not known. */
  readonly clusterCIDR: string;
}

/** Source: pkg/proxy/apis/config/v1alpha1/defaults.go, SetDefaults_KubeProxyConfiguration; IPVS has no default of its own. */
const MIN_SYNC_MS: Readonly<Record<ProxyMode['name'], number>> = { iptables: 1000, ipvs: 0 };

export const DEFAULT_KUBE_PROXY: KubeProxyConfig = {
  mode: 'iptables',
  minSyncMs: MIN_SYNC_MS.iptables,
  masqueradeAll: false,
  clusterCIDR: '10.244.0.0/16',
};

/** By the path of the field. */
type Fields = Map<string, unknown>;

const isText = (value: unknown): string | undefined => (typeof value === 'string' ? undefined : 'is no text');
const isTruth = (value: unknown): string | undefined =>
  typeof value === 'boolean' ? undefined : 'is neither true nor false';
const isMode = (value: unknown): string | undefined =>
  ['', 'iptables', 'ipvs'].includes(value as string)
    ? undefined
    : 'is not known here, only iptables and ipvs';
const isScheduler = (value: unknown): string | undefined =>
  ['', 'rr'].includes(value as string) ? undefined : 'is not known here, only rr';
function isDuration(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'is no duration';
  try {
    return parseGoDurationMs(value) < 0 ? 'must be greater than or equal to 0' : undefined;
  } catch (error) {
    if (error instanceof DurationError) return error.message;
    throw error;
  }
}

const FIELDS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  mode: isMode,
  clusterCIDR: isText,
  'iptables.minSyncPeriod': isDuration,
  'iptables.masqueradeAll': isTruth,
  'ipvs.minSyncPeriod': isDuration,
  'ipvs.scheduler': isScheduler,
};

/** @throws UserError  for fields that are not known here and values that are none; all at once */
export function readKubeProxyConfig(given: unknown): KubeProxyConfig {
  const fields = flatten(given);
  const problems: UserProblem[] = [];
  for (const [name, value] of fields) {
    const wrong = Object.hasOwn(FIELDS, name) ? FIELDS[name]!(value) : undefined;
    if (!Object.hasOwn(FIELDS, name)) problems.push(unknownField(name));
    else if (wrong !== undefined) problems.push({ message: `${name}: ${JSON.stringify(value)} ${wrong}` });
  }
  if (problems.length > 0) throw new UserError(...problems);
  const mode = (fields.get('mode') || DEFAULT_KUBE_PROXY.mode) as ProxyMode['name'];
  const written = fields.get(`${mode}.minSyncPeriod`) as string | undefined;
  // Zero is as good as nothing said: the default is filled in for it.
  const minSyncMs = (written === undefined ? 0 : parseGoDurationMs(written)) || MIN_SYNC_MS[mode];
  return {
    mode,
    minSyncMs,
    masqueradeAll: fields.get('iptables.masqueradeAll') === true,
    clusterCIDR: (fields.get('clusterCIDR') as string | undefined) ?? DEFAULT_KUBE_PROXY.clusterCIDR,
  };
}

function flatten(given: unknown): Fields {
  const { kind: _, apiVersion: __, ...top } = (given ?? {}) as Record<string, unknown>;
  const fields: Fields = new Map();
  for (const [name, value] of Object.entries(top)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fields.set(name, value);
    else for (const [inner, one] of Object.entries(value)) fields.set(`${name}.${inner}`, one);
  }
  return fields;
}

function unknownField(name: string): UserProblem {
  const near = nearest(name, Object.keys(FIELDS));
  return {
    message: `kube-proxy's configuration field ${name} is not known here`,
    hint: near === undefined ? `known are ${Object.keys(FIELDS).join(', ')}` : `did you mean ${near}?`,
  };
}
