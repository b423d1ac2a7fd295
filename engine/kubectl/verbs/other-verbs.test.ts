// kubectl wait, logs, exec, delete, create and rollout, command by command. Texts: kubectl v0.32.0 pkg/cmd/{wait,logs,exec,delete,create,rollout}.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'solo.yaml': `apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {app: solo}}
spec:
  containers: [{name: c, image: "nginx:1"}, {name: d, image: "busybox:1"}]
`,
    'bare.yaml': `apiVersion: v1
kind: Pod
metadata: {name: bare}
spec:
  containers: [{name: c, image: nginx}]
`,
    'map.env': `# comment
A=1
B = two

C
`,
    'page.html': `<p>hello</p>
`,
    'patch.yaml': `spec: {replicas: 4}
`,
    'node.yaml': `apiVersion: v1
kind: Node
metadata: {name: n1, labels: {kind: big}}
`,
    'set.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  serviceName: db
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: c, image: db}]}
`,
  },
  given: [
    'kubectl create deployment web --image=nginx:1 --replicas=2 --port=80',
    'kubectl apply -f solo.yaml',
  ],
};

describeTranscripts(
  'kubectl wait',
  OPTIONS,
  `
for a field, a text, a status
  $ kubectl wait pod/solo --for=jsonpath='{.spec.nodeName}'=n --timeout=1s
  | error: timed out waiting for the condition on pods/solo
  ? 1
  $ kubectl wait pod/solo --for=jsonpath='{.metadata.name}'=solo
  | pod/solo condition met
  $ kubectl wait pod/solo --for=jsonpath='{.metadata.name}'
  | pod/solo condition met
  $ kubectl wait deployment/web --for=jsonpath='{.spec.replicas}'==2
  | error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'
  ? 1
  $ kubectl wait pod/solo --for=condition=Ready --timeout=1s
  | error: timed out waiting for the condition on pods/solo
  ? 1
  $ kubectl wait pod/solo --for=condition=Ready=false --timeout=0
  | error: condition not met for pods/solo
  ? 1

for creation and deletion
  $ kubectl wait pod/solo --for=create --timeout=1s
  | pod/solo condition met
  $ kubectl wait pod/nope --for=create --timeout=1s
  | error: timed out waiting for the condition
  ? 1
  $ kubectl wait pod/nope --for=delete
  $ kubectl wait pod/solo --for=delete --timeout=1s
  | error: timed out waiting for the condition on pods/solo
  ? 1

refusals
  $ kubectl wait pod/solo
  | error: unrecognized condition: ""
  ? 1
  $ kubectl wait --for=condition=Ready
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl wait pod/nope --for=condition=Ready
  | Error from server (NotFound): pods "nope" not found
  ? 1
  $ kubectl wait pods --all --for=never
  | error: unrecognized condition: "never"
  ? 1
  $ kubectl wait pod/solo --for=jsonpath='{.spec'
  | error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'
  ? 1
  $ kubectl wait pod/solo --for=jsonpath=
  | error: jsonpath expression cannot be empty
  ? 1
  $ kubectl wait pod/solo --for=jsonpath='{.spec.containers[*].name}'=c
  | error: given jsonpath expression matches more than one value
  ? 1
  $ kubectl wait pod/solo --for=jsonpath='{.spec}'=c
  | error: jsonpath leads to a nested object or list which is not supported
  ? 1
  $ kubectl wait pod/solo --for=jsonpath='{.a}'=
  | error: jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3
  ? 1
  $ kubectl wait configmaps --all --for=condition=Ready
  | error: no matching resources found
  ? 1
`,
);

