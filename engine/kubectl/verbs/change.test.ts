// kubectl label, annotate, taint, set, scale, patch and replace, command by command. Texts: kubectl v0.32.0 pkg/cmd/{label,annotate,taint,set,scale,patch,replace}.

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
  'kubectl label and annotate',
  OPTIONS,
  `
one, none, over, away
  $ kubectl label pod solo a=b
  | pod/solo labeled
  $ kubectl label pod solo a=b
  | pod/solo not labeled
  $ kubectl label pod solo a=c
  | error: 'a' already has a value (b), and --overwrite is false
  ? 1
  $ kubectl label pod solo a=c --overwrite
  | pod/solo labeled
  $ kubectl label pod solo a-
  | pod/solo unlabeled
  $ kubectl label pod solo a-
  | label "a" not found.
  | pod/solo not labeled
  $ kubectl get pod solo -o jsonpath={.metadata.labels}
  | {"app":"solo"}

all, by selector, listed
  $ kubectl label deployments --all x=y
  | deployment.apps/web labeled
  $ kubectl label pods -l app=solo x=y --list
  | Listing labels for Pod./solo:
  |  app=solo
  |  x=y
  $ kubectl label pods --all --list
  | Listing labels for Pod./solo:
  |  app=solo
  $ kubectl annotate pods -l app=solo note="a b"
  | pod/solo annotated
  $ kubectl annotate pod solo note-
  | pod/solo annotated
  $ kubectl annotate pod solo note-
  | pod/solo annotated

without doing it
  $ kubectl label pod solo a=b --dry-run=client
  | pod/solo labeled (dry run)
  $ kubectl label pod solo a=b --dry-run=server
  | pod/solo labeled (server dry run)
  $ kubectl label pod solo a=b --dry-run=client -o name
  | pod/solo
  $ kubectl get pod solo -o jsonpath={.metadata.labels}
  | {"app":"solo"}

from a file, without a server
  $ kubectl label -f solo.yaml z=1 --local -o jsonpath={.metadata.labels}
  | {"app":"solo","z":"1"}
  $ kubectl annotate -f solo.yaml z=1 --local -o jsonpath={.metadata.annotations}
  | {"z":"1"}

a resource version
  $ kubectl label pod solo a=b --resource-version=1
  | Error from server (Conflict): Operation cannot be fulfilled on pods "solo": the object has been modified; please apply your changes to the latest version and try again
  ? 1
  $ kubectl label pods --all a=b --resource-version=1
  | error: --resource-version may only be used with a single resource
  ? 1

refusals
  $ kubectl label pod solo
  | error: at least one label update is required
  ? 1
  $ kubectl label
  | error: one or more resources must be specified as <resource> <name> or <resource>/<name>
  ? 1
  $ kubectl label pod
  | error: at least one label update is required
  ? 1
  $ kubectl label pod solo a=b=c
  | error: invalid label spec: a=b=c
  ? 1
  $ kubectl label pod solo "a b=c"
  | The Pod "solo" is invalid: metadata.labels: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  ? 1
  $ kubectl label pod solo a="b c"
  | error: invalid label value: "a=b c": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
  ? 1
  $ kubectl label pod solo a=b a-
  | error: can not both modify and remove a label in the same command
  ? 1
  $ kubectl label pod solo =b
  | error: at least one label update is required
  ? 1
  $ kubectl label pods --all -l app=solo a=b
  | error: cannot set --all and --selector at the same time
  ? 1
  $ kubectl label pod nope a=b
  | Error from server (NotFound): pods "nope" not found
  ? 1
  $ kubectl label nothings x a=b
  | error: the server doesn't have a resource type "nothings"
  ? 1
  $ kubectl label pod solo app=x note=1
  | error: 'app' already has a value (solo), and --overwrite is false
  ? 1
  $ kubectl annotate pod solo a=1
  | pod/solo annotated
  $ kubectl annotate pod solo a=2
  | error: --overwrite is false but found the following declared annotation(s): 'a' already has a value (1)
  ? 1
  $ kubectl label pod solo --list -o yaml
  | error: --list and --output may not be specified together
  ? 1
  $ kubectl label pod solo a=b --local
  | error: can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set
  ? 1
`,
);

