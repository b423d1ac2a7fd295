@P01
Feature: A pod's phase and kubectl's STATUS say where it is in its life

  https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase

  Background:
    Given a cluster with 3 nodes

  Rule: Pending until its containers have started, Running while they run, Succeeded or Failed at the end

    Scenario Outline: Exit code <code> ends in <phase>, which kubectl calls <status>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: task}
        spec:
          restartPolicy: Never
          containers:
            - {name: task, image: busybox, command: [sh, -c, "sleep 30; exit <code>"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then {.status.phase} of pod "task" is "Pending"
      And within 1 second pod "task" is ContainerCreating
      And within 10 seconds pod "task" is Running
      And for the next 27 seconds {.status.phase} of pod "task" is "Running"
      And within 5 seconds {.status.phase} of pod "task" is "<phase>"
      When I run "kubectl get pod task"
      Then it prints "0/1     <status>"
      And for the next 1 hour {.status.phase} of pod "task" is "<phase>"

      Examples:
        | code | phase     | status    |
        | 0    | Succeeded | Completed |
        | 1    | Failed    | Error     |

    Scenario: One of two containers that still runs keeps the pod Running
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: pair}
        spec:
          restartPolicy: Never
          containers:
            - {name: short, image: busybox, command: [sh, -c, "exit 1"]}
            - {name: long, image: busybox, command: [sh, -c, "sleep 60"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds container "short" of pod "pair" has exited with code 1
      And for the next 50 seconds {.status.phase} of pod "pair" is "Running"
      And within 15 seconds {.status.phase} of pod "pair" is "Failed"

  Rule: A pod without a node is Pending, for as long as it takes

    Scenario: No node has the label
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: homeless}
        spec:
          nodeSelector: {disktype: ssd}
          containers: [{name: main, image: nginx}]
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 1 day pod "homeless" is Pending
      When I run "kubectl get pod homeless"
      Then it prints "0/1     Pending"

  Rule: What goes wrong has a word of its own

    Scenario Outline: <word>
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: troubled}
        spec:
          restartPolicy: <policy>
          containers:
            - {name: main, image: busybox, command: <command>}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 1 minute pod "troubled" is <word>

      Examples:
        | word               | policy | command                   |
        | Error              | Never  | [sh, -c, "exit 1"]        |
        | CrashLoopBackOff   | Always | [sh, -c, "exit 1"]        |
        | RunContainerError  | Always | [no-such-program]         |
        | StartError         | Never  | [no-such-program]         |

    Scenario: Terminating is kubectl's word for a pod that has been deleted
      When I run "kubectl run deaf --image=busybox --command -- sleep 3600"
      And 10 seconds pass
      And I run "kubectl delete pod deaf --wait=false"
      Then for the next 29 seconds pod "deaf" is Terminating
      And {.status.phase} of pod "deaf" is "Running"

  Rule: A node that falls silent leaves its pods' last state standing, until they are evicted

    The node controller marks the pods not ready after the grace period of 50 seconds and deletes them five minutes later;
    nobody is there to confirm it, so the pod stays Terminating.

    Scenario: An hour after the node fell silent
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          nodeSelector: {kubernetes.io/hostname: node-2}
          containers: [{name: web, image: nginx}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "web" is Ready
      When node "node-2" stops answering
      Then within 70 seconds pod "web" is NotReady
      And {.status.phase} of pod "web" is "Running"
      And within 6 minutes pod "web" is Terminating
      And for the next 1 hour pod "web" is Terminating

  Rule: Unknown is a phase that no component gives any more; what is written over the kubelet's word, it puts right

    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase

    Scenario: Unknown as long as the node is silent, Running again when it speaks
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          nodeSelector: {kubernetes.io/hostname: node-2}
          containers: [{name: web, image: nginx}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "web" is Ready
      When node "node-2" stops answering
      And I run "kubectl patch pod web --subresource=status --type=merge -p 'status: {phase: Unknown}'"
      And I run "kubectl get pod web"
      Then it prints "Unknown"
      And for the next 1 minute {.status.phase} of pod "web" is "Unknown"
      When node "node-2" answers again
      Then within 15 seconds {.status.phase} of pod "web" is "Running"
