// What the API server thinks unwise in a pod or a template, though it takes it.
//
// Source: kubernetes v1.28.0 pkg/api/pod/warnings.go, warningsForPodSpecAndMeta (1.22 and later), and as of 1.30. Left out:
// what came after, the words of 1.22 to 1.26 for seccomp annotations.

import type { ApiContext } from '../kind.ts';
import { containersWithPath } from '../kinds/pod/containers-of.ts';
import type { Container, PodSpec } from '../objects.ts';
import { FieldPath } from '../validation/field-error.ts';
import { fractionalWarnings } from './fractional.ts';
import { labelDeprecation, termWarnings } from './node-labels.ts';
import { pathWarnings } from './path-warnings.ts';
import { portWarnings } from './port-warnings.ts';

type Annotations = Readonly<Record<string, string>>;

interface Template {
  readonly metadata?: { readonly annotations?: Annotations };
  readonly spec?: unknown;
}

/** @param path  of the template; the root for a pod */
export function podWarnings(
  { metadata, spec: given }: Template,
  path: FieldPath,
  context: ApiContext,
): string[] {
  const spec = given as PodSpec | undefined;
  if (spec === undefined || !context.version.has('podSpecWarnings')) return [];
  const annotations = metadata?.annotations ?? {};
  const at = path.child('spec');
  return [
    ...placementWarnings(spec, at, context),
    ...annotationWarnings(annotations, path.child('metadata', 'annotations')),
    ...volumeWarnings(spec, at.child('volumes'), context),
    ...(context.version.has('volumePathWarnings') ? pathWarnings(spec) : []),
    ...duplicates(spec.hostAliases, 'ip', at.child('hostAliases')),
    ...duplicates(spec.imagePullSecrets, 'name', at.child('imagePullSecrets')),
    ...emptyNames(spec, at),
    ...fractionalWarnings(spec.overhead, at.child('overhead')),
    ...seccompWarnings(spec, annotations, { path, context }),
    ...containerWarnings(spec, annotations, { path, context }),
    ...(context.version.has('podPortWarnings') ? portWarnings(spec, at) : []),
    ...graceWarnings(spec, at),
    ...(context.version.has('nullSelectorWarnings') ? affinityWarnings(spec, at.child('affinity')) : []),
  ];
}

function placementWarnings(spec: PodSpec, at: FieldPath, { version }: ApiContext): string[] {
  const selector = Object.keys(spec.nodeSelector ?? {})
    .sort()
    .flatMap((key) => {
      const text = labelDeprecation(key);
      return text === undefined ? [] : [`${at.child('nodeSelector').key(key)}: ${text}`];
    });
  const { requiredDuringSchedulingIgnoredDuringExecution: required, ...rest } =
    spec.affinity?.nodeAffinity ?? {};
  const preferred = rest.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const affinity = at.child('affinity', 'nodeAffinity');
  const terms = affinity.child('requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms');
  const preferences = affinity.child('preferredDuringSchedulingIgnoredDuringExecution');
  const spread = at.child('topologySpreadConstraints');
  return [
    ...selector,
    ...(required?.nodeSelectorTerms ?? []).flatMap((term, i) => termWarnings(term, terms.index(i))),
    ...preferred.flatMap(({ preference }, i) =>
      termWarnings(preference, preferences.index(i).child('preference')),
    ),
    ...(spec.topologySpreadConstraints ?? []).flatMap(({ topologyKey, labelSelector }, i) => {
      const text = labelDeprecation(topologyKey);
      const isNull = labelSelector == null && version.has('nullSelectorWarnings');
      return [
        ...(text === undefined ? [] : [`${spread.index(i).child('topologyKey')}: ${topologyKey} is ${text}`]),
        ...(isNull ? [nullSelector(spread.index(i).child('labelSelector'))] : []),
      ];
    }),
  ];
}

const nullSelector = (path: FieldPath): string => `${path}: a null labelSelector results in matching no pod`;

const DEPRECATED_ANNOTATIONS: Annotations = {
  'scheduler.alpha.kubernetes.io/critical-pod':
    'non-functional in v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'non-functional in v1.11+; use the "sysctls" field instead',
};

const annotationWarnings = (annotations: Annotations, path: FieldPath): string[] =>
  Object.entries(DEPRECATED_ANNOTATIONS).flatMap(([key, text]) =>
    annotations[key] === undefined ? [] : [`${path.key(key)}: ${text}`],
  );

/** The words for each volume plugin that goes or is gone, and the first minor that says them. */
const VOLUMES: readonly (readonly [field: string, text: string, from: number])[] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+', 22],
  ['gitRepo', 'deprecated in v1.11', 22],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+', 22],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+', 22],
  ['storageOS', 'deprecated in v1.22, non-functional in v1.25+', 22],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+', 22],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+', 25],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+', 28],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+', 28],
];

/** @param volume  a volume, or the spec of a PersistentVolume */
export function volumePluginWarnings(volume: object, path: FieldPath, { version }: ApiContext): string[] {
  return VOLUMES.filter(
    ([field, , from]) => (volume as Record<string, unknown>)[field] != null && version.minor >= from,
  ).map(([field, text]) => `${path.child(field)}: ${text}`);
}

