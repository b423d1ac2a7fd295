// Network plugins by what they make of network policies, as data.
//
// Source: https://kubernetes.io/docs/concepts/cluster-administration/addons/#networking-and-network-policy and each
// plugin's own documentation. Left out: routes, tunnels, policies of the plugins' own kinds.

export interface NetworkPlugin {
  readonly name: string;
  /** Whether policies are kept; otherwise they lie in the API server and change nothing. */
  readonly enforcesPolicies: boolean;
}

const plugin = (name: string, enforcesPolicies: boolean): [string, NetworkPlugin] => [
  name,
  { name, enforcesPolicies },
];

export const NETWORK_PLUGINS: ReadonlyMap<string, NetworkPlugin> = new Map([
  plugin('antrea', true),
  plugin('bridge', false),
  plugin('calico', true),
  plugin('canal', true),
  plugin('cilium', true),
  plugin('flannel', false),
  plugin('kube-router', true),
  plugin('weave', true),
]);

/** Whoever writes a policy means it. */
export const DEFAULT_NETWORK_PLUGIN = 'calico';
