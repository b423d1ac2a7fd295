@F03
Feature: Same feature, seed and code, same result

  Every draw comes from a stream with a name, made of the seed: whatever else ran before, beside or after it, a scenario goes
  the same way, to the byte.

  Scenario Outline: The seed <seed> gives these names, at this moment
    Given a cluster with 3 nodes
    And the random seed <seed>
    When I run "kubectl create deployment web --image=nginx --replicas=2"
    Then within 20 seconds deployment "web" has 2 available replicas
    When I run "kubectl get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName"
    Then it prints:
      """
      NAME                   NODE
      web-7887448d46-<one>   node-3
      web-7887448d46-<two>   node-1
      """

    Examples:
      | seed | one   | two   |
      | 1    | 87qrq | g6nxv |
      | 2    | 8vnqf | ph7tr |
      | 1    | 87qrq | g6nxv |

  Scenario: A list of objects reads the same in two clusters, whatever time has passed in the world
    Given a cluster with 1 node
    When I run "kubectl get node node-1 -o jsonpath='{.metadata.creationTimestamp} {.metadata.resourceVersion}'"
    Then it prints "2024-12-31T23:59:00Z "
