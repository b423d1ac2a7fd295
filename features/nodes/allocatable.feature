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

  Scenario: A kubelet that is configured keeps back what its thresholds ask for, the default ones where none are named
    Given a cluster with nodes:
      | name   | cpu | memory |
      | node-1 | 4   | 8Gi    |
    And every kubelet is configured with:
      """
      kubeReserved: {memory: 412Mi}
      """
    When I run "kubectl get node node-1 -o jsonpath={.status.allocatable}"
    Then it prints:
      """
      {"cpu":"4","ephemeral-storage":"96636764k","hugepages-2Mi":"0","memory":"7680Mi","pods":"110"}
      """
    When I run "kubectl get node node-1 -o jsonpath={.status.capacity}"
    Then it prints:
      """
      {"cpu":"4","ephemeral-storage":"100Gi","hugepages-2Mi":"0","memory":"8Gi","pods":"110"}
      """
    When I run "kubectl describe node node-1"
    Then it prints "  ephemeral-storage:  100Gi"
    And it prints "  memory:             8Gi"
    And it prints "  ephemeral-storage:  96636764k"
    And it prints "  memory:             7680Mi"

  Scenario: Memory that a sentence gives a node is all for pods, a tenth of its disk is not
    Given a cluster with nodes:
      | name   | memory |
      | node-1 | 3840Mi |
    And the file "pods.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: fits}
      spec: {containers: [{name: a, image: nginx, resources: {requests: {memory: 3840Mi, ephemeral-storage: 90e9}}}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: too-large}
      spec: {containers: [{name: a, image: nginx, resources: {requests: {ephemeral-storage: 8Gi}}}]}
      """
    When I run "kubectl apply -f pods.yaml"
    Then within 10 seconds pod "fits" is Running
    And for the next 1 minute pod "too-large" is Pending
    When I run "kubectl describe pod too-large"
    Then it prints "0/1 nodes are available: 1 Insufficient ephemeral-storage."

  @P17
  Rule: Pods together may use what reservations leave, though the machine has more

    Background:
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 2Gi    |
      And every kubelet is configured with:
        """
        systemReserved: {memory: 1Gi}
        """

    Scenario: Below the threshold of what is left the kubelet evicts
      Given containers of image "shop/greedy" use 500Mi of memory, 60Mi more each minute
      When I run "kubectl run greedy --image=shop/greedy"
      Then within 10 seconds pod "greedy" is Running
      And for the next 6 minutes 50 seconds pod "greedy" is Running
      And within 30 seconds pod "greedy" has failed
      And {.status.message} of pod "greedy" contains "The node was low on resource: memory. Threshold quantity: 100Mi, available: "
      And within 10 seconds node "node-1" reports MemoryPressure True

    Scenario: Faster than the kubelet looks, the kernel ends one of them, and the kubelet has nothing to tell of its node
      Given containers of image "shop/burst" use 200Mi of memory, use 1200Mi of memory after 61 seconds
      When I run "kubectl run burst --image=shop/burst"
      Then within 2 minutes container "burst" of pod "burst" has restarted once
      And {.status.containerStatuses[0].lastState.terminated.reason} of pod "burst" is "OOMKilled"
      And event "SystemOOM" is recorded exactly 0 times for node "node-1"
