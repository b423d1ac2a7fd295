Feature: Pitfalls: where pods are put

  What people expect of the scheduler and of lost machines, what happens, and the manifest that does what was expected.
  https://kubernetes.io/docs/concepts/scheduling-eviction/

  @S07
  Rule: Pods of a lost node are missed for almost six minutes

    Expected: a machine is lost, and its pods are somewhere else at once. But the node counts as lost after 50 seconds, and
    every pod is given a patience of five minutes with lost nodes that nobody wrote.
    https://github.com/radondb/radondb-mysql-kubernetes/issues/415
    https://github.com/rook/rook/issues/4342

    Background:
      Given a cluster with 2 nodes
      And I run "kubectl cordon node-2"

    Scenario: Five and a half minutes without the only pod
      Given the manifests in "manifests/lost-node/default-patience.yaml"
      And within 30 seconds deployment "operator" has 1 ready replica
      And I run "kubectl uncordon node-2"
      When node "node-1" stops answering
      Then within 1 minute deployment "operator" has 0 ready replicas
      And for the next 4 minutes 50 seconds deployment "operator" has 0 ready replicas
      And within 30 seconds deployment "operator" has 1 ready replica

    Scenario: Twenty seconds of patience
      Given the manifests in "manifests/lost-node/short-patience.yaml"
      And within 30 seconds deployment "operator" has 1 ready replica
      And I run "kubectl uncordon node-2"
      When node "node-1" stops answering
      Then within 1 minute deployment "operator" has 0 ready replicas
      And within 40 seconds deployment "operator" has 1 ready replica

  @S04
  Rule: A rollout undoes the spread

    Expected: a skew of at most one is a skew of at most one. But each new pod is weighed against old ones, which
    then go, and nothing moves what stands.
    https://github.com/kubernetes/kubernetes/issues/98215
    https://github.com/kubernetes/kubernetes/issues/105661

    Background:
      Given a cluster with nodes:
        | name   | cpu |
        | node-1 | 8   |
        | node-2 | 4   |

    Scenario: Both pods on the larger node
      Given the manifests in "manifests/spread/all-revisions.yaml"
      And within 1 minute deployment "web" has 2 ready replicas
      And there is 1 pod on node "node-2"
      When I run "kubectl rollout restart deployment web"
      Then within 1 minute the rollout of deployment "web" is complete
      And there are 2 Running pods on node "node-1"
      And within 30 seconds there are no pods on node "node-2"

    Scenario: Each revision is spread by itself
      Given the manifests in "manifests/spread/own-revision.yaml"
      And within 1 minute deployment "web" has 2 ready replicas
      And there is 1 pod on node "node-2"
      When I run "kubectl rollout restart deployment web"
      Then within 1 minute the rollout of deployment "web" is complete
      And within 30 seconds there is 1 pod on node "node-1"
      And there is 1 Running pod on node "node-2"
