// What the API server says of IngressClasses that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/networking/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: IngressClass: spec',
  KIND,
  String.raw`
no controller
  spec: {controller: ''}
  > spec.controller: Required value

a controller without domain
  spec: {controller: nginx}
  > spec.controller: Invalid value: "nginx": must be a domain-prefixed path (such as "acme.io/foo")

a controller that is too long
  spec: {controller: a.b/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}
  > spec.controller: Too long: may not be more than 250 bytes

parameters: no kind, no name, unknown scope
  spec: {controller: a.b/c, parameters: {apiGroup: A_, scope: Zone}}
  > spec.parameters.apiGroup: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.parameters.kind: Required value: kind is required
  > spec.parameters.name: Required value: name is required
  > spec.parameters.scope: Unsupported value: "Zone": supported values: "Cluster", "Namespace"

cluster parameters in a namespace
  spec: {controller: a.b/c, parameters: {kind: K, name: 'n', scope: Cluster, namespace: x}}
  > spec.parameters.namespace: Forbidden: ${TICK}parameters.scope${TICK} is set to 'Cluster'

namespaced parameters without namespace
  spec: {controller: a.b/c, parameters: {kind: K, name: 'n', scope: Namespace}}
  > spec.parameters.namespace: Required value: ${TICK}parameters.scope${TICK} is set to 'Namespace'
`,
);

describeRefusals(
  'refused: IngressClass: updates',
  KIND,
  `
the controller
  old: {spec: {controller: a.b/c}}
  new: {spec: {controller: a.b/d}}
  > spec.controller: Invalid value: "a.b/d": field is immutable
`,
);
