// A pod that names its node fits that node alone.
//
// Such pods do not come through the queue (whoever names the node binds by it); the plugin matters for simulations of
// placement, for example of daemon pods.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/plugins/nodename/node_name.go.

import type { FilterPlugin } from '../../framework/plugin.ts';
import { unresolvable } from '../../framework/status.ts';

const NAME = 'NodeName';
const OTHER_HOSTNAME = unresolvable(NAME, "node(s) didn't match the requested hostname");
const OTHER_NODE_NAME = unresolvable(NAME, "node(s) didn't match the requested node name");

export const nodeName: FilterPlugin = {
  name: NAME,
  prepareFilter({ pod, version }) {
    const wanted = pod.pod.spec.nodeName;
    if (!wanted) return undefined;
    const refused = version.has('nodeNameMessageSaysNodeName') ? OTHER_NODE_NAME : OTHER_HOSTNAME;
    return { check: (node) => (node.name === wanted ? undefined : refused) };
  },
};
