// What a KubeProxyConfiguration may say here, with kube-proxy's own defaults for the rest; one for all nodes.
//
// Source: kubernetes v1.28.0 pkg/proxy/apis/config/v1alpha1/{types,defaults}.go; `clusterCIDR` is what kubeadm writes for
// the pod network. How fields are read and refused: api/component-config.

import { type Check, isDuration, isOneOf, isText, isTruth } from '../../api/component-config/checks.ts';
import { type ConfigForm, readFields } from '../../api/component-config/read-fields.ts';
import { parseGoDurationMs } from '../../api/duration/go-duration.ts';
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

/** As written. An empty text or a period of zero is as good as nothing: Go's zero values, for which defaults stand. */
interface Written {
  readonly mode?: ProxyMode['name'] | '';
  readonly clusterCIDR?: string;
  readonly iptables?: { readonly minSyncPeriod?: string; readonly masqueradeAll?: boolean };
  readonly ipvs?: { readonly minSyncPeriod?: string; readonly scheduler?: string };
}

const isPeriod: Check = (value) =>
  isDuration(value) ??
  (parseGoDurationMs(value as string) < 0 ? 'must be greater than or equal to 0' : undefined);

const FORM: ConfigForm<Written> = {
  kind: 'KubeProxyConfiguration',
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  component: 'kube-proxy',
  fields: {
    mode: isOneOf('', 'iptables', 'ipvs'),
    clusterCIDR: isText,
    iptables: { minSyncPeriod: isPeriod, masqueradeAll: isTruth },
    ipvs: { minSyncPeriod: isPeriod, scheduler: isOneOf('', 'rr') },
  },
};

/** @throws UserError  for fields that are not known here and values that are none; all at once */
export function readKubeProxyConfig(given: unknown): KubeProxyConfig {
  const { clusterCIDR = DEFAULT_KUBE_PROXY.clusterCIDR, ...written } = readFields(given, FORM);
  const mode = written.mode || DEFAULT_KUBE_PROXY.mode;
  return {
    mode,
    minSyncMs: parseGoDurationMs(written[mode]?.minSyncPeriod ?? '0s') || MIN_SYNC_MS[mode],
    masqueradeAll: written.iptables?.masqueradeAll === true,
    clusterCIDR,
  };
}
