@F05
Feature: Sentences about one pod: its state, its containers, what it reports

  Background:
    Given a cluster with 1 node
    And the timing profile "instant"
    And the file "box.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: box, labels: {app: box}}
      spec:
        containers:
          - {name: box, image: busybox, command: [sh, -c, "echo started; echo hello > /tmp/x; sleep 20; exit 3"]}
      """
    When I run "kubectl apply -f box.yaml"
    Then within 10 seconds pod "box" is Running

  Scenario: While it runs
    Then pod "box" is Ready
    And container "box" of pod "box" is running
    And container "box" of pod "box" is ready
    And pod "box" is on node "node-1"
    And file "/tmp/x" of pod "box" contains "hello"
    And file "/tmp/x" of container "box" of pod "box" is "hello"
    And file "/tmp/y" of pod "box" does not exist
    And pod "box" has logged "started"
    And container "box" of pod "box" has logged "started"
    And event "Started" is recorded for pod "box"

  Scenario: When it has crashed
    When 25 seconds pass
    Then pod "box" has restarted once
    And container "box" of pod "box" has exited with code 3
    And container "box" of pod "box" has restarted at least 1 time
    And pod "box" has logged "started" twice
    And within 1 minute pod "box" is CrashLoopBackOff
    And container "box" of pod "box" is waiting with reason "CrashLoopBackOff"
    And pod "box" is not Ready
    And event "BackOff" is recorded for pod "box" with message "restarting failed container"
    And event "Started" is recorded at least twice for pod "box"
    And event "Started" is recorded between 1 and 5 times for pod "box"
    And pod "box" is never Succeeded

  Scenario: When a Job's pod ends
    Given the file "once.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: once}
      spec:
        restartPolicy: Never
        containers: [{name: once, image: busybox, command: [sh, -c, "exit 0"]}]
      """
    When I run "kubectl apply -f once.yaml"
    Then within 10 seconds pod "once" has completed
    And pod "once" is Completed

  Rule: Pods that kubelets read themselves

    Scenario: Files and pages that kubelets read
      Given the manifest folder of node "node-1" holds "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: nginx}]}
        """
      And "http://config.example/pod.yaml" serves:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: page}
        spec: {containers: [{name: page, image: nginx}]}
        """
      And the kubelet of node "node-1" reads pods from "http://config.example/pod.yaml"
      And the file "bad.yaml":
        """
        kind: Pod
        """
      When the file "bad.yaml" is put into the manifest folder of node "node-1"
      And the file "web.yaml" is removed from the manifest folder of node "node-1"
      And "http://config.example/pod.yaml" serves nothing any more
      Then the kubelet of node "node-1" has logged "couldn't parse as pod"
      And within 1 minute pod "page-node-1" is Running
