// CustomResourceDefinition: a kind added by the user.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresourcedefinition/strategy.go,
// pkg/apis/apiextensions/v1/defaults.go. Serving the kind that it declares is not this file's business.

import type { CustomResourceDefinition } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { METADATA, validateObjectMetaUpdate } from '../../validation/object-meta.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { fromV1, toV1 } from './conversion.ts';
import { validateDefinition, validateDefinitionUpdate } from './validation.ts';

function setDefinitionDefaults({ spec }: CustomResourceDefinition): void {
  spec.names ??= { plural: '', kind: '' };
  const { names } = spec;
  dropZero(names, 'shortNames', 'categories');
  names.singular ||= (names.kind ?? '').toLowerCase();
  names.listKind ||= names.kind ? `${names.kind}List` : '';
  spec.conversion ??= { strategy: 'None' };
  dropZero(spec as { preserveUnknownFields?: boolean }, 'preserveUnknownFields');
}

const storageVersions = ({ spec }: CustomResourceDefinition): string[] =>
  (spec.versions ?? []).filter(({ storage }) => storage).map(({ name }) => name);

export const customResourceDefinition = defineKind<CustomResourceDefinition>({
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  shortNames: ['crd', 'crds'],
  categories: ['api-extensions'],
  namespaced: false,
  versions: [
    { group: 'apiextensions.k8s.io', version: 'v1', from: 16 },
    {
      group: 'apiextensions.k8s.io',
      version: 'v1beta1',
      until: 21,
      deprecatedFrom: 16,
      replacement: 'apiextensions.k8s.io/v1 CustomResourceDefinition',
      toStorage: toV1,
      fromStorage: fromV1,
    },
  ],
  statusSubresource: true,
  setDefaults: setDefinitionDefaults,
  prepareForCreate: (object) => {
    object.status = { storedVersions: storageVersions(object) };
    object.metadata.generation = 1;
  },
  prepareForUpdate: (object, old) => {
    const stored = old.status?.storedVersions ?? [];
    const added = storageVersions(object).filter((version) => !stored.includes(version));
    object.status = { ...old.status, storedVersions: [...stored, ...added] };
    if (!semanticallyEqual(object.spec, old.spec)) {
      object.metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
  },
  prepareForStatusUpdate: (object, old) => {
    object.spec = old.spec;
  },
  validateCreate: validateDefinition,
  validateUpdate: validateDefinitionUpdate,
  validateStatusUpdate: (object, old, problems) => {
    validateObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
  },
});
