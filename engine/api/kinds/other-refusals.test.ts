// What the API server says of ways in, roles, priorities and definitions that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/*/validation/validation.go and apiextensions-apiserver, and later releases.

import { describeRefusals } from './test-refusals.ts';

/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: ingresses',
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' },
  `
a class twice
  metadata: {annotations: {kubernetes.io/ingress.class: a}}
  spec: {ingressClassName: b, defaultBackend: {service: {name: s, port: {number: 80}}}}
  > annotations.kubernetes.io/ingress.class: Invalid value: "a": must match ${TICK}ingressClassName${TICK} when both are specified

paths that end badly
  spec: {rules: [{http: {paths: [{path: /a/.., pathType: Exact, backend: {service: {name: s, port: {number: 80}}}}]}}]}
  > spec.rules[0].http.paths[0].path: Invalid value: "/a/..": cannot end with '/..'
`,
);

describeRefusals(
  'refused: ingress classes',
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass' },
  `
parameters of a namespace without one
  spec: {controller: example.com/c, parameters: {kind: K, name: n, scope: Namespace}}
  > spec.parameters.namespace: Required value: ${TICK}parameters.scope${TICK} is set to 'Namespace'

parameters of the cluster with a namespace
  spec: {controller: example.com/c, parameters: {kind: K, name: n, scope: Cluster, namespace: d}}
  > spec.parameters.namespace: Forbidden: ${TICK}parameters.scope${TICK} is set to 'Cluster'

parameters of another scope
  spec: {controller: example.com/c, parameters: {kind: K, name: n, scope: World}}
  > spec.parameters.scope: Unsupported value: "World": supported values: "Cluster", "Namespace"
`,
);

describeRefusals(
  'refused: endpoint slices',
  { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
  `
a port without a protocol
  addressType: IPv4
  endpoints: []
  ports: [{port: 80, protocol: ""}]
  > ports[0].protocol: Unsupported value: "": supported values: "SCTP", "TCP", "UDP"
`,
);

describeRefusals(
  'refused: priority classes',
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' },
  `
a system class that is global
  metadata: {name: system-node-critical}
  value: 2000001000
  globalDefault: true
  > metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: globalDefault of system-node-critical PriorityClass must be false

an empty policy
  value: 5
  preemptionPolicy: ""
  > preemptionPolicy: Required value
`,
);

describeRefusals(
  'refused: cluster roles',
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' },
  `
an aggregation of nothing
  rules: []
  aggregationRule: {}
  > aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil
`,
);

describeRefusals(
  'refused: custom resource definitions',
  { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
  `
two versions of one name
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}, {name: v1, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}]}
  > spec.versions: Invalid value: [{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}},{"name":"v1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}}]: must contain unique version names

an empty strategy
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, conversion: {strategy: ""}, names: {plural: as, kind: A}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}
  > spec.conversion.strategy: Required value

another kind once it is there
  old: {metadata: {name: as.example.com}, spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}, status: {conditions: [{type: Established, status: "True"}]}}
  new: {metadata: {name: as.example.com}, spec: {group: example.com, scope: Cluster, names: {plural: as, kind: B}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}}
  > spec.scope: Invalid value: "Cluster": field is immutable
  > spec.names.kind: Invalid value: "B": field is immutable
`,
);
