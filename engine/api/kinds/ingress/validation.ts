// Validation of Ingresses: rules, paths, TLS.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/networking/validation/validation.go, ValidateIngressCreate,
// ValidateIngressUpdate.

import { isDns1123Subdomain, isWildcardDns1123Subdomain, nameIsDnsSubdomain } from '../../names/dns.ts';
import type { Ingress } from '../../objects.ts';
import { FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateKubeObjectMeta, validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { parseFieldIp, validateLoadBalancerIngress } from '../../validation/network.ts';
import { METADATA, type MetaRules } from '../../validation/object-meta.ts';
import { Problems } from '../../validation/problems.ts';
import { speaksBeta, validateBackend } from './backend.ts';

type Spec = Ingress['spec'];
type Rule = NonNullable<Spec['rules']>[number];
type Tls = NonNullable<Spec['tls']>[number];
type HttpPath = NonNullable<Rule['http']>['paths'][number];

const SPEC = FieldPath.of('spec');
const META_RULES: MetaRules = { namespaced: true, nameCheck: nameIsDnsSubdomain };
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const INVALID_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const INVALID_SUFFIXES = ['/..', '/.'];

/** Faults that older versions let in, and that what is stored may keep. */
interface Tolerance {
  readonly secretNames: boolean;
  readonly wildcardHostRules: boolean;
}

export function validateIngressCreate(ingress: Ingress, problems: Problems): void {
  validateIngress(ingress, toleranceFor(undefined, problems), problems);
  const annotation = ingress.metadata.annotations?.[CLASS_ANNOTATION];
  const { ingressClassName } = ingress.spec;
  if (annotation === undefined || ingressClassName === undefined) return;
  const path = FieldPath.of('annotations').child(CLASS_ANNOTATION);
  if (!problems.has('ingressClassAnnotationMayMatch')) {
    problems.invalid(path, annotation, 'can not be set when the class field is also set');
  } else if (annotation !== ingressClassName) {
    problems.invalid(path, annotation, 'must match `ingressClassName` when both are specified');
  }
}

export function validateIngressUpdate(ingress: Ingress, old: Ingress, problems: Problems): void {
  validateKubeObjectMetaUpdate(ingress.metadata, old.metadata, METADATA, problems);
  validateIngress(ingress, toleranceFor(old, problems), problems);
}

export function validateIngressStatusUpdate(ingress: Ingress, old: Ingress, problems: Problems): void {
  validateKubeObjectMetaUpdate(ingress.metadata, old.metadata, METADATA, problems);
  const path = FieldPath.of('status', 'loadBalancer', 'ingress');
  (ingress.status?.loadBalancer?.ingress ?? []).forEach((one, i) => {
    validateLoadBalancerIngress(one, path.index(i), problems);
  });
}

function toleranceFor(old: Ingress | undefined, problems: Problems): Tolerance {
  if (speaksBeta(problems)) return { secretNames: true, wildcardHostRules: true };
  if (old === undefined) return { secretNames: false, wildcardHostRules: false };
  const hasProblems = (validate: (found: Problems) => void): boolean => {
    const found = new Problems(problems.context);
    validate(found);
    return found.list.length > 0;
  };
  return {
    secretNames: hasProblems((found) => {
      for (const tls of old.spec.tls ?? []) validateSecretName(tls, SPEC, found);
    }),
    wildcardHostRules: hasProblems((found) => {
      for (const rule of old.spec.rules ?? []) {
        if (rule.host?.includes('*')) validateRuleValue(rule, SPEC, found);
      }
    }),
  };
}

function validateIngress({ metadata, spec }: Ingress, tolerance: Tolerance, problems: Problems): void {
  validateKubeObjectMeta(metadata, META_RULES, METADATA, problems);
  const backendField = speaksBeta(problems) ? 'backend' : 'defaultBackend';
  const rules = spec.rules ?? [];
  if (rules.length === 0 && spec.defaultBackend == null) {
    const none = new GoValue('[]networking.IngressRule(nil)', null);
    problems.invalid(SPEC, none, `either \`${backendField}\` or \`rules\` must be specified`);
  }
  if (spec.defaultBackend != null) {
    validateBackend(spec.defaultBackend, SPEC.child(backendField), problems);
  }
  rules.forEach((rule, i) => {
    const path = SPEC.child('rules').index(i);
    validateHost(rule.host ?? '', path.child('host'), problems);
    if (rule.host?.includes('*') && tolerance.wildcardHostRules) return;
    validateRuleValue(rule, path, problems);
  });
  (spec.tls ?? []).forEach((tls, i) => {
    const path = SPEC.child('tls').index(i);
    (tls.hosts ?? []).forEach((host, j) => {
      validateDnsName(host, path.child('hosts').index(j), problems);
    });
    if (!tolerance.secretNames) validateSecretName(tls, path, problems);
  });
  if (spec.ingressClassName != null) {
    const texts = nameIsDnsSubdomain(spec.ingressClassName, false, problems.version);
    problems.invalidEach(SPEC.child('ingressClassName'), spec.ingressClassName, texts);
  }
}

function validateHost(host: string, path: FieldPath, problems: Problems): void {
  if (host === '') return;
  if (parseFieldIp(host, problems.version) !== undefined) {
    problems.invalid(path, host, 'must be a DNS name, not an IP address');
  }
  validateDnsName(host, path, problems);
}

function validateDnsName(name: string, path: FieldPath, problems: Problems): void {
  const texts = name.includes('*')
    ? isWildcardDns1123Subdomain(name)
    : isDns1123Subdomain(name, problems.version);
  problems.invalidEach(path, name, texts);
}

function validateSecretName({ secretName }: Tls, path: FieldPath, problems: Problems): void {
  if (!secretName) return;
  const texts = nameIsDnsSubdomain(secretName, false, problems.version);
  problems.invalidEach(path.child('secretName'), secretName, texts);
}

function validateRuleValue({ http }: Rule, path: FieldPath, problems: Problems): void {
  if (http == null) return;
  const pathsPath = path.child('http', 'paths');
  const paths = http.paths ?? [];
  if (paths.length === 0) problems.required(pathsPath);
  paths.forEach((one, i) => {
    validatePath(one, pathsPath.index(i), problems);
  });
}

function validatePath(
  { path: text = '', pathType, backend }: HttpPath,
  at: FieldPath,
  problems: Problems,
): void {
  const path = at.child('path');
  if (pathType == null) {
    problems.required(at.child('pathType'), 'pathType must be specified');
    return;
  }
  const mayBeEmpty = pathType === 'ImplementationSpecific';
  if (!PATH_TYPES.includes(pathType)) problems.notSupported(at.child('pathType'), pathType, PATH_TYPES);
  else if (!text.startsWith('/') && !(mayBeEmpty && text === '')) {
    problems.invalid(path, text, 'must be an absolute path');
  }
  if (pathType === 'Exact' || pathType === 'Prefix') {
    for (const sequence of INVALID_SEQUENCES) {
      if (text.includes(sequence)) problems.invalid(path, text, `must not contain '${sequence}'`);
    }
    for (const suffix of INVALID_SUFFIXES) {
      if (text.endsWith(suffix)) problems.invalid(path, text, `cannot end with '${suffix}'`);
    }
  }
  validateBackend(backend ?? {}, at.child('backend'), problems);
}
