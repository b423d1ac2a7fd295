@N10 @N07 @N08
Feature: Clients need names, and somebody who lets them through

  https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic

  Background:
    Given a cluster with 2 nodes
    And the manifests in "manifests/shop"
    And the file "deny.yaml":
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny-egress}
      spec: {podSelector: {matchLabels: {app: phone}}, policyTypes: [Egress]}
      """
    And the file "allow-dns.yaml":
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: allow-dns}
      spec:
        podSelector: {matchLabels: {app: phone}}
        policyTypes: [Egress]
        egress:
          - ports: [{port: 53, protocol: UDP}]
          - to: [{podSelector: {matchLabels: {app: web}}}]
      """
    And I run "kubectl run phone --image=shop/phone:1 --labels=app=phone"
    And within 1 minute deployment "web" has 3 available replicas
    And within 1 minute pod "phone" is Ready
    And clients in pod "phone" send 10 requests per second to service "web", giving up after 20 seconds

  Scenario: A policy that denies all egress denies names first
    When I run "kubectl apply -f deny.yaml"
    And 1 minute passes
    Then at least 300 requests found no such name
    And no requests were refused

  Scenario: Names and the pods are allowed
    When I run "kubectl apply -f deny.yaml -f allow-dns.yaml"
    And 1 minute passes
    Then no request has failed

  Scenario: Clients that end are gone with what they sent
    Given 5 seconds pass
    When I run "kubectl delete pod phone --now"
    And 1 minute passes
    Then no request has failed
