// Which fields each kind can be selected by, under which names, and their values.
//
// Not here: fields that a CustomResourceDefinition declares selectable (1.30 and later).
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/core/v1/conversion.go, pkg/apis/{apps,batch,certificates,events}/*/
// conversion.go; apimachinery pkg/runtime/conversion.go, DefaultMetaV1FieldSelectorConversion; the values from
// pkg/registry/*/*/strategy.go, ToSelectableFields.

import type { VersionProfile } from '../../versions/profile.ts';
import { quoteGo } from '../validation/field-error.ts';
import type { Fields } from './field-selector.ts';
import { SelectorError } from './requirement.ts';

export interface GroupVersionKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

// biome-ignore lint/suspicious/noExplicitAny: an object of any kind, read by field.
type AnyObject = any;

interface FieldLabels {
  /** The accepted labels besides metadata.name, with the field each stands for. */
  readonly labels: Readonly<Record<string, string>>;
  /** Cluster-scoped kinds with rules of their own refuse metadata.namespace; the default rule takes it for any kind. */
  readonly isNamespaced: boolean;
  readonly unsupported: (label: string, release: VersionProfile) => string;
  readonly values: (object: AnyObject) => Fields;
}

const same = (...labels: readonly string[]): Record<string, string> =>
  Object.fromEntries(labels.map((label) => [label, label]));
const unsupported = (label: string): string => `field label not supported: ${label}`;
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

const EVENT_FIELDS = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

function eventValues(event: AnyObject): Fields {
  const about = event.involvedObject ?? event.regarding ?? {};
  const reporter = event.reportingComponent ?? event.reportingController;
  return {
    ...Object.fromEntries(EVENT_FIELDS.map((name) => [`involvedObject.${name}`, text(about[name])])),
    reason: text(event.reason),
    reportingComponent: text(reporter),
    // An event written through events.k8s.io has no source; its reporter stands in.
    source: text((event.source ?? event.deprecatedSource)?.component) || text(reporter),
    type: text(event.type),
  };
}

const POD_FIELDS = ['spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'status.phase'];

const POD: FieldLabels = {
  labels: {
    ...same('spec.nodeName', ...POD_FIELDS, 'status.podIP', 'status.podIPs', 'status.nominatedNodeName'),
    // The name of v1beta1's field, which client-go still asked for.
    'spec.host': 'spec.nodeName',
  },
  isNamespaced: true,
  unsupported,
  values: ({ spec = {}, status = {} }) => ({
    'spec.nodeName': text(spec.nodeName),
    'spec.restartPolicy': text(spec.restartPolicy),
    'spec.schedulerName': text(spec.schedulerName),
    'spec.serviceAccountName': text(spec.serviceAccountName),
    'spec.hostNetwork': String(spec.hostNetwork === true),
    'status.phase': text(status.phase),
    // Accepted as a label, status.podIPs has no value to match.
    'status.podIP': text(status.podIPs?.[0]?.ip ?? status.podIP),
    'status.nominatedNodeName': text(status.nominatedNodeName),
  }),
};

const JOB: FieldLabels = {
  labels: same('status.successful'),
  isNamespaced: true,
  unsupported: (label, release) =>
    `field label ${quoteGo(label)} not supported for ${release.has('fieldLabelTextSaysJob') ? 'Job' : 'batchv1.Job'}`,
  values: ({ status }) => ({ 'status.successful': String(status?.succeeded ?? 0) }),
};

// Source: kubernetes #123905 (1.31); before that Services had no labels of their own.
const SERVICE: FieldLabels = {
  labels: same('spec.clusterIP', 'spec.type'),
  isNamespaced: true,
  unsupported,
  values: ({ spec }) => ({ 'spec.clusterIP': text(spec?.clusterIP), 'spec.type': text(spec?.type) }),
};

const BY_KIND: Readonly<Record<string, FieldLabels>> = {
  'v1/Pod': POD,
  'v1/Node': {
    labels: same('spec.unschedulable'),
    isNamespaced: false,
    unsupported,
    values: ({ spec }) => ({ 'spec.unschedulable': String(spec?.unschedulable === true) }),
  },
  'v1/Namespace': {
    labels: same('status.phase'),
    isNamespaced: false,
    unsupported,
    values: ({ status }) => ({ 'status.phase': text(status?.phase) }),
  },
  'v1/Secret': {
    labels: same('type'),
    isNamespaced: true,
    unsupported,
    values: ({ type }) => ({ type: text(type) }),
  },
  'v1/ReplicationController': {
    labels: same('status.replicas'),
    isNamespaced: true,
    unsupported,
    values: ({ status }) => ({ 'status.replicas': String(status?.replicas ?? 0) }),
  },
  'v1/Service': SERVICE,
  'v1/Event': {
    labels: same(
      ...EVENT_FIELDS.map((name) => `involvedObject.${name}`),
      'reason',
      'reportingComponent',
      'source',
      'type',
    ),
    isNamespaced: true,
    unsupported,
    values: eventValues,
  },
  'events.k8s.io/Event': {
    labels: {
      ...Object.fromEntries(EVENT_FIELDS.map((name) => [`regarding.${name}`, `involvedObject.${name}`])),
      ...same('reason', 'type'),
      reportingController: 'reportingComponent',
    },
    isNamespaced: true,
    unsupported,
    values: eventValues,
  },
  'batch/v1/Job': JOB,
  'batch/v1beta1/CronJob': {
    labels: same('status.successful'),
    isNamespaced: true,
    unsupported: (label) => `field label ${quoteGo(label)} not supported for "CronJob"`,
    values: () => ({}),
  },
  'certificates.k8s.io/CertificateSigningRequest': {
    labels: same('spec.signerName'),
    isNamespaced: false,
    unsupported,
    values: ({ spec }) => ({ 'spec.signerName': text(spec?.signerName) }),
  },
};

// Kinds without rules of their own: by name and namespace, the latter even where there is none.
const DEFAULT: FieldLabels = {
  labels: {},
  isNamespaced: true,
  unsupported: (label) =>
    `${quoteGo(label)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
  values: () => ({}),
};

function fieldLabelsOf({ group, version, kind }: GroupVersionKind): FieldLabels {
  const core = group === '' ? `${version}/${kind}` : undefined;
  return BY_KIND[core ?? `${group}/${version}/${kind}`] ?? BY_KIND[core ?? `${group}/${kind}`] ?? DEFAULT;
}

/**
 * The field that a label of a field selector stands for, and the value to look for.
 *
 * @throws SelectorError  with upstream's message when the kind cannot be selected by that label
 */
export function convertFieldLabel(
  kind: GroupVersionKind,
  label: string,
  value: string,
  release: VersionProfile,
): { field: string; value: string } {
  const own = fieldLabelsOf(kind);
  const rules = own === SERVICE && !release.has('fieldLabelsOfServices') ? DEFAULT : own;
  if (label === 'metadata.name' || (label === 'metadata.namespace' && rules.isNamespaced))
    return { field: label, value };
  if (Object.hasOwn(rules.labels, label)) return { field: rules.labels[label]!, value };
  if (rules === POD && label === 'spec.hostNetwork' && release.has('fieldLabelHostNetwork'))
    return { field: label, value };
  throw new SelectorError(rules.unsupported(label, release));
}

/** Every field the object can be selected by, as text; keyed by what `convertFieldLabel` gives. */
export function selectableFields(kind: GroupVersionKind, object: AnyObject): Fields {
  return {
    'metadata.name': text(object.metadata?.name),
    'metadata.namespace': text(object.metadata?.namespace),
    ...fieldLabelsOf(kind).values(object),
  };
}
