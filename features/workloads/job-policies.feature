@W11
Feature: Policies say when a Job has failed, when it has succeeded, and which failures count

  https://kubernetes.io/docs/concepts/workloads/controllers/job/#handling-pod-and-container-failures

  Background:
    Given a cluster with 3 nodes

  Rule: With backoffLimitPerIndex one bad index does not take the others with it

    Scenario: Indexes 1 and 3 fail twice each, the others succeed, and the Job fails in the end
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: parts}
        spec:
          completionMode: Indexed
          completions: 5
          parallelism: 5
          backoffLimitPerIndex: 1
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: main
                  image: busybox
                  command: [sh, -c, "sleep 2; test $((JOB_COMPLETION_INDEX % 2)) -eq 0"]
        """
      When I run "kubectl apply -f job.yaml"
      Then within 1 minute job "parts" reports Failed True with reason "FailedIndexes"
      And {.status.completedIndexes} of job "parts" is "0,2,4"
      And {.status.failedIndexes} of job "parts" is "1,3"
      And {.status.succeeded} of job "parts" is "3"
      And {.status.failed} of job "parts" is "4"

    Scenario: More failed indexes than maxFailedIndexes end the Job early
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: parts}
        spec:
          completionMode: Indexed
          completions: 10
          parallelism: 2
          backoffLimitPerIndex: 0
          maxFailedIndexes: 1
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "sleep 5; exit 1"]}]
        """
      When I run "kubectl apply -f job.yaml"
      Then within 1 minute job "parts" reports Failed True with reason "MaxFailedIndexesExceeded"
      And {.status.failedIndexes} of job "parts" is "0,1"
      And event "MaxFailedIndexesExceeded" is recorded for job "parts"

  Rule: A podFailurePolicy ignores, counts, fails the index or fails the Job

    Scenario Outline: Exit code 42 under <action>: <outcome>
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: picky}
        spec:
          completionMode: Indexed
          completions: 2
          parallelism: 2
          backoffLimitPerIndex: 2
          podFailurePolicy:
            rules:
              - action: <action>
                onExitCodes: {operator: In, values: [42]}
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: main
                  image: busybox
                  command: [sh, -c, "test $JOB_COMPLETION_INDEX = 0 || { sleep 20; exit 42; }"]
        """
      When I run "kubectl apply -f job.yaml"
      Then within 3 minutes job "picky" reports Failed True with reason "<reason>"
      And {.status.failed} of job "picky" is "<failed>"
      And {.status.completedIndexes} of job "picky" is "0"

      Examples:
        | action    | outcome                      | reason           | failed |
        | Count     | three failures of index 1    | FailedIndexes    | 3      |
        | FailIndex | index 1 is given up at once  | FailedIndexes    | 1      |
        | FailJob   | the whole Job is given up    | PodFailurePolicy | 1      |

    Scenario: A pod evicted by its node is made anew and does not count
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: patient}
        spec:
          backoffLimit: 0
          podFailurePolicy:
            rules:
              - action: Ignore
                onPodConditions: [{type: DisruptionTarget}]
          template:
            spec:
              restartPolicy: Never
              nodeSelector: {kubernetes.io/hostname: node-1}
              tolerations: []
              containers: [{name: main, image: busybox, command: [sh, -c, "sleep 120"]}]
        """
      And I run "kubectl apply -f job.yaml"
      And within 10 seconds job "patient" has 1 active pod
      When I run "kubectl taint node node-1 upkeep=yes:NoExecute"
      And 5 seconds pass
      And I run "kubectl taint node node-1 upkeep-"
      Then within 4 minutes job "patient" is Complete
      And {.status.failed} of job "patient" is empty

  Rule: A successPolicy ends the Job as soon as enough indexes have succeeded

    Scenario: The leader is done, and the workers are stopped
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: led}
        spec:
          completionMode: Indexed
          completions: 3
          parallelism: 3
          successPolicy:
            rules: [{succeededIndexes: "0"}]
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: main
                  image: busybox
                  command: [sh, -c, "test $JOB_COMPLETION_INDEX = 0 && sleep 10 || sleep 1000"]
        """
      When I run "kubectl apply -f job.yaml"
      Then within 20 seconds job "led" reports SuccessCriteriaMet True with reason "SuccessPolicy"
      And within 1 minute job "led" is Complete
      And {.status.succeeded} of job "led" is "1"

  Rule: A pod on its way out is replaced at once, unless podReplacementPolicy waits for its end

    Scenario Outline: Under <policy> <most> pods run side by side
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: slow}
        spec:
          podReplacementPolicy: <policy>
          template:
            spec:
              restartPolicy: Never
              terminationGracePeriodSeconds: 20
              containers: [{name: main, image: busybox, command: [sh, -c, "trap '' TERM; sleep 100"]}]
        """
      And I run "kubectl apply -f job.yaml"
      And within 30 seconds job "slow" has 1 ready pod
      When I run "kubectl delete pod -l job-name=slow --wait=false"
      And 10 seconds pass
      Then there are exactly <most> pods with label "job-name=slow"
      And {.status.terminating} of job "slow" is "1"
      And within 1 minute job "slow" has 1 active pod

      Examples:
        | policy               | most |
        | TerminatingOrFailed  | 2    |
        | Failed               | 1    |

  Rule: A Job that somebody else manages is left alone

    Scenario: No pods, no status
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: remote}
        spec:
          managedBy: example.com/other-cluster
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "exit 0"]}]
        """
      When I run "kubectl apply -f job.yaml"
      And 10 minutes pass
      And I run "kubectl get pods"
      Then it prints "No resources found in default namespace."
      And {.status.startTime} of job "remote" is empty
