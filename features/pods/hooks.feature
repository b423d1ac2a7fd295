@P09
Feature: Hooks run right after a container's start and right before its end

  https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  Background:
    Given a cluster with 1 node

  Rule: A container is Running only when its postStart hook has come back

    Scenario: Twenty seconds of postStart are twenty seconds of ContainerCreating
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: prepared}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "86400"]
              lifecycle: {postStart: {exec: {command: [sh, -c, "sleep 20; touch /tmp/prepared"]}}}
        """
      When I run "kubectl apply -f pod.yaml"
      And 15 seconds pass
      And I run "kubectl get pod prepared"
      Then it prints "0/1     ContainerCreating"
      And within 15 seconds pod "prepared" is Running
      When I run "kubectl exec prepared -- ls /tmp"
      Then it prints "prepared"

  Rule: A postStart hook that fails kills its container

    Scenario: The hook exits with 1, over and over
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: unlucky}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: main
              image: busybox
              command: [sleep, "86400"]
              lifecycle: {postStart: {exec: {command: [sh, -c, "exit 1"]}}}
        """
      When I run "kubectl apply -f pod.yaml"
      And 1 minute passes
      Then event "FailedPostStartHook" is recorded for pod "unlucky"
      And event "Killing" is recorded for pod "unlucky"
      And pod "unlucky" is never Ready
      And pod "unlucky" has restarted at least 1 time

  Rule: preStop runs before TERM, and its failure changes nothing but an event

    Scenario: The hook's trace is there before the container hears of the end
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: ordered}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "trap 'cat /tmp/order; echo term; exit 0' TERM; while true; do sleep 1; done"]
              volumeMounts: [{name: out, mountPath: /out}]
              lifecycle: {preStop: {exec: {command: [sh, -c, "sleep 4; echo prestop > /tmp/order"]}}}
          volumes: [{name: out, emptyDir: {}}]
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "ordered" is Running
      When I run "kubectl delete pod ordered --wait=false"
      And 6 seconds pass
      Then before pod "ordered" has logged "term", pod "ordered" has logged "prestop"

    Scenario: A preStop hook that fails does not keep the pod
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: failing}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "trap exit TERM; while true; do sleep 1; done"]
              lifecycle: {preStop: {exec: {command: ["false"]}}}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 10 seconds pod "failing" is Running
      When I run "kubectl delete pod failing --wait=false"
      Then within 3 seconds event "FailedPreStopHook" is recorded for pod "failing"
      And within 3 seconds pod "failing" is gone

  Rule: Hooks may be HTTP requests to the container itself

    Scenario: postStart calls a path that the server does not have
      Given containers of image "api" serve HTTP on 8080, answers /warm-up with 404
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: api}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: api
              image: api
              lifecycle: {postStart: {httpGet: {path: /warm-up, port: 8080}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds event "FailedPostStartHook" is recorded for pod "api"

  Rule: A hook has exactly one way to act

    Scenario: exec and httpGet together are refused
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers:
            - name: main
              image: busybox
              lifecycle: {preStop: {exec: {command: ["true"]}, httpGet: {port: 80}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "may not specify more than 1 handler type"
