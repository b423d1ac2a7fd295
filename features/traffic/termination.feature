@N10 @P11
Feature: A pod that goes is stopped before everybody has heard of it

  Its endpoint is removed and its containers are told to stop at the same time, by different components.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given a cluster with 3 nodes

  Rule: Until kube-proxy hears of it, requests go to a pod that takes none

    Scenario: Nobody waits
      Given the manifests in "manifests/shop"
      And containers of image "shop/web" start in 12 seconds and take 8 seconds to drain
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 50 requests per second to service "web"
      When one pod of deployment "web" is deleted
      And 1 minute passes
      Then at least 1 request was refused
      And no requests were reset
      And at most 1% of the requests have failed
      And the longest outage was at most 1 second
      And "no request has failed" fails, saying:
        """
        refused by web-
        because  Pod default/web-
        kubectl: kubectl delete pod web-
        kubectl updates Pod default/web-
        requests to service "web"
        try      let pods wait before they stop: a preStop hook that sleeps 5 seconds
        """

    Scenario: A proxy that hears nothing at all sends a third of its requests there
      Given the manifests in "manifests/shop"
      And containers of image "shop/web" start in 1 second
      And within 1 minute deployment "web" has 3 available replicas
      And clients on node "node-1" send 30 requests per second to service "web", giving up after 1 second
      When node "node-1" loses its network to the API server
      And 30 seconds pass
      Then no request has failed
      When I run "kubectl delete pods --all --wait=false"
      And 1 minute passes
      Then between 30% and 60% of the requests have failed

    Scenario Outline: The longer kube-proxy may wait between two rewrites, the more are lost: <period>
      Given kube-proxy is configured with:
        """
        iptables: {minSyncPeriod: <period>}
        """
      And the manifests in "manifests/shop"
      And containers of image "shop/web" start in 12 seconds
      And within 1 minute deployment "web" has 3 available replicas
      And clients on node "node-1" send 50 requests per second to service "web"
      When one pod of deployment "web" is deleted
      And 30 seconds pass
      Then <lost> requests have failed

      Examples:
        | period | lost        |
        | 0s     | at most 30  |
        | 5s     | at least 40 |

    Scenario: The program goes on serving while it drains
      Given the manifests in "manifests/shop"
      And containers of image "shop/web" start in 12 seconds, take 8 seconds to drain, and keep serving while they drain
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 50 requests per second to service "web"
      When one pod of deployment "web" is deleted
      And 1 minute passes
      Then no request has failed

  Rule: A preStop hook that sleeps lets the news arrive first

    Scenario: sleep 5
      Given the manifests in "manifests/patient-shop"
      And containers of image "shop/web" start in 12 seconds and take 8 seconds to drain
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 50 requests per second to service "web"
      When one pod of deployment "web" is deleted
      Then for the next 1 minute no request has failed

  Rule: What is being answered when the grace period ends is lost

    Scenario Outline: Answers that take 3 seconds, with <seconds> seconds to stop
      Given the file "slow.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: <seconds>
              containers: [{name: web, image: "shop/slow:1", ports: [{containerPort: 80}]}]
        """
      And containers of image "shop/slow" answer in 3 seconds and take 4 seconds to drain
      And I run "kubectl apply -f slow.yaml"
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 30 requests per second to service "web"
      And 10 seconds pass
      When one pod of deployment "web" is deleted
      And 1 minute passes
      Then <lost> requests were reset

      Examples:
        | seconds | lost       |
        | 1       | at least 3 |
        | 30      | no         |
