@W14 @S06
Feature: Disruption budgets, release by release

  https://kubernetes.io/docs/tasks/run-application/configure-pdb/

  Rule: From 1.20 on a pod that is not ready may go while its budget is met

    Scenario Outline: In <release> a pod that is not ready <outcome> while its budget is met
      Given a cluster running Kubernetes <release> with 1 node
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: good, labels: {app: web}}
        spec:
          containers: [{name: web, image: nginx}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: bad, labels: {app: web}}
        spec:
          containers: [{name: web, image: nginx, readinessProbe: {exec: {command: [test, -f, /ready]}}}]
        ---
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds pod "good" is Ready
      And within 30 seconds pod "bad" is Running
      When I run "kubectl drain node-1 --force --timeout=3s"
      Then the command fails with "would violate the pod's disruption budget"
      And pod "good" is Ready
      And within 40 seconds pod "bad" <after>

      Examples:
        | release | outcome | after          |
        | 1.19    | stays   | is Running     |
        | 1.20    | may go  | does not exist |

  Rule: Pods without a controller make a share unknown until 1.21, and are told of from 1.27 on

    Scenario Outline: Bare pods under maxUnavailable, in <release>
      Given a cluster running Kubernetes <release> with 1 node
      And I run "kubectl run web --image=nginx --labels=app=web"
      And within 30 seconds pod "web" is Ready
      And the file "budget.yaml":
        """
        apiVersion: <version>
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
        """
      When I run "kubectl apply -f budget.yaml"
      And 1 second passes
      Then event "<event>" is recorded for poddisruptionbudget "web" with message "<message>"
      And {.status.disruptionsAllowed} of poddisruptionbudget "web" is "0"

      Examples:
        | release | version        | event           | message                       |
        | 1.20    | policy/v1beta1 | NoControllerRef | found no controller ref for pod |
        | 1.27    | policy/v1      | UnmanagedPods   | were found to be unmanaged    |

  Rule: An empty selector is nothing in v1beta1 and everything in v1

    Scenario Outline: The empty selector of <version>
      Given a cluster running Kubernetes 1.24 with 1 node
      And the file "all.yaml":
        """
        apiVersion: <version>
        kind: PodDisruptionBudget
        metadata: {name: all}
        spec: {minAvailable: 1, selector: {}}
        """
      And I run "kubectl run web --image=nginx"
      And within 30 seconds pod "web" is Ready
      When I run "kubectl apply -f all.yaml"
      And 1 second passes
      Then {.status.currentHealthy} of poddisruptionbudget "all" is "<healthy>"

      Examples:
        | version        | healthy |
        | policy/v1      | 1       |
        | policy/v1beta1 | 0       |
