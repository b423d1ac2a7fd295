@W11
Feature: A Job runs pods until enough of them have succeeded

  https://kubernetes.io/docs/concepts/workloads/controllers/job/

  Background:
    Given a cluster with 3 nodes

  Rule: completions pods must succeed, at most parallelism of them at a time

    Scenario: Four completions, two by two
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: pi}
        spec:
          parallelism: 2
          completions: 4
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: pi, image: resouer/ubuntu-bc, command: [sh, -c, "sleep 30; echo 'scale=100; 4*a(1)' | bc -l"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then within 80 seconds job "pi" is Complete
      And throughout job "pi" has at most 2 active pods
      When I run "kubectl get pods -l job-name=pi -o jsonpath='{.items[*].status.phase}'"
      Then it prints "Succeeded Succeeded Succeeded Succeeded"
      When I run "kubectl logs job/pi"
      Then it prints "3.14159"

  Rule: Under Never each failure is a pod, and one more than backoffLimit is too many

    Scenario: backoffLimit 4 makes five pods, ten seconds, twenty, forty and eighty apart
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: failing}
        spec:
          backoffLimit: 4
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: main, image: busybox, command: [sh, -c, "exit 3"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then for the next 150 seconds job "failing" is not Failed
      And within 30 seconds job "failing" is Failed
      And there are exactly 5 pods with label "job-name=failing"
      And event "BackoffLimitExceeded" is recorded for job "failing"

    Scenario: Unset it is 6
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: failing}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: main, image: busybox, command: [sh, -c, "exit 3"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then within 1 hour job "failing" is Failed
      And there are exactly 7 pods with label "job-name=failing"

  Rule: Under OnFailure the one pod restarts its container

    Scenario: The restarts count, and the pod is gone in the end
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: failing}
        spec:
          backoffLimit: 3
          template:
            spec:
              restartPolicy: OnFailure
              containers:
                - {name: main, image: busybox, command: [sh, -c, "exit 3"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then within 3 minutes job "failing" is Failed
      And throughout there are at most 1 pod with label "job-name=failing"
      And within 1 minute there are exactly 0 pods with label "job-name=failing"

    Scenario: A success on the third try completes the Job
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: third-time}
        spec:
          template:
            spec:
              restartPolicy: OnFailure
              volumes: [{name: work, emptyDir: {}}]
              containers:
                - name: main
                  image: busybox
                  command: [sh, -c, "echo try >> /work/tries; test $(wc -l < /work/tries) -ge 3"]
                  volumeMounts: [{name: work, mountPath: /work}]
        """
      When I run "kubectl apply -f job.yaml"
      Then within 1 minute job "third-time" is Complete
      And event "SuccessfulCreate" is recorded exactly once for job "third-time"

  Rule: activeDeadlineSeconds ends the Job, whatever its pods are doing

    Scenario: A hundred seconds and not one more
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: endless}
        spec:
          backoffLimit: 5
          activeDeadlineSeconds: 100
          template:
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: 1
              containers:
                - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then for the next 99 seconds job "endless" is not Failed
      And within 10 seconds job "endless" is Failed
      And job "endless" reports Failed True with reason "DeadlineExceeded"

  Rule: A finished Job goes when its time to live is over

    Scenario: Two minutes after the end
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: tidy}
        spec:
          ttlSecondsAfterFinished: 120
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: main, image: busybox, command: [sh, -c, "exit 0"]}
        """
      When I run "kubectl apply -f job.yaml"
      And within 10 seconds job "tidy" is Complete
      Then for the next 115 seconds job "tidy" exists
      And within 15 seconds job "tidy" is gone

  Rule: Indexed pods know their number

    Scenario: Three workers with the indexes 0 to 2
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: indexed}
        spec:
          completionMode: Indexed
          completions: 3
          parallelism: 3
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: main, image: busybox, command: [sh, -c, "echo I am number $JOB_COMPLETION_INDEX"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then within 30 seconds job "indexed" is Complete
      When I run "kubectl get job indexed -o jsonpath='{.status.completedIndexes}'"
      Then it prints "0-2"

  Rule: A suspended Job has no pods until it is resumed

    Scenario: Suspended for an hour
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: later}
        spec:
          suspend: true
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: main, image: busybox, command: [sh, -c, "exit 0"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then for the next 1 hour job "later" has no active pods
      When I run "kubectl patch job later -p 'spec: {suspend: false}'"
      Then within 10 seconds job "later" is Complete

  Rule: A podFailurePolicy tells bugs from bad luck

    Scenario: Exit code 42 fails the Job at once
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: buggy}
        spec:
          backoffLimit: 6
          podFailurePolicy:
            rules:
              - action: FailJob
                onExitCodes: {containerName: main, operator: In, values: [42]}
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: main, image: busybox, command: [sh, -c, "exit 42"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then within 10 seconds job "buggy" is Failed
      And there are exactly 1 pod with label "job-name=buggy"

  Rule: A Job needs a restart policy that lets it end

    Scenario: restartPolicy Always is refused
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: wrong}
        spec:
          template:
            spec:
              containers: [{name: main, image: busybox}]
        """
      When I run "kubectl apply -f job.yaml"
      Then the command fails with "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\""
