// Ingress of extensions/v1beta1 and networking.k8s.io/v1beta1 (equal in shape) to networking.k8s.io/v1 and back.
//
// The old versions write `backend` for `defaultBackend` and a Service backend as serviceName and servicePort, and they
// default a path's type, which v1 demands.
// Source: kubernetes v1.20.2 pkg/apis/networking/v1beta1/{conversion,defaults}.go.

import type { AnyObject } from '../../objects.ts';

interface BackendV1beta1 {
  readonly serviceName?: string;
  readonly servicePort?: number | string;
  readonly resource?: unknown;
}
interface BackendV1 {
  readonly service?: { readonly name?: string; readonly port?: { name?: string; number?: number } };
  readonly resource?: unknown;
}
interface Path {
  readonly pathType?: string;
  readonly backend?: object;
}
interface Rule {
  readonly http?: { readonly paths?: readonly Path[] };
}
interface Spec {
  readonly backend?: BackendV1beta1;
  readonly defaultBackend?: BackendV1;
  readonly rules?: readonly Rule[];
}

function backendToV1({ serviceName = '', servicePort, ...rest }: BackendV1beta1): BackendV1 {
  // An absent port decodes to the number 0; an empty text is a port all the same.
  if (serviceName === '' && !servicePort && typeof servicePort !== 'string') return rest;
  const port = typeof servicePort === 'string' ? { name: servicePort } : { number: servicePort ?? 0 };
  return { ...rest, service: { name: serviceName, port } };
}

function backendFromV1({ service, ...rest }: BackendV1): BackendV1beta1 {
  if (service == null) return { ...rest, servicePort: 0 };
  return {
    ...rest,
    serviceName: service.name,
    servicePort: service.port?.name || (service.port?.number ?? 0),
  };
}

function convertRules(rules: readonly Rule[] | undefined, path: (one: Path) => Path): Rule[] | undefined {
  return rules?.map((rule) => {
    if (rule.http?.paths == null) return rule;
    return { ...rule, http: { ...rule.http, paths: rule.http.paths.map(path) } };
  });
}

const withSpec = (object: AnyObject, spec: object): AnyObject => ({ ...object, spec }) as AnyObject;

export function toV1(object: AnyObject): AnyObject {
  const { backend, ...spec } = (object.spec ?? {}) as Spec;
  const rules = convertRules(spec.rules, (path) => ({
    ...path,
    pathType: path.pathType ?? 'ImplementationSpecific',
    backend: backendToV1(path.backend ?? {}),
  }));
  return withSpec(object, {
    ...spec,
    ...(rules && { rules }),
    ...(backend != null && { defaultBackend: backendToV1(backend) }),
  });
}

export function fromV1(object: AnyObject): AnyObject {
  const { defaultBackend, ...spec } = (object.spec ?? {}) as Spec;
  const rules = convertRules(spec.rules, (path) => ({ ...path, backend: backendFromV1(path.backend ?? {}) }));
  return withSpec(object, {
    ...spec,
    ...(rules && { rules }),
    ...(defaultBackend != null && { backend: backendFromV1(defaultBackend) }),
  });
}
