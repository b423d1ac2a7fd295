// How kubectl looks at objects, and how it refuses wrong flags: get, logs, exec, wait, auth, config, diff, events.
// Texts: kubectl v0.32.0 pkg/cmd of each.

import { describeTranscripts } from '../test-transcripts.ts';

/** A backquote inside of the tables. */
const TICK = '`';

const OPTIONS = {
  files: {
    'solo.yaml': `apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {app: solo}}
spec:
  containers: [{name: c, image: "nginx:1"}, {name: d, image: "busybox:1"}]
`,
    'secret.yaml': `apiVersion: v1
kind: Secret
metadata: {name: s}
data: {a: Mg==, b: Mw==}
`,
    'new.yaml': `apiVersion: v1
kind: Secret
metadata: {name: fresh}
data: {a: Mg==}
`,
  },
  given: [
    'kubectl create deployment web --image=nginx:1 --replicas=2 --port=80',
    'kubectl apply -f solo.yaml',
  ],
};

describeTranscripts(
  'kubectl get',
  OPTIONS,
  `
misuse
  $ kubectl get --raw=/healthz -o json
  | error: --raw and --output are mutually exclusive
  ? 1
  $ kubectl get --raw=/healthz pods
  | error: arguments may not be passed when --raw is specified
  ? 1
  $ kubectl get pods -w --sort-by=.metadata.name
  | NAME   READY   STATUS    RESTARTS   AGE
  | solo   0/2     Pending   0          0s
  | warning: --watch requested, --sort-by will be ignored for watch events received
  $ kubectl get pods --output-watch-events
  | error: --output-watch-events option can only be used with --watch or --watch-only
  ? 1
  $ kubectl get pod nope --ignore-not-found
  $ kubectl get --raw=/healthz -f a.yaml
  | ok
  $ kubectl get deployment web --subresource=scale -o name
  | scale.autoscaling/web
  $ kubectl get deployment web --subresource=status -o name
  | deployment.apps/web
`,
);

describeTranscripts(
  'kubectl logs',
  OPTIONS,
  `
of several pods, and in follow of too many
  $ kubectl logs -l app=solo --all-containers -f --max-log-requests=1
  | error: you are attempting to follow 2 log streams, but maximum allowed concurrency is 1, use --max-log-requests to increase the limit
  ? 1
  $ kubectl logs
  | error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
  | POD or TYPE/NAME is a required argument for the logs command
  | See 'kubectl logs -h' for help and examples
  ? 1
  $ kubectl logs solo c extra
  | error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
  | POD or TYPE/NAME is a required argument for the logs command
  | See 'kubectl logs -h' for help and examples
  ? 1
  $ kubectl logs solo --since=1s --since-time=2025-01-01T00:00:00Z
  | error: at most one of ${TICK}sinceTime${TICK} or ${TICK}sinceSeconds${TICK} may be specified
  ? 1
  $ kubectl logs solo --tail=-5
  | error: --tail must be greater than or equal to -1
  ? 1
  $ kubectl logs solo -c nope
  | error: container nope is not valid for pod solo
  ? 1
  $ kubectl logs nope
  | error: error from server (NotFound): pods "nope" not found in namespace "default"
  ? 1
  $ kubectl logs solo --limit-bytes=-1
  | error: --limit-bytes must be greater than 0
  ? 1
`,
);

describeTranscripts(
  'kubectl exec',
  OPTIONS,
  `
misuse
  $ kubectl exec
  | error: pod, type/name or --filename must be specified
  ? 1
  $ kubectl exec solo
  | error: you must specify at least one command for the container
  ? 1
  $ kubectl exec nope -- ls
  | Error from server (NotFound): pods "nope" not found
  ? 1
  $ kubectl exec solo -c nope -- ls
  | Error from server (BadRequest): container nope is not valid for pod solo
  ? 1
  $ kubectl exec pod/solo deployment/web -- ls
  | Defaulted container "c" out of: c, d
  | Error from server (BadRequest): pod solo does not have a host assigned
  ? 1
  $ kubectl exec deployment/nope -- ls
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl exec solo -it -- ls
  | Defaulted container "c" out of: c, d
  | Unable to use a TTY - input is not a terminal or the right kind of file
  | Error from server (BadRequest): pod solo does not have a host assigned
  ? 1
`,
);

describeTranscripts(
  'kubectl wait',
  OPTIONS,
  `
misuse
  $ kubectl wait pod/solo --for=condition=a=b=c
  | error: timed out waiting for the condition on pods/solo
  ? 1
  $ kubectl wait pod/solo --for=delete --timeout=0
  | error: condition not met for pods/solo
  ? 1
  $ kubectl wait pod/solo --for=create --timeout=0
  | pod/solo condition met
  $ kubectl wait pod/nope --for=create --timeout=0
  | error: timed out waiting for the condition
  ? 1
  $ kubectl wait deployment/web --for=condition=available --timeout=0
  | error: condition not met for deployments/web
  ? 1
`,
);

