// kubectl diff. Texts: kubectl v0.32.0 pkg/cmd/diff/diff.go.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {a: "1", b: "2"}
`,
    'next.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {a: "1", b: "3", c: x}
`,
    'service.yaml': `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`,
    'portless.yaml': `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{name: web}]}
`,
    'no-port.yaml': `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 0}]}
`,
    'secret.yaml': `apiVersion: v1
kind: Secret
metadata: {name: key}
stringData: {word: old}
`,
  },
  given: [],
};

describeTranscripts(
  'kubectl diff',
  OPTIONS,
  `
what is not there yet
  $ kubectl diff -f map.yaml | grep -v ^[-+][-+][-+] | grep -v Timestamp | grep -v uid
  | diff -u -N /tmp/LIVE-5689600000/v1.ConfigMap.default.conf /tmp/MERGED-5689600001/v1.ConfigMap.default.conf
  | @@ -0,0 +1,10 @@
  | +apiVersion: v1
  | +data:
  | +  a: "1"
  | +  b: "2"
  | +kind: ConfigMap
  | +metadata:
  | +  name: conf
  | +  namespace: default
  $ kubectl get configmaps
  | No resources found in default namespace.

what is as it is to be
  $ kubectl apply -f map.yaml
  | configmap/conf created
  $ kubectl diff -f map.yaml

what would change
  $ kubectl apply -f map.yaml
  | configmap/conf created
  $ kubectl diff -f next.yaml | grep -v Timestamp
  | diff -u -N /tmp/LIVE-5689600000/v1.ConfigMap.default.conf /tmp/MERGED-5689600001/v1.ConfigMap.default.conf
  | --- /tmp/LIVE-5689600000/v1.ConfigMap.default.conf	2025-01-01 00:00:00.000000000 +0000
  | +++ /tmp/MERGED-5689600001/v1.ConfigMap.default.conf	2025-01-01 00:00:00.000000000 +0000
  | @@ -1,7 +1,8 @@
  |  apiVersion: v1
  |  data:
  |    a: "1"
  | -  b: "2"
  | +  b: "3"
  | +  c: x
  |  kind: ConfigMap
  |  metadata:
  |    annotations:
  $ kubectl get configmap conf -o jsonpath={.data}
  | {"a":"1","b":"2"}

what a Secret holds is not shown
  $ kubectl apply -f secret.yaml
  | secret/key created
  $ sed s/old/new/ secret.yaml | kubectl diff -f - | grep word
  | -  word: '*** (before)'
  | +  word: '*** (after)'

an element of a list that lacks its merge key: kubectl tries three ways to make the patch
  $ kubectl apply -f service.yaml
  | service/web created
  $ kubectl diff -f portless.yaml 2>&1 | cut -c1-117
  | warning: error calculating patch from openapi v3 spec: map: map[name:web] does not contain declared merge key: port
  | warning: error calculating patch from openapi spec: map: map[name:web] does not contain declared merge key: port
  | error: error when patching "portless.yaml": creating patch with:
  | original:
  | {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"web","namespace":"default"},"spec":{"ports":
  |
  | modified:
  | {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"web","namespace":"default"},"spec":{"ports":
  |
  | current:
  | {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\\
  |
  | for:: map: map[name:web] does not contain declared merge key: port
  $ kubectl apply --validate=false -f portless.yaml 2>&1 | cut -c1-80 | grep -A 9 ^error
  | error: error when applying patch:
  |
  | to:
  | Resource: "/v1, Resource=services", GroupVersionKind: "/v1, Kind=Service"
  | Name: "web", Namespace: "default"
  | for: "portless.yaml": error when patching "portless.yaml": creating patch with:
  | original:
  | {"apiVersion":"v1","kind":"Service","metadata":{"annotations":{},"name":"web","n
  |
  | modified:

what the server refuses
  $ kubectl apply -f service.yaml
  | service/web created
  $ kubectl diff -f no-port.yaml
  | The Service "web" is invalid:
  | * spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
  | * spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive
  ? 2

an apply on the server's side
  $ kubectl apply --server-side -f map.yaml
  | configmap/conf serverside-applied
  $ kubectl diff --server-side -f next.yaml | grep ^[-+][^-+]
  | -  b: "2"
  | +  b: "3"
  | +  c: x
  $ kubectl diff --server-side -f next.yaml --field-manager=other
  | W0101 00:00:00.000000       1 diff.go:723] Object (/v1, Kind=ConfigMap: conf) keeps changing, diffing without lock
  | Error from server (Conflict): Apply failed with 1 conflict: conflict with "kubectl": .data.b
  ? 2
  $ kubectl diff --server-side --force-conflicts -f next.yaml --field-manager=other | grep -c ^[-+][^-+]
  | 3

without files
  $ kubectl diff
  | error: must specify one of -f and -k
  ? 2
  $ kubectl diff x
  | error: Unexpected args: [x]
  | See 'kubectl diff -h' for help and examples
  ? 2
`,
);
