// kubectl get and the ways to name, select and print. Texts: kubectl v0.32.0 pkg/cmd/get; cli-runtime v0.32.0
// pkg/{resource,printers}.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'solo.yaml': `apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {app: solo, tier: back}}
spec:
  containers: [{name: c, image: "nginx:1", resources: {requests: {cpu: 200m}}}]
`,
    'other.yaml': `apiVersion: v1
kind: Pod
metadata: {name: other, labels: {app: other}}
spec:
  priority: 5
  containers: [{name: c, image: "busybox:1", resources: {requests: {cpu: "1"}}}]
`,
    'd/a.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data: {big: "1", text: "tab\\there", number: "0x1"}
`,
    'd/b.json': `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"}}`,
    'd/e/c.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: c}
`,
    'd/readme.txt': `no manifest
`,
    'list.yaml': `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: x}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: z}
`,
    'path.txt': `{.metadata.name}`,
    'columns.txt': `NAME          IMAGE
metadata.name spec.containers[*].image
`,
    'typo.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: typo}
datum: {a: b}
`,
    'unnamed.yaml': `apiVersion: v1
kind: ConfigMap
`,
    'unknown.yaml': `apiVersion: example.com/v1
kind: Thing
metadata: {name: t}
`,
    'kindless.yaml': `apiVersion: v1
metadata: {name: t}
`,
    'elsewhere.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: x, namespace: other}
`,
  },
  given: ['kubectl apply -f solo.yaml', 'kubectl apply -f other.yaml'],
};

describeTranscripts(
  'kubectl get prints',
  OPTIONS,
  `
