// kubectl set selector, subject, serviceaccount and env. Texts: kubectl v0.32.0 pkg/cmd/set.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: conf}
data: {a: "1", b: "2"}
`,
  },
  given: [
    'kubectl create service clusterip web --tcp=80',
    'kubectl create deployment web --image=nginx',
    'kubectl create rolebinding b --role=r --user=u',
  ],
};

describeTranscripts(
  'kubectl set',
  OPTIONS,
  `
another selector for a Service
  $ kubectl set selector service web app=next
  | service/web selector updated
  $ kubectl get service web -o jsonpath={.spec.selector}
  | {"app":"next"}
  $ kubectl set selector service web 'app in (a,b)'
  | error: match expression [{app In [a b]}] not supported on this object
  ? 1
  $ kubectl set selector deployment web a=b
  | error: setting a selector is only supported for Services
  ? 1
  $ kubectl set selector
  | error: one selector is required
  ? 1
  $ kubectl set selector service web
  | error: resource(s) were provided, but no name was specified
  ? 1
  $ kubectl set selector service web 'a=='b=c
  | error: couldn't parse the selector string "a==b=c": found '=', expected: ',' or 'end of string'
  ? 1

more subjects
  $ kubectl set subject rolebinding b --user=v --user=u --user=w --group=g --serviceaccount=:sa
  | rolebinding.rbac.authorization.k8s.io/b subjects updated
  $ kubectl get rolebinding b -o jsonpath='{.subjects[*].name}'
  | u v w g sa
  $ kubectl set subject rolebinding b --user=u
  $ kubectl set subject rolebinding b
  | error: you must specify at least one value of user, group or serviceaccount
  ? 1
  $ kubectl set subject rolebinding b --serviceaccount=sa
  | error: serviceaccount must be <namespace>:<name>
  ? 1
  $ kubectl set subject deployment web --user=u
  | error: deployments/web setting subjects is only supported for RoleBinding/ClusterRoleBinding
  ? 1
  $ kubectl set subject rolebinding b --user=x --dry-run=client
  | rolebinding.rbac.authorization.k8s.io/b subjects updated (dry run)

an account
  $ kubectl set serviceaccount deployment web robot
  | deployment.apps/web serviceaccount updated
  $ kubectl set serviceaccount deployment web robot
  | deployment.apps/web serviceaccount updated
  $ kubectl set serviceaccount
  | error: serviceaccount is required
  ? 1

keys that become names
  $ kubectl create configmap c --from-literal=log.level=x --from-literal=PLAIN=y
  | configmap/c created
  $ kubectl set env deployment web --from=configmap/c
  | deployment.apps/web env updated
  | Warning: key log.level transferred to LOG_LEVEL
  $ kubectl set env deployment web --list
  | # Deployment web, container nginx
  | # PLAIN from configmap c, key PLAIN
  | # LOG_LEVEL from configmap c, key log.level

patches that begin as JSON and are none
  $ kubectl patch deployment web -p '{spec: {replicas: 3}}'
  | Error from server (BadRequest): invalid character 's' looking for beginning of object key string
  ? 1
  $ kubectl patch deployment web --type=merge -p '{'
  | Error from server (BadRequest): error decoding patch: unexpected end of JSON input
  ? 1
  $ kubectl patch deployment web --type=json -p '{"a":1}'
  | Error from server (BadRequest): error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp
  ? 1
  $ kubectl patch deployment web -p '{' --dry-run=client
  | error: invalid JSON document
  ? 1
  $ kubectl patch deployment web -p 'spec: {replicas: 3}' -o jsonpath={.spec.replicas}
  | 3

annotations that are there
  $ kubectl annotate deployment web a=b
  | deployment.apps/web annotated
  $ kubectl annotate deployment web a=c
  | error: --overwrite is false but found the following declared annotation(s): 'a' already has a value (b)
  ? 1
  $ kubectl annotate deployment web a=c --overwrite
  | deployment.apps/web annotated
  $ kubectl annotate deployment web 'a b=c' 2>&1 | cut -c 1-90
  | The Deployment "web" is invalid: metadata.annotations: Invalid value: "a b": name part mus
`,
);
