@P08
Feature: The restart policy decides what happens when a container ends

  Restarts of one container wait 10, 20, 40, 80, 160 and then always 300 seconds; ten minutes of running wipe the slate.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy

  Background:
    Given a cluster with 1 node

  Rule: Always restarts, OnFailure restarts failures, Never restarts nothing

    Scenario Outline: <policy> and exit code <code>: <outcome>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: task}
        spec:
          restartPolicy: <policy>
          containers:
            - {name: task, image: busybox, command: [sh, -c, "sleep 5; exit <code>"]}
        """
      When I run "kubectl apply -f pod.yaml"
      And 15 minutes pass
      Then {.status.phase} of pod "task" is "<phase>"
      And pod "task" has restarted <restarts>

      Examples:
        | policy    | code | outcome          | phase     | restarts         |
        | Always    | 0    | restarted        | Running   | at least 5 times |
        | Always    | 7    | restarted        | Running   | at least 5 times |
        | OnFailure | 0    | done             | Succeeded | 0 times          |
        | OnFailure | 7    | restarted        | Running   | at least 5 times |
        | Never     | 0    | done             | Succeeded | 0 times          |
        | Never     | 7    | failed for good  | Failed    | 0 times          |

    Scenario: The exit code can be read afterwards
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: task}
        spec:
          restartPolicy: Never
          containers:
            - {name: task, image: busybox, command: [sh, -c, "exit 42"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "task" is Failed
      When I run "kubectl get pod task -o jsonpath='{.status.containerStatuses[0].state.terminated.exitCode} {.status.containerStatuses[0].state.terminated.reason}'"
      Then it prints "42 Error"

  Rule: Crashes wait longer each time, up to five minutes

    The kubelet holds a crashed container back for 10, 20, 40, 80, 160 and from then on 300 seconds. It looks again 10 to 15
    seconds after a look that was too early, so each restart comes up to that much later; the first one comes at once.

    Scenario: Half an hour of crashes
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "exit 1"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "crashing" has restarted 1 time
      And for the next 9 seconds pod "crashing" has restarted 1 time
      And within 20 seconds pod "crashing" has restarted 2 times
      And for the next 19 seconds pod "crashing" has restarted 2 times
      And within 20 seconds pod "crashing" has restarted 3 times
      And for the next 39 seconds pod "crashing" has restarted 3 times
      And within 20 seconds pod "crashing" has restarted 4 times
      And for the next 79 seconds pod "crashing" has restarted 4 times
      And within 20 seconds pod "crashing" has restarted 5 times
      And for the next 159 seconds pod "crashing" has restarted 5 times
      And within 20 seconds pod "crashing" has restarted 6 times
      And for the next 299 seconds pod "crashing" has restarted 6 times
      And within 20 seconds pod "crashing" has restarted 7 times
      And for the next 299 seconds pod "crashing" has restarted 7 times
      And within 20 seconds pod "crashing" has restarted 8 times

    Scenario: While it waits, kubectl says CrashLoopBackOff
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "exit 1"]}
        """
      When I run "kubectl apply -f pod.yaml"
      And 2 minutes pass
      And I run "kubectl get pod crashing"
      Then it prints "0/1     CrashLoopBackOff"
      And event "BackOff" is recorded for pod "crashing"
      And {.status.phase} of pod "crashing" is "Running"

  Rule: Ten minutes of running reset the wait

    Scenario: A container that runs eleven minutes before each crash never waits
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: long-lived}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "sleep 660; exit 1"]}
        """
      When I run "kubectl apply -f pod.yaml"
      And 2 hours pass
      Then pod "long-lived" has restarted 10 times
      And never event "BackOff" is recorded for pod "long-lived"

    Scenario: One that runs four minutes reaches the cap
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: short-lived}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "sleep 240; exit 1"]}
        """
      When I run "kubectl apply -f pod.yaml"
      And 2 hours pass
      Then pod "short-lived" has restarted at least 13 times
      And pod "short-lived" has restarted at most 17 times
      And event "BackOff" is recorded for pod "short-lived"

  Rule: A restart policy outside the three is refused

    Scenario: restartPolicy Sometimes
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          restartPolicy: Sometimes
          containers: [{name: main, image: busybox}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\""
