// How kubectl changes objects, and how it refuses wrong flags: set, apply, patch, replace, label, taint, rollout.
// Texts: kubectl v0.32.0 pkg/cmd of each.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'init.yaml': `apiVersion: v1
kind: Pod
metadata: {name: init}
spec:
  initContainers: [{name: i, image: i}]
  containers: [{name: c, image: i}]
`,
    'empty.yaml': ``,
    'node.yaml': `apiVersion: v1
kind: Node
metadata: {name: n1}
`,
    'bare.yaml': `apiVersion: v1
kind: Pod
metadata: {name: bare}
spec:
  containers: [{name: c, image: nginx}]
`,
    'solo.yaml': `apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {app: solo}}
spec:
  containers: [{name: c, image: "nginx:1"}, {name: d, image: "busybox:1"}]
`,
    'patch.yaml': `spec: {replicas: 4}
`,
  },
  given: [
    'kubectl create deployment web --image=nginx:1 --replicas=2 --port=80',
    'kubectl apply -f solo.yaml',
  ],
};

describeTranscripts(
  'kubectl set env',
  OPTIONS,
  `
misuse
  $ kubectl set env deployment/web --list -o yaml A=1
  | error: --list and --output may not be specified together
  ? 1
  $ kubectl set env deployment/web --keys=a
  | error: when specifying --keys, a configmap or secret must be provided with --from
  ? 1
  $ kubectl set env A=1 deployment/web
  | error: all resources must be specified before environment changes: deployment/web
  ? 1
  $ kubectl set env deployment/web 1A=2
  | error: "1A" is not a valid key name
  ? 1
  $ kubectl set env deployment/web A=1
  | deployment.apps/web env updated
  $ kubectl set env deployment/web A=2 --overwrite=false
  | error: deployments/web 'A' already has a value (1), and --overwrite is false
  ? 1
  $ kubectl set env deployment/web A=2 A-
  | error: can not both modify and remove an environment variable in the same command
  ? 1

from a map with some keys, listed
  $ kubectl create configmap m --from-literal=a=1 --from-literal=b=2
  | configmap/m created
  $ kubectl create secret generic s --from-literal=k=v
  | secret/s created
  $ kubectl set env deployment/web --from=configmap/m --keys=a
  | deployment.apps/web env updated
  | Warning: key a transferred to A
  $ kubectl set env deployment/web --from=secret/s --prefix=P_
  | deployment.apps/web env updated
  | Warning: key k transferred to K
  $ kubectl set env deployment/web --list
  | # Deployment web, container nginx
  | # A from configmap m, key a
  | # P_K from secret s, key k
  $ kubectl set env deployment/web --list -c other
  | Warning: Deployment/web does not have any containers matching "other"
  $ kubectl set env deployment/web A- P_K-
  | deployment.apps/web env updated

init containers
  $ kubectl apply -f init.yaml
  | pod/init created
  $ kubectl set env pod/init A=1 --dry-run=client -o jsonpath={.spec.initContainers[0].env}
  | [{"name":"A","value":"1"}]
`,
);

describeTranscripts(
  'kubectl set, misused',
  OPTIONS,
  `
resources
  $ kubectl set image --all -l a=b web=x
  | error: at least one resource must be specified to use a selector
  ? 1
  $ kubectl set image
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl set resources deployment web
  | error: you must specify an update to requests or limits (in the form of --requests/--limits)
  ? 1
  $ kubectl set image deployment/web
  | error: at least one image update is required
  ? 1
  $ kubectl set selector service
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl set serviceaccount deployment/web
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl set subject rolebinding x
  | Error from server (NotFound): rolebindings.rbac.authorization.k8s.io "x" not found
  ? 1
`,
);

describeTranscripts(
  'kubectl apply',
  OPTIONS,
  `
misuse
  $ kubectl apply -f empty.yaml
  | error: no objects passed to apply
  ? 1
  $ kubectl apply
  | error: must specify one of -f and -k
  ? 1
  $ kubectl apply -f bare.yaml extra
  | error: Unexpected args: [extra]
  | See 'kubectl apply -h' for help and examples
  ? 1
  $ kubectl apply -f bare.yaml --prune
  | error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector
  ? 1
  $ kubectl apply -f bare.yaml --force --server-side
  | error: --force cannot be used with --server-side
  ? 1
  $ kubectl apply -f bare.yaml --server-side --dry-run=client
  | error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)
  ? 1

