// What a DaemonSet's pods look like: the tolerations they are given, the node they are meant for.
//
// Pure. Source: kubernetes v1.20.2 pkg/controller/daemon/util/daemonset_util.go.

import type { DaemonSet, Pod, PodSpec, PodTemplateSpec, Toleration } from '../../api/objects.ts';

/** Label with the hash of the revision that a pod was made from. */
export const REVISION_LABEL = 'controller-revision-hash';
const TEMPLATE_GENERATION_LABEL = 'pod-template-generation';
/** Where `spec.templateGeneration` of the API before apps/v1 travels. */
const TEMPLATE_GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation';
const NODE_NAME_FIELD = 'metadata.name';

const toleration = (taint: string, effect: 'NoExecute' | 'NoSchedule'): Toleration => ({
  key: `node.kubernetes.io/${taint}`,
  operator: 'Exists',
  effect,
});

// Source: daemonset_util.go, AddOrUpdateDaemonPodTolerations.
const DAEMON_TOLERATIONS: readonly Toleration[] = [
  toleration('not-ready', 'NoExecute'),
  toleration('unreachable', 'NoExecute'),
  toleration('disk-pressure', 'NoSchedule'),
  toleration('memory-pressure', 'NoSchedule'),
  toleration('pid-pressure', 'NoSchedule'),
  toleration('unschedulable', 'NoSchedule'),
];
const HOST_NETWORK_TOLERATION = toleration('network-unavailable', 'NoSchedule');

// All but tolerationSeconds. Source: staging/src/k8s.io/api/core/v1/toleration.go, MatchToleration.
const matches = (a: Toleration, b: Toleration): boolean =>
  a.key === b.key &&
  a.effect === b.effect &&
  (a.operator ?? '') === (b.operator ?? '') &&
  (a.value ?? '') === (b.value ?? '');

/** One that matches gives its place to the new one. Source: pkg/apis/core/v1/helper, AddOrUpdateTolerationInPodSpec. */
function withToleration(tolerations: readonly Toleration[], added: Toleration): readonly Toleration[] {
  if (!tolerations.some((each) => matches(each, added))) return [...tolerations, added];
  return tolerations.map((each) => (matches(each, added) ? added : each));
}

/** The template's own tolerations, then those that keep a daemon on a troubled node. */
export function daemonPodTolerations(spec: Pick<PodSpec, 'tolerations' | 'hostNetwork'>): Toleration[] {
  const added =
    spec.hostNetwork === true ? [...DAEMON_TOLERATIONS, HOST_NETWORK_TOLERATION] : DAEMON_TOLERATIONS;
  return [...added.reduce(withToleration, spec.tolerations ?? [])];
}

type Affinity = NonNullable<PodSpec['affinity']>;

/** The scheduler places the pod; this requirement leaves it one node. Other required terms are dropped. */
function boundToNode(affinity: Affinity | undefined, nodeName: string): Affinity {
  const matchFields = [{ key: NODE_NAME_FIELD, operator: 'In' as const, values: [nodeName] }];
  return {
    ...affinity,
    nodeAffinity: {
      ...affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
    },
  };
}

/** The template of the pods of one revision, without their nodes. */
export function daemonPodTemplate(
  { metadata, spec: { template } }: DaemonSet,
  hash: string,
): PodTemplateSpec {
  const generation = metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION];
  const isNumber = generation !== undefined && /^[+-]?\d+$/.test(generation);
  const labels = {
    ...template.metadata?.labels,
    ...(isNumber ? { [TEMPLATE_GENERATION_LABEL]: String(Number(generation)) } : {}),
    ...(hash === '' ? {} : { [REVISION_LABEL]: hash }),
  };
  const spec = (template.spec ?? { containers: [] }) as PodSpec;
  return {
    ...template,
    metadata: { ...template.metadata, labels },
    spec: { ...spec, tolerations: daemonPodTolerations(spec) },
  };
}

export function templateForNode(template: PodTemplateSpec, nodeName: string): PodTemplateSpec {
  const spec = template.spec as PodSpec;
  return { ...template, spec: { ...spec, affinity: boundToNode(spec.affinity, nodeName) } };
}

/** The node that the pod is on or meant for; undefined for an orphan that names none. */
export function targetNodeName({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const field = terms
    .flatMap(({ matchFields }) => matchFields ?? [])
    .find(({ key, operator }) => key === NODE_NAME_FIELD && operator === 'In');
  return field?.values?.length === 1 ? field.values[0] : undefined;
}

export const isOfRevision = (pod: Pod, hash: string): boolean =>
  hash !== '' && pod.metadata.labels?.[REVISION_LABEL] === hash;
