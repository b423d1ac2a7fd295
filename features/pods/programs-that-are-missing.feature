@P04 @P18
Feature: A command that the image does not have

  The command of a probe, a hook or kubectl exec is no program of the image. Docker made an exit code 126 of that; with
  containerd, from 1.24 on, there is no answer at all, and an answer that never came counts for nothing.
  https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  Rule: What kubectl exec says, by release

    Scenario Outline: In <version>
      Given a cluster running Kubernetes <version> with 1 node
      And I run "kubectl run bare --image=registry.k8s.io/pause:3.9"
      And within 10 seconds pod "bare" is Running
      When I run "kubectl exec bare -- bash"
      Then the command fails with code <code>
      And the command fails with '<says>'

      Examples:
        | version | code | says                                                                                                                                                |
        | 1.20    | 126  | command terminated with exit code 126                                                                                                               |
        | 1.28    | 1    | error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "                           |
        | 1.36    | 1    | error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "  |

  Rule: A liveness probe that cannot be asked restarts nothing, a readiness probe lets nothing through

    Scenario: With containerd the pod runs on, and the events say why
      Given a cluster with 1 node
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: live}
        spec:
          containers:
            - {name: app, image: "registry.k8s.io/pause:3.9", livenessProbe: {exec: {command: [curl, "localhost:8080"]}, periodSeconds: 5}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: unready}
        spec:
          containers:
            - {name: app, image: "registry.k8s.io/pause:3.9", readinessProbe: {exec: {command: [curl, "localhost:8080"]}, periodSeconds: 5}}
        """
      When I run "kubectl apply -f web.yaml"
      Then within 10 seconds pod "live" is Running
      And for the next 30 minutes pod "live" has restarted 0 times
      And for the next 10 minutes pod "unready" is unready
      And event "Unhealthy" is recorded for pod "live" with message containing "Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec"
      And event "Unhealthy" is recorded for pod "unready" with message containing "executable file not found in $PATH: unknown"

    Scenario: With Docker it is a failure like any other
      Given a cluster running Kubernetes 1.20 with 1 node
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: live}
        spec:
          containers:
            - {name: app, image: "registry.k8s.io/pause:3.9", livenessProbe: {exec: {command: [curl, "localhost:8080"]}, periodSeconds: 5}}
        """
      When I run "kubectl apply -f web.yaml"
      Then within 10 seconds pod "live" is Running
      And within 1 minute pod "live" has restarted once
      And event "Unhealthy" is recorded for pod "live" with message containing "Liveness probe failed: OCI runtime exec failed: exec failed: container_linux.go:380: starting container process caused: exec: "

  Rule: A hook that cannot be run has failed

    Scenario: After the start, the container is ended
      Given a cluster running Kubernetes 1.25 with 1 node
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec:
          containers:
            - {name: app, image: "registry.k8s.io/pause:3.9", lifecycle: {postStart: {exec: {command: [/bin/sh, -c, date]}}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds event "FailedPostStartHook" is recorded for pod "web" with message containing "failed - error: rpc error: code = Unknown desc = failed to exec in container: failed to start exec"
