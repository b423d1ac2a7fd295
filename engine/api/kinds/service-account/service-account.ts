// ServiceAccount: the identity of pods towards the API.
//
// Source: kubernetes v1.20.2 pkg/registry/core/serviceaccount/strategy.go.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import type { ServiceAccount } from '../../objects.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import { defineKind } from '../define-kind.ts';
import { dropZero } from '../zero-values.ts';
import { serviceAccountPrinter } from './printer.ts';

const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };

/** References to Secrets keep their names alone. Source: cleanSecretReferences. */
function cleanSecretReferences(account: ServiceAccount): void {
  if (account.secrets != null) account.secrets = account.secrets.map(({ name }) => ({ name }));
}

export const serviceAccount = defineKind<ServiceAccount>({
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  categories: [],
  namespaced: true,
  versions: [{ group: '', version: 'v1' }],
  statusSubresource: false,
  printer: serviceAccountPrinter,
  setDefaults: (object) => dropZero(object, 'secrets', 'imagePullSecrets'),
  prepareForCreate: cleanSecretReferences,
  prepareForUpdate: cleanSecretReferences,
  validateCreate: ({ metadata }, problems) =>
    validateKubeObjectMeta(metadata, META_RULES, METADATA, problems),
  validateUpdate: ({ metadata }, old, problems) => {
    validateKubeObjectMetaUpdate(metadata, old.metadata, METADATA, problems);
    validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  },
});
