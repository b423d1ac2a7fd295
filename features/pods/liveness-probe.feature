@P04
Feature: Liveness probes restart containers that no longer work

  A program can hang while its process lives on. The kubelet asks the container itself, and after `failureThreshold`
  failures in a row it kills the container and lets the restart policy decide.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Background:
    Given a cluster with 3 nodes

  Rule: Three failures in a row restart the container, on the node where it is

    The file is gone 30 seconds after the start. Probes come every 5 seconds, so the third failure falls between second 40
    and second 45; a shell that runs as process 1 does not listen to TERM and is killed 30 seconds later.

    Scenario: The shell that deletes its own sign of health
      Given the manifests in "manifests/liveness"
      When within 10 seconds pod "test-liveness-exec" is Ready
      Then for the next 30 seconds pod "test-liveness-exec" has restarted 0 times
      And within 10 seconds event "Unhealthy" is recorded for pod "test-liveness-exec"
      And within 12 seconds event "Killing" is recorded for pod "test-liveness-exec"
      And for the next 29 seconds pod "test-liveness-exec" has restarted 0 times
      And within 5 seconds pod "test-liveness-exec" has restarted 1 time
      And pod "test-liveness-exec" is Running
      And pod "test-liveness-exec" is never Failed
      When I run "kubectl get events --field-selector involvedObject.name=test-liveness-exec"
      Then it prints "Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory"
      And it prints "Container liveness failed liveness probe, will be restarted"

    Scenario: The pod never leaves its node, however often it is restarted
      Given the manifests in "manifests/liveness"
      When I run "kubectl wait --for=condition=Ready pod/test-liveness-exec"
      And 10 minutes pass
      Then pod "test-liveness-exec" has restarted at least 5 times
      And event "Scheduled" is recorded exactly once for pod "test-liveness-exec"

  Rule: Two failures and a success are not three failures

    Scenario: A container that recovers in time is left alone
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: hiccup}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sh, -c, "while true; do touch /tmp/healthy; sleep 18; rm /tmp/healthy; sleep 8; done"]
              livenessProbe:
                exec: {command: [cat, /tmp/healthy]}
                periodSeconds: 5
        """
      When I run "kubectl apply -f pod.yaml"
      And 10 minutes pass
      Then event "Unhealthy" is recorded for pod "hiccup"
      And never event "Killing" is recorded for pod "hiccup"
      And pod "hiccup" has restarted 0 times

  Rule: The answer of an HTTP server counts: 200 to 399 is healthy

    Scenario: A server that begins to answer 500 is restarted
      The documentation's own image serves /healthz for ten seconds and fails from then on.

      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: liveness-http}
        spec:
          containers:
            - name: liveness
              image: registry.k8s.io/e2e-test-images/agnhost-liveness/liveness:1.0
              livenessProbe:
                httpGet:
                  path: /healthz
                  port: 8080
                  httpHeaders:
                    - name: Custom-Header
                      value: Awesome
                initialDelaySeconds: 3
                periodSeconds: 3
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 40 seconds pod "liveness-http" has restarted 1 time
      And event "Unhealthy" is recorded for pod "liveness-http" with message "Liveness probe failed: HTTP probe failed with statuscode: 500"

    Scenario Outline: Status <status> is <verdict>
      Given containers of image "answers" serve HTTP on 8080, answers /healthz with <status>
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
            - name: web
              image: answers
              livenessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 1}
        """
      When I run "kubectl apply -f pod.yaml"
      And 30 seconds pass
      Then <recorded> event "Unhealthy" is recorded for pod "web"
      And <warned> event "ProbeWarning" is recorded for pod "web"

      Examples:
        | status | verdict                | recorded      | warned        |
        | 200    | healthy                | never         | never         |
        | 399    | healthy with a warning | never         | at least once |
        | 404    | unhealthy              | at least once | never         |
        | 503    | unhealthy              | at least once | never         |

  Rule: An open port is enough for a TCP probe, a closed one is not

    Scenario: Nothing listens on the port
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: goproxy}
        spec:
          containers:
            - name: goproxy
              image: registry.k8s.io/goproxy:0.1
              livenessProbe: {tcpSocket: {port: 8081}, initialDelaySeconds: 15, periodSeconds: 20}
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 50 seconds pod "goproxy" has restarted 0 times
      And within 35 seconds pod "goproxy" has restarted 1 time

  Rule: Unset parameters have defaults: every 10 seconds, 1 second to answer, 3 failures

    Scenario: The stored pod shows the defaults
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: defaults}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              livenessProbe: {exec: {command: ["true"]}}
        """
      When I run "kubectl apply -f pod.yaml"
      And I run "kubectl get pod defaults -o jsonpath='{.spec.containers[0].livenessProbe}'"
      Then it prints:
        """
        {"exec":{"command":["true"]},"failureThreshold":3,"periodSeconds":10,"successThreshold":1,"timeoutSeconds":1}
        """

    Scenario: An answer that takes longer than timeoutSeconds is a failure
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: slow}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              livenessProbe: {exec: {command: [sleep, "2"]}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 75 seconds pod "slow" has restarted 1 time

  Rule: initialDelaySeconds is a time without probes

    Scenario: A minute of peace for a container that was never healthy
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: calm}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              livenessProbe: {exec: {command: ["false"]}, initialDelaySeconds: 60, periodSeconds: 5}
        """
      When I run "kubectl apply -f pod.yaml"
      And 1 minute passes
      Then never event "Unhealthy" is recorded for pod "calm"
      And within 10 seconds event "Unhealthy" is recorded for pod "calm"

  Rule: Parameters out of bounds are refused, all of them at once

    Scenario: Negative numbers, and a success threshold that a liveness probe cannot have
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: wrong}
        spec:
          containers:
            - name: main
              image: busybox
              livenessProbe:
                exec: {command: ["true"]}
                timeoutSeconds: -1
                periodSeconds: -1
                failureThreshold: -1
                successThreshold: 2
        """
      When I run "kubectl apply -f pod.yaml"
      Then the command fails with "spec.containers[0].livenessProbe.timeoutSeconds: Invalid value: -1: must be greater than or equal to 0"
      And the command fails with "spec.containers[0].livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0"
      And the command fails with "spec.containers[0].livenessProbe.failureThreshold: Invalid value: -1: must be greater than or equal to 0"
      And the command fails with "spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1"

  Rule: The restart policy has the last word

    Scenario: Under Never the killed container stays dead and the pod fails
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: once}
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1
          containers:
            - name: main
              image: busybox
              command: [sleep, "3600"]
              livenessProbe: {exec: {command: ["false"]}, periodSeconds: 1}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 15 seconds pod "once" is Failed
      And for the next 10 minutes pod "once" has restarted 0 times
