// Objects of the API that a static pod would need: since 1.34 the kubelet takes no such pod.
// Source: kubernetes v1.34.0 pkg/api/pod/util.go, HasAPIObjectReference (gate PreventStaticPodAPIReferences).

import type { Container, PodSpec, Volume } from '../../api/objects.ts';

type Projection = NonNullable<NonNullable<Volume['projected']>['sources']>[number];

/** Volumes whose source is an object or is described by one, in upstream's words. */
const BY_VOLUME: readonly (readonly [keyof Volume, string])[] = [
  ['csi', 'csidrivers (via CSI volumes)'],
  ['glusterfs', 'endpoints (via glusterFS volumes)'],
  ['persistentVolumeClaim', 'persistentvolumeclaims'],
  ['ephemeral', 'persistentvolumeclaims (via ephemeral volumes)'],
  ['azureFile', 'secrets (via azureFile volumes)'],
];

const BY_PROJECTION: readonly (readonly [string, string])[] = [
  ['serviceAccountToken', 'serviceaccounts (via projected volumes)'],
  ['clusterTrustBundle', 'clustertrustbundles'],
  ['podCertificate', 'podcertificates'],
];

/** The resource that the pod refers to, as the kubelet words it; undefined when it needs nothing of the API. */
export function apiReference(spec: PodSpec): string | undefined {
  if ((spec.serviceAccountName ?? '') !== '') return 'serviceaccounts';
  if (namesSecret(spec)) return 'secrets';
  if (namesConfigMap(spec)) return 'configmaps';
  if ((spec.resourceClaims ?? []).length > 0) return 'resourceclaims';
  for (const volume of spec.volumes ?? []) {
    const found = BY_VOLUME.find(([field]) => volume[field] !== undefined)?.[1] ?? ofProjections(volume);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofProjections({ projected }: Volume): string | undefined {
  const has = (source: Projection, field: string): boolean => Object.hasOwn(source, field);
  for (const source of projected?.sources ?? []) {
    const found = BY_PROJECTION.find(([field]) => has(source, field));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

const containersOf = ({
  containers,
  initContainers = [],
  ephemeralContainers = [],
}: PodSpec): Container[] => [
  ...initContainers,
  ...containers,
  ...(ephemeralContainers as readonly Container[]),
];

// Source: pkg/api/pod/util.go, VisitPodSecretNames.
function namesSecret(spec: PodSpec): boolean {
  return (
    (spec.imagePullSecrets ?? []).length > 0 ||
    containersOf(spec).some(
      ({ env, envFrom }) =>
        envFrom?.some((source) => source.secretRef !== undefined) ||
        env?.some((variable) => variable.valueFrom?.secretKeyRef !== undefined),
    ) ||
    (spec.volumes ?? []).some(
      ({ secret, projected, azureFile }) =>
        secret !== undefined ||
        azureFile !== undefined ||
        projected?.sources?.some((source) => source.secret !== undefined),
    )
  );
}

// Source: pkg/api/pod/util.go, VisitPodConfigmapNames.
function namesConfigMap(spec: PodSpec): boolean {
  return (
    containersOf(spec).some(
      ({ env, envFrom }) =>
        envFrom?.some((source) => source.configMapRef !== undefined) ||
        env?.some((variable) => variable.valueFrom?.configMapKeyRef !== undefined),
    ) ||
    (spec.volumes ?? []).some(
      ({ configMap, projected }) =>
        configMap !== undefined || projected?.sources?.some((source) => source.configMap !== undefined),
    )
  );
}
