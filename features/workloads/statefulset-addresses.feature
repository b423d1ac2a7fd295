@W08
Feature: Pods of a StatefulSet can be found by their names

  https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id

  Background:
    Given a cluster with 1 node
    And the manifests in "manifests/stateful-claims"
    And within 1 minute statefulset "web" has 2 ready replicas

  Rule: Each pod has a DNS name under the headless service

    Scenario: web-1 looks web-0 up and finds its address
      Given {.status.podIP} of pod "web-0" is "10.244.1.2"
      When I run "kubectl exec web-1 -- nslookup web-0.nginx.default.svc.cluster.local"
      Then it prints "10.244.1.2"
      When I run "kubectl exec web-1 -- nslookup web-7.nginx.default.svc.cluster.local"
      Then the command fails with "can't resolve 'web-7.nginx.default.svc.cluster.local'"
