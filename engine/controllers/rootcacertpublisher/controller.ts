// Puts the cluster's certificate authority into each namespace, as ConfigMap `kube-root-ca.crt`.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/certificates/rootcacertpublisher/publisher.go.

import { CLUSTER_CA } from '../../api/cluster-certificate.ts';
import type { ConfigMap, Namespace } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Component } from '../../client/component.ts';
import { isNamespaceTerminating } from '../refusal.ts';

const NAME = 'kube-root-ca.crt';
const DESCRIPTION_ANNOTATION = 'kubernetes.io/description';
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';
const DATA = { 'ca.crt': CLUSTER_CA };

/** @param component its name is `root-ca-cert-publisher` */
export function startRootCACertPublisher(component: Component): void {
  if (!component.version.has('rootCAConfigMap')) return;
  const { client, informers, version } = component;
  const maps = informers.of('ConfigMap');
  const isDescribed = version.has('rootCAConfigMapDescription');
  const annotations = isDescribed ? { [DESCRIPTION_ANNOTATION]: DESCRIPTION } : undefined;

  const queue = component.queue('root_ca_cert_publisher', (namespace) => {
    const found = maps.get(namespace, NAME) as ConfigMap | undefined;
    if (found === undefined ? create(namespace) : restore(found)) queue.forget(namespace);
    else queue.addRateLimited(namespace);
  });

  const create = (namespace: string): boolean => {
    const metadata = { name: NAME, namespace, ...(annotations === undefined ? {} : { annotations }) };
    const made = client.create('ConfigMap', { kind: 'ConfigMap', metadata, data: DATA } as never);
    return made.ok || made.status.reason === 'NotFound' || isNamespaceTerminating(made.status);
  };
  const restore = (found: ConfigMap): boolean => {
    const isNamed = !isDescribed || Boolean(found.metadata.annotations?.[DESCRIPTION_ANNOTATION]);
    if (isNamed && equalPlain(found.data, DATA)) return true;
    const metadata = { ...found.metadata, annotations: { ...found.metadata.annotations, ...annotations } };
    return client.update({ ...found, metadata, data: DATA } as ConfigMap).ok;
  };

  const onMap = ({ metadata }: ConfigMap): void => {
    if (metadata.name === NAME) queue.add(metadata.namespace);
  };
  maps.addHandler({ update: onMap, delete: onMap } as object);
  informers.of('Namespace').addHandler({
    add: ({ metadata }) => queue.add(metadata.name),
    update: (namespace) => {
      if ((namespace as Namespace).status?.phase === 'Active') queue.add(namespace.metadata.name);
    },
  });
}
