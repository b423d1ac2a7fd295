@P18
Feature: What containers write can be read, also after they have ended

  https://kubernetes.io/docs/concepts/cluster-administration/logging/

  Background:
    Given a cluster with 1 node

  Rule: logs shows both streams of one container, oldest first

    Scenario: All of it, the end of it, the newest part of it
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: counter}
        spec:
          containers:
            - {name: count, image: busybox, args: [/bin/sh, -c, "i=0; while true; do echo line $i; i=$((i+1)); sleep 10; done"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "counter" is Ready
      When 35 seconds pass
      And I run "kubectl logs counter"
      Then it prints:
        """
        line 0
        line 1
        line 2
        line 3
        """
      When I run "kubectl logs counter --tail=2"
      Then it prints:
        """
        line 2
        line 3
        """
      When I run "kubectl logs counter --since=12s"
      Then it prints:
        """
        line 3
        """
      When I run "kubectl logs counter --tail=1 --timestamps"
      Then it prints "2025-01-01T00:00:3"

    Scenario: With two containers the name must be said
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair}
        spec:
          containers:
            - {name: one, image: busybox, command: [sh, -c, "echo from one; sleep 3600"]}
            - {name: two, image: busybox, command: [sh, -c, "echo from two >&2; sleep 3600"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "pair" is Ready
      When I run "kubectl logs pair -c two"
      Then it prints:
        """
        from two
        """
      When I run "kubectl logs pair -c three"
      Then the command fails with "container three is not valid for pod pair"
      When I run "kubectl logs pair --all-containers --prefix"
      Then it prints "[pod/pair/one] from one"
      And it prints "[pod/pair/two] from two"

  Rule: The log of the run before is kept, the ones before that are not

    Scenario: After the third run, --previous shows the second
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec:
          volumes: [{name: work, emptyDir: {}}]
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "echo x >> /work/runs; echo run $(wc -l < /work/runs); exit 1"]
              volumeMounts: [{name: work, mountPath: /work}]
        """
      And I run "kubectl apply -f pod.yaml"
      When within 1 minute pod "crashing" has restarted 2 times
      And 1 second passes
      And I run "kubectl logs crashing"
      Then it prints:
        """
        run 3
        """
      When I run "kubectl logs crashing --previous"
      Then it prints:
        """
        run 2
        """

    Scenario: A container that never restarted has no run before
      When I run "kubectl run web --image=nginx"
      And 10 seconds pass
      And I run "kubectl logs web --previous"
      Then the command fails with "previous terminated container \"web\" in pod \"web\" not found"

  Rule: A container that has not started has no log

    Scenario: It is waiting, and kubectl says for what
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: early}
        spec:
          containers:
            - {name: main, image: busybox, envFrom: [{configMapRef: {name: missing}}]}
        """
      When I run "kubectl apply -f pod.yaml"
      And 20 seconds pass
      And I run "kubectl logs early"
      Then the command fails with "container \"main\" in pod \"early\" is waiting to start: CreateContainerConfigError"

  Rule: exec runs a command in a running container, and hands back how it ended

    Scenario: Files are read, exit codes come back
      Given I run "kubectl run box --image=busybox --command -- sleep 3600"
      And within 10 seconds pod "box" is Ready
      When I run "kubectl exec box -- sh -c 'echo written > /tmp/x; cat /tmp/x'"
      Then it prints:
        """
        written
        """
      When I run "kubectl exec box -- sh -c 'exit 7'"
      Then the command fails with code 7
      And the command fails with "command terminated with exit code 7"

    Scenario: Not in a container that has ended
      Given I run "kubectl run done --image=busybox --restart=Never --command -- true"
      And within 10 seconds pod "done" has completed
      When I run "kubectl exec done -- ls"
      Then the command fails with "cannot exec into a container in a completed pod; current phase is Succeeded"

  Rule: The lines lie in files on the node, where log collectors find them

    Background:
      Given the file "collector.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: collector}
        spec:
          containers:
            - name: collector
              image: busybox
              command: [sleep, "86400"]
              volumeMounts: [{name: logs, mountPath: /var/log, readOnly: true}]
          volumes: [{name: logs, hostPath: {path: /var/log}}]
        """
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: speaker}
        spec:
          containers: [{name: main, image: busybox, command: [sh, -c, "echo one; echo two >&2; sleep 86400"]}]
        """

    Scenario: One file for each run of each container
      Given I run "kubectl apply -f pod.yaml -f collector.yaml"
      And within 20 seconds pod "speaker" is Ready
      And within 20 seconds pod "collector" is Ready
      When I run "kubectl exec collector -- sh -c 'ls /var/log/containers; cat /var/log/pods/default_speaker_*/main/0.log'"
      Then it prints "speaker_default_main-"
      And it prints "Z stdout F one"
      And it prints "Z stderr F two"

    Scenario: A file of 10 MiB is followed by a new one, and kubectl logs shows the new one alone
      Given the file "chatty.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: chatty}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "i=0; while [ $i -lt 11 ]; do i=$((i+1)); printf \"$i %01000000d\\n\" 0; done; sleep 86400"]
        """
      And I run "kubectl apply -f chatty.yaml -f collector.yaml"
      And within 20 seconds pod "chatty" is Ready
      And within 20 seconds pod "collector" is Ready
      When I run "kubectl exec collector -- sh -c 'ls /var/log/pods/default_chatty_*/main | wc -l'"
      Then it prints:
        """
        2
        """
      When I run "kubectl exec collector -- sh -c 'wc -l < $(ls /var/log/pods/default_chatty_*/main/0.log)'"
      Then it prints:
        """
        1
        """
      When I run "kubectl logs chatty --limit-bytes=4"
      Then it prints "11 0"