const volumeWarnings = ({ volumes = [] }: PodSpec, path: FieldPath, context: ApiContext): string[] =>
  volumes.flatMap((volume, i) => [
    ...volumePluginWarnings(volume, path.index(i), context),
    ...claimSpecWarnings(
      volume.ephemeral?.volumeClaimTemplate?.spec,
      path.index(i).child('ephemeral', 'volumeClaimTemplate', 'spec'),
    ),
  ]);

interface ClaimSpec {
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string | number>>;
    readonly limits?: Readonly<Record<string, string | number>>;
  };
}

export const claimSpecWarnings = (spec: ClaimSpec | undefined, path: FieldPath): string[] =>
  (['requests', 'limits'] as const).flatMap((part) =>
    fractionalWarnings(spec?.resources?.[part], path.child('resources', part), ['storage']),
  );

function duplicates<K extends string>(
  items: readonly { readonly [key in K]?: string }[] | undefined,
  key: K,
  path: FieldPath,
): string[] {
  const seen = new Set<string>();
  return (items ?? []).flatMap((item, i) => {
    const value = item[key] ?? '';
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [`${path.index(i).child(key)}: duplicate ${key} ${JSON.stringify(value)}`];
  });
}

const emptyNames = ({ imagePullSecrets = [] }: PodSpec, at: FieldPath): string[] =>
  imagePullSecrets.flatMap(({ name = '' }, i) =>
    name === '' ? [`${at.child('imagePullSecrets').index(i).child('name')}: invalid empty name ""`] : [],
  );

interface Where {
  readonly path: FieldPath;
  readonly context: ApiContext;
}

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const SECCOMP_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';

function seccompText(key: string, annotations: Annotations, { path, context }: Where): string[] {
  if (annotations[key] === undefined || !context.version.has('seccompAnnotationWarnings')) return [];
  const at = path.child('metadata', 'annotations').key(key);
  return [`${at}: non-functional in v1.27+; use the "seccompProfile" field instead`];
}

const seccompWarnings = (spec: PodSpec, annotations: Annotations, where: Where): string[] =>
  spec.securityContext?.seccompProfile == null ? seccompText(SECCOMP_POD, annotations, where) : [];

function containerWarnings(spec: PodSpec, annotations: Annotations, where: Where): string[] {
  return containersWithPath(spec, where.path.child('spec')).flatMap(([container, at]) => {
    const { resources, env = [], name } = container;
    const hasProfile = container.securityContext?.seccompProfile != null;
    const limits = at.child('resources', 'limits');
    const requests = at.child('resources', 'requests');
    return [
      ...(hasProfile ? [] : seccompText(`${SECCOMP_CONTAINER}${name}`, annotations, where)),
      ...appArmorWarnings(spec, container, annotations, where),
      ...fractionalWarnings(resources?.limits, limits, ['memory']),
      ...fractionalWarnings(resources?.requests, requests, ['memory']),
      ...fractionalWarnings(resources?.limits, limits, ['ephemeral-storage']),
      ...fractionalWarnings(resources?.requests, requests, ['ephemeral-storage']),
      ...envWarnings(env, at.child('env'), where.context),
    ];
  });
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

// Of templates alone: a pod gets the field from the annotation.
function appArmorWarnings(
  spec: PodSpec,
  { name, securityContext }: Container,
  annotations: Annotations,
  { path, context }: Where,
): string[] {
  const key = `${APP_ARMOR}${name}`;
  const profile = securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile;
  const isTold =
    path !== FieldPath.root && profile == null && context.version.has('appArmorAnnotationWarnings');
  if (!isTold || annotations[key] === undefined) return [];
  const at = path.child('metadata', 'annotations').key(key);
  return [`${at}: deprecated since v1.30; use the "appArmorProfile" field instead`];
}

// A later definition may refer to the earlier one: X="$(X)123".
function envWarnings(
  env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[],
  path: FieldPath,
  { version }: ApiContext,
): string[] {
  const more = version.has('envWarningNamesApply') ? ', which may be dropped when using apply' : '';
  const seen = new Set<string>();
  return env.flatMap(({ name, value = '', valueFrom }, i) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const reference = `$(${name})`;
    const isExtended = valueFrom == null && value !== reference && value.includes(reference);
    return isExtended
      ? []
      : [`${path.index(i)}: hides previous definition of ${JSON.stringify(name)}${more}`];
  });
}

const graceWarnings = ({ terminationGracePeriodSeconds: seconds = 0 }: PodSpec, at: FieldPath): string[] =>
  seconds < 0
    ? [
        `${at.child('terminationGracePeriodSeconds')}: must be >= 0; negative values are invalid and will be treated as 1`,
      ]
    : [];

function affinityWarnings({ affinity }: PodSpec, at: FieldPath): string[] {
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((part) => {
    const terms = affinity?.[part];
    const required = at.child(part, 'requiredDuringSchedulingIgnoredDuringExecution');
    const preferred = at.child(part, 'preferredDuringSchedulingIgnoredDuringExecution');
    return [
      ...(terms?.requiredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ labelSelector }, i) =>
        labelSelector == null ? [nullSelector(required.index(i).child('labelSelector'))] : [],
      ),
      ...(terms?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ podAffinityTerm }, i) =>
        podAffinityTerm.labelSelector == null
          ? [nullSelector(preferred.index(i).child('podAffinityTerm', 'labelSelector'))]
          : [],
      ),
    ];
  });
}
