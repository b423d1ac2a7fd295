@S01
Feature: What a node keeps for itself, pods cannot have

  Allocatable is what the machine has, less what its kubelet is told to reserve: for the system, for Kubernetes itself, and
  for hard eviction thresholds.
  https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/

  Scenario: Reservations add up, and the scheduler counts with what is left
    Given a cluster with nodes:
      | name   | cpu | memory |
      | node-1 | 4   | 8Gi    |
    And every kubelet is configured with:
      """
      kubeReserved: {cpu: 500m, memory: 512Mi}
      systemReserved: {cpu: 500m, memory: 512Mi}
      evictionHard: {memory.available: 1Gi, nodefs.available: 10Gi}
      """
    Then {.status.capacity.cpu} of node "node-1" is "4"
    And {.status.capacity.memory} of node "node-1" is "8Gi"
    And {.status.allocatable.cpu} of node "node-1" is "3"
    And {.status.allocatable.memory} of node "node-1" is "6Gi"
    And {.status.capacity.ephemeral-storage} of node "node-1" is "100Gi"
    And {.status.allocatable.ephemeral-storage} of node "node-1" is "90Gi"
    And the file "pods.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: fits}
      spec: {containers: [{name: a, image: nginx, resources: {requests: {cpu: "3", memory: 6Gi}}}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: too-many}
      spec: {containers: [{name: a, image: nginx, resources: {requests: {cpu: 1m}}}]}
      """
    When I run "kubectl apply -f pods.yaml"
    Then within 10 seconds pod "fits" is Running
    And for the next 1 minute pod "too-many" is Pending
    When I run "kubectl describe pod too-many"
    Then it prints "0/1 nodes are available: 1 Insufficient cpu."
    When I run "kubectl describe node node-1"
    Then it prints "cpu                3 (100%)"

  Scenario: A pod that asks for the machine's all, past the scheduler
    Given a cluster with 1 node
    And every kubelet is configured with:
      """
      systemReserved: {cpu: "1"}
      """
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: all}
      spec: {nodeName: node-1, containers: [{name: a, image: nginx, resources: {requests: {cpu: "4"}}}]}
      """
    When I run "kubectl apply -f pod.yaml"
    Then within 2 seconds {.status.reason} of pod "all" is "OutOfcpu"
    And {.status.message} of pod "all" is "Pod was rejected: Node didn't have enough resource: cpu, requested: 4000, used: 0, capacity: 3000"
