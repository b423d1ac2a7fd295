// Validation of CustomResourceDefinitions: group, names, versions, scope, subresources, columns.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go,
// ValidateCustomResourceDefinition. Left out: the inside of schemas (structure, defaults, CEL rules), the syntax of JSON
// paths, and the approval annotation of *.k8s.io groups.

import { isDns1035Label, isDns1123Subdomain, nameIsDnsSubdomain } from '../../names/dns.ts';
import type { CustomResourceDefinition } from '../../objects.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { METADATA, validateObjectMeta, validateObjectMetaUpdate } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Spec = CustomResourceDefinition['spec'];
type Version = Spec['versions'][number];
type Scale = NonNullable<NonNullable<Version['subresources']>['scale']>;
type Column = NonNullable<Version['additionalPrinterColumns']>[number];

const SPEC = FieldPath.of('spec');
const SCOPES = ['Cluster', 'Namespaced'];
const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];
const STRATEGIES = ['None', 'Webhook'];

export function validateDefinition(definition: CustomResourceDefinition, problems: Problems): void {
  const { metadata, spec } = definition;
  const required = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`;
  const nameCheck: typeof nameIsDnsSubdomain = (name, prefix, version) => [
    ...nameIsDnsSubdomain(name, prefix, version),
    ...(name === required ? [] : ['must be spec.names.plural+"."+spec.group']),
  ];
  validateObjectMeta(metadata, { namespaced: false, nameCheck }, METADATA, problems);
  validateSpec(spec, problems);
}

export function validateDefinitionUpdate(
  definition: CustomResourceDefinition,
  old: CustomResourceDefinition,
  problems: Problems,
): void {
  validateObjectMetaUpdate(definition.metadata, old.metadata, METADATA, problems);
  validateSpec(definition.spec, problems);
  const isEstablished = (old.status?.conditions ?? []).some(
    ({ type, status }) => type === 'Established' && status === 'True',
  );
  if (isEstablished) {
    validateImmutableField(definition.spec.scope, old.spec.scope, SPEC.child('scope'), problems);
    const path = SPEC.child('names', 'kind');
    validateImmutableField(definition.spec.names.kind, old.spec.names.kind, path, problems);
  }
  validateImmutableField(definition.spec.group, old.spec.group, SPEC.child('group'), problems);
  const path = SPEC.child('names', 'plural');
  validateImmutableField(definition.spec.names.plural, old.spec.names.plural, path, problems);
}

function validateSpec(spec: Spec, problems: Problems): void {
  validateGroup(spec.group ?? '', SPEC.child('group'), problems);
  if (!spec.scope) problems.required(SPEC.child('scope'));
  else if (!SCOPES.includes(spec.scope)) problems.notSupported(SPEC.child('scope'), spec.scope, SCOPES);
  const versions = spec.versions ?? [];
  const path = SPEC.child('versions');
  if (!spec.preserveUnknownFields) {
    versions.forEach(({ schema }, i) => {
      if (schema?.openAPIV3Schema != null) return;
      problems.required(path.index(i).child('schema', 'openAPIV3Schema'), 'schemas are required');
    });
  }
  versions.forEach((version, i) => {
    validateVersion(version, path.index(i), problems);
  });
  const shown = new GoValue('[]apiextensions.CustomResourceDefinitionVersion', spec.versions ?? null);
  if (new Set(versions.map(({ name }) => name)).size < versions.length) {
    problems.invalid(path, shown, 'must contain unique version names');
  }
  if (versions.filter(({ storage }) => storage).length !== 1) {
    problems.invalid(path, shown, 'must have exactly one version marked as storage version');
  }
  validateNames(spec.names ?? { kind: '', plural: '' }, SPEC.child('names'), problems);
  const strategy = spec.conversion?.strategy ?? '';
  const strategyPath = SPEC.child('conversion', 'strategy');
  if (strategy === '') problems.required(strategyPath);
  else if (!STRATEGIES.includes(strategy)) problems.notSupported(strategyPath, strategy, STRATEGIES);
}

function validateGroup(group: string, path: FieldPath, problems: Problems): void {
  const texts = isDns1123Subdomain(group, problems.version);
  if (group === '') problems.required(path);
  else if (texts.length > 0) problems.invalid(path, group, texts.join(','));
  else if (!group.includes('.')) problems.invalid(path, group, 'should be a domain with at least one dot');
}

/** All texts in one problem, as this API server words it. */
function validateLabel(value: string, path: FieldPath, problems: Problems, prefix = ''): void {
  const texts = isDns1035Label(prefix === '' ? value : value.toLowerCase());
  if (value !== '' && texts.length > 0) problems.invalid(path, value, prefix + texts.join(','));
}

function validateNames(names: Spec['names'], path: FieldPath, problems: Problems): void {
  const { plural = '', singular = '', kind = '', listKind = '' } = names;
  for (const [field, value] of Object.entries({ plural, singular, kind, listKind })) {
    if (value === '') problems.required(path.child(field));
  }
  const mixed = 'may have mixed case, but should otherwise match: ';
  validateLabel(plural, path.child('plural'), problems);
  validateLabel(singular, path.child('singular'), problems);
  validateLabel(kind, path.child('kind'), problems, mixed);
  validateLabel(listKind, path.child('listKind'), problems, mixed);
  (names.shortNames ?? []).forEach((name, i) => {
    validateLabel(name, path.child('shortNames').index(i), problems);
  });
  if (kind !== '' && kind === listKind) {
    problems.invalid(path.child('listKind'), listKind, 'kind and listKind may not be the same');
  }
  (names.categories ?? []).forEach((name, i) => {
    validateLabel(name, path.child('categories').index(i), problems);
  });
}

function validateVersion(version: Version, path: FieldPath, problems: Problems): void {
  const texts = isDns1035Label(version.name ?? '');
  if (texts.length > 0) problems.invalid(path.child('name'), version.name ?? '', texts.join(','));
  const warning = version.deprecationWarning;
  if (warning !== undefined && !version.deprecated) {
    const text = 'can only be set for deprecated versions';
    problems.invalid(path.child('deprecationWarning'), warning, text);
  }
  if (version.subresources?.scale != null) {
    validateScale(version.subresources.scale, path.child('subresources'), problems);
  }
  (version.additionalPrinterColumns ?? []).forEach((column, i) => {
    validateColumn(column, path.child('additionalPrinterColumns').index(i), problems);
  });
}

function validateScale(scale: Scale, path: FieldPath, problems: Problems): void {
  const roots = { specReplicasPath: '.spec', statusReplicasPath: '.status' } as const;
  for (const [field, root] of Object.entries(roots)) {
    const value = scale[field as keyof typeof roots];
    const at = path.child(`scale.${field}`);
    if (!value) problems.required(at);
    else if (!value.startsWith(`${root}.`)) {
      problems.invalid(at, value, `should be a json path under ${root}`);
    }
  }
  const selector = scale.labelSelectorPath;
  if (!selector || selector.startsWith('.spec.') || selector.startsWith('.status.')) return;
  const text = 'should be a json path under either .spec or .status';
  problems.invalid(path.child('scale.labelSelectorPath'), selector, text);
}

function validateColumn(column: Column, path: FieldPath, problems: Problems): void {
  if (!column.name) problems.required(path.child('name'));
  const types = `must be one of ${COLUMN_TYPES.join(',')}`;
  if (!column.type) problems.required(path.child('type'), types);
  else if (!COLUMN_TYPES.includes(column.type)) problems.invalid(path.child('type'), column.type, types);
  if (column.format && !COLUMN_FORMATS.includes(column.format)) {
    const text = `must be one of ${COLUMN_FORMATS.join(',')}`;
    problems.invalid(path.child('format'), column.format, text);
  }
  if (!column.jsonPath) problems.required(path.child('JSONPath'));
}
