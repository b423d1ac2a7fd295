@N01
Feature: Nodes, pods and services have addresses of three kinds

  Pods reach each other at their own addresses, on one flat network.
  https://kubernetes.io/docs/concepts/cluster-administration/networking/

  Background:
    Given a cluster with 2 nodes
    And the file "pods.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: one, labels: {app: web}}
      spec:
        nodeName: node-1
        containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: two}
      spec:
        nodeName: node-2
        containers:
          - name: client
            image: busybox
            command: [sleep, "3600"]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: host}
      spec:
        nodeName: node-2
        hostNetwork: true
        containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    And I run "kubectl apply -f pods.yaml"
    And within 10 seconds pod "one" is Ready
    And within 10 seconds pod "two" is Ready
    And within 10 seconds pod "host" is Ready

  Rule: Each kind comes from its own range

    Scenario: Two nodes, two pods, one service
      Then {.status.addresses[?(@.type=="InternalIP")].address} of node "node-1" is "192.0.2.1"
      And {.status.hostIP} of pod "one" is "192.0.2.1"
      And {.status.podIP} of pod "one" contains "10.244.1."
      And {.status.podIP} of pod "two" contains "10.244.2."
      And {.spec.clusterIP} of service "web" contains "10."

    Scenario: A pod on the host network has the node's address
      Then {.status.podIP} of pod "host" is "192.0.2.2"

    Scenario: A cluster address outside the range is refused
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: outside}
        spec: {clusterIP: 172.16.0.1, ports: [{port: 80}]}
        """
      When I run "kubectl apply -f service.yaml"
      Then the command fails with "spec.clusterIPs: Invalid value: [\"172.16.0.1\"]: failed to allocate IP 172.16.0.1: the provided network does not match the current range"

  Rule: A pod keeps its address until it ends; the next one has another

    Scenario: Deleted and made again
      Given {.status.podIP} of pod "one" is "10.244.1.2"
      When I run:
        """
        kubectl delete pod one
        kubectl apply -f pods.yaml
        """
      Then within 10 seconds pod "one" is Ready
      And {.status.podIP} of pod "one" is "10.244.1.3"

  Rule: A pod reaches another one on another node at its own address

    Scenario: From two to one, without a Service between
      When I run "kubectl exec two -- wget -qO- http://10.244.1.2"
      Then it prints "Welcome to nginx!"
      When I run "kubectl exec two -- wget -T 2 -qO- http://10.244.1.99"
      Then the command fails
