// What kubectl makes of flags, and how it refuses wrong ones: run, expose, create.
// Texts: kubectl v0.32.0 pkg/cmd/{run,expose,create}.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'solo.yaml': `apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {app: solo}}
spec:
  containers: [{name: c, image: "nginx:1"}, {name: d, image: "busybox:1"}]
`,
    'map.env': `A=1
`,
    'page.html': `x
`,
    'exprs.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: exprs}
spec:
  selector: {matchExpressions: [{key: app, operator: In, values: [a]}]}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: c, image: i}]}
`,
    'two.yaml': `apiVersion: v1
kind: Pod
metadata: {name: two, labels: {app: two}}
spec:
  containers: [{name: c, image: i, ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]}]
`,
  },
  given: [
    'kubectl create deployment web --image=nginx:1 --replicas=2 --port=80',
    'kubectl apply -f solo.yaml',
  ],
};

describeTranscripts(
  'kubectl run',
  OPTIONS,
  `
misuse
  $ kubectl run
  | error: required flag(s) "image" not set
  ? 1
  $ kubectl run a
  | error: required flag(s) "image" not set
  ? 1
  $ kubectl run a --image=i --env=A
  | error: invalid env: A
  ? 1
  $ kubectl run a --image=i --port=x
  | error: strconv.Atoi: parsing "x": invalid syntax
  ? 1
  $ kubectl run a --image=i -i --dry-run=client
  | error: --dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=i --restart=Sometimes
  | error: invalid restart policy: Sometimes
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=i --expose
  | error: --port must be set when exposing a service
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=I_!
  | error: Invalid image name "I_!": invalid reference format
  ? 1

what it makes
  $ kubectl run a --image=i --dry-run=client -o jsonpath={.spec.containers[0]} --image-pull-policy=Never --privileged --env=A=1 --port=80 --command -- sh -c x
  | {"command":["sh","-c","x"],"env":[{"name":"A","value":"1"}],"image":"i","imagePullPolicy":"Never","name":"a","ports":[{"containerPort":80}],"resources":{},"securityContext":{"privileged":true}}
`,
);

describeTranscripts(
  'kubectl expose',
  OPTIONS,
  `
misuse
  $ kubectl expose node n1
  | Error from server (NotFound): nodes "n1" not found
  ? 1
  $ kubectl expose pod bare
  | Error from server (NotFound): pods "bare" not found
  ? 1
  $ kubectl expose deployment web --port=x
  | error: strconv.Atoi: parsing "x": invalid syntax
  ? 1
  $ kubectl apply -f exprs.yaml
  | deployment.apps/exprs created
  $ kubectl expose deployment exprs --port=80
  | error: couldn't retrieve selectors via --selector flag or introspection: couldn't convert expressions - "[{Key:app Operator:In Values:[a]}]" to map-based selector format
  ? 1
  $ kubectl expose service nope
  | Error from server (NotFound): services "nope" not found
  ? 1
  $ kubectl expose deployment web --name=x --port=80 --protocol=UDP --dry-run=client -o jsonpath={.spec.ports}
  | [{"port":80,"protocol":"UDP","targetPort":80}]
  $ kubectl expose deployment web --type=LoadBalancer --load-balancer-ip=1.2.3.4 --session-affinity=ClientIP --dry-run=client -o jsonpath={.spec}
  | {"loadBalancerIP":"1.2.3.4","ports":[{"port":80,"protocol":"TCP","targetPort":80}],"selector":{"app":"web"},"sessionAffinity":"ClientIP","type":"LoadBalancer"}
  $ kubectl apply -f two.yaml
  | pod/two created
  $ kubectl expose pod two --dry-run=client -o jsonpath={.spec.ports}
  | [{"name":"port-1-tcp","port":53,"protocol":"TCP","targetPort":53},{"name":"port-1-udp","port":53,"protocol":"UDP","targetPort":53}]
`,
);

describeTranscripts(
  'kubectl create ingress',
  OPTIONS,
  `
what it makes
  $ kubectl create ingress a --rule=h/=s:80 --dry-run=client -o jsonpath={.spec}
  | {"rules":[{"host":"h","http":{"paths":[{"backend":{"service":{"name":"s","port":{"number":80}}},"path":"/","pathType":"Exact"}]}}]}
  $ kubectl create ingress b --class=c --default-backend=s:http --annotation=x=y --dry-run=client -o jsonpath='{.metadata.annotations} {.spec}'
  | {"x":"y"} {"defaultBackend":{"service":{"name":"s","port":{"name":"http"}}},"ingressClassName":"c"}
  $ kubectl create ingress c --rule=a/=s:80,tls --rule=b/=s:80,tls=t --rule=c/=s:80,tls=t --dry-run=client -o jsonpath={.spec.tls}
  | [{"hosts":["a"]},{"hosts":["b","c"],"secretName":"t"}]
  $ kubectl create ingress d
  | error: not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)
  ? 1
  $ kubectl create ingress d --rule=nonsense
  | error: rule nonsense is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]
  ? 1
  $ kubectl create ingress d --default-backend=s
  | error: default-backend should be in format servicename:serviceport
  ? 1
  $ kubectl create ingress d --rule=/a*=s:80 --dry-run=client -o jsonpath={.spec}
  | {"rules":[{"http":{"paths":[{"backend":{"service":{"name":"s","port":{"number":80}}},"path":"/a","pathType":"Prefix"}]}}]}
`,
);