describeTranscripts(
  'kubectl set',
  OPTIONS,
  `
image of one container, of all, of several
  $ kubectl set image deployment/web nginx=nginx:2
  | deployment.apps/web image updated
  $ kubectl set image pod/solo c=nginx:2 d=busybox:2
  | pod/solo image updated
  $ kubectl set image deployment web *=nginx:3
  | deployment.apps/web image updated
  $ kubectl set image deployment/web nginx=nginx:3
  $ kubectl get deployment web -o jsonpath={.spec.template.spec.containers[0].image}
  | nginx:3
  $ kubectl get pod solo -o jsonpath={.spec.containers[*].image}
  | nginx:2 busybox:2

image refusals
  $ kubectl set image deployment/web nope=nginx:2
  | error: unable to find container named "nope"
  ? 1
  $ kubectl set image deployment/web
  | error: at least one image update is required
  ? 1
  $ kubectl set image nginx=nginx:2
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl set image deployment/web nginx=a *=b
  | error: all containers are already specified by *, but saw more than one container_name=container_image pairs
  ? 1
  $ kubectl set image deployment/nope nginx=a
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl set image configmap/x nginx=a
  | Error from server (NotFound): configmaps "x" not found
  ? 1

resources
  $ kubectl set resources deployment web --limits=cpu=200m,memory=512Mi --requests=cpu=100m
  | deployment.apps/web resource requirements updated
  $ kubectl get deployment web -o jsonpath={.spec.template.spec.containers[0].resources}
  | {"limits":{"cpu":"200m","memory":"512Mi"},"requests":{"cpu":"100m"}}
  $ kubectl set resources deployment web -c=nginx --limits=cpu=0
  | error: failed to patch resources update to pod template Deployment.apps "web" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "100m": must be less than or equal to cpu limit of 0
  ? 1
  $ kubectl get deployment web -o jsonpath={.spec.template.spec.containers[0].resources}
  | {"limits":{"cpu":"200m","memory":"512Mi"},"requests":{"cpu":"100m"}}
  $ kubectl set resources deployment web -c=other --limits=cpu=1
  | error: unable to find container named other
  ? 1
  $ kubectl set resources deployment web
  | error: you must specify an update to requests or limits (in the form of --requests/--limits)
  ? 1
  $ kubectl set resources deployment web --limits=cpu
  | error: Invalid argument syntax cpu, expected <resource>=<value>
  ? 1
  $ kubectl set resources deployment web --limits=cpu=x
  | error: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
  ? 1

environment
  $ kubectl set env deployment/web A=1 B=2
  | deployment.apps/web env updated
  $ kubectl set env deployment/web --list
  | # Deployment web, container nginx
  | A=1
  | B=2
  $ kubectl set env deployment/web A-
  | deployment.apps/web env updated
  $ kubectl set env deployment/web --list
  | # Deployment web, container nginx
  | B=2
  $ kubectl create configmap m --from-literal=key=v
  | configmap/m created
  $ kubectl set env --from=configmap/m deployment/web
  | deployment.apps/web env updated
  | Warning: key key transferred to KEY
  $ kubectl set env --from=configmap/m --prefix=P_ deployment/web
  | deployment.apps/web env updated
  | Warning: key key transferred to KEY
  $ kubectl set env deployment/web --list
  | # Deployment web, container nginx
  | B=2
  | # KEY from configmap m, key key
  | # P_KEY from configmap m, key key

environment refusals
  $ kubectl set env deployment/web
  $ kubectl set env A=1
  | error: one or more resources must be specified as <resource> <name> or <resource>/<name>
  ? 1
  $ kubectl set env deployment/web =1
  | error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
  ? 1
  $ kubectl set env deployment/web A=1 A-
  | error: can not both modify and remove an environment variable in the same command
  ? 1
  $ kubectl set env deployment/web -c other A=1
  | Warning: Deployment/web does not have any containers matching "other"
  $ kubectl set env --from=pod/solo deployment/web
  | error: unsupported resource specified in --from
  ? 1
  $ kubectl set env --from=configmap/nope deployment/web
  | Error from server (NotFound): configmaps "nope" not found
  ? 1
  $ kubectl set env deployment/web A=1 --overwrite=false
  | deployment.apps/web env updated
  $ kubectl set env deployment/web A=2 --overwrite=false
  | error: deployments/web 'A' already has a value (1), and --overwrite is false
  ? 1

selector and service account
  $ kubectl expose deployment web
  | service/web exposed
  $ kubectl set selector service web a=b
  | service/web selector updated
  $ kubectl get service web -o jsonpath={.spec.selector}
  | {"a":"b"}
  $ kubectl set serviceaccount deployment web builder
  | deployment.apps/web serviceaccount updated
  $ kubectl get deployment web -o jsonpath={.spec.template.spec.serviceAccountName}
  | builder
  $ kubectl set serviceaccount deployment
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
`,
);

