@N07
Feature: Until 1.31 the DNS server remembers its answers for half a minute

  kubeadm's configuration cached the names of the cluster, those that were not there among them.
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
