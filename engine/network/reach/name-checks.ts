// The first questions of the walk: is there DNS at all, is there such a Service, does its name lead to it.
//
// Source: https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/: by DNS name, `kubernetes.default` first.

import { CLUSTER_DNS_IP } from '../../api/pod/pod-dns.ts';
import { nearest } from '../../api/schema/nearest.ts';
import type { ObjectRef } from '../../trace/records.ts';
import { isAddress } from '../network-client.ts';
import type { Obstacle } from '../router.ts';
import type { Cause, ReachCheck } from './cause.ts';
import { bindingPolicy } from './policy-cause.ts';
import { execIn, inNamespace, isHeadless, type Looked, podRef, serviceRef } from './question.ts';

/** A name that always exists: whether the trouble is with DNS or with the Service. */
export function dnsCheck(looked: Looked): ReachCheck {
  const { client, reach } = looked;
  const base = {
    asks: "the cluster's DNS answers",
    command: execIn(client, 'nslookup kubernetes.default'),
  };
  const resolution = reach.resolve('kubernetes.default');
  if (!('error' in resolution))
    return { ...base, found: `${resolution.addresses[0]} says ${resolution.server}` };
  const { server, error } = resolution;
  if (error === 'not-found') {
    const cause: Cause = {
      phrase: "the pod's DNS is not the cluster's",
      where: { ref: podRef(client), path: 'spec.dnsPolicy', value: client.spec.dnsPolicy },
      blame: [podRef(client)],
      hint: 'use dnsPolicy ClusterFirst, or ClusterFirstWithHostNet on the network of the node',
    };
    return { ...base, found: `${server} knows no such name, and the cluster's is ${CLUSTER_DNS_IP}`, cause };
  }
  const obstacle = reach.nameServerObstacle(server);
  return {
    ...base,
    found: `no answer from ${server}`,
    ...(obstacle === undefined ? {} : { cause: serverCause(looked, obstacle) }),
  };
}

function serverCause(looked: Looked, obstacle: Obstacle): Cause {
  const { client } = looked;
  if (obstacle.kind === 'policy') {
    return {
      ...bindingPolicy(looked, client, 'Egress'),
      hint: 'let the pod ask the DNS server: port 53, UDP, of the pods k8s-app=kube-dns in kube-system',
    };
  }
  if (obstacle.kind === 'cut') return cutCause(obstacle.node);
  return {
    phrase: 'the DNS server does not answer',
    where: { ref: podRef(client), path: 'spec.dnsConfig', value: client.spec.dnsConfig },
    blame: [podRef(client)],
    hint: `nobody answers there; the cluster's DNS server is ${CLUSTER_DNS_IP}`,
  };
}

export const cutCause = (node: string): Cause => ({
  phrase: 'a node is cut off',
  blame: [{ kind: 'Node', name: node }],
  hint: `give node "${node}" its network back`,
});

export function serviceCheck(looked: Looked): ReachCheck {
  const { object, service, server } = looked;
  const base = {
    asks: 'there is such a service',
    command: `kubectl get service ${service.name}${inNamespace(service.namespace)}`,
  };
  if (object !== undefined) {
    const ip = object.spec.type === 'ExternalName' ? object.spec.externalName : object.spec.clusterIP;
    return { ...base, found: `${object.spec.type} ${ip}` };
  }
  const all = server.peekAll('Service');
  const elsewhere = all.find(({ metadata }) => metadata.name === service.name)?.metadata.namespace;
  const here = all.filter(({ metadata }) => metadata.namespace === service.namespace);
  const near = nearest(
    service.name,
    here.map(({ metadata }) => metadata.name),
  );
  const hint =
    elsewhere === undefined
      ? near === undefined
        ? 'make it first'
        : `did you mean "${near}"?`
      : `there is one in namespace "${elsewhere}": ask for ${service.name}.${elsewhere}`;
  const found = `there is no service "${service.name}" in namespace "${service.namespace}"`;
  return { ...base, found, cause: { phrase: 'there is no such service', blame: [], hint } };
}

export function nameCheck(looked: Looked): ReachCheck {
  const { client, reach, name, object } = looked;
  const base = { asks: 'its name is known', command: execIn(client, `nslookup ${name}`) };
  const resolution = reach.resolve(name);
  const ref: ObjectRef = serviceRef(looked);
  const lag: Cause = {
    phrase: 'DNS lags behind',
    blame: [ref],
    hint: 'the DNS server hears of changes late, and repeats its answers for some seconds',
  };
  const own = object?.spec.clusterIP ?? '';
  if (!('error' in resolution)) {
    const { addresses, name: full } = resolution;
    const found = `${full} is ${addresses.join(', ')}`;
    const isOld = object?.spec.type !== 'ExternalName' && isAddress(own) && !addresses.includes(own);
    return isOld
      ? { ...base, found: `${found}, and the service has ${own}`, cause: lag }
      : { ...base, found };
  }
  if (object?.spec.type === 'ExternalName') {
    const { externalName } = object.spec;
    const cause: Cause = {
      phrase: 'its name leads nowhere',
      where: { ref, path: 'spec.externalName', value: externalName },
      blame: [ref],
      hint: 'name a host that exists, as its DNS knows it',
    };
    return { ...base, found: `an alias of ${externalName}, which nobody knows`, cause };
  }
  // The name of a headless one is that of its endpoints: what is wrong with them comes next.
  if (object !== undefined && isHeadless(object)) return { ...base, found: 'headless, and no addresses' };
  return { ...base, found: `${resolution.server} knows no such name`, cause: lag };
}
