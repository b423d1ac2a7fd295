@N08
Feature: Network policies need a plugin that keeps them

  https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites

  Scenario Outline: Under <plugin> a visitor <is let in>
    Given a cluster with 2 nodes
    And the network plugin "<plugin>"
    And the file "shop.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: db, labels: {app: db}}
      spec: {nodeName: node-1, containers: [{name: main, image: serve_hostname, ports: [{containerPort: 9376}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: visitor}
      spec: {nodeName: node-2, containers: [{name: main, image: busybox, command: [sleep, 1h]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec: {selector: {app: db}, ports: [{port: 80, targetPort: 9376}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: nobody}
      spec: {podSelector: {matchLabels: {app: db}}}
      """
    When I run "kubectl apply -f shop.yaml"
    Then within 1 minute service "db" has 1 ready endpoint
    And within 1 minute pod "visitor" is Running
    When 5 seconds pass
    And I run "kubectl exec visitor -- wget -T 3 -qO- db || echo shut"
    Then it prints "<answer>"

    Examples:
      | plugin  | is let in     | answer |
      | calico  | is not let in | shut   |
      | flannel | is let in     | db     |
