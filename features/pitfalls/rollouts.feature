Feature: Pitfalls: rollouts

  What people expect of a rollout, what it does, and the manifest that does what was expected.
  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment

  @W09
  Rule: A StatefulSet's broken update stays stuck after it was taken back

    Expected: undoing the change brings the set back. But in order means that no other pod is touched until the broken
    one is ready, and that one is only replaced when its turn comes.
    https://github.com/kubernetes/kubernetes/issues/67250

    Background:
      Given a cluster with 3 nodes
      And containers of image "shop/db:broken" never get ready

    Scenario: The broken pod waits for itself, until somebody deletes it
      Given the manifests in "manifests/stuck-statefulset/ordered.yaml"
      And within 2 minutes statefulset "db" has 3 ready replicas
      When I run "kubectl set image statefulset db db=shop/db:broken"
      And 2 minutes pass
      And I run "kubectl rollout undo statefulset db"
      Then for the next 1 hour pod "db-2" is NotReady
      When I run "kubectl delete pod db-2"
      Then within 1 minute statefulset "db" has 3 ready replicas

    Scenario: Parallel pods do not wait for one another
      Given the manifests in "manifests/stuck-statefulset/parallel.yaml"
      And within 2 minutes statefulset "db" has 3 ready replicas
      When I run "kubectl set image statefulset db db=shop/db:broken"
      And 2 minutes pass
      And I run "kubectl rollout undo statefulset db"
      Then within 1 minute statefulset "db" has 3 ready replicas
      And the rollout of statefulset "db" is complete

  @W06 @S04
  Rule: A host port leaves no room for the surge

    Expected: a Deployment of one pod is updated like any other. But 25% more is one more pod, 25% fewer is none, and the
    new pod waits for the port that the old one holds.
    https://github.com/kubernetes/kubernetes/issues/126879

    Background:
      Given a cluster with 1 node

    Scenario: New and old wait for each other
      Given the manifests in "manifests/host-port/surging.yaml"
      And within 30 seconds deployment "edge" has 1 available replica
      When I run "kubectl set image deployment edge edge=shop/edge:2"
      Then after exactly 10 minutes deployment "edge" reports Progressing False with reason "ProgressDeadlineExceeded"
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "didn't have free ports"
      And for the next 1 day there is 1 Pending pod of deployment "edge"

    Scenario: The old pod goes first where one may be unavailable
      Given the manifests in "manifests/host-port/making-room.yaml"
      And within 30 seconds deployment "edge" has 1 available replica
      When I run "kubectl set image deployment edge edge=shop/edge:2"
      Then within 1 minute the rollout of deployment "edge" is complete

  @W06 @S04
  Rule: One pod on each node, on every node, cannot surge

    Expected: three pods that keep off each other's nodes are rolled on three nodes. But a fourth has no node, and 25% of
    three, rounded down, lets none of the old ones go.
    https://github.com/kubernetes/kubernetes/issues/56539

    Background:
      Given a cluster with 3 nodes

    Scenario: The fourth pod waits for ever
      Given the manifests in "manifests/one-per-node/surging.yaml"
      And within 30 seconds deployment "web" has 3 available replicas
      When I run "kubectl set image deployment web web=shop/web:2"
      Then after exactly 10 minutes deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"
      And for the next 1 day there is 1 Pending pod of deployment "web"

    Scenario: One by one where one may be unavailable
      Given the manifests in "manifests/one-per-node/making-room.yaml"
      And within 30 seconds deployment "web" has 3 available replicas
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 2 minutes the rollout of deployment "web" is complete
      And throughout deployment "web" has at least 2 ready replicas

  @W06 @S01
  Rule: One replica needs room for two

    Expected: a node that holds the pod holds its successor. But the successor comes before the pod goes, and what is
    free beside it is too little.
    https://github.com/JiRaska/open-bank-oss/pull/3544

    Background:
      Given a cluster with 1 node

    Scenario: Three of four CPUs are taken, and three more are asked for
      Given the manifests in "manifests/full-node/surging.yaml"
      And within 30 seconds deployment "bank" has 1 available replica
      When I run "kubectl set image deployment bank bank=shop/bank:2"
      Then after exactly 10 minutes deployment "bank" reports Progressing False with reason "ProgressDeadlineExceeded"
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "Insufficient cpu"
      And for the next 1 day there is 1 Pending pod of deployment "bank"

    Scenario: Some seconds without a pod, and it is done
      Given the manifests in "manifests/full-node/making-room.yaml"
      And within 30 seconds deployment "bank" has 1 available replica
      When I run "kubectl set image deployment bank bank=shop/bank:2"
      Then within 1 minute the rollout of deployment "bank" is complete

  @W06 @S08
  Rule: A quota that fits exactly lets nothing be updated

    Expected: a quota of three pods is enough for three pods. But the surge needs a fourth; it is refused, and the
    rollout shows nothing but old pods that run well.
    https://github.com/kubernetes/kubernetes/issues/89209
    https://github.com/astronomer/astronomer/issues/764

    Background:
      Given a cluster with 2 nodes

    Scenario: The first new pod is forbidden
      Given the manifests in "manifests/full-quota/surging.yaml"
      And within 30 seconds deployment "web" has 3 available replicas
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 10 seconds deployment "web" reports ReplicaFailure True with reason "FailedCreate"
      And for the next 1 day deployment "web" has 0 updated replicas
      And throughout deployment "web" has 3 available replicas

    Scenario: A pod that goes first makes room in the quota
      Given the manifests in "manifests/full-quota/making-room.yaml"
      And within 30 seconds deployment "web" has 3 available replicas
      When I run "kubectl set image deployment web web=shop/web:2"
      Then within 5 minutes the rollout of deployment "web" is complete
      And throughout deployment "web" has at least 2 available replicas
