@P17 @F07
Feature: A node runs short of memory: who has to go, and when

  https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/

  Rule: Those that use more than they asked for go first, of these the least important

    Background:
      Given a cluster with nodes:
        | name   | memory |
        | node-1 | 1Gi    |
      And the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: modest}
        spec:
          containers: [{name: app, image: shop/modest, resources: {requests: {memory: 300Mi}}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: greedy}
        spec:
          containers: [{name: app, image: shop/greedy, resources: {requests: {memory: 100Mi}}}]
        """
      And containers of image "shop/modest" use 250Mi of memory
      And containers of image "shop/greedy" use 150Mi of memory, 50Mi more each minute
      And I run "kubectl apply -f pods.yaml"
      And within 10 seconds pod "greedy" is Running

    Scenario: A leak evicts the pod that leaks, not the larger one that keeps to its request
      Then for the next 10 minutes pod "greedy" is Running
      And within 1 minute pod "greedy" has failed
      And {.status.reason} of pod "greedy" is "Evicted"
      And {.status.message} of pod "greedy" contains "The node was low on resource: memory. Threshold quantity: 100Mi, available: "
      And {.status.message} of pod "greedy" contains "Ki, request is 100Mi, has larger consumption of memory. "
      And pod "greedy" reports DisruptionTarget True with reason "TerminationByKubelet"
      And event "Evicted" is recorded for pod "greedy" with message containing "The node was low on resource: memory."
      And event "EvictionThresholdMet" is recorded for node "node-1" with message containing "Attempting to reclaim memory"
      And throughout pod "modest" is Running

    Scenario: The node says so, is tainted, and well again five minutes later
      Then within 12 minutes pod "greedy" has failed
      And within 10 seconds node "node-1" reports MemoryPressure True with reason "KubeletHasInsufficientMemory"
      And event "NodeHasInsufficientMemory" is recorded for node "node-1"
      And within 1 second {.spec.taints[*].key} of node "node-1" is "node.kubernetes.io/memory-pressure"
      And for the next 4 minutes 40 seconds node "node-1" reports MemoryPressure True
      And within 30 seconds node "node-1" reports MemoryPressure False with reason "KubeletHasSufficientMemory"
      And event "NodeHasSufficientMemory" is recorded for node "node-1"
      And within 1 second {.spec.taints} of node "node-1" is empty