describeTranscripts(
  'kubectl logs',
  OPTIONS,
  `
of a container, of all, named by resource
  $ kubectl logs solo
  | Defaulted container "c" out of: c, d
  $ kubectl logs solo -c d
  $ kubectl logs solo d
  $ kubectl logs solo --all-containers
  $ kubectl logs pod/solo --prefix --all-containers
  $ kubectl logs -l app=solo --all-containers
  $ kubectl logs solo -c nope
  | error: container nope is not valid for pod solo
  ? 1
  $ kubectl logs solo -c d --previous

refusals
  $ kubectl logs
  | error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
  | POD or TYPE/NAME is a required argument for the logs command
  | See 'kubectl logs -h' for help and examples
  ? 1
  $ kubectl logs nope
  | error: error from server (NotFound): pods "nope" not found in namespace "default"
  ? 1
  $ kubectl logs solo -c c d
  | error: only one of -c or an inline [CONTAINER] arg is allowed
  ? 1
  $ kubectl logs solo --all-containers -c c
  | error: --all-containers=true should not be specified with container name c
  ? 1
  $ kubectl logs solo -l app=solo
  | error: only a selector (-l) or a POD name is allowed
  | See 'kubectl logs -h' for help and examples
  ? 1
  $ kubectl logs solo --tail=-2
  | error: --tail must be greater than or equal to -1
  ? 1
  $ kubectl logs solo --since=1s --since-time=2025-01-01T00:00:00Z
  | error: at most one of \`sinceTime\` or \`sinceSeconds\` may be specified
  ? 1
  $ kubectl logs solo --limit-bytes=-1
  | error: --limit-bytes must be greater than 0
  ? 1
  $ kubectl logs solo --since=-1s
  | error: --since must be greater than 0
  ? 1
  $ kubectl logs solo --since-time=now
  | Defaulted container "c" out of: c, d
  | error: parsing time "now" as "2006-01-02T15:04:05Z07:00": cannot parse "now" as "2006"
  ? 1
  $ kubectl logs a b c
  | error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
  | POD or TYPE/NAME is a required argument for the logs command
  | See 'kubectl logs -h' for help and examples
  ? 1
  $ kubectl logs configmap/m
  | error: error from server (NotFound): configmaps "m" not found in namespace "default"
  ? 1

a part of it
  $ kubectl logs solo --limit-bytes=3
  | Defaulted container "c" out of: c, d
  $ kubectl logs solo --tail=0
  | Defaulted container "c" out of: c, d
  $ kubectl logs solo --timestamps=false
  | Defaulted container "c" out of: c, d
`,
);

describeTranscripts(
  'kubectl exec',
  OPTIONS,
  `
in a container
  $ kubectl exec solo -- echo a
  | Defaulted container "c" out of: c, d
  | Error from server (BadRequest): pod solo does not have a host assigned
  ? 1
  $ kubectl exec solo -c d -- echo a
  | Error from server (BadRequest): pod solo does not have a host assigned
  ? 1
  $ kubectl exec pod/solo -- exit 3
  | Defaulted container "c" out of: c, d
  | Error from server (BadRequest): pod solo does not have a host assigned
  ? 1
  $ kubectl exec solo -c nope -- true
  | Error from server (BadRequest): container nope is not valid for pod solo
  ? 1

refusals
  $ kubectl exec
  | error: pod, type/name or --filename must be specified
  ? 1
  $ kubectl exec solo
  | error: you must specify at least one command for the container
  ? 1
  $ kubectl exec nope -- true
  | Error from server (NotFound): pods "nope" not found
  ? 1
  $ kubectl exec solo true
  | error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead
  | See 'kubectl exec -h' for help and examples
  ? 1
  $ kubectl exec deployment/nope -- true
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl exec -- true
  | error: pod, type/name or --filename must be specified
  ? 1
`,
);

describeTranscripts(
  'kubectl delete',
  OPTIONS,
  `
by name, selector, file, all
  $ kubectl delete pod solo --now
  | pod "solo" deleted
  $ kubectl delete deployment,service -l app=web
  | deployment.apps "web" deleted
  $ kubectl delete deployment web
  | Error from server (NotFound): deployments.apps "web" not found
  ? 1
  $ kubectl delete -f solo.yaml
  | Error from server (NotFound): error when deleting "solo.yaml": pods "solo" not found
  ? 1
  $ kubectl delete -f solo.yaml --ignore-not-found
  $ kubectl create configmap m
  | configmap/m created
  $ kubectl delete configmaps --all
  | configmap "m" deleted
  $ kubectl delete configmap m
  | Error from server (NotFound): configmaps "m" not found
  ? 1

names alone, without doing it
  $ kubectl delete deployment web -o name --dry-run=client
  | deployment.apps/web
  $ kubectl delete deployment web --dry-run=server
  | deployment.apps "web" deleted (server dry run)

refusals
  $ kubectl delete
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl delete pod
  | error: resource(s) were provided, but no name was specified
  ? 1
  $ kubectl delete pods --all -l a=b
  | error: setting 'all' parameter but found a non empty selector.
  ? 1
  $ kubectl delete pod solo --all
  | error: name cannot be provided when a selector is specified
  ? 1
  $ kubectl delete pod solo -o yaml
  | error: unexpected -o output mode: yaml. We only support '-o name'
  ? 1
  $ kubectl delete pod solo --grace-period=0
  | pod "solo" deleted
  $ kubectl delete pod solo --cascade=some
  | error: invalid cascade value (some). Must be "background", "foreground", or "orphan"
  ? 1
  $ kubectl delete pod solo --now --grace-period=5
  | error: --now and --grace-period cannot be specified together
  ? 1
  $ kubectl delete pod solo --force --grace-period=3
  | error: --force and --grace-period greater than 0 cannot be specified together
  ? 1
  $ kubectl delete nothings a
  | error: the server doesn't have a resource type "nothings"
  ? 1
`,
);

