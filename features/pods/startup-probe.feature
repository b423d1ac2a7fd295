@P06
Feature: A startup probe gives slow programs the time to start

  While it has not succeeded, the other probes are held back; it alone decides between patience and a restart.
  https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe

  Background:
    Given a cluster with 1 node
    And containers of image "legacy" start in 2 minutes and serve HTTP on 8080

  Rule: Without a startup probe liveness kills the slow starter, again and again

    Scenario: Two minutes to start, thirty seconds of patience
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: legacy}
        spec:
          containers:
            - name: legacy
              image: legacy
              livenessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 10, failureThreshold: 3}
        """
      When I run "kubectl apply -f pod.yaml"
      And 10 minutes pass
      Then pod "legacy" has restarted at least 4 times
      And at least once event "Killing" is recorded for pod "legacy"

  Rule: With one, the program gets failureThreshold times periodSeconds

    Scenario: Five minutes of patience are enough for two minutes of starting
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: legacy}
        spec:
          containers:
            - name: legacy
              image: legacy
              startupProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 10, failureThreshold: 30}
              livenessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 10, failureThreshold: 3}
              readinessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 5}
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 2 minutes pod "legacy" is not Ready
      And within 20 seconds pod "legacy" is Ready
      And for the next 1 hour pod "legacy" has restarted 0 times

    Scenario: Patience that ends too early restarts the container
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: legacy}
        spec:
          containers:
            - name: legacy
              image: legacy
              startupProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 10, failureThreshold: 6}
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 50 seconds pod "legacy" has restarted 0 times
      And within 1 minute pod "legacy" has restarted 1 time
      And event "Unhealthy" is recorded for pod "legacy"

  Rule: Once started, liveness is as strict as ever

    Scenario: The started program dies and is restarted within liveness' thirty seconds
      Given containers of image "mortal" start in 1 minute, serve HTTP on 8080 and hang after 5 minutes
      And the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: mortal}
        spec:
          terminationGracePeriodSeconds: 5
          containers:
            - name: mortal
              image: mortal
              startupProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 10, failureThreshold: 30}
              livenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 10, failureThreshold: 3}
        """
      When I run "kubectl apply -f pod.yaml"
      Then for the next 5 minutes pod "mortal" has restarted 0 times
      And within 50 seconds pod "mortal" has restarted 1 time
