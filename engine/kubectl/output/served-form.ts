// Objects as the server writes them out, where that is more than what the store keeps.
//
// Until 1.33 the metadata of a template has `creationTimestamp: null`: Go's time has no zero value to leave out.
// Source: kubernetes v1.28 staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/types.go, ObjectMeta (omitempty); omitzero
// in the newest. Only objects that came from the server have a uid.

import type { VersionProfile } from '../../versions/profile.ts';

type Json = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// Where the kinds keep templates with metadata of their own.
const TEMPLATES = ['template', 'jobTemplate'];

/** The object, or each item of a List. */
export function servedForm<T extends Json>(object: T, version: VersionProfile): T {
  if (!version.has('templatesHaveNullCreationTimestamp')) return object;
  if (Array.isArray(object.items)) {
    const items = object.items.map((item) => (isMap(item) ? servedForm(item, version) : item));
    return { ...object, items };
  }
  const hasUid = isMap(object.metadata) && object.metadata.uid !== undefined;
  return hasUid && isMap(object.spec) ? { ...object, spec: withTemplates(object.spec) } : object;
}

/**
 * The object as kubectl's own types hold it, where a verb reads objects into them: its templates have null timestamps
 * whatever the release, and fields that came after 1.32 are gone.
 */
export function typedForm<T extends Json>(object: T): T {
  const { terminatingReplicas: _, ...status } = isMap(object.status) ? object.status : {};
  return {
    ...object,
    ...(isMap(object.spec) ? { spec: withTemplates(object.spec) } : {}),
    ...(isMap(object.status) ? { status } : {}),
  };
}

function withTemplates(spec: Json): Json {
  const changed: Record<string, unknown> = { ...spec };
  for (const key of TEMPLATES) {
    const template = spec[key];
    if (isMap(template)) changed[key] = withTimestamp(template);
  }
  const claims = spec.volumeClaimTemplates;
  if (Array.isArray(claims))
    changed.volumeClaimTemplates = claims.map((claim) => (isMap(claim) ? withTimestamp(claim) : claim));
  return changed;
}

function withTimestamp(template: Json): Json {
  const metadata = isMap(template.metadata) ? template.metadata : {};
  const inner = isMap(template.spec) ? { spec: withTemplates(template.spec) } : {};
  return { ...template, ...inner, metadata: { creationTimestamp: null, ...metadata } };
}
