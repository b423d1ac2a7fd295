@F06 @A12
Feature: kubectl describe node shows a node as it is now

  https://kubernetes.io/docs/reference/node/node-status/

  Scenario: Ten minutes on, its lease and its status are fresh, and nothing has changed
    Given a cluster with 1 node
    When 10 minutes pass
    And I run "kubectl describe node node-1"
    Then it prints "RenewTime:       Wed, 01 Jan 2025 00:09:"
    And it prints "Ready            True    Wed, 01 Jan 2025 00:09:00 +0000   Tue, 31 Dec 2024 23:59:00 +0000   KubeletReady                 kubelet is posting ready status"
