// The way from the client to the endpoints: the rules of its node's proxy, policies, nodes, and who takes the connection.

import type { Pod } from '../../api/objects.ts';
import type { PodPlace } from '../machines.ts';
import type { Cause, ReachCheck } from './cause.ts';
import { cutCause } from './name-checks.ts';
import type { ReachEnd } from './pod-reach.ts';
import { bindingPolicy } from './policy-cause.ts';
import { endsOf, execIn, inNamespace, isHeadless, type Looked, portOf, serviceRef } from './question.ts';

/** Whether the rules of the client's node are those of the API: every endpoint, and none that is gone. */
export function rulesCheck(looked: Looked): ReachCheck {
  const { client, service, object, isIpvs, reach } = looked;
  const node = client.spec.nodeName ?? '';
  const dump = isIpvs ? 'ipvsadm -Ln' : `iptables-save -t nat | grep ${service.namespace}/${service.name}`;
  const base = {
    asks: `the rules of node "${node}" lead there`,
    command: `${dump}  (on node "${node}")`,
  };
  if (object === undefined || isHeadless(object)) return { ...base, found: 'headless: there are no rules' };
  const wanted = wantedAddresses(looked);
  const ends = endsOf(looked);
  const local = ends.find(({ obstacle }) => obstacle?.kind === 'no local endpoint');
  const ref = serviceRef(looked);
  if (local !== undefined) {
    const cause: Cause = {
      phrase: 'no endpoint is on the node',
      where: { ref, path: 'spec.internalTrafficPolicy', value: object.spec.internalTrafficPolicy },
      blame: [ref],
      hint: 'let connections leave the node (Cluster), or have a pod on each node',
    };
    return { ...base, found: 'no endpoint on the node, and connections may not leave it', cause };
  }
  const held = ends.filter(isFromRules).map(({ address }) => address);
  const missing = wanted.filter((address) => !held.includes(address));
  const stale = held.filter((address) => !wanted.includes(address));
  const found = held.length === 0 ? 'no endpoint' : held.join(', ');
  if (missing.length === 0 && stale.length === 0) return { ...base, found };
  const { proxy } = reach;
  const nextMs = proxy?.view.nextRewriteMs();
  const when =
    nextMs === undefined ? 'and hears of nothing at present' : `and rewrites them at ${nextMs / 1000}s`;
  const cause: Cause = {
    phrase: 'kube-proxy lags behind',
    blame: [{ kind: 'Node', name: node }, ref],
    hint: 'wait until kube-proxy has heard of the change: within 5 seconds …',
  };
  return {
    ...base,
    found: `${found}, where the API has ${wanted.join(', ') || 'none'}; kube-proxy works with ${proxy === undefined ? 'nothing' : `what was at ${proxy.view.apiMs() / 1000}s`}, ${when}`,
    cause,
  };
}

const isFromRules = ({ obstacle }: ReachEnd): boolean =>
  obstacle?.kind !== 'no endpoint' && obstacle?.kind !== 'not routed';

// Where rules that were written now would lead.
function wantedAddresses({ reach, object, ...looked }: Looked): string[] {
  const { source, proxy } = reach;
  const port = portOf({ ...looked, object });
  if (proxy === undefined || port === undefined) return [];
  const passage = { ip: object?.spec.clusterIP ?? '', port, clientIp: source.ip, isInside: true };
  const fan = proxy.fanOfAddress(passage, Number.POSITIVE_INFINITY);
  return fan.kind === 'endpoints' ? fan.endpoints.map(({ address }) => address) : [];
}

/** Whether packets may leave the client and enter every pod behind the Service. */
export function policyCheck(looked: Looked): ReachCheck {
  const { client, service, server } = looked;
  const base = {
    asks: 'network policies let it pass',
    command: `kubectl get networkpolicies${inNamespace(service.namespace)}`,
  };
  for (const { address, obstacle } of endsOf(looked)) {
    if (obstacle?.kind !== 'policy') continue;
    const ip = address.slice(0, address.lastIndexOf(':'));
    if (obstacle.at === 'source') {
      const cause: Cause = {
        ...bindingPolicy(looked, client, 'Egress'),
        hint: `let pod "${client.metadata.name}" out to it`,
      };
      return { ...base, found: `packets to ${address} may not leave the pod`, cause };
    }
    const target = (server.peekAll('Pod') as Pod[]).find(({ status }) => status.podIP === ip) ?? client;
    const cause: Cause = {
      ...bindingPolicy(looked, target, 'Ingress'),
      hint: `let pod "${client.metadata.name}" in`,
    };
    return { ...base, found: `packets may not enter pod "${target.metadata.name}" at ${address}`, cause };
  }
  return { ...base, found: 'nothing is dropped' };
}