in forms
  $ kubectl apply -f bare.yaml -f solo.yaml -o name
  | pod/bare
  | pod/solo
  $ kubectl apply -f bare.yaml -f solo.yaml -o jsonpath={.items[*].metadata.name}
  | bare solo
  $ kubectl apply -f bare.yaml --dry-run=server
  | pod/bare unchanged (server dry run)
  $ kubectl apply -f bare.yaml --dry-run=client
  | pod/bare configured (dry run)
`,
);

describeTranscripts(
  'kubectl patch',
  OPTIONS,
  `
misuse
  $ kubectl patch --local pod solo -p {}
  | error: cannot specify --local and server resources
  ? 1
  $ kubectl patch pod solo
  | error: must specify --patch or --patch-file containing the contents of the patch
  ? 1
  $ kubectl patch pod solo -p '{}' --type=nonsense
  | error: --type must be one of [json merge strategic], not "nonsense"
  ? 1
  $ kubectl patch -p {}
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl patch pod solo -p '{'
  | Error from server (BadRequest): unexpected end of JSON input
  ? 1
  $ kubectl patch pod solo --type=json -p '{}'
  | Error from server (BadRequest): error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp
  ? 1
  $ kubectl patch pod solo --type=merge -p '[]'
  | Error from server (BadRequest): error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}
  ? 1
  $ kubectl patch deployment web --subresource=scale --type=merge -p '{"spec":{"replicas":3}}'
  | scale.autoscaling/web patched
  $ kubectl patch pod solo -p '{}' --patch-file=patch.yaml
  | error: cannot specify --patch and --patch-file together
  ? 1
  $ kubectl patch deployment web --patch-file=patch.yaml
  | deployment.apps/web patched
  $ kubectl patch deployment web -p '{"spec":{"replicas":4}}'
  | deployment.apps/web patched (no change)
  $ kubectl patch -f bare.yaml --local -p '{"metadata":{"labels":{"a":"b"}}}' -o jsonpath={.metadata.labels}
  | {"a":"b"}
`,
);

describeTranscripts(
  'kubectl replace',
  OPTIONS,
  `
misuse
  $ kubectl replace
  | error: must specify one of -f and -k
  ? 1
  $ kubectl replace -f bare.yaml
  | Error from server (NotFound): error when replacing "bare.yaml": pods "bare" not found
  ? 1
  $ kubectl replace --force -f empty.yaml
  | error: no objects passed to replace
  ? 1
  $ kubectl replace -f solo.yaml --grace-period=1
  | error: --grace-period must have --force specified
  ? 1
  $ kubectl replace -f solo.yaml --timeout=1s
  | error: --timeout must have --force specified
  ? 1
  $ kubectl replace --force -f bare.yaml
  | pod/bare replaced
  $ kubectl replace -f bare.yaml --save-config
  | pod/bare replaced
  $ kubectl replace --force --grace-period=0 -f bare.yaml
  | pod "bare" deleted
  | pod/bare replaced
`,
);

describeTranscripts(
  'kubectl label',
  OPTIONS,
  `
misuse
  $ kubectl label pod solo
  | error: at least one label update is required
  ? 1
  $ kubectl label pod solo a=b a-
  | error: can not both modify and remove a label in the same command
  ? 1
  $ kubectl label pod
  | error: at least one label update is required
  ? 1
  $ kubectl label pod solo a=b! c=d!
  | error: invalid label value: "a=b!": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
  ? 1
  $ kubectl label pod solo app=x
  | error: 'app' already has a value (solo), and --overwrite is false
  ? 1
  $ kubectl label pod solo app-
  | pod/solo unlabeled
  $ kubectl label pod solo nope-
  | label "nope" not found.
  | pod/solo labeled
  $ kubectl label pod solo b=1 --dry-run=server
  | pod/solo labeled (server dry run)
  $ kubectl label bare.yaml a=b
  | error: the server doesn't have a resource type "bare"
  ? 1
  $ kubectl label pod solo --list
  $ kubectl annotate pod solo a=b
  | pod/solo annotated
  $ kubectl annotate pod solo a=c
  | error: --overwrite is false but found the following declared annotation(s): 'a' already has a value (b)
  ? 1
  $ kubectl label -f bare.yaml --local a=b -o name
  | pod/bare
  $ kubectl label pods --all a=b --resource-version=1
  | error: --resource-version may only be used with a single resource
  ? 1
  $ kubectl label pod solo a=b --resource-version=1
  | Error from server (Conflict): Operation cannot be fulfilled on pods "solo": the object has been modified; please apply your changes to the latest version and try again
  ? 1
