@S01 @P01
Feature: A pod that its node turns away says why, in the kubelet's words

  Whoever names a node goes past the scheduler; the kubelet looks for itself.
  https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename

  Scenario Outline: In <version>
    Given a cluster running Kubernetes <version> with 1 node
    And the file "pods.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: affine}
      spec: {nodeName: node-1, nodeSelector: {disk: ssd}, containers: [{name: app, image: nginx}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: disk}
      spec: {nodeName: node-1, containers: [{name: app, image: nginx, resources: {requests: {ephemeral-storage: 95Gi}}}]}
      """
    When I run "kubectl apply -f pods.yaml"
    Then within 5 seconds {.status.message} of pod "affine" is "<affine>"
    And {.status.reason} of pod "affine" is "NodeAffinity"
    And within 5 seconds {.status.message} of pod "disk" is "<disk>"
    And {.status.conditions} of pod "disk" is empty
    And {.status.qosClass} of pod "disk" is <class>
    When I run "kubectl get pods"
    Then it prints:
      """
      NAME     READY   STATUS                   RESTARTS   AGE
      affine   0/1     NodeAffinity             0          <any>
      disk     0/1     OutOfephemeral-storage   0          <any>
      """

    Examples:
      | version | class        | affine                                                                                               | disk                                                                                                                             |
      | 1.20    | empty        | Pod Predicate NodeAffinity failed                                                                    | Pod Node didn't have enough resource: ephemeral-storage, requested: 102005473280, used: 0, capacity: 96636764000                  |
      | 1.28    | empty        | Pod was rejected: Predicate NodeAffinity failed                                                      | Pod was rejected: Node didn't have enough resource: ephemeral-storage, requested: 102005473280, used: 0, capacity: 96636764000    |
      | 1.36    | "BestEffort" | Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector  | Pod was rejected: Node didn't have enough resource: ephemeral-storage, requested: 102005473280, used: 0, capacity: 96636764000    |

  Scenario: A port of the node that is taken
    Given a cluster with 1 node
    And the file "first.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: first}
      spec: {containers: [{name: app, image: nginx, ports: [{containerPort: 80, hostPort: 80}]}]}
      """
    And the file "second.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: second}
      spec: {nodeName: node-1, containers: [{name: app, image: nginx, ports: [{containerPort: 80, hostPort: 80}]}]}
      """
    When I run "kubectl apply -f first.yaml"
    And within 10 seconds pod "first" is Running
    And I run "kubectl apply -f second.yaml"
    Then within 5 seconds {.status.message} of pod "second" is "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports"

  @F06
  Scenario: Nodes tell the version of kube-proxy no more from 1.33 on
    Given a cluster running Kubernetes 1.32 with 1 node
    Then {.status.nodeInfo.kubeProxyVersion} of node "node-1" is "v1.32.0"

  @F06
  Scenario: And the newest do not
    Given a cluster with 1 node
    Then {.status.nodeInfo.kubeProxyVersion} of node "node-1" is ""
