// What the API server says of Ingresses that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/networking/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: Ingress: spec',
  KIND,
  String.raw`
neither rules nor a default
  spec: {}
  > spec: Invalid value: null: either ${TICK}defaultBackend${TICK} or ${TICK}rules${TICK} must be specified

a default without service, and with a bad port
  spec: {defaultBackend: {service: {name: '', port: {}}}}
  > spec.defaultBackend.service.name: Required value
  > spec.defaultBackend: Required value: port name or number is required

a default with both ports
  spec: {defaultBackend: {service: {name: a, port: {number: 80, name: web}}}}
  > spec.defaultBackend: Invalid value: "": cannot set both port name & port number

a service and a resource
  spec: {defaultBackend: {service: {name: a, port: {number: 80}}, resource: {apiGroup: x.io, kind: A, name: b}}}
  > spec.defaultBackend: Invalid value: "": cannot set both resource and service backends

hosts: an address, not a name, a wildcard
  spec: {rules: [{host: 10.0.0.1}, {host: a_b}, {host: '*.*.com'}, {host: a.com:80}]}
  > spec.rules[0].host: Invalid value: "10.0.0.1": must be a DNS name, not an IP address
  > spec.rules[1].host: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.rules[2].host: Invalid value: "*.*.com": a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.rules[3].host: Invalid value: "a.com:80": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

paths: no type, unknown type, not absolute, upwards
  spec: {rules: [{http: {paths: [{path: /, backend: &ref_0 {service: {name: a, port: {number: 80}}}}, {path: /,
    pathType: Glob, backend: *ref_0}, {path: a, pathType: Prefix, backend: *ref_0}, {path: /a/../b,
    pathType: Exact, backend: *ref_0}, {path: /a%2f, pathType: Exact, backend: *ref_0}]}}]}
  > spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified
  > spec.rules[0].http.paths[1].pathType: Unsupported value: "Glob": supported values: "Exact", "ImplementationSpecific", "Prefix"
  > spec.rules[0].http.paths[2].path: Invalid value: "a": must be an absolute path
  > spec.rules[0].http.paths[3].path: Invalid value: "/a/../b": must not contain '/../'
  > spec.rules[0].http.paths[4].path: Invalid value: "/a%2f": must not contain '%2f'

no paths
  spec: {rules: [{http: {paths: []}}]}
  > spec.rules[0].http.paths: Required value

hosts and secrets of TLS
  spec: {defaultBackend: {service: {name: a, port: {number: 80}}}, tls: [{hosts: [A_, '*.x'], secretName: S_}]}
  > spec.tls[0].hosts[0]: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.tls[0].secretName: Invalid value: "S_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

a class that is no name
  spec: {defaultBackend: {service: {name: a, port: {number: 80}}}, ingressClassName: A_}
  > spec.ingressClassName: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

a class and the annotation for it
  metadata: {annotations: {kubernetes.io/ingress.class: nginx}}
  spec: {defaultBackend: {service: {name: a, port: {number: 80}}}, ingressClassName: other}
  > annotations.kubernetes.io/ingress.class: Invalid value: "nginx": must match ${TICK}ingressClassName${TICK} when both are specified

a class and the same annotation for it
  metadata: {annotations: {kubernetes.io/ingress.class: nginx}}
  spec: {defaultBackend: {service: {name: a, port: {number: 80}}}, ingressClassName: nginx}
`,
);
