@P16
Feature: Containers run their commands, in simulated time

  Shell scripts of manifests are interpreted: their loops sleep in virtual time, their files are there, their exit codes
  count.

  Background:
    Given a cluster with 1 node

  Rule: A script takes the time that it says

    Scenario: One line each minute for a day
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: clock}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "i=0; while [ $i -lt 1440 ]; do i=$((i+1)); sleep 60; done; echo $i minutes; date -u +%F"]
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 23 hours 59 minutes pod "clock" is not Completed
      And within 2 minutes pod "clock" has completed
      When I run "kubectl logs clock"
      Then it prints:
        """
        1440 minutes
        2025-01-02
        """

  Rule: Pipes, conditions, functions and files behave as in a shell

    Scenario Outline: <what>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: script}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: busybox
              command:
                - sh
                - -c
                - <script>
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds container "main" of pod "script" has exited with code <code>
      And pod "script" has logged "<line>"

      Examples:
        | what                          | script                                                          | code | line     |
        | a pipe                        | 'echo "a b c" \| wc -w'                                         | 0    | 3        |
        | a condition on a file         | 'test -e /etc/nothing \|\| { echo missing; exit 9; }'           | 9    | missing  |
        | a function and its argument   | 'greet() { echo "hello $1"; }; greet Ann'                       | 0    | hello Ann |
        | text into a file and out      | 'echo kept > /tmp/x; cat /tmp/x'                                | 0    | kept     |
        | the exit code of the last one | 'echo before; false'                                            | 1    | before   |
        | stop at the first failure     | 'set -e; echo before; false; echo after'                        | 1    | before   |

  Rule: Process 1 is deaf to TERM, unless it traps it

    Scenario: A shell without a trap takes its whole grace period, one with a trap says good-bye
      Given the file "pods.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: deaf}
        spec:
          terminationGracePeriodSeconds: 20
          containers: [{name: main, image: busybox, command: [sh, -c, "while true; do sleep 1; done"]}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: polite}
        spec:
          terminationGracePeriodSeconds: 20
          containers: [{name: main, image: busybox, command: [sh, -c, "trap 'echo good-bye; exit 0' TERM; while true; do sleep 1; done"]}]
        """
      And I run "kubectl apply -f pods.yaml"
      And within 10 seconds pod "deaf" is Ready
      And within 10 seconds pod "polite" is Ready
      When I run "kubectl delete pods deaf polite --wait=false"
      Then within 3 seconds pod "polite" has logged "good-bye"
      And within 3 seconds pod "polite" is gone
      And for the next 13 seconds pod "deaf" exists
      And within 8 seconds pod "deaf" is gone

  Rule: A program that is not in the image cannot be run

    Scenario: The container is not started, and says why
      When I run "kubectl run wrong --image=busybox --restart=Never --command -- no-such-program"
      Then within 10 seconds pod "wrong" has failed
      And {.status.containerStatuses[0].state.terminated.message} of pod "wrong" contains "executable file not found in $PATH"
      And container "wrong" of pod "wrong" has exited with code 128
