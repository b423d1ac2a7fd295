@W14 @S06
Feature: A disruption budget says how many pods may be taken away at once

  https://kubernetes.io/docs/tasks/run-application/configure-pdb/

  Background:
    Given a cluster with 2 nodes

  Rule: One replica that must stay makes its node undrainable

    Scenario: A lone replica with minAvailable 1 is never evicted
      Given I run "kubectl cordon node-2"
      And I run "kubectl create deployment web --image=nginx"
      And I run "kubectl create poddisruptionbudget web --selector=app=web --min-available=1"
      And within 30 seconds deployment "web" has 1 available replica
      And I run "kubectl uncordon node-2"
      When I run "kubectl get pdb web"
      Then it prints:
        """
        NAME   MIN AVAILABLE   MAX UNAVAILABLE   ALLOWED DISRUPTIONS   AGE
        web    1               N/A               0                     <any>
        """
      When I run "kubectl drain node-1 --timeout=12s"
      Then the command fails with code 1
      And it prints:
        """
        node/node-1 cordoned
        evicting pod default/web-…
        evicting pod default/web-…
        evicting pod default/web-…
        evicting pod default/web-…
        """
      And the command fails with "error when evicting pods/\"web-"
      And the command fails with "\" -n \"default\" (will retry after 5s): Cannot evict pod as it would violate the pod's disruption budget."
      And the command fails with "global timeout reached: 12s"
      And throughout deployment "web" has at most 1 available replica
      And for the next 10 minutes deployment "web" has 1 available replica
      And poddisruptionbudget "web" has condition "DisruptionAllowed" "False" with reason "InsufficientPods"

    Scenario: A second replica elsewhere lets the drain go on once it is ready
      Given I run "kubectl cordon node-2"
      And I run "kubectl create deployment web --image=nginx"
      And I run "kubectl create poddisruptionbudget web --selector=app=web --min-available=1"
      And within 30 seconds deployment "web" has 1 available replica
      And I run:
        """
        kubectl uncordon node-2
        kubectl cordon node-1
        """
      When I run:
        """
        kubectl scale deployment web --replicas=2
        kubectl drain node-1
        """
      Then it prints:
        """
        node/node-1 already cordoned
        evicting pod default/web-…
        evicting pod default/web-…
        pod/web-… evicted
        node/node-1 drained
        """
      And throughout deployment "web" has at least 1 ready replica
      And within 30 seconds 2 pods of deployment "web" are Ready
      When I run "kubectl get pods -l app=web -o jsonpath='{.items[*].spec.nodeName}'"
      Then it prints:
        """
        node-2 node-2
        """

  Rule: A share of the replicas that are meant to run is rounded up

    Scenario Outline: <line> of <replicas> allows <allowed> to go
      Given I run "kubectl create deployment web --image=nginx --replicas=<replicas>"
      And within 1 minute deployment "web" has <replicas> available replicas
      When I run "kubectl create poddisruptionbudget web --selector=app=web <flag>"
      And 1 second passes
      Then {.status.desiredHealthy} of poddisruptionbudget "web" is "<desired>"
      And {.status.expectedPods} of poddisruptionbudget "web" is "<replicas>"
      And {.status.disruptionsAllowed} of poddisruptionbudget "web" is "<allowed>"

      Examples:
        | line               | flag                   | replicas | desired | allowed |
        | minAvailable 50%   | --min-available=50%    | 3        | 2       | 1       |
        | maxUnavailable 25% | --max-unavailable=25%  | 3        | 2       | 1       |
        | maxUnavailable 30% | --max-unavailable=30%  | 7        | 4       | 3       |
        | minAvailable 100%  | --min-available=100%   | 3        | 3       | 0       |
        | maxUnavailable 0   | --max-unavailable=0    | 3        | 3       | 0       |

    Scenario: A drain takes one pod after the other, each when its replacement is ready
      Given I run "kubectl cordon node-2"
      And I run "kubectl create deployment web --image=nginx --replicas=4"
      And I run "kubectl create poddisruptionbudget web --selector=app=web --max-unavailable=25%"
      And within 1 minute deployment "web" has 4 available replicas
      And I run "kubectl uncordon node-2"
      When I run "kubectl drain node-1"
      Then the command succeeds
      And it prints "node/node-1 drained"
      And throughout deployment "web" has at least 3 ready replicas
      And within 30 seconds 4 pods of deployment "web" are Ready
      When I run "kubectl get pods -l app=web -o jsonpath='{.items[*].spec.nodeName}'"
      Then it prints:
        """
        node-2 node-2 node-2 node-2
        """

  Rule: A pod that is not ready goes as the budget's policy says

    Scenario Outline: With <policy> a deployment that never got ready <outcome>
      Given the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              nodeName: node-1
              containers:
                - name: web
                  image: nginx
                  readinessProbe: {exec: {command: [test, -f, /ready]}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec:
          minAvailable: 1
          unhealthyPodEvictionPolicy: <policy>
          selector: {matchLabels: {app: web}}
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds 2 pods of deployment "web" are Running
      When I run "kubectl drain node-1 --timeout=12s --pod-selector=app=web"
      Then <result>

      Examples:
        | policy          | outcome             | result                                                         |
        | IfHealthyBudget | keeps its node      | the command fails with "would violate the pod's disruption budget" |
        | AlwaysAllow     | leaves with a drain | it prints "evicted"                                            |

  Rule: A budget that cannot be reckoned allows nothing, and says why

    Scenario: The pods of a Job have no scale
      Given I run "kubectl create job calc --image=busybox -- sleep 1000"
      And within 30 seconds there is 1 Running pod of job "calc"
      When I run "kubectl create poddisruptionbudget calc --selector=job-name=calc --max-unavailable=1"
      And 1 second passes
      Then event "CalculateExpectedPodCountFailed" is recorded for poddisruptionbudget "calc" with message "Failed to calculate the number of expected pods: jobs.batch does not implement the scale subresource"
      And {.status.disruptionsAllowed} of poddisruptionbudget "calc" is "0"
      And poddisruptionbudget "calc" has condition "DisruptionAllowed" "False" with reason "SyncFailed"
