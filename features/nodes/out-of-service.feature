@W10 @S09
Feature: A node that somebody knows to be down is tainted as out of service

  Pods that wait there for an end that nobody can confirm are then removed, and a StatefulSet's pod begins elsewhere.
  https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown

  Scenario Outline: In <release> the taint <does>
    Given a cluster running Kubernetes <release> with 2 nodes
    And the file "db.yaml":
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}}
          spec: {containers: [{name: db, image: nginx}]}
      """
    And I run "kubectl cordon node-2"
    And I run "kubectl apply -f db.yaml"
    And within 20 seconds pod "db-0" is Running
    And I run "kubectl uncordon node-2"
    When node "node-1" shuts down
    And 7 minutes pass
    Then pod "db-0" is Terminating
    When I run "kubectl taint nodes node-1 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"
    Then <result>

    Examples:
      | release | does                   | result                                                          |
      | 1.25    | frees nothing          | for the next 1 hour pod "db-0" is on node "node-1"              |
      | 1.26    | frees the pod          | within 30 seconds pod "db-0" is on node "node-2"                |

  Scenario: A node that is well keeps what it has to finish
    Given a cluster with 1 node
    And the file "slow.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: slow}
      spec: {terminationGracePeriodSeconds: 120, containers: [{name: a, image: busybox, command: [sleep, "100000"]}]}
      """
    And I run "kubectl apply -f slow.yaml"
    And within 10 seconds pod "slow" is Running
    When I run "kubectl taint nodes node-1 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"
    Then within 1 second pod "slow" is Terminating
    And for the next 110 seconds pod "slow" is Terminating
    And within 20 seconds pod "slow" is gone
