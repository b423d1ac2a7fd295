// kubectl drain. Texts: kubectl v0.32.0 pkg/cmd/drain/drain.go, pkg/drain/filters.go.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
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
    'scratch.yaml': `apiVersion: v1
kind: Pod
metadata: {name: scratch}
spec: {nodeName: n1, terminationGracePeriodSeconds: 0, containers: [{name: c, image: nginx}], volumes: [{name: t, emptyDir: {}}]}
`,
  },
  given: ['kubectl create -f nodes.yaml', 'kubectl create -f pods.yaml'],
};

describeTranscripts(
  'kubectl drain',
  OPTIONS,
  `
a bare pod is in the way
  $ kubectl drain n1
  | node/n1 cordoned
  | error: unable to drain node "n1" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare, continuing command...
  | There are pending nodes to be drained:
  |  n1
  | cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare
  ? 1
  $ kubectl get nodes n1
  | NAME   STATUS                       ROLES    AGE   VERSION
  | n1     Unknown,SchedulingDisabled   <none>   0s

a bare pod is forced; a static one stays
  $ kubectl drain n1 --force
  | node/n1 cordoned
  | evicting pod default/bare
  | pod/bare evicted
  | node/n1 drained
  | Warning: deleting Pods that declare no controller: default/bare
  $ kubectl get pods -o name
  | pod/mirror
  | pod/other

deleted past budgets
  $ kubectl drain n1 --force --disable-eviction
  | node/n1 cordoned
  | pod/bare deleted
  | node/n1 drained
  | Warning: deleting Pods that declare no controller: default/bare

dry
  $ kubectl drain n1 --force --dry-run=client
  | node/n1 cordoned (dry run)
  | evicting pod default/bare (dry run)
  | node/n1 drained (dry run)
  | Warning: deleting Pods that declare no controller: default/bare
  $ kubectl drain n1 --force --dry-run=server
  | node/n1 cordoned (server dry run)
  | evicting pod default/bare (server dry run)
  | node/n1 drained (server dry run)
  | Warning: deleting Pods that declare no controller: default/bare
  $ kubectl get pods -o name
  | pod/bare
  | pod/mirror
  | pod/other

scratch data
  $ kubectl create -f scratch.yaml
  | pod/scratch created
  $ kubectl drain n1 --force
  | node/n1 cordoned
  | error: unable to drain node "n1" due to error: cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch, continuing command...
  | There are pending nodes to be drained:
  |  n1
  | cannot delete Pods with local storage (use --delete-emptydir-data to override): default/scratch
  ? 1
  $ kubectl drain n1 --force --delete-emptydir-data --dry-run=client
  | node/n1 already cordoned (dry run)
  | evicting pod default/bare (dry run)
  | evicting pod default/scratch (dry run)
  | node/n1 drained (dry run)
  | Warning: deleting Pods that declare no controller: default/bare, default/scratch

only some pods
  $ kubectl drain n1 --pod-selector=app=b
  | node/n1 cordoned
  | node/n1 drained
  $ kubectl drain n1 --pod-selector=app=
  | node/n1 already cordoned
  | node/n1 drained

several nodes, one of them in vain
  $ kubectl drain n1 n2 --pod-selector=app=a
  | node/n1 cordoned
  | node/n2 cordoned
  | node/n2 drained
  | error: unable to drain node "n1" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare, continuing command...
  | There are pending nodes to be drained:
  |  n1
  | cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare
  ? 1

nodes that are not there
  $ kubectl drain n3
  | Error from server (NotFound): nodes "n3" not found
  ? 1
  $ kubectl drain
  | error: USAGE: drain NODE [flags]
  | See 'kubectl drain -h' for help and examples
  ? 1
  $ kubectl drain n1 -l a=b
  | error: cannot specify both a node name and a --selector option
  | See 'kubectl drain -h' for help and examples
  ? 1
  $ kubectl drain pods/bare
  | error: expected resource of type node, got "pods"
  ? 1
`,
);
