@F06 @A12
Feature: kubectl describe node shows a node as it is now

  https://kubernetes.io/docs/reference/node/node-status/

  Scenario: Ten minutes on, its lease and its status are fresh, and nothing has changed
    Given a cluster with 1 node
    When 10 minutes pass
    And I run "kubectl describe node node-1"
    Then it prints "RenewTime:       Wed, 01 Jan 2025 00:09:"
    And it prints "Ready            True    Wed, 01 Jan 2025 00:09:00 +0000   Tue, 31 Dec 2024 23:59:00 +0000   KubeletReady                 kubelet is posting ready status"

  @P17
  Scenario: A node that ran short of memory says so, and lists who is left with what they asked for
    Given a cluster with nodes:
      | name   | memory | cpu |
      | node-1 | 1Gi    | 2   |
    And containers of image "shop/keeps" use 300Mi of memory
    And containers of image "shop/grows" use 300Mi of memory after 1 minute, 100Mi more each minute
    And the file "pods.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: keeps}
      spec:
        containers: [{name: app, image: shop/keeps, resources: {requests: {memory: 300Mi, cpu: 500m}, limits: {memory: 600Mi}}}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: grows}
      spec:
        containers: [{name: app, image: shop/grows, resources: {requests: {cpu: 250m}}}]
      """
    And I run "kubectl apply -f pods.yaml"
    When 8 minutes pass
    And I run "kubectl describe node node-1"
    Then it prints "Taints:             node.kubernetes.io/memory-pressure:NoSchedule"
    And it prints "MemoryPressure   True    "
    And it prints "KubeletHasInsufficientMemory   kubelet has insufficient memory available"
    And it prints "DiskPressure     False   "
    And it prints "Warning  EvictionThresholdMet"
    And it prints "Attempting to reclaim memory"
    And it prints "Normal   NodeHasInsufficientMemory"
    And it prints "Node node-1 status is now: NodeHasInsufficientMemory"
    And it prints "default                     keeps    500m (25%)    0 (0%)      300Mi (29%)      600Mi (58%)"
    And it does not print "  grows  "
