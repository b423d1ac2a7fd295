Feature: Words about exploration

  @explore
  Scenario: How often, and what may happen
    Given a cluster with 1 node
    And exploration makes 2 runs
    And exploration also crashes components
    When 5 seconds pass
    Then node "node-1" is Ready
