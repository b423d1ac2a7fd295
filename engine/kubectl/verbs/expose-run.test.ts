// kubectl expose, run, create service and autoscale, command by command. Texts: kubectl v0.32.0 pkg/cmd/{expose,run,create,autoscale}.

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
  'kubectl expose',
  OPTIONS,
  `
a deployment, by its own port
  $ kubectl expose deployment web
  | service/web exposed
  $ kubectl get service web -o jsonpath={.spec.selector}{.spec.ports}
  | {"app":"web"}[{"port":80,"protocol":"TCP","targetPort":80}]

under another name, port, type and labels
  $ kubectl expose deployment web --name=front --port=8080 --target-port=80 --type=NodePort --labels=a=b --protocol=UDP --session-affinity=ClientIP
  | service/front exposed
  $ kubectl get service front -o jsonpath={.metadata.labels}{.spec.ports[0].port}{.spec.ports[0].targetPort}{.spec.ports[0].protocol}{.spec.type}{.spec.sessionAffinity}
  | {"a":"b"}808080UDPNodePortClientIP

several ports and a named target
  $ kubectl expose deployment web --name=many --port=80,443 --target-port=web
  | service/many exposed
  $ kubectl get service many -o jsonpath={.spec.ports}
  | [{"name":"port-1","port":80,"protocol":"TCP","targetPort":"web"},{"name":"port-2","port":443,"protocol":"TCP","targetPort":"web"}]

a selector of its own, external and cluster addresses
  $ kubectl expose deployment web --name=x --selector=a=b --external-ip=1.2.3.4 --cluster-ip=None
  | service/x exposed
  | Warning: spec.externalIPs is ignored for headless services
  $ kubectl get service x -o jsonpath={.spec.selector}{.spec.externalIPs}{.spec.clusterIP}
  | {"a":"b"}["1.2.3.4"]None

a load balancer address
  $ kubectl expose deployment web --name=x --type=LoadBalancer --load-balancer-ip=1.2.3.4
  | service/x exposed
  $ kubectl get service x -o jsonpath={.spec.loadBalancerIP}
  | 1.2.3.4

a service again
  $ kubectl expose deployment web
  | service/web exposed
  $ kubectl expose service web --name=again --port=81
  | service/again exposed
  $ kubectl get service again -o jsonpath={.spec.selector}{.spec.ports}
  | {"app":"web"}[{"port":81,"protocol":"TCP","targetPort":81}]

a pod without port
  $ kubectl expose pod solo
  | error: couldn't find port via --port flag or introspection
  ? 1

a pod without labels
  $ kubectl apply -f bare.yaml
  | pod/bare created
  $ kubectl expose pod bare --port=80
  | error: couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed
  ? 1

what cannot be exposed
  $ kubectl create configmap m --from-literal=a=b
  | configmap/m created
  $ kubectl expose configmap m --port=80
  | error: cannot expose a ConfigMap
  ? 1

an unknown affinity, port and type
  $ kubectl expose deployment web --session-affinity=Cookie
  | error: unknown session affinity: Cookie
  ? 1
  $ kubectl expose deployment web --port=http
  | error: strconv.Atoi: parsing "http": invalid syntax
  ? 1
  $ kubectl expose deployment web --type=Big
  | The Service "web" is invalid: spec.type: Unsupported value: "Big": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"
  ? 1

what is not there, and nothing
  $ kubectl expose deployment nope --port=80
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl expose
  | error: You must provide one or more resources by argument or filename.
  | Example resource specifications include:
  |    '-f rsrc.yaml'
  |    '--filename=rsrc.json'
  |    '<resource> <name>'
  |    '<resource>'
  ? 1

without doing it
  $ kubectl expose deployment web --dry-run=client
  | service/web exposed (dry run)
  $ kubectl expose deployment web --dry-run=client -o name
  | service/web
  $ kubectl get services
  | No resources found in default namespace.

twice
  $ kubectl expose deployment web
  | service/web exposed
  $ kubectl expose deployment web
  | Error from server (AlreadyExists): services "web" already exists
  ? 1
`,
);

