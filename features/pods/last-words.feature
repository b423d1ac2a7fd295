@P08
Feature: A container that ends may leave a message in the pod's status
  https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/

  Background:
    Given a cluster with 1 node

  Scenario Outline: <title>
    Given the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: ending}
      spec:
        restartPolicy: Never
        containers:
          - {name: main, image: busybox, command: [sh, -c, "<script>"]<more>}
      """
    When I run "kubectl apply -f pod.yaml"
    And within 10 seconds container "main" of pod "ending" has exited with code <code>
    And 2 seconds pass
    Then {.status.containerStatuses[0].state.terminated.message} of pod "ending" is <message>

    Examples:
      | title                                     | script                                       | code | more                                              | message        |
      | Written to /dev/termination-log           | echo -n Sleep expired > /dev/termination-log | 0    |                                                   | "Sleep expired" |
      | Written elsewhere                         | echo -n gone > /tmp/my-log; exit 2           | 2    | , terminationMessagePath: /tmp/my-log             | "gone"         |
      | The log of a failure, where asked for     | printf lost; exit 1                          | 1    | , terminationMessagePolicy: FallbackToLogsOnError | "lost"         |
      | Not the log of a success                  | printf fine                                  | 0    | , terminationMessagePolicy: FallbackToLogsOnError | empty          |
      | Not the log where nobody asked for it     | printf lost; exit 1                          | 1    |                                                   | empty          |

  Scenario: Each run has its own message, and the one before is kept
    Given the file "pod.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: counting}
      spec:
        volumes: [{name: work, emptyDir: {}}]
        containers:
          - name: main
            image: busybox
            command: [sh, -c, "echo x >> /work/runs; echo -n run $(wc -l < /work/runs) > /dev/termination-log; sleep 5; exit 1"]
            volumeMounts: [{name: work, mountPath: /work}]
      """
    When I run "kubectl apply -f pod.yaml"
    And within 1 minute container "main" of pod "counting" has restarted 1 time
    Then {.status.containerStatuses[0].lastState.terminated.message} of pod "counting" is "run 1"

  Rule: A pod may be given a deadline for its whole life on the node

    Scenario: After activeDeadlineSeconds it is Failed, whatever it does
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: late}
        spec:
          activeDeadlineSeconds: 30
          containers: [{name: main, image: busybox, command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 1; done"]}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "late" is Ready
      And for the next 20 seconds pod "late" is Running
      And within 12 seconds {.status.phase} of pod "late" is "Failed"
      And {.status.reason} of pod "late" is "DeadlineExceeded"
      And {.status.message} of pod "late" is "Pod was active on the node longer than the specified deadline"
      And container "main" of pod "late" has exited with code 0
      When I run "kubectl get pod late"
      Then it prints "Completed"
