// Event: what a component has to say about an object. Kept as core v1 has it; events.k8s.io words the fields anew.
//
// Source: kubernetes v1.20.2 pkg/registry/core/event/strategy.go; pkg/apis/core/validation/events.go;
// pkg/apis/events/v1/conversion.go. Upstream's update compares the new object with itself (1.20), so that its rules for
// what may change never apply; later releases compare with the old one.

import { isDns1123Subdomain, nameIsDnsSubdomain } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import type { KubeEvent } from '../../objects.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import {
  METADATA,
  type MetaRules,
  validateObjectMeta,
  validateObjectMetaUpdate,
} from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { coreToEvents, eventsToCore } from './conversion.ts';
import { eventPrinter } from './printer.ts';

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
/** Source: ReportingInstanceLengthLimit, ActionLengthLimit, ReasonLengthLimit; NoteLengthLimit. In bytes. */
const LENGTH_MAX = 128;
const NOTE_LENGTH_MAX = 1024;
const IMMUTABLE_FIELDS = [
  ...(['involvedObject', 'reason', 'message', 'source', 'firstTimestamp', 'lastTimestamp', 'count'] as const),
  ...(['reason', 'type', 'eventTime', 'action', 'related'] as const),
];

/** Clients of events.k8s.io/v1 are held to more than those before it. */
const isStrict = ({ context }: Problems): boolean => context.requestApiVersion === 'events.k8s.io/v1';

function validateLegacy(event: KubeEvent, problems: Problems): void {
  const namespace = event.metadata.namespace ?? '';
  if (event.eventTime == null) validateInvolvedNamespace(event, namespace, problems);
  else validateNewEvent(event, namespace, problems);
  const path = FieldPath.of('namespace');
  problems.invalidEach(path, namespace, isDns1123Subdomain(namespace, problems.version));
}

function validateInvolvedNamespace(event: KubeEvent, namespace: string, problems: Problems): void {
  const involved = event.involvedObject?.namespace ?? '';
  const isRight = involved === '' ? namespace === '' || namespace === 'default' : namespace === involved;
  if (isRight) return;
  const path = FieldPath.of('involvedObject', 'namespace');
  problems.invalid(path, involved, 'does not match event.namespace');
}

function validateNewEvent(event: KubeEvent, namespace: string, problems: Problems): void {
  const involved = event.involvedObject?.namespace ?? '';
  if (involved === '' && namespace !== 'default' && namespace !== 'kube-system') {
    const path = FieldPath.of('involvedObject', 'namespace');
    problems.invalid(path, involved, 'does not match event.namespace');
  }
  const controller = event.reportingComponent ?? '';
  const controllerPath = FieldPath.of('reportingController');
  if (controller === '') problems.required(controllerPath);
  problems.invalidEach(controllerPath, controller, isQualifiedName(controller, problems.version));
  const bounded = {
    reportingInstance: event.reportingInstance ?? '',
    action: event.action ?? '',
    reason: event.reason ?? '',
  };
  for (const [field, value] of Object.entries(bounded)) {
    if (value === '') problems.required(FieldPath.of(field));
    if (value.length > LENGTH_MAX) {
      problems.invalid(FieldPath.of(field), '', `can have at most ${LENGTH_MAX} characters`);
    }
  }
  if ((event.message ?? '').length > NOTE_LENGTH_MAX) {
    problems.invalid(FieldPath.of('message'), '', `can have at most ${NOTE_LENGTH_MAX} characters`);
  }
}

function validateSeries({ series }: KubeEvent, problems: Problems): void {
  if (series == null) return;
  if ((series.count ?? 0) < 2) problems.invalid(FieldPath.of('series.count'), '', 'should be at least 2');
  if (!series.lastObservedTime) problems.required(FieldPath.of('series.lastObservedTime'));
}

function validateEventCreate(event: KubeEvent, problems: Problems): void {
  validateLegacy(event, problems);
  if (!isStrict(problems)) return;
  validateObjectMeta(event.metadata, META_RULES, METADATA, problems);
  validateSeries(event, problems);
  if (event.eventTime == null) problems.required(FieldPath.of('eventTime'));
  if (event.type !== 'Normal' && event.type !== 'Warning') {
    problems.invalid(FieldPath.of('type'), '', `has invalid value: ${event.type ?? ''}`);
  }
  const unset = {
    firstTimestamp: event.firstTimestamp == null,
    lastTimestamp: event.lastTimestamp == null,
    count: !event.count,
    source: !event.source?.component && !event.source?.host,
  };
  for (const [field, isUnset] of Object.entries(unset)) {
    if (!isUnset) problems.invalid(FieldPath.of(field), '', 'needs to be unset');
  }
}

function validateEventUpdate(event: KubeEvent, old: KubeEvent, problems: Problems): void {
  validateLegacy(event, problems);
  if (!isStrict(problems)) return;
  validateObjectMetaUpdate(event.metadata, old.metadata, METADATA, problems);
  if (!problems.has('eventUpdateComparesWithOld')) return;
  validateSeries(event, problems);
  for (const field of IMMUTABLE_FIELDS) {
    const value = event[field];
    const shown = typeof value === 'object' && value !== null ? new GoValue('core.Event', value) : value;
    validateImmutableField(value, old[field], FieldPath.of(field), problems, shown);
  }
  const reporting = {
    reportingController: 'reportingComponent',
    reportingInstance: 'reportingInstance',
  } as const;
  for (const [name, field] of Object.entries(reporting)) {
    validateImmutableField(event[field] ?? '', old[field] ?? '', FieldPath.of(name), problems);
  }
}

export const event = defineKind<KubeEvent>({
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  // Source: kubernetes v1.20.2 pkg/kubeapiserver/default_storage_factory_builder.go, DefaultWatchCacheSizes.
  isUncached: true,
  versions: [
    { group: '', version: 'v1' },
    {
      group: 'events.k8s.io',
      version: 'v1',
      from: 19,
      toStorage: eventsToCore,
      fromStorage: coreToEvents,
    },
    {
      group: 'events.k8s.io',
      version: 'v1beta1',
      until: 24,
      deprecatedFrom: 22,
      toStorage: eventsToCore,
      fromStorage: coreToEvents,
    },
  ],
  statusSubresource: false,
  printer: eventPrinter,
  validateCreate: validateEventCreate,
  validateUpdate: validateEventUpdate,
  selectableFields: (object) => {
    const { involvedObject: involved = {}, source } = object;
    const reporting = object.reportingComponent ?? '';
    return {
      'involvedObject.kind': involved.kind ?? '',
      'involvedObject.namespace': involved.namespace ?? '',
      'involvedObject.name': involved.name ?? '',
      'involvedObject.uid': involved.uid ?? '',
      'involvedObject.apiVersion': involved.apiVersion ?? '',
      'involvedObject.resourceVersion': involved.resourceVersion ?? '',
      'involvedObject.fieldPath': involved.fieldPath ?? '',
      reason: object.reason ?? '',
      reportingComponent: reporting,
      source: source?.component || reporting,
      type: object.type ?? '',
    };
  },
});
