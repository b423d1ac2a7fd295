// The warnings that come with a created or changed object, by kind.
//
// The object was taken all the same; kubectl prints them on standard error.
// Source: kubernetes v1.28.0 pkg/registry/*/strategy.go, WarningsOnCreate and WarningsOnUpdate; pkg/api/service/
// warnings.go as of 1.36. Left out: other kinds' after 1.28; addresses in other than their shortest form; namespaces whose pods violate a pod security level.

import type { ApiContext } from '../kind.ts';
import { isDns1123Label } from '../names/dns.ts';
import type { AnyObject } from '../objects.ts';
import { FieldPath } from '../validation/field-error.ts';
import { labelDeprecation, termWarnings } from './node-labels.ts';
import { claimSpecWarnings, podWarnings, volumePluginWarnings } from './pod-warnings.ts';

interface Write {
  readonly object: AnyObject;
  /** Absent for a creation. */
  readonly old: AnyObject | undefined;
  readonly context: ApiContext;
}

type Warner = (write: Write) => string[];

/** In upstream's order; empty for most. `object` and `old` as stored. */
export function warningsOf(object: AnyObject, old: AnyObject | undefined, context: ApiContext): string[] {
  return WARNERS[object.kind]?.({ object, old, context }) ?? [];
}

// biome-ignore lint/suspicious/noExplicitAny: specs of many kinds are read by name here
const specOf = ({ spec }: AnyObject): any => spec ?? {};
const annotationsOf = ({ metadata }: AnyObject): Readonly<Record<string, string>> =>
  metadata.annotations ?? {};

const RECOMMENDED = 'which can result in surprising behavior; a DNS label is recommended';

function nameWarnings({ object, old, context }: Write, use = 'Pod names and hostnames'): string[] {
  if (old !== undefined || !context.version.has('workloadNameWarnings')) return [];
  const problems = isDns1123Label(object.metadata.name, context.version);
  if (problems.length === 0) return [];
  return [`metadata.name: this is used in ${use}, ${RECOMMENDED}: [${problems.join(' ')}]`];
}

/** Templates are looked at anew when the object has a new generation. */
const isSameGeneration = ({ object, old }: Write): boolean =>
  old !== undefined && old.metadata.generation === object.metadata.generation;

const templateWarnings = (write: Write, path: FieldPath, template: object | undefined): string[] =>
  template === undefined || isSameGeneration(write) ? [] : podWarnings(template, path, write.context);

const SPEC = FieldPath.of('spec');
const TEMPLATE = SPEC.child('template');

const workload: Warner = (write) => templateWarnings(write, TEMPLATE, specOf(write.object).template);
const namedWorkload: Warner = (write) => [...nameWarnings(write), ...workload(write)];

const statefulSet: Warner = (write) => {
  const claims = (specOf(write.object).volumeClaimTemplates ?? []) as { spec?: object }[];
  // Upstream writes the field with a capital when the object is updated.
  const at = (i: number): FieldPath => {
    const item = SPEC.child('volumeClaimTemplates').index(i);
    return write.old === undefined ? item : item.child('Spec');
  };
  const { version } = write.context;
  return [
    ...workload(write),
    ...(version.has('podSpecWarnings')
      ? claims.flatMap(({ spec }, i) => claimSpecWarnings(spec, at(i)))
      : []),
  ];
};

const cronJob: Warner = (write) => {
  const { schedule = '', jobTemplate } = specOf(write.object);
  const hasZone = schedule.includes('TZ') && write.context.version.has('cronJobZoneWarnings');
  return [
    ...nameWarnings(write),
    ...templateWarnings(
      write,
      FieldPath.of('spec', 'jobTemplate', 'spec', 'template'),
      jobTemplate?.spec?.template,
    ),
    ...(hasZone
      ? [
          'CRON_TZ or TZ used in spec.spec.schedule is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details',
        ]
      : []),
  ];
};

const INDEXED_LIMIT =
  'spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';

const job: Warner = (write) => {
  const { completionMode, completions = 0, parallelism = 0 } = specOf(write.object);
  const isHuge = completionMode === 'Indexed' && completions > 100_000 && parallelism > 10_000;
  const isTold = isHuge && write.context.version.has('indexedJobSizeWarning') && !isSameGeneration(write);
  return [...nameWarnings(write), ...(isTold ? [INDEXED_LIMIT] : []), ...workload(write)];
};

const pod: Warner = (write) => [
  ...nameWarnings(write, "the Pod's hostname"),
  ...podWarnings(write.object, FieldPath.root, write.context),
];

const INGRESS_CLASS = 'kubernetes.io/ingress.class';

const ingress: Warner = ({ object, old, context }) => {
  if (old !== undefined || !context.version.has('ingressClassAnnotationWarning')) return [];
  const isSet = annotationsOf(object)[INGRESS_CLASS] !== undefined;
  return isSet && specOf(object).ingressClassName === undefined
    ? [`annotation "${INGRESS_CLASS}" is deprecated, please use 'spec.ingressClassName' instead`]
    : [];
};

const HINTS = 'service.kubernetes.io/topology-aware-hints';