`,
);

describeTranscripts(
  'kubectl taint',
  OPTIONS,
  `
misuse
  $ kubectl apply -f node.yaml
  | node/n1 created
  $ kubectl taint nodes
  | error: at least one taint update is required
  ? 1
  $ kubectl taint nodes a=b:NoSchedule
  | error: at least one resource name must be specified since 'all' parameter is not set
  ? 1
  $ kubectl taint nodes n1 a=b:NoSchedule n2
  | error: all resources must be specified before taint changes: n2
  ? 1
  $ kubectl taint nodes n1 a=b
  | error: invalid taint spec: a=b, name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b:c:d
  | error: invalid taint spec: a=b:c:d
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b=c:NoSchedule
  | error: invalid taint spec: a=b=c:NoSchedule
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b!:NoSchedule
  | error: invalid taint spec: a=b!:NoSchedule, a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b:NoSchedule a=c:NoSchedule
  | error: duplicated taints with the same key and effect: {a c NoSchedule <nil>}
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a:Never
  | error: invalid taint effect: Never, unsupported taint effect
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a-
  | error: taint "a" not found
  ? 1
  $ kubectl taint nodes n1 a- b:NoSchedule-
  | error: [taint "a" not found, taint "b:NoSchedule" not found]
  ? 1
  $ kubectl taint nodes n1 a=b:NoSchedule
  | node/n1 tainted
  $ kubectl taint nodes n1 a=c:NoSchedule
  | error: node n1 already has a taint(s) with same effect(s) and --overwrite is false
  ? 1
  $ kubectl taint nodes n1 a=c:NoSchedule --overwrite
  | node/n1 modified
  $ kubectl taint nodes n1 a:NoSchedule-
  | node/n1 untainted
  $ kubectl taint pods solo a=b:NoSchedule
  | error: invalid resource type pods, only node types are supported
  ? 1
  $ kubectl taint nodes --all a=b:NoExecute
  | node/n1 tainted
`,
);

describeTranscripts(
  'kubectl rollout',
  OPTIONS,
  `
undone
  $ kubectl rollout undo deployment/web
  | error: no rollout history found for deployment "web"
  ? 1
  $ kubectl rollout undo deployment/web --to-revision=9
  | error: unable to find specified revision 9 in history
  ? 1
  $ kubectl rollout undo pod/solo
  | error: no rollbacker has been implemented for "Pod"
  ? 1
  $ kubectl rollout pause deployment/web
  | deployment.apps/web paused
  $ kubectl rollout pause deployment/web
  | error: deployments.apps "web" is already paused
  ? 1
  $ kubectl rollout undo deployment/web --to-revision=1
  | error: unable to find specified revision 1 in history
  ? 1
  $ kubectl rollout resume deployment/web
  | deployment.apps/web resumed
  $ kubectl rollout resume deployment/web
  | error: deployments.apps "web" is not paused
  ? 1
  $ kubectl rollout restart deployment/web
  | deployment.apps/web restarted
  $ kubectl rollout history deployment/nope
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl rollout history pod/solo
  | error: no history viewer has been implemented for "Pod"
  ? 1
  $ kubectl rollout status pod/solo
  | error: no status viewer has been implemented for Pod
  ? 1
  $ kubectl rollout restart pod/solo
  | error: pods "solo" restarting is not supported
  ? 1
  $ kubectl rollout undo
  | error: required resource not specified
  ? 1
`,
);