describeTranscripts(
  'kubectl auth can-i',
  OPTIONS,
  `
misuse
  $ kubectl auth can-i --list get
  | error: list option must be specified with no arguments
  ? 1
  $ kubectl auth can-i
  | error: you must specify two arguments: verb resource or verb resource/resourceName.
  | See 'kubectl auth can-i -h' for help and examples.
  ? 1
  $ kubectl auth can-i get pods --no-headers
  | error: --no-headers cannot be set without --list specified
  ? 1
  $ kubectl auth can-i get /healthz --subresource=x
  | error: --subresource can not be used with NonResourceURL
  ? 1
  $ kubectl auth can-i fetch /healthz
  | yes
  | Warning: verb 'fetch' is not a known verb
  |
  $ kubectl auth can-i fetch pods
  | yes
  | Warning: verb 'fetch' is not a known verb
  |
  $ kubectl auth can-i get things
  | yes
  | Warning: the server doesn't have a resource type 'things'
  |
  $ kubectl auth can-i get nodes
  | yes
  | Warning: resource 'nodes' is not namespace scoped
  |
  $ kubectl auth can-i get deployments.apps/web
  | yes
  $ kubectl auth can-i get '*'
  | yes
  $ kubectl auth can-i get things.example.com
  | yes
  | Warning: the server doesn't have a resource type 'things' in group 'example.com'
  |
  $ kubectl auth can-i create pods -q

one more
  $ kubectl auth can-i list pods --all-namespaces
  | yes
`,
);

describeTranscripts(
  'kubectl config',
  OPTIONS,
  `
looked at
  $ kubectl config view -o jsonpath={.current-context}
  | simulated
  $ kubectl config view -o nonsense
  | error: unable to match a printer suitable for the output format "nonsense", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml
  ? 1
  $ kubectl config get-contexts
  | CURRENT   NAME        CLUSTER     AUTHINFO   NAMESPACE
  | *         simulated   simulated   admin      default
  $ kubectl config get-contexts -o name
  | simulated
  $ kubectl config get-contexts nope
  | CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE
  | error: context nope not found
  ? 1
  $ kubectl config get-contexts --no-headers
  | *     simulated   simulated   admin   default
  $ kubectl config get-contexts -o yaml
  | error: output must be one of '' or 'name': yaml
  ? 1
  $ kubectl config current-context
  | simulated
  $ kubectl config current-context extra
  | simulated
  $ kubectl config use-context
  | error: Unexpected args: []
  | See 'kubectl config use-context -h' for help and examples
  ? 1
  $ kubectl config use-context nope
  | error: no context exists with the name: "nope"
  ? 1
  $ kubectl config set-context a b
  | error: Unexpected args: [a b]
  | See 'kubectl config set-context -h' for help and examples
  ? 1
`,
);

describeTranscripts(
  'kubectl diff',
  OPTIONS,
  `
misuse and secrets
  $ kubectl diff
  | error: must specify one of -f and -k
  ? 2
  $ kubectl create secret generic s --from-literal=a=1
  | secret/s created
  $ kubectl diff -f secret.yaml
  | diff -u -N /tmp/LIVE-5689600000/v1.Secret.default.s /tmp/MERGED-5689600001/v1.Secret.default.s
  | --- /tmp/LIVE-5689600000/v1.Secret.default.s	2025-01-01 00:00:00.000000000 +0000
  | +++ /tmp/MERGED-5689600001/v1.Secret.default.s	2025-01-01 00:00:00.000000000 +0000
  | @@ -1,6 +1,7 @@
  |  apiVersion: v1
  |  data:
  | -  a: '*** (before)'
  | +  a: '*** (after)'
  | +  b: '***'
  |  kind: Secret
  |  metadata:
  |    creationTimestamp: "2025-01-01T00:00:00Z"
  ? 1
  $ kubectl diff -f nope.yaml
  | error: the path "nope.yaml" does not exist
  ? 2
  $ kubectl diff -f new.yaml
  | diff -u -N /tmp/LIVE-5689600000/v1.Secret.default.fresh /tmp/MERGED-5689600001/v1.Secret.default.fresh
  | --- /tmp/LIVE-5689600000/v1.Secret.default.fresh	2025-01-01 00:00:00.000000000 +0000
  | +++ /tmp/MERGED-5689600001/v1.Secret.default.fresh	2025-01-01 00:00:00.000000000 +0000
  | @@ -0,0 +1,10 @@
  | +apiVersion: v1
  | +data:
  | +  a: '***'
  | +kind: Secret
  | +metadata:
  | +  creationTimestamp: "2025-01-01T00:00:00Z"
  | +  name: fresh
  | +  namespace: default
  | +  uid: cd4f2531-2e52-4239-af7a-c5c400000004
  | +type: Opaque
  ? 1
`,
);

describeTranscripts(
  'kubectl events',
  OPTIONS,
  `
none and some
  $ kubectl events
  | No events found in default namespace.
  $ kubectl events -A
  | No events found.
  $ kubectl events --types=Sometimes
  | error: valid --types are Normal or Warning
  ? 1
  $ kubectl events --for=pod
  | error: --for must be in resource/name form
  ? 1
  $ kubectl events --for=pod/solo
  | No events found in default namespace.
  $ kubectl events -o json
  | No events found in default namespace.
  $ kubectl events -o name
  | No events found in default namespace.
  $ kubectl events --for=thing/x
  | the server doesn't have a resource type "thing"
  ? 1
`,
);