describeTranscripts(
  'kubectl scale',
  OPTIONS,
  `
up, at a known count, several
  $ kubectl scale deployment web --replicas=3
  | deployment.apps/web scaled
  $ kubectl scale deployment/web --replicas=1 --current-replicas=3
  | deployment.apps/web scaled
  $ kubectl scale deployment/web --replicas=1 --current-replicas=3
  | error: Expected replicas to be 3, was 1
  ? 1
  $ kubectl scale deployment --all --replicas=0
  | deployment.apps/web scaled
  $ kubectl apply -f set.yaml
  | statefulset.apps/db created
  $ kubectl scale deployment/web sts/db --replicas=2
  | deployment.apps/web scaled
  | statefulset.apps/db scaled
  $ kubectl get deployment web -o jsonpath={.spec.replicas}
  | 2

at a known version
  $ kubectl scale deployment web --replicas=3 --resource-version=1
  | deployment.apps/web scaled
  $ kubectl scale deployment/web deployment/nope --replicas=3 --resource-version=1
  | error: Expected resource version to be 1, was 3
  ? 1

refusals
  $ kubectl scale deployment web
  | error: required flag(s) "replicas" not set
  ? 1
  $ kubectl scale deployment web --replicas=-1
  | error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0
  ? 1
  $ kubectl scale deployment web --replicas=1 --current-replicas=-2
  | error: The --current-replicas must specify an integer of -1 or greater
  ? 1
  $ kubectl scale deployment nope --replicas=1
  | error: no objects passed to scale deployments.apps "nope" not found
  ? 1
  $ kubectl scale --replicas=2
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl scale deployment web --replicas=x
  | error: invalid argument "x" for "--replicas" flag: strconv.ParseInt: parsing "x": invalid syntax
  | See 'kubectl scale --help' for usage.
  ? 1

without doing it, to a file
  $ kubectl scale deployment web --replicas=5 --dry-run=client
  | deployment.apps/web scaled (dry run)
  $ kubectl scale deployment web --replicas=5 --dry-run=server
  | deployment.apps/web scaled (server dry run)
  $ kubectl scale deployment web --replicas=5 -o name
  | deployment.apps/web
  $ kubectl scale -f set.yaml --replicas=2
  | Error from server (NotFound): statefulsets.apps "db" not found
  ? 1
`,
);

describeTranscripts(
  'kubectl patch',
  OPTIONS,
  `
of each type
  $ kubectl patch deployment web -p '{"spec":{"replicas":3}}'
  | deployment.apps/web patched
  $ kubectl patch deployment web --type=merge -p '{"spec":{"replicas":4}}'
  | deployment.apps/web patched
  $ kubectl patch deployment web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":5}]'
  | deployment.apps/web patched
  $ kubectl patch deployment web --patch-file=patch.yaml
  | deployment.apps/web patched
  $ kubectl patch deployment web --patch-file=patch.yaml
  | deployment.apps/web patched (no change)
  $ kubectl get deployment web -o jsonpath={.spec.replicas}
  | 4

the status and the scale
  $ kubectl patch deployment web --subresource=status --type=merge -p '{"status":{"replicas":7}}'
  | deployment.apps/web patched
  $ kubectl get deployment web -o jsonpath={.status.replicas}
  | 7

refusals
  $ kubectl patch deployment web
  | error: must specify --patch or --patch-file containing the contents of the patch
  ? 1
  $ kubectl patch deployment web -p {} --patch-file=patch.yaml
  | error: cannot specify --patch and --patch-file together
  ? 1
  $ kubectl patch deployment web --type=big -p '{}'
  | error: --type must be one of [json merge strategic], not "big"
  ? 1
  $ kubectl patch deployment nope -p '{"a":1}'
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl patch deployment web --type=json -p '[{"op":"remove","path":"/spec/nope"}]'
  | The request is invalid: the server rejected our request due to an error in our request
  ? 1
  $ kubectl patch deployment web -p '{"spec":{"replicas":-1}}'
  | The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0
  ? 1
  $ kubectl patch -p '{}'
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1
  $ kubectl patch deployment web --patch-file=nope.yaml
  | error: unable to read patch file: open nope.yaml: no such file or directory
  ? 1
  $ kubectl patch deployment web -p '{"spec":{"replicas":"x"}}'
  | The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32
  ? 1

without doing it
  $ kubectl patch deployment web -p '{"spec":{"replicas":9}}' --dry-run=server
  | deployment.apps/web patched
  $ kubectl patch deployment web -p '{"spec":{"replicas":9}}' --dry-run=client -o jsonpath={.spec.replicas}
  | 9
  $ kubectl patch deployment web -p '{"spec":{"replicas":2}}' -o name
  | deployment.apps/web
  $ kubectl get deployment web -o jsonpath={.spec.replicas}
  | 2
`,
);

