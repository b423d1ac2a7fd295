Feature: The shop stays open

  The shop is three web pods behind a Service. People change it, and machines fail under it.
  https://kubernetes.io/docs/concepts/workloads/controllers/deployment/

  Background:
    Given a cluster with nodes:
      | name   | cpu | memory | zone |
      | node-1 | 4   | 8Gi    | a    |
      | node-2 | 4   | 8Gi    | a    |
      | node-3 | 4   | 8Gi    | b    |
    And the manifests in "manifests/shop"
    And containers of image "shop/web" start in 12 seconds and take 8 seconds to drain
    And within 1 minute deployment "web" has 3 available replicas

  @P05 @W03
  Rule: A rollout never takes the shop below its floor

    Scenario: A new version that works
      When I run "kubectl set image deployment/web web=shop/web:2"
      Then within 3 minutes the rollout of deployment "web" is complete
      And throughout service "web" has at least 3 ready endpoints

    Scenario: A new version that never gets ready stops where it is
      Given containers of image "shop/web:broken" never get ready
      When I run "kubectl set image deployment/web web=shop/web:broken"
      Then after exactly 10 minutes deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"
      And throughout service "web" has at least 3 ready endpoints
      When I run "kubectl rollout undo deployment/web"
      Then within 1 minute the rollout of deployment "web" is complete

  Rule: Losing a machine costs one pod for some minutes, not the shop

    Scenario: node-3 goes silent and comes back
      When node "node-3" stops answering
      Then within 1 minute node "node-3" is NotReady
      And within 7 minutes deployment "web" has 3 available replicas
      And never are fewer than 2 pods with label "app=web" ready
      When node "node-3" answers again
      Then within 30 seconds there are exactly 3 pods with label "app=web"

  Rule: Nobody notices a deletion

    Each pod waits five seconds before it stops: by then every node knows that it is going.
    https://github.com/kubernetes/kubernetes/issues/43576

    @P11 @N10 @F08 @explore
    Scenario: Requests keep flowing while a pod is deleted, in whatever order things happen
      Given clients send 50 requests per second to service "web"
      When one pod of deployment "web" is deleted
      And 1 minute passes
      Then no request has failed

  Rule: Reports are never made twice at once

    @W12
    Scenario Outline: The nightly report overruns its minute under <policy>
      Given the clock starts at "2025-01-01T00:00:30Z"
      And the file "report.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report}
        spec:
          schedule: "* * * * *"
          concurrencyPolicy: <policy>
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  containers:
                    - {name: report, image: busybox, command: [sh, -c, "sleep 90"]}
        """
      When I run "kubectl apply -f report.yaml"
      And 10 minutes pass
      Then throughout at most <most> jobs of cronjob "report" were active
      And <done> jobs of cronjob "report" have completed

      Examples:
        | policy  | most | done |
        | Allow   | 2    | 8    |
        | Forbid  | 1    | 6    |
        | Replace | 1    | 0    |
