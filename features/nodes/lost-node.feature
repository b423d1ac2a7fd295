@S07 @S09
Feature: What becomes of pods whose node is lost

  Nobody can tell a dead node from one that cannot be reached. The control plane waits, then gives pods up, and only
  controllers make new ones; a pod itself never moves.
  https://kubernetes.io/docs/concepts/architecture/nodes/#heartbeats

  Rule: A pod stays bound to its node; only a controller makes another one

    Background:
      Given a cluster with 3 nodes
      And the timing profile "instant"

    Scenario: A bare pod on a dead node is lost
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          nodeSelector: {kubernetes.io/hostname: node-2}
          containers: [{name: web, image: nginx}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "web" is Running
      When node "node-2" shuts down
      Then within 6 minutes 30 seconds pod "web" is Terminating
      And for the next 1 day pod "web" is on node "node-2"
      And throughout there is at most 1 pod in namespace "default"

    Scenario: A Deployment's pod is replaced once the node has been silent and the pod has tolerated it
      Given I run "kubectl create deployment web --image=nginx --replicas=3"
      And within 30 seconds the rollout of deployment "web" is complete
      And there is 1 pod on node "node-2"
      When node "node-2" stops answering
      Then within 55 seconds node "node-2" is NotReady
      And within 1 second deployment "web" has 2 available replicas
      # The taint comes with the next look at the node, 5 seconds later; 300 are what each pod tolerates by default.
      And for the next 304 seconds there are 3 pods of deployment "web"
      And within 2 seconds there are 4 pods of deployment "web"
      And within 5 seconds deployment "web" has 3 available replicas
      # The old pod stays on record as long as nobody knows what became of it.
      And for the next 1 hour there is 1 pod on node "node-2"

    @W10
    Scenario: A StatefulSet's pod is not replaced: it might still be running
      Given the manifests in "manifests/db.yaml"
      And within 30 seconds statefulset "db" has 1 ready replica
      And pod "db-0" is on node "node-2"
      When node "node-2" shuts down
      Then within 7 minutes pod "db-0" is Terminating
      And for the next 1 day pod "db-0" is on node "node-2"
      And statefulset "db" has 0 ready replicas

    @W07
    Scenario: A DaemonSet's pod stays where it is, for its node
      Given the manifests in "manifests/agent.yaml"
      And within 30 seconds daemonset "agent" has 3 available pods
      When node "node-2" stops answering
      Then within 1 minute daemonset "agent" has 2 available pods
      And for the next 1 hour there are 3 pods of daemonset "agent"
      And there are 0 Terminating pods of daemonset "agent"
      When node "node-2" answers again
      Then within 30 seconds daemonset "agent" has 3 available pods

  Rule: Somebody has to say that the node is gone

    Background:
      Given a cluster with 3 nodes
      And the timing profile "instant"
      And the manifests in "manifests/db.yaml"
      And within 30 seconds statefulset "db" has 1 ready replica
      When node "node-2" shuts down
      And 10 minutes pass
      Then pod "db-0" is Terminating

    @W10
    Scenario: The pod is deleted by force
      When I run "kubectl delete pod db-0 --force --grace-period=0"
      Then within 5 seconds pod "db-0" is Running
      And {.spec.nodeName} of pod "db-0" is not "node-2"

    # https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
    @W10
    Scenario: The node is tainted as out of service
      When I run "kubectl taint nodes node-2 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"
      Then within 25 seconds pod "db-0" is Running
      And {.spec.nodeName} of pod "db-0" is not "node-2"

    @W10
    Scenario: The Node is deleted
      When I run "kubectl delete node node-2"
      Then for the next 39 seconds pod "db-0" is Terminating
      And within 1 minute pod "db-0" is Running
      And {.spec.nodeName} of pod "db-0" is not "node-2"

    @W10
    Scenario: The node comes back, and its kubelet confirms that the pod has ended
      When node "node-2" boots
      Then within 15 seconds pod "db-0" is Running

  Rule: A node that comes back in time is forgiven

    Scenario: Four minutes of silence
      Given a cluster with 2 nodes
      And I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds the rollout of deployment "web" is complete
      When node "node-2" stops answering
      And 4 minutes pass
      Then node "node-2" is NotReady
      And deployment "web" has 1 available replica
      When node "node-2" answers again
      Then within 15 seconds node "node-2" is Ready
      And within 15 seconds deployment "web" has 2 available replicas
      And event "NodeReady" is recorded for node "node-2"
      When I run "kubectl get events"
      Then it prints "Cancelling deletion of Pod default/web-"
      And for the next 1 hour there are 2 pods of deployment "web"
      And throughout there are 0 Terminating pods of deployment "web"

    Scenario: Too late: what was given up ends, and its replacement stays
      Given a cluster with 2 nodes
      And I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds the rollout of deployment "web" is complete
      When node "node-2" stops answering
      And 10 minutes pass
      Then there are 3 pods of deployment "web"
      When node "node-2" answers again
      Then within 1 minute there are 2 pods of deployment "web"
      And there are 0 pods on node "node-2"

  Rule: How long a node may be silent is the release's own

    Scenario Outline: Kubernetes <release>: <grace> and up to 5 seconds more
      Given a cluster running Kubernetes <release> with 2 nodes
      And the timing profile "instant"
      # The last sign of life may be up to ten seconds old, and nodes are looked at every five.
      When node "node-2" stops answering
      Then for the next <at least> node "node-2" is Ready
      And within 15 seconds node "node-2" is NotReady
      And node "node-2" reports Ready Unknown with reason "NodeStatusUnknown" and message "Kubelet stopped posting node status."
      And event "NodeNotReady" is recorded for node "node-2"

      Examples:
        | release | grace      | at least   |
        | 1.13    | 40 seconds | 30 seconds |
        | 1.20    | 40 seconds | 30 seconds |
        | 1.31    | 40 seconds | 30 seconds |
        | 1.32    | 50 seconds | 40 seconds |
        | 1.36    | 50 seconds | 40 seconds |

  Rule: The taints say what is wrong, and tolerations how long a pod bears it

    Scenario: Unreachable at first, then the pod's own 30 seconds
      Given a cluster with 2 nodes
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hasty}
        spec:
          nodeSelector: {kubernetes.io/hostname: node-2}
          tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]
          containers: [{name: web, image: nginx}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "hasty" is Running
      When node "node-2" stops answering
      And 65 seconds pass
      Then {.spec.taints[*].key} of node "node-2" contains "node.kubernetes.io/unreachable"
      And {.spec.taints[*].effect} of node "node-2" is "NoSchedule NoExecute"
      And within 30 seconds pod "hasty" is Terminating
      And event "TaintManagerEviction" is recorded for pod "hasty"