describeTranscripts(
  'kubectl run',
  OPTIONS,
  `
a pod
  $ kubectl run a --image=nginx
  | pod/a created
  $ kubectl get pod a -o jsonpath={.metadata.labels}{.spec.containers[0].name}{.spec.restartPolicy}
  | {"run":"a"}aAlways

labels, environment, port, arguments and policy
  $ kubectl run a --image=nginx --labels=x=y --env=A=1 --env=B=2 --port=80 --restart=OnFailure --annotations=n=m -- --flag v
  | pod/a created
  $ kubectl get pod a -o jsonpath={.metadata.labels}{.metadata.annotations}{.spec.containers[0].env}{.spec.containers[0].ports}{.spec.restartPolicy}{.spec.containers[0].args}
  | {"x":"y"}{"n":"m"}[{"name":"A","value":"1"},{"name":"B","value":"2"}][{"containerPort":80,"protocol":"TCP"}]OnFailure["--flag","v"]

a command
  $ kubectl run a --image=nginx --command -- sh -c true
  | pod/a created
  $ kubectl get pod a -o jsonpath={.spec.containers[0].command}
  | ["sh","-c","true"]

with a service
  $ kubectl run a --image=nginx --port=80 --expose
  | service/a created
  | pod/a created
  $ kubectl get service a -o jsonpath={.spec.selector}
  | {"run":"a"}

without doing it
  $ kubectl run a --image=nginx --dry-run=client
  | pod/a created (dry run)
  $ kubectl run a --image=nginx --dry-run=server -o name
  | pod/a
  $ kubectl get pod a
  | Error from server (NotFound): pods "a" not found
  ? 1

refusals
  $ kubectl run
  | error: required flag(s) "image" not set
  ? 1
  $ kubectl run a
  | error: required flag(s) "image" not set
  ? 1
  $ kubectl run a --image=UPPER
  | error: Invalid image name "UPPER": invalid reference format
  ? 1
  $ kubectl run a --image=nginx --expose
  | error: --port must be set when exposing a service
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=nginx --restart=Maybe
  | error: invalid restart policy: Maybe
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=nginx -t
  | error: -i/--stdin is required for containers with -t/--tty=true
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=nginx --rm
  | error: --rm should only be used for attached containers
  | See 'kubectl run -h' for help and examples
  ? 1
  $ kubectl run a --image=nginx --env=A
  | error: invalid env: A
  ? 1
  $ kubectl run solo --image=nginx
  | Error from server (AlreadyExists): pods "solo" already exists
  ? 1
  $ kubectl run a --image=nginx --image-pull-policy=Some
  | error: invalid image pull policy: Some
  | See 'kubectl run -h' for help and examples
  ? 1
`,
);

describeTranscripts(
  'kubectl create service',
  OPTIONS,
  `
of each type
  $ kubectl create service clusterip a --tcp=80:8080
  | service/a created
  $ kubectl create service clusterip h --clusterip=None
  | service/h created
  $ kubectl create service nodeport b --tcp=80 --node-port=30080
  | service/b created
  $ kubectl create service loadbalancer c --tcp=80:web
  | service/c created
  $ kubectl create service externalname d --external-name=db.example.com
  | service/d created
  $ kubectl get services -o jsonpath={.items[*].spec.type}
  | ClusterIP NodePort LoadBalancer ExternalName ClusterIP
  $ kubectl get service a -o jsonpath={.spec.ports}{.spec.selector}
  | [{"name":"80-8080","port":80,"protocol":"TCP","targetPort":8080}]{"app":"a"}
  $ kubectl get service c -o jsonpath={.spec.ports[0].targetPort}
  | web

refusals
  $ kubectl create service clusterip a
  | error: at least one tcp port specifier must be provided
  ? 1
  $ kubectl create service clusterip a --tcp=x
  | error: strconv.ParseUint: parsing "x": invalid syntax
  ? 1
  $ kubectl create service clusterip a --tcp=80:90:100
  | service/a created
  $ kubectl create service externalname d
  | error: required flag(s) "external-name" not set
  ? 1
  $ kubectl create service externalname d --external-name=A_
  | error: invalid service external name A_
  ? 1
  $ kubectl create service clusterip a --clusterip=None --tcp=70000
  | error: strconv.ParseUint: parsing "70000": value out of range
  ? 1
`,
);

describeTranscripts(
  'kubectl autoscale',
  OPTIONS,
  `
a deployment
  $ kubectl autoscale deployment web --max=5 --min=2 --cpu-percent=80
  | horizontalpodautoscaler.autoscaling/web autoscaled
  $ kubectl get hpa web -o jsonpath={.spec.minReplicas}{.spec.maxReplicas}{.spec.scaleTargetRef}
  | 25{"apiVersion":"apps/v1","kind":"Deployment","name":"web"}

under another name, without doing it
  $ kubectl autoscale deployment web --max=5 --name=x --dry-run=client
  | horizontalpodautoscaler.autoscaling/x created (dry run)
  $ kubectl autoscale deployment web --max=5 --name=x --dry-run=server
  | horizontalpodautoscaler.autoscaling/x autoscaled (server dry run)

refusals
  $ kubectl autoscale deployment web
  | error: required flag(s) "max" not set
  ? 1
  $ kubectl autoscale deployment web --max=1 --min=2
  | error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 1, min: 2
  ? 1
  $ kubectl autoscale pod solo --max=2
  | error: cannot autoscale a Pod: could not find scale subresource for /v1, Resource=pods in discovery information
  ? 1
  $ kubectl autoscale deployment nope --max=2
  | Error from server (NotFound): deployments.apps "nope" not found
  ? 1
  $ kubectl autoscale
  | error: required flag(s) "max" not set
  ? 1
`,
);
