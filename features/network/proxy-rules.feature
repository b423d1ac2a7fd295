@N06
Feature: Each node's proxy rules follow the API a moment late

  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Background:
    Given a cluster with 2 nodes
    And the file "web.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        nodeName: node-1
        containers: [{name: main, image: serve_hostname}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        nodeName: node-2
        containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
      """

  Rule: Without ready endpoints a connection is refused at once

    Scenario: The last pod is gone
      Given I run "kubectl apply -f web.yaml"
      And within 10 seconds pod "web" is Ready
      And within 10 seconds pod "client" is Ready
      And 5 seconds pass
      When I run "kubectl exec client -- wget -qO- web"
      Then it prints "web"
      When I run "kubectl delete pod web"
      And 5 seconds pass
      And I run "kubectl exec client -- wget -qO- web"
      Then the command fails with "wget: can't connect to remote host (10."
      And the command fails with "): Connection refused"

  Rule: A port that the Service does not have leads nowhere

    Scenario: The connection waits until its client gives up
      Given I run "kubectl apply -f web.yaml"
      And within 10 seconds pod "client" is Ready
      When I run "kubectl exec client -- wget -T 3 -qO- web:81"
      Then the command fails with "wget: download timed out"

  Rule: A pod address that nobody has any more is told of by the network

    Scenario: No route to host
      Given I run "kubectl apply -f web.yaml"
      And within 10 seconds pod "client" is Ready
      When I run "kubectl exec client -- wget -qO- 10.244.1.99"
      Then the command fails with "No route to host"

  Rule: A node that stops answering takes its pods off the network

    Scenario: Connections to them come to nothing until the endpoint is gone
      Given I run "kubectl apply -f web.yaml"
      And within 10 seconds pod "web" is Ready
      And within 10 seconds pod "client" is Ready
      And 5 seconds pass
      When node "node-1" stops answering
      And I run "kubectl exec client -- wget -T 2 -qO- web"
      Then the command fails with "wget: download timed out"
      When 2 minutes pass
      And I run "kubectl exec client -- wget -qO- web"
      Then the command fails with "Connection refused"
