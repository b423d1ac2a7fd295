@W03
Feature: A Deployment replaces its pods step by step

  `maxSurge` pods may be there above the wanted number, `maxUnavailable` may be missing below it; percentages of the
  replicas round up for the first and down for the second.
  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment

  Background:
    Given a cluster with 3 nodes

  Rule: Surge and unavailability bound every instant of the rollout

    Scenario Outline: maxSurge <surge> and maxUnavailable <unavailable> of 4 replicas: at most <most> pods, at least <least> available
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      When I run "kubectl patch deployment web -p 'spec: {strategy: {rollingUpdate: {maxSurge: <surge>, maxUnavailable: <unavailable>}}}'"
      And I run "kubectl set image deployment/web web=nginx:1.9.1"
      Then within 2 minutes the rollout of deployment "web" is complete
      And throughout deployment "web" has at least <least> available replicas
      And throughout deployment "web" has at most <most> replicas
      And at least once deployment "web" has <most> replicas
      And at least once deployment "web" has <least> available replicas

      Examples:
        | surge | unavailable | most | least |
        | 1     | 0           | 5    | 4     |
        | 0     | 1           | 4    | 3     |
        | 25%   | 25%         | 5    | 3     |
        | 30%   | 30%         | 6    | 3     |
        | 4     | 0           | 8    | 4     |

    Scenario: Neither may both be zero
      Given the manifests in "manifests/web"
      When I run "kubectl patch deployment web -p 'spec: {strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}}'"
      Then the command fails with "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0"

  Rule: Recreate stops everything before it starts anything

    Scenario: No old pod beside a new one, and a moment without any
      Given the file "web.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          strategy: {type: Recreate}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 5
              containers: [{name: web, image: nginx:1.7.9}]
        """
      And I run "kubectl apply -f web.yaml"
      And within 30 seconds deployment "web" has 3 available replicas
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      Then within 1 minute the rollout of deployment "web" is complete
      And never are more than 3 pods with label "app=web" Running
      And never are more than 3 pods with label "app=web" ready
      And at least once deployment "web" has 0 available replicas

  Rule: minReadySeconds makes each pod prove itself before the next one goes

    Scenario: Four pods, one at a time, half a minute each
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      And I run "kubectl patch deployment web -p 'spec: {minReadySeconds: 30, strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}'"
      And 1 minute passes
      And deployment "web" has 4 available replicas
      When I run "kubectl set image deployment/web web=nginx:1.9.1"
      Then for the next 2 minutes the rollout of deployment "web" is not complete
      And within 1 minute the rollout of deployment "web" is complete
      And throughout deployment "web" has at least 4 available replicas

  Rule: A rollout without progress is reported after progressDeadlineSeconds

    Scenario: Two minutes instead of the default ten
      Given the manifests in "manifests/web"
      And within 30 seconds deployment "web" has 4 available replicas
      And containers of image "nginx:broken" never get ready
      When I run "kubectl patch deployment web -p 'spec: {progressDeadlineSeconds: 120}'"
      And I run "kubectl set image deployment/web web=nginx:broken"
      Then for the next 115 seconds deployment "web" reports Progressing True
      And within 15 seconds deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"
      When I run "kubectl rollout status deployment/web"
      Then the command fails with "error: deployment \"web\" exceeded its progress deadline"
