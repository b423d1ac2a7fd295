// Owner references: complete, at most one controller, no Event as an owner.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go, ValidateOwnerReferences;
// apimachinery v0.36.0 for the wordings behind the version rows. Does not ask whether the owner exists.

import type { OwnerReference } from '../objects.ts';
import { type FieldPath, GoValue, quoteGo } from './field-error.ts';
import type { Problems } from './problems.ts';

export function validateOwnerReferences(
  refs: readonly OwnerReference[],
  path: FieldPath,
  problems: Problems,
): void {
  const indexed = problems.has('ownerReferenceFieldsRequired');
  let firstController = '';
  refs.forEach((ref, i) => {
    const at = indexed ? path.index(i) : path;
    if (indexed) requireFields(ref, at, problems);
    else validateFields(ref, at, problems);
    // BannedOwners: Events are not kept long enough to own anything.
    if (ref.apiVersion === 'v1' && ref.kind === 'Event') {
      problems.invalid(at, goOwnerReference(ref), '/v1, Kind=Event is disallowed from being an owner');
    }
    if (ref.controller !== true) return;
    const name = problems.has('ownerControllersNamedByKind') ? `${ref.kind}/${ref.name}` : ref.name;
    if (firstController === '') firstController = name;
    else problems.invalid(path, goOwnerReferences(refs), twoControllers(firstController, name));
  });
}

const twoControllers = (first: string, second: string): string =>
  `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${second}`;

// schema.ParseGroupVersion: a text with two slashes parses to nothing.
function versionOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return apiVersion.includes('/', slash + 1) ? '' : apiVersion.slice(slash + 1);
}

function validateFields(ref: OwnerReference, path: FieldPath, problems: Problems): void {
  const apiVersion = ref.apiVersion ?? '';
  if (versionOf(apiVersion) === '')
    problems.invalid(path.child('apiVersion'), apiVersion, 'version must not be empty');
  for (const key of ['kind', 'name', 'uid'] as const) {
    if (!ref[key]) problems.invalid(path.child(key), '', `${key} must not be empty`);
  }
}

function requireFields(ref: OwnerReference, path: FieldPath, problems: Problems): void {
  if (!ref.apiVersion) problems.required(path.child('apiVersion'), 'must not be empty');
  else if (versionOf(ref.apiVersion) === '') {
    problems.invalid(path.child('apiVersion'), ref.apiVersion, 'must be <group>/<version> or <version>');
  }
  for (const key of ['kind', 'name', 'uid'] as const) {
    if (!ref[key]) problems.required(path.child(key), 'must not be empty');
  }
}

// Upstream prints the two pointers as addresses, which no two runs share; they are left out here.
const goOwnerReference = (ref: OwnerReference): GoValue =>
  new GoValue(`v1.OwnerReference{${goFields(ref)}}`, ref);

const goOwnerReferences = (refs: readonly OwnerReference[]): GoValue =>
  new GoValue(
    `[]v1.OwnerReference{${refs.map((ref) => `v1.OwnerReference{${goFields(ref)}}`).join(', ')}}`,
    refs,
  );

const goFields = (ref: OwnerReference): string =>
  `APIVersion:${quoteGo(ref.apiVersion ?? '')}, Kind:${quoteGo(ref.kind ?? '')}, Name:${quoteGo(ref.name ?? '')}, UID:${quoteGo(ref.uid ?? '')}`;