describeTranscripts(
  'kubectl replace',
  OPTIONS,
  `
what is there, what is not
  $ kubectl replace -f solo.yaml
  | pod/solo replaced
  $ kubectl replace -f bare.yaml
  | Error from server (NotFound): error when replacing "bare.yaml": pods "bare" not found
  ? 1
  $ kubectl replace --force -f bare.yaml
  | pod/bare replaced
  $ kubectl replace --force -f bare.yaml
  | pod "bare" deleted
  | pod/bare replaced
  $ kubectl get pod bare -o name
  | pod/bare

without doing it
  $ kubectl replace -f solo.yaml --dry-run=client
  | pod/solo replaced (dry run)
  $ kubectl replace -f solo.yaml --dry-run=server
  | pod/solo replaced (server dry run)
  $ kubectl replace -f solo.yaml --save-config
  | pod/solo replaced

refusals
  $ kubectl replace
  | error: must specify one of -f and -k
  ? 1
  $ kubectl replace -f solo.yaml --grace-period=1
  | error: --grace-period must have --force specified
  ? 1
  $ kubectl replace -f solo.yaml --timeout=1s
  | error: --timeout must have --force specified
  ? 1
  $ kubectl replace --force --dry-run=client -f solo.yaml
  | error: --dry-run can not be used when --force is set
  ? 1
  $ kubectl replace -f nope.yaml
  | error: the path "nope.yaml" does not exist
  ? 1
`,
);

describeTranscripts(
  'kubectl taint',
  OPTIONS,
  `
on, over, away
  $ kubectl apply -f node.yaml
  | node/n1 created
  $ kubectl taint nodes n1 a=b:NoSchedule
  | node/n1 tainted
  $ kubectl taint nodes n1 a=b:NoSchedule
  | error: node n1 already has a taint(s) with same effect(s) and --overwrite is false
  ? 1
  $ kubectl taint nodes n1 a=c:NoSchedule
  | error: node n1 already has a taint(s) with same effect(s) and --overwrite is false
  ? 1
  $ kubectl taint nodes n1 a=c:NoSchedule --overwrite
  | node/n1 modified
  $ kubectl taint nodes n1 k:NoExecute x=y:PreferNoSchedule
  | node/n1 tainted
  $ kubectl get node n1 -o jsonpath={.spec.taints}
  | [{"effect":"NoExecute","key":"k"},{"effect":"PreferNoSchedule","key":"x","value":"y"},{"effect":"NoSchedule","key":"a","value":"c"}]
  $ kubectl taint nodes n1 a:NoSchedule-
  | node/n1 untainted
  $ kubectl taint nodes n1 k- x-
  | node/n1 untainted
  $ kubectl taint nodes n1 k-
  | error: taint "k" not found
  ? 1
  $ kubectl taint nodes --all z=1:NoSchedule
  | node/n1 tainted
  $ kubectl taint nodes -l kind=big z-
  | node/n1 untainted
  $ kubectl taint nodes n1 a=b:NoSchedule --dry-run=client
  | node/n1 tainted
  $ kubectl taint nodes n1 a=b:NoSchedule --dry-run=server
  | node/n1 tainted
  $ kubectl get node n1 -o jsonpath={.spec.taints}

refusals
  $ kubectl taint
  | error: one or more resources must be specified as <resource> <name>
  ? 1
  $ kubectl taint nodes
  | error: at least one taint update is required
  ? 1
  $ kubectl taint nodes n1
  | error: at least one taint update is required
  ? 1
  $ kubectl taint pods solo a=b:NoSchedule
  | error: invalid resource type pods, only node types are supported
  ? 1
  $ kubectl taint nodes n1 a=b
  | error: invalid taint spec: a=b, name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b:Never
  | error: invalid taint effect: Never, unsupported taint effect
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b:NoSchedule a=c:NoSchedule
  | error: duplicated taints with the same key and effect: {a c NoSchedule <nil>}
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes n1 a=b:NoSchedule a:NoSchedule-
  | error: can not both modify and remove the following taint(s) in the same command: a=NoSchedule
  ? 1
  $ kubectl taint nodes n1 "a b=c:NoSchedule"
  | error: invalid taint spec: a b=c:NoSchedule, name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  | See 'kubectl taint -h' for help and examples
  ? 1
  $ kubectl taint nodes --all -l x=y a=b:NoSchedule
  | error: setting 'all' parameter with a non empty selector is prohibited
  ? 1
  $ kubectl taint nodes -l x=y n1 a=b:NoSchedule
`,
);