describeTranscripts(
  'kubectl create',
  OPTIONS,
  `
configuration from literals, files and environment files
  $ kubectl create configmap a --from-literal=x=1 --from-literal=y=a=b
  | configmap/a created
  $ kubectl get configmap a -o jsonpath={.data}
  | {"x":"1","y":"a=b"}
  $ kubectl create configmap b --from-file=page.html --from-file=key=page.html
  | configmap/b created
  $ kubectl get configmap b -o jsonpath={.data}
  | {"key":"\\u003cp\\u003ehello\\u003c/p\\u003e\\n","page.html":"\\u003cp\\u003ehello\\u003c/p\\u003e\\n"}
  $ kubectl create configmap c --from-env-file=map.env
  | error: "B " is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')
  ? 1
  $ kubectl get configmap c -o jsonpath={.data}
  | Error from server (NotFound): configmaps "c" not found
  ? 1
  $ kubectl create secret generic s --from-literal=p=w --type=my/type
  | secret/s created
  $ kubectl get secret s -o jsonpath={.data}{.type}
  | {"p":"dw=="}my/type
  $ kubectl create secret docker-registry r --docker-username=u --docker-password=p --docker-email=e
  | secret/r created
  $ kubectl get secret r -o jsonpath={.type}
  | kubernetes.io/dockerconfigjson

configuration refusals
  $ kubectl create configmap
  | error: exactly one NAME is required, got 0
  | See 'kubectl create configmap -h' for help and examples
  ? 1
  $ kubectl create configmap a --from-literal=x
  | error: invalid literal source x, expected key=value
  ? 1
  $ kubectl create configmap a --from-literal==x
  | error: invalid literal source =x, expected key=value
  ? 1
  $ kubectl create configmap a --from-file=nope
  | error: error reading nope: no such file or directory
  ? 1
  $ kubectl create configmap a --from-file==page.html
  | error: key name for file path page.html missing
  ? 1
  $ kubectl create configmap a --from-env-file=nope
  | error: error reading nope: no such file or directory
  ? 1
  $ kubectl create configmap a --from-env-file=map.env --from-literal=a=b
  | error: from-env-file cannot be combined with from-file or from-literal
  ? 1
  $ kubectl create configmap a --from-literal=x=1 --from-literal=x=2
  | error: cannot add key "x", another key by that name already exists in Data for ConfigMap "a"
  ? 1
  $ kubectl create configmap a --from-literal="a/b=c"
  | error: "a/b" is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
  ? 1
  $ kubectl create secret generic
  | error: exactly one NAME is required, got 0
  | See 'kubectl create secret generic -h' for help and examples
  ? 1
  $ kubectl create secret generic s --from-literal=x
  | error: invalid literal source x, expected key=value
  ? 1
  $ kubectl create secret docker-registry r
  | error: either --from-file or the combination of --docker-username, --docker-password and --docker-server is required
  ? 1

workloads
  $ kubectl create job j --image=busybox -- echo a
  | job.batch/j created
  $ kubectl get job j -o jsonpath={.spec.template.spec.containers[0].command}{.spec.template.spec.restartPolicy}
  | ["echo","a"]Never
  $ kubectl create cronjob c --image=busybox --schedule="*/5 * * * *" -- date
  | cronjob.batch/c created
  $ kubectl get cronjob c -o jsonpath={.spec.schedule}
  | */5 * * * *
  $ kubectl create job k --from=cronjob/c
  | job.batch/k created
  $ kubectl get job k -o jsonpath={.metadata.annotations}
  | {"cronjob.kubernetes.io/instantiate":"manual"}
  $ kubectl create deployment d --image=a --image=b:1
  | deployment.apps/d created
  $ kubectl get deployment d -o jsonpath={.spec.template.spec.containers[*].name}
  | a b
  $ kubectl create deployment e --image=a -- run it
  | deployment.apps/e created
  $ kubectl create namespace n
  | namespace/n created
  $ kubectl create serviceaccount sa
  | serviceaccount/sa created
  $ kubectl create priorityclass p --value=10 --description=d --global-default
  | priorityclass.scheduling.k8s.io/p created
  $ kubectl create pdb b --selector=app=web --min-available=1
  | poddisruptionbudget.policy/b created
  $ kubectl create quota q --hard=pods=3 --scopes=BestEffort
  | resourcequota/q created

workload refusals
  $ kubectl create job j
  | error: either --image or --from must be specified
  ? 1
  $ kubectl create job j --image=a --from=cronjob/c
  | error: either --image or --from must be specified
  ? 1
  $ kubectl create job j --from=deployment/web
  | error: unknown object type *v1.Deployment
  ? 1
  $ kubectl create job j --from=cronjob/nope
  | Error from server (NotFound): cronjobs.batch "nope" not found
  ? 1
  $ kubectl create job j --from=cronjob/c -- x
  | error: cannot specify --from and command
  ? 1
  $ kubectl create cronjob c --image=a
  | error: required flag(s) "schedule" not set
  ? 1
  $ kubectl create deployment
  | error: required flag(s) "image" not set
  ? 1
  $ kubectl create deployment d
  | error: required flag(s) "image" not set
  ? 1
  $ kubectl create deployment d --image=a --image=b -- x
  | error: cannot specify multiple --image options and command
  ? 1
  $ kubectl create deployment web --image=a
  | error: failed to create deployment: deployments.apps "web" already exists
  ? 1
  $ kubectl create pdb b
  | error: a selector must be specified
  ? 1
  $ kubectl create pdb b --selector=a=b --min-available=1 --max-unavailable=1
  | error: min-available and max-unavailable cannot be both specified
  ? 1
  $ kubectl create quota q --hard=x
  | error: Invalid argument syntax x, expected <resource>=<value>
  ? 1
  $ kubectl create priorityclass p --preemption-policy=Often
  | error: failed to create priorityclass: PriorityClass.scheduling.k8s.io "p" is invalid: preemptionPolicy: Unsupported value: "Often": supported values: "PreemptLowerPriority", "Never"
  ? 1
  $ kubectl create -f nope.yaml
  | error: the path "nope.yaml" does not exist
  ? 1
`,
);