columns of ones own
  $ kubectl get pods -o custom-columns=N:.metadata.name,I:.spec.containers[*].image,X:.spec.nope
  | N       I           X
  | other   busybox:1   <none>
  | solo    nginx:1     <none>
  $ kubectl get pods -o custom-columns=N:.metadata.name --no-headers
  | other
  | solo
  $ kubectl get pods -o custom-columns-file=columns.txt
  | NAME    IMAGE
  | other   busybox:1
  | solo    nginx:1
  $ kubectl get pod solo -o custom-columns=
  | error: custom-columns format specified but no custom columns given
  ? 1
  $ kubectl get pod solo -o custom-columns=N
  | error: unexpected custom-columns spec: N, expected <header>:<json-path-expr>
  ? 1
  $ kubectl get pod solo -o custom-columns=N:.a[
  | error: unterminated array
  ? 1
  $ kubectl get pods -o custom-columns=N:.metadata.labels
  | N
  | map[app:other]
  | map[app:solo tier:back]

paths and templates
  $ kubectl get pod solo -o jsonpath-file=path.txt
  | solo
  $ kubectl get pod solo -o jsonpath=
  | error: template format specified but no template given
  ? 1
  $ kubectl get pod solo -o jsonpath={.spec
  | error: error parsing jsonpath {.spec, unclosed action
  ? 1
  $ kubectl get pod solo -o jsonpath={.spec.nope}
  $ kubectl get pod solo -o jsonpath-file=nope
  | error: error reading --template nope, open nope: no such file or directory
  ? 1
  $ kubectl get pod solo -o go-template={{.metadata.name}}
  | solo
  $ kubectl get pod solo --template={{.kind}}
  | Pod
  $ kubectl get pod solo -o go-template
  | error: template format specified but no template given
  ? 1
  $ kubectl get pod solo -o go-template={{
  | error: error parsing template {{, template: output:1: unclosed action
  ? 1
  $ kubectl get pod solo -o nonsense
  | error: unable to match a printer suitable for the output format "nonsense", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml
  ? 1

names, labels, kinds, no headers
  $ kubectl get pods -o name
  | pod/other
  | pod/solo
  $ kubectl get pods --show-labels --no-headers
  | other   0/1   Pending   0     0s    app=other
  | solo    0/1   Pending   0     0s    app=solo,tier=back
  $ kubectl get pods -L app,tier
  | NAME    READY   STATUS    RESTARTS   AGE   APP     TIER
  | other   0/1     Pending   0          0s    other
  | solo    0/1     Pending   0          0s    solo    back
  $ kubectl get pod solo --show-kind
  | NAME       READY   STATUS    RESTARTS   AGE
  | pod/solo   0/1     Pending   0          0s
  $ kubectl get pods,configmaps
  | NAME        READY   STATUS    RESTARTS   AGE
  | pod/other   0/1     Pending   0          0s
  | pod/solo    0/1     Pending   0          0s
  $ kubectl get pod/solo pod/other --no-headers
  | solo    0/1   Pending   0     0s
  | other   0/1   Pending   0     0s
  $ kubectl get all
  | NAME        READY   STATUS    RESTARTS   AGE
  | pod/other   0/1     Pending   0          0s
  | pod/solo    0/1     Pending   0          0s

sorted
  $ kubectl get pods --sort-by=.metadata.name -o name
  | pod/other
  | pod/solo
  $ kubectl get pods --sort-by={.spec.priority} -o name
  | pod/solo
  | pod/other
  $ kubectl get pods --sort-by=.spec.containers[0].resources.requests.cpu -o name
  | pod/solo
  | pod/other
  $ kubectl get pods --sort-by=.spec.nope -o name
  | error: couldn't find any field with path "{.spec.nope}" in the list of objects
  ? 1
  $ kubectl get pods --sort-by=.a[ -o name
  | error: sorting error: unterminated array
  ? 1

yaml of texts that need quotes
  $ kubectl apply -f d/a.yaml
  | configmap/a created
  $ kubectl get configmap a -o jsonpath={.data}
  | {"big":"1","number":"0x1","text":"tab\\there"}
  $ kubectl get configmap a -o yaml --show-managed-fields=false
  | apiVersion: v1
  | data:
  |   big: "1"
  |   number: "0x1"
  |   text: "tab\\there"
  | kind: ConfigMap
  | metadata:
  |   annotations:
  |     kubectl.kubernetes.io/last-applied-configuration: |
  |       {"apiVersion":"v1","data":{"big":"1","number":"0x1","text":"tab\\there"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"a","namespace":"default"}}
  |   creationTimestamp: "2025-01-01T00:00:00Z"
  |   name: a
  |   namespace: default
  |   resourceVersion: "3"
  |   uid: dfb6d245-6106-4580-a29d-61ae00000003
  $ kubectl get configmap a -o json
  | {
  |     "apiVersion": "v1",
  |     "data": {
  |         "big": "1",
  |         "number": "0x1",
  |         "text": "tab\\there"
  |     },
  |     "kind": "ConfigMap",
  |     "metadata": {
  |         "annotations": {
  |             "kubectl.kubernetes.io/last-applied-configuration": "{\\"apiVersion\\":\\"v1\\",\\"data\\":{\\"big\\":\\"1\\",\\"number\\":\\"0x1\\",\\"text\\":\\"tab\\\\there\\"},\\"kind\\":\\"ConfigMap\\",\\"metadata\\":{\\"annotations\\":{},\\"name\\":\\"a\\",\\"namespace\\":\\"default\\"}}\\n"
  |         },
  |         "creationTimestamp": "2025-01-01T00:00:00Z",
  |         "name": "a",
  |         "namespace": "default",
  |         "resourceVersion": "3",
  |         "uid": "dfb6d245-6106-4580-a29d-61ae00000003"
  |     }
  | }
`,
);

describeTranscripts(
  'kubectl get finds',
  OPTIONS,
  `
by label and field
  $ kubectl get pods -l app=solo -o name
  | pod/solo
  $ kubectl get pods -l app!=solo -o name
  | pod/other
  $ kubectl get pods -l "app in (solo,other),tier" -o name
  | pod/solo
  $ kubectl get pods -l "!tier" -o name
  | pod/other
  $ kubectl get pods --field-selector=metadata.name=other -o name
  | pod/other
  $ kubectl get pods -l app=none
  | No resources found in default namespace.
  $ kubectl get pods -l "a in"
  | Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "a in", field selector "": unable to parse requirement: found '' expected: '('
  ? 1
  $ kubectl get pods -l =x
  | Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "=x", field selector "": found '=', expected: !, identifier, or 'end of string'
  ? 1

by files, folders and lists
  $ kubectl apply -f d
  | configmap/a created
  | configmap/b created
  $ kubectl apply -f d -R
  | configmap/a unchanged
  | configmap/b unchanged
  | configmap/c created
  $ kubectl apply -f list.yaml
  | configmap/x created
  | configmap/z created
  $ kubectl get -f d/a.yaml -o name
  | configmap/a
  $ kubectl get -f list.yaml -o name
  | configmap/x
  | configmap/z
  $ kubectl get -f nope.yaml
  | error: the path "nope.yaml" does not exist
  ? 1
  $ kubectl apply -f d/readme.txt
  | error: error validating "d/readme.txt": error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false
  ? 1
  $ kubectl get configmaps -o name
  | configmap/a
  | configmap/b
  | configmap/c
  | configmap/x
  | configmap/z

several at once, some missing
  $ kubectl get pod solo nope -o name
  | pod/solo
  | Error from server (NotFound): pods "nope" not found
  ? 1
  $ kubectl get pod solo nope --ignore-not-found -o name
  | pod/solo
  $ kubectl get pod,configmap solo -o name
  | pod/solo
  | Error from server (NotFound): configmaps "solo" not found
  ? 1
  $ kubectl get pod/solo configmap/none
  | NAME   READY   STATUS    RESTARTS   AGE
  | solo   0/1     Pending   0          0s
  | Error from server (NotFound): configmaps "none" not found
  ? 1
  $ kubectl get pod nope --ignore-not-found

everywhere
  $ kubectl create namespace away
  | namespace/away created
  $ kubectl create configmap m -n away
  | configmap/m created
  $ kubectl get configmaps -A --no-headers -o custom-columns=NS:.metadata.namespace,N:.metadata.name
  | away   m
  $ kubectl get configmap m
  | Error from server (NotFound): configmaps "m" not found
  ? 1
  $ kubectl get configmaps -n nowhere
  | No resources found in nowhere namespace.
  $ kubectl get configmap m -A
  | error: a resource cannot be retrieved by name across all namespaces
  ? 1

refusals
  $ kubectl get
  | You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.
  |
  | error: Required resource not specified.
  | Use "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).
  | See 'kubectl get -h' for help and examples
  ? 1
  $ kubectl get pod -l app=solo solo
  | error: name cannot be provided when a selector is specified
  ? 1
  $ kubectl get pods/
  | error: arguments in resource/name form must have a single resource and name
  ? 1
  $ kubectl get pod/solo other
  | error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
  ? 1
  $ kubectl get pod solo -f d/a.yaml
  | error: when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well
  ? 1
  $ kubectl get nope
  | error: the server doesn't have a resource type "nope"
  ? 1
  $ kubectl get pod.v9
  | error: the server doesn't have a resource type "pod"
  ? 1
  $ kubectl get pods.v1. -o name
  | pod/other
  | pod/solo
  $ kubectl get po -o name
  | pod/other
  | pod/solo
  $ kubectl get Pod solo -o name
  | pod/solo
  $ kubectl get pods --all-namespaces=x
  | error: invalid argument "x" for "-A, --all-namespaces" flag: strconv.ParseBool: parsing "x": invalid syntax
  | See 'kubectl get --help' for usage.
  ? 1
  $ kubectl get pods --nope
  | error: unknown flag: --nope
  | See 'kubectl get --help' for usage.
  ? 1
  $ kubectl get pods -o
  | error: flag needs an argument: 'o' in -o
  | See 'kubectl get --help' for usage.
  ? 1
  $ kubectl get pods -z
  | error: unknown shorthand flag: 'z' in -z
  | See 'kubectl get --help' for usage.
  ? 1
  $ kubectl gett pods
  | error: unknown command "gett" for "kubectl"
  |
  | Did you mean this?
  | 	get
  | 	set
  ? 1
  $ kubectl get pod solo --dry-run=x
  | error: unknown flag: --dry-run
  | See 'kubectl get --help' for usage.
  ? 1
`,
);

describeTranscripts(
  'kubectl reads manifests',
  OPTIONS,
  `
that are wrong
  $ kubectl apply -f typo.yaml
  | Error from server (BadRequest): error when creating "typo.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "datum"
  ? 1
  $ kubectl apply -f typo.yaml --validate=warn
  | configmap/typo created
  | Warning: unknown field "datum"
  $ kubectl apply -f typo.yaml --validate=ignore
  | configmap/typo configured
  $ kubectl apply -f typo.yaml --validate=maybe
  | error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)
  ? 1
  $ kubectl create -f typo.yaml --validate=false
  | Error from server (AlreadyExists): error when creating "typo.yaml": configmaps "typo" already exists
  ? 1
  $ kubectl apply -f unknown.yaml
  | error: resource mapping not found for name: "t" namespace: "" from "unknown.yaml": no matches for kind "Thing" in version "example.com/v1"
  | ensure CRDs are installed first
  ? 1
  $ kubectl apply -f kindless.yaml
  | error: error validating "kindless.yaml": error validating data: kind not set; if you choose to ignore these errors, turn validation off with --validate=false
  ? 1
  $ kubectl apply -f elsewhere.yaml -n default
  | error: the namespace from the provided object "other" does not match the namespace "default". You must pass '--namespace=other' to perform this operation.
  ? 1
  $ kubectl apply
  | error: must specify one of -f and -k
  ? 1
  $ kubectl apply -f solo.yaml extra
  | error: Unexpected args: [extra]
  | See 'kubectl apply -h' for help and examples
  ? 1
  $ kubectl apply -f solo.yaml --dry-run=sometimes
  | error: Invalid dry-run value (sometimes). Must be "none", "server", or "client".
  ? 1
  $ kubectl create -f solo.yaml
  | Error from server (AlreadyExists): error when creating "solo.yaml": pods "solo" already exists
  ? 1
`,
);
