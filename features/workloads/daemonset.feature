@W07
Feature: A DaemonSet keeps one pod on each node that it wants

  The controller makes the pods, each for one node; the scheduler binds them there.
  https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/

  Background:
    Given a cluster with nodes:
      | name   | labels    | taints             |
      | node-1 | disk=ssd  |                    |
      | node-2 | disk=ssd  |                    |
      | node-3 | disk=slow |                    |
      | infra  | disk=ssd  | infra=:NoSchedule  |
    And the file "agent.yaml":
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: agent}
      spec:
        selector: {matchLabels: {app: agent}}
        template:
          metadata: {labels: {app: agent}}
          spec: {containers: [{name: agent, image: nginx}]}
      """

  Rule: Which nodes it wants

    Scenario: Each but those whose taint it does not tolerate
      When I run "kubectl apply -f agent.yaml"
      Then within 20 seconds daemonset "agent" has 3 available pods
      And for the next 5 minutes there are 0 pods on node "infra"
      When I run "kubectl get daemonset agent"
      Then it prints:
        """
        NAME    DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
        agent   3         3         3       3            3           <none>          <any>
        """
      And there is 1 pod on node "node-1"
      And there is 1 pod on node "node-2"
      And there is 1 pod on node "node-3"

    Scenario Outline: Only where <what> agrees
      When I run "kubectl apply -f agent.yaml"
      And I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"template":{"spec":<spec>}}}'
        """
      Then within 1 minute daemonset "agent" has <count> desired pods
      And within 1 minute daemonset "agent" has <count> available pods
      And within 1 minute there are exactly <count> pods of daemonset "agent"

      Examples:
        | what            | spec                                                                                                                                                                                | count |
        | a nodeSelector  | {"nodeSelector": {"disk": "ssd"}}                                                                                                                                                   | 2     |
        | a node affinity | {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "disk", "operator": "NotIn", "values": ["ssd"]}]}]}}}} | 1     |
        | a toleration    | {"tolerations": [{"key": "infra", "operator": "Exists"}]}                                                                                                                           | 4     |
        | a node's name   | {"nodeName": "node-3"}                                                                                                                                                              | 1     |

    Scenario: A label that comes or goes moves its pod
      Given I run "kubectl apply -f agent.yaml"
      And I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"template":{"spec":{"nodeSelector":{"disk":"ssd"}}}}}'
        """
      And within 1 minute daemonset "agent" has 2 available pods
      When I run "kubectl label node node-3 --overwrite disk=ssd"
      Then within 10 seconds daemonset "agent" has 3 available pods
      When I run "kubectl label node node-1 --overwrite disk=none"
      Then within 1 second daemonset "agent" has 2 desired pods
      And within 40 seconds there are exactly 0 pods on node "node-1"
      And event "SuccessfulDelete" is recorded for daemonset "agent"

    Scenario: A NoSchedule taint keeps no pod away that is there, a NoExecute taint does
      Given I run "kubectl apply -f agent.yaml"
      And within 20 seconds daemonset "agent" has 3 available pods
      When I run "kubectl taint node node-1 busy=:NoSchedule"
      Then for the next 5 minutes there is 1 pod on node "node-1"
      And daemonset "agent" has 2 desired pods
      And daemonset "agent" has 1 misscheduled pod
      When I run "kubectl taint node node-2 broken=:NoExecute"
      Then within 40 seconds there are exactly 0 pods on node "node-2"
      And daemonset "agent" has 1 desired pod

    Scenario: A cordoned node gets and keeps its pod
      Given I run "kubectl cordon node-3"
      When I run "kubectl apply -f agent.yaml"
      Then within 20 seconds daemonset "agent" has 3 available pods
      And there is 1 pod on node "node-3"

    Scenario: Its pods tolerate what goes wrong with a node
      Given I run "kubectl apply -f agent.yaml"
      And within 20 seconds daemonset "agent" has 3 available pods
      When I run "kubectl get pods -l app=agent -o jsonpath='{range .items[0].spec.tolerations[*]}{.key}:{.effect} {end}'"
      Then it prints "node.kubernetes.io/not-ready:NoExecute node.kubernetes.io/unreachable:NoExecute node.kubernetes.io/disk-pressure:NoSchedule node.kubernetes.io/memory-pressure:NoSchedule node.kubernetes.io/pid-pressure:NoSchedule node.kubernetes.io/unschedulable:NoSchedule"
      And it does not print "network-unavailable"

    Scenario: On the host's network one more
      Given I run "kubectl apply -f agent.yaml"
      And I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"template":{"spec":{"hostNetwork":true}}}}'
        """
      And within 2 minutes the rollout of daemonset "agent" is complete
      When I run "kubectl get pods -l app=agent -o jsonpath='{.items[0].spec.tolerations[*].key}'"
      Then it prints "node.kubernetes.io/network-unavailable"

  Rule: The controller makes the pods, whoever else is away

    Scenario: Without a scheduler they are made, and wait
      Given kube-scheduler stops
      When I run "kubectl apply -f agent.yaml"
      Then within 2 seconds there are 3 Pending pods of daemonset "agent"
      And within 2 seconds daemonset "agent" has 3 current pods
      And for the next 5 minutes daemonset "agent" has 0 ready pods
      When kube-scheduler starts again
      Then within 1 minute daemonset "agent" has 3 available pods

    Scenario: Bound to a node by their template they need none
      Given kube-scheduler stops
      And I run "kubectl apply -f agent.yaml"
      When I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"template":{"spec":{"nodeName":"node-3"}}}}'
        """
      Then within 20 seconds there is 1 pod on node "node-3"
      And within 20 seconds daemonset "agent" has 1 ready pod

    Scenario: A pod for a full node waits, and the others run
      Given the file "filler.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: filler}
        spec: {nodeName: node-2, containers: [{name: f, image: nginx, resources: {requests: {cpu: "4"}}}]}
        """
      And I run "kubectl apply -f filler.yaml"
      And I run "kubectl apply -f agent.yaml"
      When I run:
        """
        kubectl patch daemonset agent -p '{"spec":{"template":{"spec":{"containers":[{"name":"agent","resources":{"requests":{"cpu":"100m"}}}]}}}}'
        """
      Then within 1 minute there is 1 Pending pod of daemonset "agent"
      And daemonset "agent" has 3 desired pods
      When I run "kubectl describe pods -l app=agent"
      Then it prints "FailedScheduling"
      When I run "kubectl delete pod filler"
      Then within 2 minutes daemonset "agent" has 3 available pods

  Rule: A pod that is gone or has ended is replaced on its node

    Scenario: A deleted pod comes back on the same node
      Given I run "kubectl apply -f agent.yaml"
      And within 20 seconds daemonset "agent" has 3 available pods
      When one pod of daemonset "agent" is deleted
      Then within 40 seconds there are exactly 3 pods of daemonset "agent"
      And within 40 seconds daemonset "agent" has 3 available pods
      And there is 1 pod on node "node-1"
      And there is 1 pod on node "node-2"
      And there is 1 pod on node "node-3"

    Scenario: A pod that its node refuses is killed and made anew, ever more slowly
      Given the file "filler.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: filler}
        spec: {nodeName: node-2, containers: [{name: f, image: nginx, resources: {requests: {cpu: "4"}}}]}
        """
      And I run "kubectl apply -f filler.yaml"
      And within 10 seconds pod "filler" is Running
      And the file "pinned.yaml":
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: pinned}
        spec:
          selector: {matchLabels: {app: pinned}}
          template:
            metadata: {labels: {app: pinned}}
            spec: {nodeName: node-2, containers: [{name: a, image: nginx, resources: {requests: {cpu: 100m}}}]}
        """
      When I run "kubectl apply -f pinned.yaml"
      And 1 minute passes
      Then event "FailedDaemonPod" is recorded between 4 and 7 times for daemonset "pinned"
      And there is exactly 1 pod of daemonset "pinned"
      When I run "kubectl get pods -l app=pinned"
      Then it prints "OutOfcpu"
      When I run "kubectl delete pod filler"
      Then within 2 minutes daemonset "pinned" has 1 available pod

    Scenario: Its pods go with it, unless they are orphaned and found again
      Given I run "kubectl apply -f agent.yaml"
      And within 20 seconds daemonset "agent" has 3 available pods
      When I run "kubectl delete daemonset agent --cascade=orphan"
      Then for the next 2 minutes there are 3 pods with label "app=agent"
      When I run "kubectl apply -f agent.yaml"
      Then within 5 seconds daemonset "agent" has 3 available pods
      And there are exactly 3 pods with label "app=agent"
      When I run "kubectl delete daemonset agent"
      Then within 1 minute there are 0 pods with label "app=agent"
