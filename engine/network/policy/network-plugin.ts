// Network plugins by what they make of network policies, and by whether pods of a node hang on one bridge, as data.
//
// Source: https://kubernetes.io/docs/concepts/cluster-administration/addons/#networking-and-network-policy and each
// plugin's own documentation. Left out: routes, tunnels, policies of the plugins' own kinds.

export interface NetworkPlugin {
  readonly name: string;
  /** Whether policies are kept; otherwise they lie in the API server and change nothing. */
  readonly enforcesPolicies: boolean;
  /** Device that the pods of a node are plugged to; undefined: each has a route of its own. */
  readonly bridge: string | undefined;
}

const plugin = (name: string, enforcesPolicies: boolean, bridge?: string): [string, NetworkPlugin] => [
  name,
  { name, enforcesPolicies, bridge },
];

export const NETWORK_PLUGINS: ReadonlyMap<string, NetworkPlugin> = new Map([
  plugin('antrea', true),
  plugin('bridge', false, 'cni0'),
  plugin('calico', true),
  plugin('canal', true),
  plugin('cilium', true),
  plugin('flannel', false, 'cni0'),
  plugin('kube-router', true, 'kube-bridge'),
  plugin('weave', true, 'weave'),
]);

/** Whoever writes a policy means it. */
export const DEFAULT_NETWORK_PLUGIN = 'calico';
