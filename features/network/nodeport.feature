@N05
Feature: A Service may be reached from outside, or stand for something outside

  https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types

  Background:
    Given a cluster with 3 nodes
    And the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        nodeName: node-1
        containers: [{name: main, image: serve_hostname, ports: [{containerPort: 9376}]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        nodeName: node-2
        containers: [{name: main, image: busybox, command: [sleep, "3600"]}]
      """
    And I run "kubectl apply -f pod.yaml"
    And within 10 seconds pod "web" is Ready
    And within 10 seconds pod "client" is Ready

  Rule: A node port is open on every node

    Scenario: Also on a node that has no pod of the Service
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376, nodePort: 30080}]
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "curl -s http://192.0.2.1:30080"
      Then it prints "web"
      When I run "curl -s http://192.0.2.3:30080"
      Then it prints "web"
      When I run "kubectl exec client -- wget -qO- 192.0.2.3:30080"
      Then it prints "web"

    Scenario: A port that no Service has is refused
      When I run "curl http://192.0.2.1:30080"
      Then the command fails with "Failed to connect to 192.0.2.1 port 30080: Connection refused"

    Scenario: Cluster and pod addresses mean nothing outside
      When I run "curl -m 5 http://10.244.1.2:9376"
      Then the command fails with code 28

  Rule: A Service that keeps to the node is open only where its pods are

    Scenario: No answer from the others
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: NodePort
          externalTrafficPolicy: Local
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376, nodePort: 30080}]
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "curl -s http://192.0.2.1:30080"
      Then it prints "web"
      When I run "curl -m 5 http://192.0.2.3:30080"
      Then the command fails with code 28
      When I run "kubectl exec client -- wget -qO- 192.0.2.3:30080"
      Then it prints "web"

  Rule: External addresses lead to the pods once their packets reach a node

    Scenario: The Service takes connections at its own port
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, externalIPs: [203.0.113.7], ports: [{port: 80, targetPort: 9376}]}
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "curl -s http://203.0.113.7"
      Then it prints "web"
      When I run "kubectl exec client -- wget -qO- 203.0.113.7"
      Then it prints "web"

  Rule: An external name is an alias, and nothing is proxied

    Scenario: For a Service of another namespace
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: shop, namespace: kube-public}
        spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "kubectl exec client -- wget -qO- shop.kube-public"
      Then it prints "web"

    Scenario: For a name that nobody has
      Given the file "service.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec: {type: ExternalName, externalName: db.example.com}
        """
      And I run "kubectl apply -f service.yaml"
      And 5 seconds pass
      When I run "kubectl exec client -- wget -qO- db"
      Then the command fails with "wget: bad address 'db'"
