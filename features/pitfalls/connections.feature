@N10
Feature: Pitfalls: Services and connections

  What people expect a Service to do with its clients, what it does, and the manifest that does what was expected.
  https://kubernetes.io/docs/reference/networking/virtual-ips/

  @N04
  Rule: A selector with one label too few sends requests to the wrong pods

    Expected: the Service wordpress leads to wordpress. But it leads to whatever has the label that it asks for, and the
    database of the same application has it too.
    https://github.com/kubernetes/website/issues/17612
    https://github.com/nextcloud/helm/issues/144

    Background:
      Given a cluster with 2 nodes

    Scenario: Every second request knocks at the database
      Given the manifests in "manifests/shared-labels/one-label.yaml"
      And within 1 minute service "wordpress" has 2 ready endpoints
      And clients send 20 requests per second to service "wordpress"
      When 1 minute passes
      Then between 40% and 60% of the requests have failed

    Scenario: A second label tells them apart
      Given the manifests in "manifests/shared-labels/two-labels.yaml"
      And within 1 minute service "wordpress" has 1 ready endpoint
      And clients send 20 requests per second to service "wordpress"
      When 1 minute passes
      Then no request has failed

  @N04
  Rule: With session affinity whoever was moved by a scale-down never comes back

    Expected: what is scaled down and up again is as it was. But all clients stick to the pod that was left, for as long as
    they ask at least every three hours, and the new one stands idle.
    https://github.com/kubernetes/kubernetes/issues/79563
    https://github.com/longhorn/longhorn/pull/7748

    Background:
      Given a cluster with 3 nodes

    Scenario: Six phones, two pods, and one of them does all the work
      Given the manifests in "manifests/affinity/client-ip.yaml"
      And within 1 minute deployment "phone" has 6 available replicas
      And within 1 minute service "web" has 2 ready endpoints
      And clients in pods of deployment "phone" send 12 requests per second to service "web"
      When 1 minute passes
      And I run "kubectl scale statefulset web --replicas=1"
      And 1 minute passes
      And I run "kubectl scale statefulset web --replicas=2"
      And within 1 minute service "web" has 2 ready endpoints
      And clients "later" in pods of deployment "phone" send 12 requests per second to service "web"
      And 10 minutes pass
      Then pod "web-0" has served 100% of the requests of clients "later"

    Scenario: Without affinity both serve half
      Given the manifests in "manifests/affinity/none.yaml"
      And within 1 minute deployment "phone" has 6 available replicas
      And within 1 minute service "web" has 2 ready endpoints
      And clients in pods of deployment "phone" send 12 requests per second to service "web"
      When 1 minute passes
      And I run "kubectl scale statefulset web --replicas=1"
      And 1 minute passes
      And I run "kubectl scale statefulset web --replicas=2"
      And within 1 minute service "web" has 2 ready endpoints
      And 2 seconds pass
      And clients "later" in pods of deployment "phone" send 12 requests per second to service "web"
      And 10 minutes pass
      Then pod "web-1" has served between 45% and 55% of the requests of clients "later"

  Rule: Pods that are added get nothing from connections that stay open

    Expected: six pods carry twice what three did. But a Service chooses a pod when a connection is made; clients that keep
    theirs, as those of gRPC and of databases do, stay where they are.
    https://www.kubenativehq.com/blog/kubernetes-long-lived-connections

    Background:
      Given a cluster with 3 nodes
      And the manifests in "manifests/kept-connections/web.yaml"
      And within 1 minute service "web" has 3 ready endpoints

    Scenario: Ten connections, and no work for the three that came
      Given clients send 20 requests per second to service "web", over 10 connections that stay open
      When I run "kubectl scale statefulset web --replicas=6"
      And 5 minutes pass
      Then service "web" has 6 ready endpoints
      And pod "web-3" has served 0% of the requests
      And pod "web-4" has served 0% of the requests
      And pod "web-5" has served 0% of the requests

    Scenario: Clients that connect for each request use all six
      Given clients send 20 requests per second to service "web"
      When I run "kubectl scale statefulset web --replicas=6"
      And 5 minutes pass
      Then each pod of statefulset "web" has served between 10% and 25% of the requests

  @N06
  Rule: internalTrafficPolicy Local is no preference

    Expected: the pod of one's own node is asked where there is one, and another where there is none. But Local means no
    other: where there is none nobody answers, not even with a refusal.
    https://github.com/kubernetes/kubernetes/issues/134895
    https://github.com/kubernetes/kubernetes/issues/121371

    Background:
      Given a cluster with 3 nodes

    Scenario: Agents on two of three nodes wait in vain
      Given the manifests in "manifests/internal-local/local.yaml"
      And within 1 minute daemonset "agent" has 3 ready pods
      And within 1 minute service "cache" has 1 ready endpoint
      And 2 seconds pass
      And clients in pods of daemonset "agent" send 9 requests per second to service "cache", giving up after 1 second
      When 1 minute passes
      Then between 60% and 70% of the requests have failed
      And at least 300 requests timed out

    Scenario: PreferSameNode is one
      Given the manifests in "manifests/internal-local/near.yaml"
      And within 1 minute daemonset "agent" has 3 ready pods
      And within 1 minute service "cache" has 1 ready endpoint
      And 2 seconds pass
      And clients in pods of daemonset "agent" send 9 requests per second to service "cache", giving up after 1 second
      When 1 minute passes
      Then no request has failed

  @P10 @P11
  Rule: A pod that is no endpoint any more still serves the connections that it has

    Expected: five seconds after it was told to stop, a pod has nothing left to do. But only new connections go
    elsewhere; the old ones go on, and what is under way when the program ends is lost.
    https://github.com/kubernetes/kubernetes/issues/43576
    https://github.com/kubernetes/kubernetes/issues/123116

    Background:
      Given a cluster with 3 nodes
      And the manifests in "manifests/kept-connections/web.yaml"

    Scenario: A preStop sleep alone does not save them
      Given containers of image "shop/web" answer in 500ms
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 60 requests per second to service "web", over 60 connections that stay open
      And 10 seconds pass
      When one pod of statefulset "web" is deleted
      And 1 minute passes
      Then at least 3 requests were reset

    Scenario: A program that finishes what it has begun does
      Given containers of image "shop/web" answer in 500ms and take 2 seconds to drain
      And within 1 minute service "web" has 3 ready endpoints
      And clients send 60 requests per second to service "web", over 60 connections that stay open
      And 10 seconds pass
      When one pod of statefulset "web" is deleted
      And 1 minute passes
      Then no request has failed

  @N05
  Rule: Before 1.26 externalTrafficPolicy Local loses requests in every rollout

    Expected: a load balancer takes a node out before its last pod goes. But it asks every eight seconds and wants three
    failures, while kube-proxy has dropped all traffic since the pod was told to stop, however long that waits.
    https://github.com/kubernetes/kubernetes/issues/85643
    https://github.com/cilium/cilium/issues/19810

    Scenario: Forty seconds of preStop are no help in 1.25
      Given a cluster running Kubernetes 1.25 with 3 nodes
      And a cloud that provides load balancers
      And the manifests in "manifests/local-traffic/local.yaml"
      And within 1 minute deployment "web" has 2 ready replicas
      And 1 minute passes
      And clients outside of the cluster send 20 requests per second to service "web", giving up after 2 seconds
      When I run "kubectl rollout restart deployment web"
      And 3 minutes pass
      Then at least 100 requests timed out

    Scenario: With Cluster any node will do
      Given a cluster running Kubernetes 1.25 with 3 nodes
      And a cloud that provides load balancers
      And the manifests in "manifests/local-traffic/cluster.yaml"
      And within 1 minute deployment "web" has 2 ready replicas
      And 1 minute passes
      And clients outside of the cluster send 20 requests per second to service "web", giving up after 2 seconds
      When I run "kubectl rollout restart deployment web"
      And 3 minutes pass
      Then no request has failed

    Scenario: From 1.26 on pods that wait are served to the end
      Given a cluster running Kubernetes 1.26 with 3 nodes
      And a cloud that provides load balancers
      And the manifests in "manifests/local-traffic/local.yaml"
      And within 1 minute deployment "web" has 2 ready replicas
      And 1 minute passes
      And clients outside of the cluster send 20 requests per second to service "web", giving up after 2 seconds
      When I run "kubectl rollout restart deployment web"
      And 3 minutes pass
      Then no request has failed