/** Whether nodes reach each other. */
export function nodesCheck(looked: Looked): ReachCheck {
  const base = { asks: 'the nodes reach each other', command: 'kubectl get nodes -o wide' };
  for (const { address, obstacle } of endsOf(looked)) {
    if (obstacle?.kind !== 'cut') continue;
    const found = `node "${obstacle.node}" is cut off, and with it the way to ${address}`;
    return { ...base, found, cause: cutCause(obstacle.node) };
  }
  return { ...base, found: 'none of them is cut off' };
}

/** Whether somebody takes the connection at the end of every way. */
export function listenCheck(looked: Looked): ReachCheck {
  const { object } = looked;
  const ends = endsOf(looked);
  const base = { asks: 'somebody listens on the target port', command: 'kubectl exec … -- netstat -ltn' };
  const shut = ends.find(({ obstacle }) => obstacle !== undefined && obstacle.kind !== 'hairpin');
  if (shut === undefined) return { ...base, found: 'yes' };
  const { obstacle, address } = shut;
  const ref = serviceRef(looked);
  const port = portOf(looked);
  const index = object?.spec.ports?.findIndex((each) => each.port === port) ?? -1;
  const { targetPort } = object?.spec.ports?.[index] ?? {};
  const where =
    index < 0 ? {} : { where: { ref, path: `spec.ports[${index}].targetPort`, value: targetPort } };
  if (obstacle?.kind === 'closed port') {
    const pod = podOf(looked, address);
    const open = pod?.place.sandbox.openPorts ?? [];
    const listens = open.length === 0 ? 'nothing listens there' : `it listens on ${open.join(', ')}`;
    const untranslated =
      object !== undefined && isHeadless(object) && targetPort !== undefined && targetPort !== port
        ? `; without a cluster IP nobody translates port ${port} to ${targetPort}`
        : '';
    const cause: Cause = {
      ...where,
      phrase: 'nothing listens on the target port',
      blame: [...(pod === undefined ? [] : [pod.ref]), ref],
      hint: open.length === 0 ? 'see whether the program serves at all' : `target port ${open.join(' or ')}`,
    };
    const command = pod === undefined ? base.command : execIn(pod.object, 'netstat -ltn');
    return { ...base, command, found: `${address} refuses connections: ${listens}${untranslated}`, cause };
  }
  const cause: Cause = {
    phrase: 'nobody has the address',
    blame: [ref],
    hint: 'the pod behind it is gone: see who still lists its address',
  };
  return { ...base, found: `nobody answers at ${address}`, cause };
}

/** Whether the client's node sends back to a pod what it sends to itself. */
export function hairpinCheck(looked: Looked): ReachCheck {
  const base = {
    asks: 'a pod of the service reaches itself through it',
    command: 'cat /sys/devices/virtual/net/cni0/brif/veth*/hairpin_mode',
  };
  const { client } = looked;
  const lost = endsOf(looked).find(({ obstacle }) => obstacle?.kind === 'hairpin');
  if (lost === undefined) return { ...base, found: 'nothing is sent back' };
  const node = client.spec.nodeName ?? '';
  const cause: Cause = {
    phrase: 'hairpin mode is off',
    blame: [{ kind: 'Node', name: node }],
    hint: 'switch hairpin mode on: in the network plugin, or until 1.23 in the kubelet (hairpinMode)',
  };
  const found = `${lost.address} is the pod itself, and the bridge sends nothing back where it came from`;
  return { ...base, command: `${base.command}  (on node "${node}")`, found, cause };
}

interface PodBehind {
  readonly object: Pod;
  readonly place: PodPlace;
  readonly ref: { readonly kind: 'Pod'; readonly namespace: string; readonly name: string };
}

function podOf(looked: Looked, address: string): PodBehind | undefined {
  const place = endsOf(looked).find((end) => end.address === address)?.pod;
  const object = place === undefined ? undefined : looked.server.peek('Pod', place.namespace, place.name);
  if (place === undefined || object === undefined) return undefined;
  return { object, place, ref: { kind: 'Pod', namespace: place.namespace, name: place.name } };
}
