@P17 @F07
Feature: A node that runs short while something else is broken too

  Background:
    Given a cluster with nodes:
      | name   | memory |
      | node-1 | 1Gi    |
    And containers of image "shop/greedy" use 100Mi of memory, 100Mi more each minute
    And I run "kubectl run greedy --image=shop/greedy"
    And within 20 seconds pod "greedy" is Running

  Scenario: Cut off from the API server, the kubelet evicts all the same, and says so when it is heard again
    When node "node-1" loses its network to the API server
    And 12 minutes pass
    Then pod "greedy" is Running
    When node "node-1" has its network to the API server back
    Then within 30 seconds pod "greedy" has failed
    And {.status.reason} of pod "greedy" is "Evicted"

  Scenario: Without a kubelet nobody is evicted, until there is one again
    When the kubelet of node "node-1" stops
    And 8 minutes pass
    And the kubelet of node "node-1" starts again
    Then within 2 minutes pod "greedy" has failed
    And {.status.reason} of pod "greedy" is "Evicted"

  Scenario: A node that stops answering looks at nothing
    When node "node-1" stops answering
    And 3 minutes pass
    And node "node-1" answers again
    Then for the next 4 minutes pod "greedy" is Running
    And within 3 minutes pod "greedy" has failed

  Scenario: A kubelet that starts again forgets that its node was short
    When 10 minutes pass
    Then pod "greedy" has failed
    And node "node-1" reports MemoryPressure True
    When the kubelet of node "node-1" stops
    And the kubelet of node "node-1" starts again
    Then within 20 seconds node "node-1" reports MemoryPressure False
