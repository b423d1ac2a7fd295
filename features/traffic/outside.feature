@N10 @N05
Feature: Clients outside of the cluster

  Background:
    Given a cluster with 3 nodes
    And the file "web.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        type: NodePort
        selector: {app: web}
        externalTrafficPolicy: Local
        ports: [{port: 80, targetPort: 8080, nodePort: 30080}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec: {nodeName: node-1, containers: [{name: web, image: "shop/web:1", ports: [{containerPort: 8080}]}]}
      """
    And I run "kubectl apply -f web.yaml"
    And within 1 minute pod "web" is Ready

  Scenario: With externalTrafficPolicy Local only nodes with a pod of their own answer
    Given clients "one" outside the cluster send 10 requests per second to node port 30080 of node "node-1"
    And clients "two" outside the cluster send 10 requests per second to node port 30080 of node "node-2", giving up after 1 second
    When 10 seconds pass
    Then no request of clients "one" has failed
    And at least 80 requests of clients "two" timed out

  Scenario: With Cluster every node answers
    Given I run:
      """
      kubectl patch service web --patch '{"spec":{"externalTrafficPolicy":"Cluster"}}'
      """
    And clients outside of the cluster send 30 requests per second to service "web"
    When 10 seconds pass
    Then no request has failed

  Scenario: From pods to an address of the cluster
    Given the file "client.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: phone, labels: {app: phone}}
      spec: {nodeName: node-3, containers: [{name: phone, image: "shop/phone:1"}]}
      """
    And I run "kubectl apply -f client.yaml"
    And within 1 minute pod "phone" is Ready
    And clients in pod "phone" send 10 requests per second to service "web"
    When 10 seconds pass
    Then 100 requests were answered
    When I run "kubectl delete pod phone"
    And 1 minute passes
    Then at most 110 requests were answered

  Scenario: Nobody listens at a node port that no Service has
    Given clients outside of the cluster send 10 requests per second to node port 31000
    When 20 seconds pass
    Then at least 100 requests were refused
