// A pod as the component that created it sent it, without what admission put in: that is nobody's.
//
// Only the stored pod is there, so what admission usually adds is taken out by its looks; a service account that is not
// `default`, or a toleration of the component's own, is the component's.
// Source: kubernetes v1.28.0 plugin/pkg/admission/{serviceaccount,defaulttolerationseconds,priority}.

import type { AnyObject, PodSpec } from '../../api/objects.ts';

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOKEN_VOLUME = /^(?:kube-api-access|.*-token)-[a-z0-9]{5}$/;
const DEFAULT_TOLERATIONS: readonly string[] = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
];

/** Other kinds as they are. */
export function asSent(object: AnyObject): AnyObject {
  if (object.kind !== 'Pod') return object;
  const { priority: _, preemptionPolicy: __, ...spec } = object.spec as PodSpec;
  const changed: Record<string, unknown> = {
    ...spec,
    volumes: kept(spec.volumes, ({ name }) => !TOKEN_VOLUME.test(name)),
    tolerations: kept(spec.tolerations, ({ key = '' }) => !DEFAULT_TOLERATIONS.includes(key)),
    containers: withoutToken(spec.containers),
    ...(spec.initContainers && { initContainers: withoutToken(spec.initContainers) }),
  };
  if (spec.serviceAccountName === 'default') {
    delete changed.serviceAccountName;
    delete changed.serviceAccount;
  }
  return { ...object, spec: changed };
}

const kept = <T>(list: readonly T[] | undefined, keeps: (item: T) => boolean): T[] | undefined => {
  const left = list?.filter(keeps);
  return left?.length === 0 ? undefined : left;
};

const withoutToken = <T extends { readonly volumeMounts?: readonly { readonly mountPath: string }[] }>(
  containers: readonly T[],
): T[] =>
  containers.map((container) => ({
    ...container,
    volumeMounts: kept(container.volumeMounts, ({ mountPath }) => mountPath !== TOKEN_PATH),
  }));