describeTranscripts(
  'kubectl rollout',
  OPTIONS,
  `
pause, resume, restart
  $ kubectl rollout pause deployment/web
  | deployment.apps/web paused
  $ kubectl rollout pause deployment/web
  | error: deployments.apps "web" is already paused
  ? 1
  $ kubectl rollout restart deployment/web
  | error: deployments.apps "web" can't restart paused deployment (run rollout resume first)
  ? 1
  $ kubectl rollout resume deployment/web
  | deployment.apps/web resumed
  $ kubectl rollout resume deployment/web
  | error: deployments.apps "web" is not paused
  ? 1
  $ kubectl rollout restart deployment web
  | deployment.apps/web restarted
  $ kubectl rollout restart deployment
  | error: failed to create patch for web: if restart has already been triggered within the past second, please wait before attempting to trigger another
  ? 1

refusals
  $ kubectl rollout pause
  | error: required resource not specified
  ? 1
  $ kubectl rollout pause pod/solo
  | error: pods "solo" pausing is not supported
  ? 1
  $ kubectl rollout resume pod/solo
  | error: pods "solo" resuming is not supported
  ? 1
  $ kubectl rollout restart pod/solo
  | error: pods "solo" restarting is not supported
  ? 1
  $ kubectl rollout status pod/solo
  | error: no status viewer has been implemented for Pod
  ? 1
  $ kubectl rollout history pod/solo
  | error: no history viewer has been implemented for "Pod"
  ? 1
  $ kubectl rollout undo pod/solo
  | error: no rollbacker has been implemented for "Pod"
  ? 1
  $ kubectl rollout undo deployment/web
  | error: no rollout history found for deployment "web"
  ? 1
  $ kubectl rollout undo deployment/web --to-revision=9
  | error: unable to find specified revision 9 in history
  ? 1
  $ kubectl rollout undo deployment/web --to-revision=-1
  | error: unable to find specified revision -1 in history
  ? 1
  $ kubectl rollout history deployment/web --revision=9
  | deployment.apps/web with revision #9
  | No rollout history found.
  $ kubectl rollout status deployment/nope
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl rollout restart deployment -l a=b
  | No resources found in default namespace.
  $ kubectl rollout pause deployment/nope
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1

of a StatefulSet
  $ kubectl apply -f set.yaml
  | statefulset.apps/db created
  $ kubectl rollout history sts/db
  | statefulset.apps/db
  | No rollout history found.
  $ kubectl rollout pause sts/db
  | error: statefulsets.apps "db" pausing is not supported
  ? 1
  $ kubectl rollout restart sts/db
  | statefulset.apps/db restarted
  $ kubectl rollout undo sts/db
  | error: no last revision to roll back to
  ? 1
`,
);
