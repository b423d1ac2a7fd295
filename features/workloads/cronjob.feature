@W12
Feature: A CronJob makes a Job at every tick of its schedule

  https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/

  Background:
    Given the clock starts at "2025-01-01T00:00:30Z"
    And a cluster with 2 nodes

  Rule: The schedule decides when, in UTC unless timeZone says otherwise

    Scenario: Every minute, hello
      Given the file "hello.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: hello}
        spec:
          schedule: "*/1 * * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  containers:
                    - {name: hello, image: busybox, args: [/bin/sh, -c, "date; echo Hello from the Kubernetes cluster"]}
        """
      When I run "kubectl apply -f hello.yaml"
      And 5 minutes pass
      Then 5 jobs of cronjob "hello" have completed
      And {.status.lastScheduleTime} of cronjob "hello" is "2025-01-01T00:05:00Z"
      When I run "kubectl get jobs -o name"
      Then it prints "job.batch/hello-28928165"

  Rule: What happens when a Job is still running at the next tick is a policy

    Ninety seconds of work every minute, ten ticks in ten minutes. What Forbid holds back starts as soon as the job before
    it has ended.

    Scenario Outline: Under <policy> at most <most> run at once, and <done> are done after ten minutes
      Given the file "report.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report}
        spec:
          schedule: "* * * * *"
          concurrencyPolicy: <policy>
          successfulJobsHistoryLimit: 100
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  terminationGracePeriodSeconds: 1
                  containers:
                    - {name: report, image: busybox, command: [sh, -c, "sleep 90"]}
        """
      When I run "kubectl apply -f report.yaml"
      And 10 minutes pass
      Then throughout at most <most> jobs of cronjob "report" were active
      And <done> jobs of cronjob "report" have completed
      And event "<event>" is recorded for cronjob "report"

      Examples:
        | policy  | most | done | event            |
        | Allow   | 2    | 8    | SuccessfulCreate |
        | Forbid  | 1    | 6    | JobAlreadyActive |
        | Replace | 1    | 0    | SuccessfulDelete |

  Rule: Time zones have nights of 23 and of 25 hours

    Half past two exists twice on 26 October 2025 in Berlin and not at all on 30 March, and so does the run of that night.

    Scenario: The night that clocks go back has two runs
      Given the file "nightly.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "30 2 * * *"
          timeZone: Europe/Berlin
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  containers:
                    - {name: nightly, image: busybox, command: [sh, -c, "exit 0"]}
        """
      When the clock reads "2025-10-25T12:00:00Z"
      And I run "kubectl apply -f nightly.yaml"
      And the clock reads "2025-10-27T12:00:00Z"
      Then 3 jobs of cronjob "nightly" have completed
      When I run "kubectl get jobs -o custom-columns=AT:.metadata.creationTimestamp"
      Then it prints:
        """
        AT
        2025-10-26T00:30:00Z
        2025-10-26T01:30:00Z
        2025-10-27T01:30:00Z
        """

    Scenario: The night that clocks go forward has none
      Given the file "nightly.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "30 2 * * *"
          timeZone: Europe/Berlin
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: OnFailure
                  containers:
                    - {name: nightly, image: busybox, command: [sh, -c, "exit 0"]}
        """
      When the clock reads "2025-03-29T12:00:00Z"
      And I run "kubectl apply -f nightly.yaml"
      And the clock reads "2025-03-31T12:00:00Z"
      And I run "kubectl get jobs -o custom-columns=AT:.metadata.creationTimestamp"
      Then it prints:
        """
        AT
        2025-03-31T00:30:00Z
        """

    Scenario: A zone that nobody knows is refused
      Given the file "nowhere.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nowhere}
        spec:
          schedule: "30 2 * * *"
          timeZone: Europe/Atlantis
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}}}}
        """
      When I run "kubectl apply -f nowhere.yaml"
      Then the command fails with "spec.timeZone: Invalid value: \"Europe/Atlantis\": unknown time zone Europe/Atlantis"

  Rule: Three successes and one failure are kept

    Scenario Outline: After twenty minutes of every minute, <what> leave <kept> Jobs behind
      Given the file "often.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: often}
        spec:
          schedule: "* * * * *"
          jobTemplate:
            metadata: {labels: {of: often}}
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - {name: main, image: busybox, command: [sh, -c, "exit <code>"]}
        """
      When I run "kubectl apply -f often.yaml"
      And 20 minutes pass
      And I run "kubectl get jobs -l of=often -o jsonpath='{.items[*].metadata.labels.of}'"
      Then it prints:
        """
        <labels>
        """

      Examples:
        | what      | code | kept | labels            |
        | successes | 0    | 3    | often often often |
        | failures  | 1    | 1    | often             |

  Rule: While suspended no Jobs are made, and the missed ones are not made up for

    Scenario: An hour off
      Given the file "often.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: often}
        spec:
          schedule: "*/10 * * * *"
          suspend: true
          startingDeadlineSeconds: 60
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      When I run "kubectl apply -f often.yaml"
      And 65 minutes pass
      Then 0 jobs of cronjob "often" have completed
      When I run "kubectl patch cronjob often -p 'spec: {suspend: false}'"
      Then for the next 4 minutes 0 jobs of cronjob "often" have completed
      And within 2 minutes 1 job of cronjob "often" has completed

    Scenario: Without a starting deadline the newest missed run is made up for
      Given the file "often.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: often}
        spec:
          schedule: "*/10 * * * *"
          suspend: true
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      When I run "kubectl apply -f often.yaml"
      And 65 minutes pass
      And I run "kubectl patch cronjob often -p 'spec: {suspend: false}'"
      Then within 10 seconds 1 job of cronjob "often" has completed
      And {.status.lastScheduleTime} of cronjob "often" is "2025-01-01T01:00:00Z"

  Rule: A schedule has five fields

    Scenario: Six are refused
      Given the file "wrong.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: wrong}
        spec:
          schedule: "0 30 2 * * *"
          jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox}]}}}}
        """
      When I run "kubectl apply -f wrong.yaml"
      Then the command fails with "spec.schedule: Invalid value: \"0 30 2 * * *\": expected exactly 5 fields, found 6: [0 30 2 * * *]"