describeTranscripts(
  'kubectl create configmap and secret',
  OPTIONS,
  `
misuse
  $ kubectl create configmap m --from-file=a=b=c
  | error: key names or file paths cannot contain '='
  ? 1
  $ kubectl create configmap m --from-file==x
  | error: key name for file path x missing
  ? 1
  $ kubectl create configmap m --from-file=a=
  | error: file path for key name a missing
  ? 1
  $ kubectl create configmap m --from-file=nope
  | error: error reading nope: no such file or directory
  ? 1
  $ kubectl create configmap m --from-literal=a
  | error: invalid literal source a, expected key=value
  ? 1
  $ kubectl create configmap m --from-env-file=map.env --from-literal=a=b
  | error: from-env-file cannot be combined with from-file or from-literal
  ? 1
  $ kubectl create secret docker-registry r --docker-username=u --docker-password=p --docker-email=e --dry-run=client -o jsonpath={.type}
  | kubernetes.io/dockerconfigjson
  $ kubectl create secret docker-registry r --docker-username=u
  | error: either --from-file or the combination of --docker-username, --docker-password and --docker-server is required
  ? 1
  $ kubectl create secret tls t
  | error: key and cert must be specified
  ? 1
  $ kubectl create secret generic
  | error: exactly one NAME is required, got 0
  | See 'kubectl create secret generic -h' for help and examples
  ? 1
  $ kubectl create configmap m --from-file=page.html --from-file=page.html
  | error: cannot add key "page.html", another key by that name already exists in Data for ConfigMap "m"
  ? 1
`,
);

describeTranscripts(
  'kubectl create quota, poddisruptionbudget, priorityclass',
  OPTIONS,
  `
what they make
  $ kubectl create quota q --hard=pods=1 --scopes=BestEffort --dry-run=client -o jsonpath={.spec}
  | {"hard":{"pods":"1"},"scopes":["BestEffort"]}
  $ kubectl create quota q --dry-run=client -o jsonpath={.spec}
  | {}
  $ kubectl create pdb p --selector=a=b
  | error: one of min-available or max-unavailable must be specified
  ? 1
  $ kubectl create pdb p --selector=a=b --min-available=50% --dry-run=client -o jsonpath={.spec}
  | {"minAvailable":"50%","selector":{"matchLabels":{"a":"b"}}}
  $ kubectl create pdb p --selector=a=b --min-available=1 --max-unavailable=1
  | error: min-available and max-unavailable cannot be both specified
  ? 1
  $ kubectl create pdb p --min-available=1
  | error: a selector must be specified
  ? 1
  $ kubectl create quota q --hard=pods
  | error: Invalid argument syntax pods, expected <resource>=<value>
  ? 1
  $ kubectl create priorityclass c --value=5 --description=d --dry-run=client -o jsonpath={.value}
  | 5
  $ kubectl create namespace
  | error: exactly one NAME is required, got 0
  | See 'kubectl create namespace -h' for help and examples
  ? 1
  $ kubectl create serviceaccount s --dry-run=client -o name
  | serviceaccount/s
`,
);

describeTranscripts(
  'kubectl create role',
  OPTIONS,
  `
misuse
  $ kubectl create role r
  | error: at least one verb must be specified
  ? 1
  $ kubectl create role r --verb=get
  | error: at least one resource must be specified
  ? 1
  $ kubectl create role r --verb=get --resource=
  | error: at least one resource must be specified
  ? 1
  $ kubectl create role r --verb=get --resource=/x
  | error: resource must be specified if apiGroup/subresource specified
  ? 1
  $ kubectl create role r --verb=get --resource=things
  | the server doesn't have a resource type "things"
  ? 1
  $ kubectl create clusterrole c --verb=get --non-resource-url=/healthz --dry-run=client -o jsonpath={.rules}
  | [{"nonResourceURLs":["/healthz"],"verbs":["get"]}]
  $ kubectl create clusterrole c --verb=get --resource=pods --non-resource-url=/x
  | clusterrole.rbac.authorization.k8s.io/c created
  $ kubectl create clusterrole c --verb=make --resource=pods --dry-run=client -o name
  | clusterrole.rbac.authorization.k8s.io/c
  | Warning: 'make' is not a standard resource verb
  $ kubectl create clusterrole c --aggregation-rule=a=b --verb=get
  | error: aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames
  ? 1
  $ kubectl create role r --verb=get,list --resource=pods --resource-name=a --dry-run=client -o jsonpath={.rules}
  | [{"apiGroups":[""],"resourceNames":["a"],"resources":["pods"],"verbs":["get","list"]}]
  $ kubectl create clusterrole c --verb=delete --non-resource-url=/x
  | Error from server (AlreadyExists): clusterroles.rbac.authorization.k8s.io "c" already exists
  ? 1
`,
);
