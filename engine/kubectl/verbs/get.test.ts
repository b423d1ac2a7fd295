// kubectl get: what is odd about its tables and formats. Texts: kubectl v0.32.0 pkg/cmd/get.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {a: "1", b: "2"}
`,
    'nodes.yaml': `apiVersion: v1
kind: Node
metadata: {name: n1}
---
apiVersion: v1
kind: Node
metadata: {name: n2}
`,
    'pods.yaml': `apiVersion: v1
kind: Pod
metadata: {name: bare, labels: {app: a}}
spec: {nodeName: n1, terminationGracePeriodSeconds: 0, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: mirror, annotations: {kubernetes.io/config.mirror: x}}
spec: {nodeName: n1, containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: other}
spec: {nodeName: n2, containers: [{name: c, image: nginx}]}
`,
  },
  given: [
    'kubectl create -f nodes.yaml',
    'kubectl create -f pods.yaml',
    'kubectl create deployment web --image=nginx --replicas=3',
  ],
};

describeTranscripts(
  'kubectl get',
  OPTIONS,
  `
labels as columns
  $ kubectl get pods -L app,zone
  | NAME     READY   STATUS    RESTARTS   AGE   APP   ZONE
  | bare     0/1     Pending   0          0s    a
  | mirror   0/1     Pending   0          0s
  | other    0/1     Pending   0          0s

the column of namespaces stays once it is there
  $ kubectl get pods,nodes -A
  | NAMESPACE   NAME         READY   STATUS    RESTARTS   AGE
  | default     pod/bare     0/1     Pending   0          0s
  | default     pod/mirror   0/1     Pending   0          0s
  | default     pod/other    0/1     Pending   0          0s
  |
  | NAMESPACE   NAME      STATUS    ROLES    AGE   VERSION
  |             node/n1   Unknown   <none>   0s
  |             node/n2   Unknown   <none>   0s
  $ kubectl get nodes,pods -A --no-headers
  | node/n1   Unknown   <none>   0s
  | node/n2   Unknown   <none>   0s
  | default   pod/bare     0/1   Pending   0     0s
  | default   pod/mirror   0/1   Pending   0     0s
  | default   pod/other    0/1   Pending   0     0s

sorted by what nothing has
  $ kubectl get pods --sort-by=.nothing
  | No resources found in default namespace.
  $ kubectl get pods,nodes --sort-by=.metadata.name
  | error: couldn't find any field with path "{.metadata.name}" in the list of objects
  ? 1
  $ kubectl get pods bare other --sort-by=.metadata.name
  | error: couldn't find any field with path "{.metadata.name}" in the list of objects
  ? 1
  $ kubectl get pods --sort-by='{.metadata.name' -o name
  | error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'
  ? 1

sorted by a field that some have not
  $ kubectl get pods --sort-by=.metadata.labels.app -o name
  | pod/other
  | pod/mirror
  | pod/bare

a short name that two resources have
  $ kubectl get ev
  | Warning: short name "ev" could also match lower priority resource events.events.k8s.io
  | No resources found in default namespace.

metadata that cannot be read, whatever the kind
  $ sed 's/name: conf/name: 5/' map.yaml | kubectl apply -f -
  | error: unable to decode "STDIN": json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string
  ? 1
  $ sed 's/{name: conf}/[conf]/' map.yaml | kubectl delete -f -
  | error: unable to decode "STDIN": json: cannot unmarshal array into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta
  ? 1

a name that is empty
  $ kubectl get pods ""
  | error: resource name may not be empty
  ? 1

the scale of a Deployment
  $ kubectl get deployment web --subresource=scale
  | NAME   DESIRED   AVAILABLE   AGE
  | web    3         0           0s
  $ kubectl get deployment web --subresource=scale -o jsonpath={.spec}
  | {"replicas":3}
  $ kubectl get deployments --subresource=scale
  | error: subresource cannot be used when bulk resources are specified
  ? 1
  $ kubectl get pod bare --subresource=scale
  | Error from server (NotFound): the server could not find the requested resource
  ? 1

without the tables of the server
  $ kubectl get pods --server-print=false
  | NAME     AGE
  | bare     0s
  | mirror   0s
  | other    0s

templates
  $ kubectl get pods -o go-template='{{range .items}}{{.metadata.name}} {{end}}'
  | bare mirror other
  $ kubectl get pod bare --template='{{.metadata.labels.app}}'
  | a
  $ kubectl get pod bare -o go-template='{{.nothing}}'
  | <no value>
  $ kubectl get pod bare -o go-template='{{.nothing}}' --allow-missing-template-keys=false 2>&1 | tail -1
  | error: error executing template "{{.nothing}}": template: output:1:2: executing "output" at <.nothing>: map has no entry for key "nothing"
  $ kubectl get pods -o go-template
  | error: template format specified but no template given
  ? 1
  $ kubectl get pods -o go-template={{
  | error: error parsing template {{, template: output:1: unclosed action
  ? 1
  $ kubectl get pods -o go-template-file=none
  | error: error reading --template none, open none: no such file or directory
  ? 1
`,
);
