@W12
Feature: Runs that were missed are made up for once, late, or never

  https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline

  Rule: startingDeadlineSeconds says how late a run may still start

    Scenario Outline: Resumed <late> after the hour with a deadline of two minutes, <runs> run is started
      Given the clock starts at "2025-01-01T02:50:00Z"
      And a cluster with 2 nodes
      And the file "hourly.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: hourly}
        spec:
          schedule: "@hourly"
          suspend: true
          startingDeadlineSeconds: 120
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      And I run "kubectl apply -f hourly.yaml"
      When the clock reads "<time>"
      And I run "kubectl patch cronjob hourly -p 'spec: {suspend: false}'"
      And 1 minute passes
      Then <runs> jobs of cronjob "hourly" were created

      Examples:
        | late      | time     | runs |
        | a minute  | 03:01:00 | 1    |
        | a quarter | 03:15:00 | 0    |

  Rule: More than a hundred missed times are complained about; the old controller gave up

    Scenario Outline: After two hours without a minutely run, <release> starts <runs>
      Given the clock starts at "2025-01-01T02:00:05Z"
      And a cluster running Kubernetes <release> with 2 nodes
      And the file "often.yaml":
        """
        apiVersion: <api>
        kind: CronJob
        metadata: {name: often}
        spec:
          schedule: "*/1 * * * *"
          suspend: true
          concurrencyPolicy: Forbid
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "sleep 3000"]}]
        """
      And I run "kubectl apply -f often.yaml"
      When 2 hours pass
      And I run "kubectl patch cronjob often -p 'spec: {suspend: false}'"
      And 30 seconds pass
      Then <runs> jobs of cronjob "often" were created
      And event "<reason>" is recorded for cronjob "often" with message "<message>"

      Examples:
        | release | api           | runs | reason             | message |
        | 1.19    | batch/v1beta1 | 0    | FailedNeedsStart   | Cannot determine if job needs to be started: too many missed start time (> 100). Set or decrease .spec.startingDeadlineSeconds or check clock skew |
        | 1.22    | batch/v1      | 1    | TooManyMissedTimes | too many missed start times: 120. Set or decrease .spec.startingDeadlineSeconds or check clock skew |
        | 1.36    | batch/v1      | 1    | TooManyMissedTimes | too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew |

    Scenario: A starting deadline gets the old controller out of it
      Given the clock starts at "2025-01-01T02:00:05Z"
      And a cluster running Kubernetes 1.19 with 2 nodes
      And the file "often.yaml":
        """
        apiVersion: batch/v1beta1
        kind: CronJob
        metadata: {name: often}
        spec:
          schedule: "*/1 * * * *"
          suspend: true
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      And I run "kubectl apply -f often.yaml"
      And 2 hours pass
      And I run "kubectl patch cronjob often -p 'spec: {suspend: false}'"
      And 2 minutes pass
      And 0 jobs of cronjob "often" were created
      When I run "kubectl patch cronjob often -p 'spec: {startingDeadlineSeconds: 90}'"
      Then within 15 seconds 1 job of cronjob "often" was created

  Rule: On a Sunday, the last run of a schedule of working days is taken for another by each release

    Scenario Outline: Resumed on a Sunday, <release> <starts>
      Given the clock starts at "2025-01-03T09:00:00Z"
      And a cluster running Kubernetes <release> with 2 nodes
      And the file "working-days.yaml":
        """
        apiVersion: <api>
        kind: CronJob
        metadata: {name: working-days}
        spec:
          schedule: "0 8 * * 1-5"
          suspend: true
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      And I run "kubectl apply -f working-days.yaml"
      When 9 days pass
      And I run "kubectl patch cronjob working-days -p 'spec: {suspend: false}'"
      And 1 day passes
      Then <runs> of cronjob "working-days" were created
      When I run "kubectl get jobs -o name"
      Then it prints "job.batch/<first>"
      And it prints "job.batch/working-days-28945920"

      Examples:
        | release | api           | starts                            | runs   | first                 |
        | 1.20    | batch/v1beta1 | the run of Friday                 | 2 jobs | working-days-28941600 |
        | 1.27    | batch/v1      | a run of Sunday, which is not due | 2 jobs | working-days-28944480 |
        | 1.28    | batch/v1      | nothing before Monday             | 1 job  | working-days-28945920 |
        | 1.36    | batch/v1      | nothing before Monday             | 1 job  | working-days-28945920 |

  Rule: The old controller looks every ten seconds, the present one sleeps until the minute

    Scenario Outline: In <release> the Job of 02:01 is called <name> and is there at <time>
      Given the clock starts at "2025-01-01T02:00:35Z"
      And a cluster running Kubernetes <release> with 2 nodes
      And the timing profile "instant"
      And the file "often.yaml":
        """
        apiVersion: <api>
        kind: CronJob
        metadata: {name: often}
        spec:
          schedule: "*/1 * * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      When I run "kubectl apply -f often.yaml"
      And the clock reads "02:01:00"
      Then 0 jobs of cronjob "often" were created
      When the clock reads "<time>"
      Then 1 job of cronjob "often" was created
      When I run "kubectl get jobs -o name"
      Then it prints "job.batch/<name>"

      Examples:
        | release | api           | name             | time     |
        | 1.19    | batch/v1beta1 | often-1735696860 | 02:01:06 |
        | 1.21    | batch/v1      | often-28928281   | 02:01:01 |

  Rule: What becomes of a CronJob's Jobs is told by events

    Background:
      Given the clock starts at "2025-01-01T00:00:30Z"
      And a cluster with 2 nodes
      And the file "tick.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tick}
        spec:
          schedule: "*/10 * * * *"
          concurrencyPolicy: Replace
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "trap exit TERM; sleep 900 & wait"]}]
        """
      And I run "kubectl apply -f tick.yaml"

    Scenario: A Job that still runs is deleted for the next one
      When the clock reads "00:20:30"
      Then event "SuccessfulDelete" is recorded for cronjob "tick" with message "Deleted job tick-28928170"
      And event "SuccessfulCreate" is recorded for cronjob "tick" with message "Created job tick-28928180"
      And throughout at most 1 job of cronjob "tick" was active

    Scenario: A Job deleted by hand is missed
      When the clock reads "00:10:30"
      And I run "kubectl delete job tick-28928170"
      Then within 5 seconds event "MissingJob" is recorded for cronjob "tick" with message "Active job went missing: tick-28928170"
      And {.status.active} of cronjob "tick" is empty

    Scenario: A Job made by hand from the CronJob is none of its own runs, and its end is not told
      When I run "kubectl create job by-hand --from=cronjob/tick"
      And 5 seconds pass
      Then {.metadata.annotations.cronjob\.kubernetes\.io/instantiate} of job "by-hand" is "manual"
      And event "UnexpectedJob" is recorded for cronjob "tick" with message "Saw a job that the controller did not create or forgot: by-hand"
      And {.status.active} of cronjob "tick" is empty

  Rule: Until 1.23 other labels in the template hide the Jobs of before

    Scenario: In 1.23 a Job that ended after the change stays active
      Given the clock starts at "2025-01-01T00:00:30Z"
      And a cluster running Kubernetes 1.23 with 2 nodes
      And the file "tick.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tick}
        spec:
          schedule: "*/10 * * * *"
          jobTemplate:
            metadata: {labels: {version: v1}}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "sleep 60"]}]
        """
      And I run "kubectl apply -f tick.yaml"
      When the clock reads "00:10:30"
      And I run "kubectl patch cronjob tick -p 'spec: {jobTemplate: {metadata: {labels: {version: v2}}}}'"
      And 2 minutes pass
      Then {.status.active[*].name} of cronjob "tick" is "tick-28928170"

    Scenario: In 1.24 it is seen to have ended
      Given the clock starts at "2025-01-01T00:00:30Z"
      And a cluster running Kubernetes 1.24 with 2 nodes
      And the file "tick.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: tick}
        spec:
          schedule: "*/10 * * * *"
          jobTemplate:
            metadata: {labels: {version: v1}}
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "sleep 60"]}]
        """
      And I run "kubectl apply -f tick.yaml"
      When the clock reads "00:10:30"
      And I run "kubectl patch cronjob tick -p 'spec: {jobTemplate: {metadata: {labels: {version: v2}}}}'"
      And 2 minutes pass
      Then {.status.active} of cronjob "tick" is empty

  Rule: A name leaves room for the time of each run

    Scenario Outline: <length> characters <outcome>
      Given a cluster with 1 node
      And the file "named.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: <name>}
        spec:
          schedule: "@daily"
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}}}}
        """
      When I run "kubectl apply -f named.yaml"
      Then the command <outcome>

      Examples:
        | length | name                                                  | outcome                                      |
        | 52     | a123456789-123456789-123456789-123456789-123456789-1  | succeeds                                     |
        | 53     | a123456789-123456789-123456789-123456789-123456789-12 | fails with "must be no more than 52 characters" |
