Feature: Pitfalls: jobs and schedules

  What people expect of a Job or a CronJob, what it does, and the manifest that does what was expected.
  https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/

  @W12
  Rule: Before 1.21 a CronJob that missed more than 100 starts never runs again

    Expected: after an outage it takes up where the schedule is now. But the controller counted what was missed since the
    last run, gave up at 100, and at each look there was more.
    https://github.com/kubernetes/kubernetes/issues/42649

    Background:
      Given a cluster running Kubernetes 1.19 with 1 node

    Scenario: Two hours without the controller, and it has stopped for good
      Given the manifests in "manifests/missed-runs/every-start.yaml"
      And 3 minutes pass
      When kube-controller-manager stops
      And 2 hours pass
      And kube-controller-manager starts again
      And 30 minutes pass
      Then at most 3 jobs of cronjob "tick" were created
      And event "FailedNeedsStart" is recorded for cronjob "tick" with message "too many missed start time (> 100)"

    Scenario: With a deadline only the last two minutes count
      Given the manifests in "manifests/missed-runs/recent-starts.yaml"
      And 3 minutes pass
      When kube-controller-manager stops
      And 2 hours pass
      And kube-controller-manager starts again
      And 30 minutes pass
      Then at least 30 jobs of cronjob "tick" were created

  @W12
  Rule: Jobs that do not end pile up

    Expected: a schedule runs one job after the other. But it starts each on time, whatever became of those before,
    until the nodes are full.
    https://github.com/digitalocean/clusterlint/issues/95
    https://github.com/wmde/wikidata-mismatch-finder/pull/306

    Background:
      Given a cluster with 1 node

    Scenario: A report that hangs is started every five minutes, until nothing else finds room
      Given the manifests in "manifests/allowed-to-overlap/allow.yaml"
      When 2 hours pass
      Then at least 23 jobs of cronjob "report" are active
      And there are at least 15 Pending pods with label "app=report"

    Scenario: Forbidden to overlap, there is one
      Given the manifests in "manifests/allowed-to-overlap/forbid.yaml"
      When 2 hours pass
      Then throughout at most 1 job of cronjob "report" was active
      And event "JobAlreadyActive" is recorded for cronjob "report"

  @W11 @P18
  Rule: A Job that restarts its container takes the logs with it when it fails

    Expected: a failed Job can be asked why. But with OnFailure its one pod still runs when the limit of attempts is
    reached, so the Job deletes it.
    https://github.com/kubernetes/kubernetes/issues/74848
    https://github.com/openebs-archive/node-disk-manager/issues/694

    Background:
      Given a cluster with 1 node

    Scenario: OnFailure leaves nothing to look at
      Given the manifests in "manifests/last-words/restarted.yaml"
      Then within 5 minutes job "migrate" has failed
      And within 10 seconds there are no pods of job "migrate"
      When I run "kubectl logs job/migrate"
      Then the command fails

    Scenario: Never leaves every attempt
      Given the manifests in "manifests/last-words/left.yaml"
      Then within 5 minutes job "migrate" has failed
      And there are 4 Failed pods of job "migrate"
      When I run "kubectl logs job/migrate"
      Then it prints "column price is missing"

  @W11 @P19
  Rule: A Job with a second container that goes on running never completes

    Expected: the Job is done when its work is. But it is done when its pod is, and a pod is done when all its
    containers have ended, the proxy beside the work as well.
    https://github.com/kubernetes/kubernetes/issues/25908

    Background:
      Given a cluster with 1 node
      And containers of image "shop/sql-proxy" run until stopped

    Scenario: Twenty seconds of work, and a day later the Job is still active
      Given the manifests in "manifests/job-sidecar/two-containers.yaml"
      When 1 minute passes
      And I run "kubectl get pods"
      Then it prints "1/2     NotReady"
      And for the next 1 day job "bill" has 1 active pod

    Scenario: A sidecar ends with the work
      Given the manifests in "manifests/job-sidecar/sidecar.yaml"
      Then within 1 minute job "bill" has completed
