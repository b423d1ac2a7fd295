// IngressClass: which controller serves the Ingresses that name it.
//
// Source: kubernetes v1.20.2 pkg/registry/networking/ingressclass/strategy.go; pkg/apis/networking/validation/
// validation.go, ValidateIngressClass; v1.28.0 for the scope of parameters.

import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../names/dns.ts';
import { byteLength } from '../../names/text.ts';
import type { IngressClass } from '../../objects.ts';
import { semanticallyEqual } from '../../semantic-equality.ts';
import { validateDomainPrefixedPath } from '../../validation/domain-prefixed-path.ts';
import { FieldPath } from '../../validation/field-error.ts';
import { validateImmutableField } from '../../validation/immutable.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { defineKind } from '../define-kind.ts';
import { validateTypedLocalReference } from '../ingress/backend.ts';
import { ingressClassPrinter } from './printer.ts';

type Parameters = NonNullable<IngressClass['spec']['parameters']>;

const SPEC = FieldPath.of('spec');
const META_RULES: MetaRules = { namespaced: false, nameCheck: nameIsDnsSubdomain };
/** Source: maxLenIngressClassController, in bytes. */
const CONTROLLER_MAX_LENGTH = 250;
const SCOPES = ['Cluster', 'Namespace'];

function validateIngressClass({ metadata, spec }: IngressClass, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  const path = SPEC.child('controller');
  const controller = spec.controller ?? '';
  if (byteLength(controller) > CONTROLLER_MAX_LENGTH) problems.tooLong(path, CONTROLLER_MAX_LENGTH);
  validateDomainPrefixedPath(controller, path, problems);
  if (spec.parameters != null) validateParameters(spec.parameters, SPEC.child('parameters'), problems);
}

function validateParameters(parameters: Parameters, path: FieldPath, problems: Problems): void {
  validateTypedLocalReference(parameters, path, problems);
  if (!problems.has('ingressClassNamespacedParameters')) return;
  const { scope, namespace } = parameters;
  if (scope === undefined) {
    problems.required(path.child('scope'));
    return;
  }
  const namespacePath = path.child('namespace');
  if (!SCOPES.includes(scope)) problems.notSupported(path.child('scope'), scope, SCOPES);
  else if (scope === 'Cluster') {
    if (namespace !== undefined) problems.forbidden(namespacePath, "`parameters.scope` is set to 'Cluster'");
  } else if (namespace === undefined) {
    problems.required(namespacePath, "`parameters.scope` is set to 'Namespace'");
  } else {
    problems.invalidEach(namespacePath, namespace, nameIsDnsLabel(namespace, false, problems.version));
  }
}

export const ingressClass = defineKind<IngressClass>({
  kind: 'IngressClass',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  categories: [],
  namespaced: false,
  versions: [
    { group: 'networking.k8s.io', version: 'v1', from: 19 },
    {
      group: 'networking.k8s.io',
      version: 'v1beta1',
      from: 18,
      until: 21,
      deprecatedFrom: 19,
      // Upstream's own slip, which users see.
      replacement: 'networking.k8s.io/v1 IngressClassList',
    },
  ],
  statusSubresource: false,
  printer: ingressClassPrinter,
  setDefaults: (object, { version }) => {
    object.spec ??= {};
    const { parameters } = object.spec;
    if (parameters == null) return;
    if (version.has('ingressClassNamespacedParameters')) parameters.scope ??= 'Cluster';
    else {
      delete parameters.scope;
      delete parameters.namespace;
    }
  },
  prepareForCreate: ({ metadata }) => {
    metadata.generation = 1;
  },
  prepareForUpdate: (object, old) => {
    if (semanticallyEqual(object.spec, old.spec)) return;
    object.metadata.generation = (old.metadata.generation ?? 0) + 1;
  },
  validateCreate: validateIngressClass,
  validateUpdate: (object, old, problems) => {
    validateKubeObjectMetaUpdate(object.metadata, old.metadata, METADATA, problems);
    const path = SPEC.child('controller');
    validateImmutableField(object.spec.controller ?? '', old.spec.controller ?? '', path, problems);
    validateIngressClass(object, problems);
  },
});
