// What the API server says of metadata that break a rule.
// Source of the rules: kubernetes v1.28.0 staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go.

import { describeRefusals } from './test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
};

describeRefusals(
  'refused: metadata: all',
  KIND,
  String.raw`
labels, annotations, finalizers and generated names
  metadata: {name: A_, generateName: B_, labels: {a b: c d}, annotations: {e f: x}, finalizers: [a b, mine]}
  > metadata.generateName: Invalid value: "B_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > metadata.name: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > metadata.labels: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > metadata.labels: Invalid value: "c d": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
  > metadata.annotations: Invalid value: "e f": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > metadata.finalizers: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > metadata.finalizers[0]: Invalid value: "a b": name is neither a standard finalizer name nor is it fully qualified
  > metadata.finalizers[1]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified

owners: no version, no kind, no name, no uid
  metadata: {ownerReferences: [{}, {apiVersion: a/b/c, kind: K, name: 'n', uid: u}]}
  > metadata.ownerReferences[0].apiVersion: Required value: must not be empty
  > metadata.ownerReferences[0].kind: Required value: must not be empty
  > metadata.ownerReferences[0].name: Required value: must not be empty
  > metadata.ownerReferences[0].uid: Required value: must not be empty
  > metadata.ownerReferences[1].apiVersion: Invalid value: "a/b/c": must be <group>/<version> or <version>

owners without version and kind (1.20)
  metadata: {ownerReferences: [{}]}
  > metadata.ownerReferences.apiVersion: Invalid value: "": version must not be empty
  > metadata.ownerReferences.kind: Invalid value: "": kind must not be empty
  > metadata.ownerReferences.name: Invalid value: "": name must not be empty
  > metadata.ownerReferences.uid: Invalid value: "": uid must not be empty
`,
);

describeRefusals(
  'refused: metadata: updates',
  KIND,
  `
finalizers of an object that goes
  old: {metadata: {finalizers: [a/b], deletionTimestamp: '2025-01-01T00:00:00Z'}}
  new: {metadata: {finalizers: [a/b, a/c], deletionTimestamp: '2025-01-01T00:00:00Z'}}
  > metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"a/c"}
  > metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"a/c"}

another uid
  old: {}
  new: {metadata: {uid: other}}
  > metadata.uid: Invalid value: "other": field is immutable
  > metadata.uid: Invalid value: "other": field is immutable

another creation
  old: {}
  new: {metadata: {creationTimestamp: '2024-01-01T00:00:00Z'}}
`,
);
