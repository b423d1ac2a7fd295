@P10
Feature: Pods end in order: preStop, TERM, grace period, KILL

  A deleted pod stays in the API as Terminating until its containers are gone or its grace period is over.
  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  Background:
    Given a cluster with 1 node

  Rule: A container that listens to TERM ends at once

    Scenario: The trap runs, the pod is gone within seconds
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: polite}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "trap 'echo bye; exit 0' TERM; while true; do sleep 1; done"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "polite" is Running
      When I run "kubectl delete pod polite --wait=false"
      Then within 3 seconds pod "polite" is gone

  Rule: One that does not is killed when the grace period is over

    Scenario Outline: <period> seconds of grace
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf}
        spec:
          terminationGracePeriodSeconds: <period>
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "deaf" is Running
      When I run "kubectl delete pod deaf --wait=false"
      And I run "kubectl get pod deaf"
      Then it prints "1/1     Terminating"
      And after exactly <period> seconds give or take 2 seconds pod "deaf" is gone

      Examples:
        | period |
        | 5      |
        | 30     |
        | 120    |

    Scenario: Without the field it is 30 seconds
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "deaf" is Running
      When I run "kubectl delete pod deaf --wait=false"
      Then after exactly 30 seconds give or take 2 seconds pod "deaf" is gone

    Scenario: kubectl delete shortens it, and waits for the end
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "deaf" is Running
      When I run "kubectl delete pod deaf --grace-period=3 --wait=false"
      Then after exactly 3 seconds give or take 2 seconds pod "deaf" is gone

  Rule: A preStop hook spends the grace period, and gets two seconds more

    Scenario: preStop shorter than the grace period: TERM comes after it
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: drains}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "trap exit TERM; while true; do sleep 1; done"]
              lifecycle: {preStop: {exec: {command: [sleep, "12"]}}}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "drains" is Running
      When I run "kubectl delete pod drains --wait=false"
      Then for the next 12 seconds pod "drains" exists
      And within 3 seconds pod "drains" is gone

    Scenario: preStop longer than the grace period is cut short
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: drains}
        spec:
          terminationGracePeriodSeconds: 10
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "trap exit TERM; while true; do sleep 1; done"]
              lifecycle: {preStop: {exec: {command: [sleep, "300"]}}}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "drains" is Running
      When I run "kubectl delete pod drains --wait=false"
      Then for the next 10 seconds pod "drains" exists
      And within 3 seconds pod "drains" is gone

  Rule: A forced deletion forgets the pod at once, while the node still works on it

    Scenario: The name is free, the container lives on for its last two seconds
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "deaf" is Running
      When I run "kubectl delete pod deaf --force --grace-period=0"
      Then it prints "Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely."
      And pod "deaf" is gone
      When I run "kubectl get pod deaf"
      Then the command fails with "pods \"deaf\" not found"

    Scenario: What it does on its node in those two seconds
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "trap 'echo asked to stop >> /data/diary' TERM; while true; do sleep 1; echo alive >> /data/diary; done"]
              volumeMounts: [{name: data, mountPath: /data}]
          volumes: [{name: data, hostPath: {path: /var/diaries, type: DirectoryOrCreate}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          containers:
            - {name: main, image: busybox, command: [sleep, "86400"], volumeMounts: [{name: data, mountPath: /data}]}
          volumes: [{name: data, hostPath: {path: /var/diaries, type: DirectoryOrCreate}}]
        """
      And I run "kubectl apply -f pods.yaml"
      And within 10 seconds pod "deaf" is Running
      And within 10 seconds pod "reader" is Running
      When I run "kubectl delete pod deaf --force --grace-period=0"
      Then pod "deaf" is gone
      When I run "kubectl exec reader -- grep asked /data/diary"
      Then the command fails with "exit code 1"
      When 1 second passes
      And I run "kubectl exec reader -- tail -n 2 /data/diary"
      Then it prints "asked to stop"
      When 5 seconds pass
      And I run "kubectl exec reader -- tail -n 3 /data/diary"
      Then it prints:
        """
        asked to stop
        alive
        alive
        """
      And event "Killing" is recorded for pod "deaf"

    Scenario: Force and a grace period at once are refused
      When I run "kubectl delete pod deaf --force --grace-period=30"
      Then the command fails with "error: --force and --grace-period greater than 0 cannot be specified together"

  Rule: From 1.27 on a deleted pod ends with a phase that says how, whatever its restart policy, before it is gone

    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase

    Scenario Outline: One whose program leaves with <code> is <phase>, which kubectl calls <status>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: leaving}
        spec:
          containers:
            - {name: main, image: busybox, command: [sh, -c, "trap 'exit <code>' TERM; while true; do sleep 1; done"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "leaving" is Running
      When I run "kubectl delete pod leaving --wait=false"
      Then pod "leaving" is Terminating
      And within 3 seconds {.status.phase} of pod "leaving" is "<phase>"
      When I run "kubectl get pod leaving"
      Then it prints "0/1     <status>"
      And within 2 seconds pod "leaving" is gone

      Examples:
        | code | phase     | status    |
        | 0    | Succeeded | Completed |
        | 3    | Failed    | Error     |

    Scenario: One whose container was never made is Failed
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: unborn}
        spec:
          containers:
            - {name: main, image: nowhere.example/web, imagePullPolicy: Never}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "unborn" is ErrImageNeverPull
      When I run "kubectl delete pod unborn --wait=false"
      Then within 5 seconds pod "unborn" is gone
      And at least once {.status.phase} of pod "unborn" is "Failed"
