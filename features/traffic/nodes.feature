@N10
Feature: Requests meet nodes that fail

  Background:
    Given a cluster with 3 nodes
    And the manifests in "manifests/shop"
    And containers of image "shop/web" start in 2 seconds
    And within 1 minute deployment "web" has 3 available replicas

  Scenario: A third of the requests is lost until the node counts as NotReady
    Given clients send 30 requests per second to service "web", giving up after 1 second
    When node "node-3" stops answering
    Then within 1 minute node "node-3" is NotReady
    And 5 seconds pass
    And between 15% and 40% of the requests have failed
    And the longest outage is at most 1 second

  Scenario: And none from then on
    Given node "node-3" stops answering
    And within 1 minute node "node-3" is NotReady
    And 5 seconds pass
    And clients send 30 requests per second to service "web", giving up after 1 second
    When 1 minute passes
    Then no request has failed

  Scenario: What is on its way to a node that returns is answered late
    Given clients send 30 requests per second to service "web", over 3 connections that stay open, giving up after 10 seconds
    And 2 seconds pass
    When node "node-3" loses its network to other nodes
    And 3 seconds pass
    And node "node-3" has its network to other nodes back
    And 1 minute passes
    Then no request has failed

  Scenario: A machine without power resets nothing: whoever waits for it waits in vain
    Given containers of image "shop/slow" answer in 4 seconds
    And the file "slow.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: slow}
      spec: {selector: {app: slow}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: slow, labels: {app: slow}}
      spec: {nodeName: node-3, containers: [{name: slow, image: "shop/slow:1", ports: [{containerPort: 80}]}]}
      """
    And I run "kubectl apply -f slow.yaml"
    And within 1 minute pod "slow" is Ready
    And clients on node "node-1" send 10 requests per second to service "slow"
    And 10 seconds pass
    When node "node-3" shuts down
    And 20 seconds pass
    Then no requests were reset
    And at least 30 requests timed out

  Scenario: Only while the node is lost
    Given clients send 30 requests per second to service "web", giving up after 1 second
    When node "node-3" stops answering
    And 2 minutes pass
    And node "node-3" answers again
    And 1 minute passes
    Then while node "node-3" is NotReady, at most 30 requests have failed
    And since node "node-3" is NotReady, at most 30 requests have failed
    And "throughout at most 30 requests have failed" fails
