@N07
Feature: DNS answers are remembered, by the server until 1.31 or by the nodes

  Until 1.31 kubeadm's configuration cached the names of the cluster, those that were not there among them.
  https://github.com/kubernetes/kubernetes/pull/128359

  Scenario: A name asked for too early stays unknown for half a minute
    Given a cluster running Kubernetes 1.28 with 1 node
    And the file "client.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        containers: [{name: main, image: "busybox:1.28", command: [sleep, "3600"]}]
      """
    And the file "service.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: late}
      spec: {clusterIP: 10.96.7.9, ports: [{port: 80}]}
      """
    And I run "kubectl apply -f client.yaml"
    And within 10 seconds pod "client" is Ready
    When I run "kubectl exec client -- nslookup late"
    Then the command fails with "can't resolve 'late'"
    When I run "kubectl apply -f service.yaml"
    And 25 seconds pass
    And I run "kubectl exec client -- nslookup late"
    Then the command fails with "can't resolve 'late'"
    When 5 seconds pass
    And I run "kubectl exec client -- nslookup late"
    Then it prints "Address 1: 10.96.7.9"

  Scenario: NodeLocal DNSCache keeps answers for half a minute, and refusals for five seconds
    Given a cluster with 2 nodes
    And NodeLocal DNSCache
    And the file "clients.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec: {nodeName: node-1, containers: [{name: main, image: "busybox:1.28", command: [sleep, "3600"]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: elsewhere}
      spec: {nodeName: node-2, containers: [{name: main, image: "busybox:1.28", command: [sleep, "3600"]}]}
      """
    And I run "kubectl apply -f clients.yaml"
    And within 10 seconds pod "client" is Ready
    And within 10 seconds pod "elsewhere" is Ready
    When I run "kubectl exec client -- nslookup late"
    Then the command fails with "can't resolve 'late'"
    When I run "kubectl create service clusterip late --clusterip=10.96.7.9 --tcp=80"
    And 1 second passes
    And I run "kubectl exec elsewhere -- nslookup late"
    Then it prints "Address 1: 10.96.7.9"
    When I run "kubectl exec client -- nslookup late"
    Then the command fails with "can't resolve 'late'"
    When 5 seconds pass
    And I run "kubectl exec client -- nslookup late"
    Then it prints "Address 1: 10.96.7.9"
    When I run "kubectl delete service late"
    And 20 seconds pass
    And I run "kubectl exec client -- nslookup late"
    Then it prints "Address 1: 10.96.7.9"
    When 15 seconds pass
    And I run "kubectl exec client -- nslookup late"
    Then the command fails with "can't resolve 'late'"