const service: Warner = ({ object, context }) => {
  if (!context.version.has('serviceWarnings')) return [];
  const { type, externalIPs = [], externalName = '', trafficDistribution } = specOf(object);
  const isName = type === 'ExternalName';
  const isClose = trafficDistribution === 'PreferClose' && context.version.has('servicePreferCloseWarning');
  return [
    ...(annotationsOf(object)[HINTS] === undefined
      ? []
      : [`annotation ${HINTS} is deprecated, please use service.kubernetes.io/topology-mode instead`]),
    ...headlessWarnings(object, context),
    ...(isName && externalIPs.length > 0
      ? ['spec.externalIPs is ignored when spec.type is "ExternalName"']
      : []),
    ...(!isName && externalName !== ''
      ? ['spec.externalName is ignored when spec.type is not "ExternalName"']
      : []),
    ...(isClose ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'] : []),
  ];
};

function headlessWarnings(object: AnyObject, { version }: ApiContext): string[] {
  const { type, clusterIP, externalIPs = [], loadBalancerIP = '', sessionAffinity = 'None' } = specOf(object);
  if (type !== 'ClusterIP' || clusterIP !== 'None') {
    const isTold =
      externalIPs.length > 0 && type !== 'ExternalName' && version.has('serviceExternalIPsWarning');
    return isTold ? ['spec.externalIPs is deprecated and may no longer be implemented in some clusters'] : [];
  }
  if (!version.has('headlessServiceWarnings')) return [];
  const hasAffinity = sessionAffinity !== 'None' || version.has('headlessAffinityWarnedAlways');
  return [
    ...(loadBalancerIP === '' ? [] : ['spec.loadBalancerIP is ignored for headless services']),
    ...(externalIPs.length === 0 ? [] : ['spec.externalIPs is ignored for headless services']),
    ...(hasAffinity ? ['spec.SessionAffinity is ignored for headless services'] : []),
  ];
}

const STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class';

const storageClassAnnotation = (object: AnyObject, words: string): string[] =>
  annotationsOf(object)[STORAGE_CLASS] === undefined
    ? []
    : [`metadata.annotations[${STORAGE_CLASS}]: ${words}`];

const USE_CLASS_NAME = 'deprecated since v1.8; use "storageClassName" attribute instead';

const persistentVolume: Warner = ({ object, context }) => {
  if (!context.version.has('storageWarnings')) return [];
  const spec = specOf(object);
  const terms = (spec.nodeAffinity?.required?.nodeSelectorTerms ?? []) as object[];
  const path = FieldPath.of('spec', 'nodeAffinity', 'required', 'nodeSelectorTerms');
  return [
    ...storageClassAnnotation(object, USE_CLASS_NAME),
    ...terms.flatMap((term, i) => termWarnings(term, path.index(i))),
    ...volumePluginWarnings(spec, SPEC, context),
  ];
};

const claim: Warner = ({ object, context }) => {
  if (!context.version.has('storageWarnings')) return [];
  return [...storageClassAnnotation(object, USE_CLASS_NAME), ...claimSpecWarnings(specOf(object), SPEC)];
};

const storageClass: Warner = ({ object, context }) => {
  if (!context.version.has('storageWarnings')) return [];
  const topologies = (object.allowedTopologies ?? []) as { matchLabelExpressions?: { key: string }[] }[];
  return topologies.flatMap(({ matchLabelExpressions = [] }, i) =>
    matchLabelExpressions.flatMap(({ key }, j) => {
      const text = labelDeprecation(key);
      const at = FieldPath.of('allowedTopologies')
        .index(i)
        .child('matchLabelExpressions')
        .index(j)
        .child('key');
      return text === undefined ? [] : [`${at}: ${text}`];
    }),
  );
};

const endpointSlice: Warner = ({ object, old, context }) =>
  old === undefined && object.addressType === 'FQDN' && context.version.has('fqdnSliceWarning')
    ? ['spec.addressType: FQDN endpoints are deprecated']
    : [];

const MOUNTABLE_SECRETS = 'kubernetes.io/enforce-mountable-secrets';

// Once: where the annotation comes in.
const serviceAccount: Warner = ({ object, old, context }) => {
  const isNew =
    annotationsOf(object)[MOUNTABLE_SECRETS] !== undefined &&
    (old === undefined || annotationsOf(old)[MOUNTABLE_SECRETS] === undefined);
  return isNew && context.version.has('mountableSecretsWarning')
    ? [
        `metadata.annotations[${MOUNTABLE_SECRETS}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`,
      ]
    : [];
};

const WARNERS: Readonly<Record<string, Warner>> = {
  CronJob: cronJob,
  DaemonSet: workload,
  Deployment: namedWorkload,
  EndpointSlice: endpointSlice,
  Ingress: ingress,
  Job: job,
  PersistentVolume: persistentVolume,
  PersistentVolumeClaim: claim,
  Pod: pod,
  ReplicaSet: namedWorkload,
  ReplicationController: namedWorkload,
  Service: service,
  ServiceAccount: serviceAccount,
  StatefulSet: statefulSet,
  StorageClass: storageClass,
};
