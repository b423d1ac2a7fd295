@F07
Feature: A container crashes, hangs or is killed for its memory, at a moment that the scenario chooses

  Background:
    Given a cluster with 1 node
    And the file "web.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      spec:
        containers:
          - name: probed
            image: nginx
            ports: [{containerPort: 80}]
            livenessProbe: {httpGet: {port: 80}, periodSeconds: 10, failureThreshold: 3}
            readinessProbe: {httpGet: {port: 80}, periodSeconds: 5, failureThreshold: 1}
          - name: unprobed
            image: my/app
            ports: [{containerPort: 8080}]
      """
    And I run "kubectl apply -f web.yaml"
    And within 30 seconds pod "web" is Ready

  Rule: A crash is a restart, and each further one waits twice as long

    Scenario: Once is nothing, twice is a back-off
      When container "unprobed" of pod "web" crashes with code 3
      Then within 10 seconds container "unprobed" of pod "web" has restarted 1 time
      And {.status.containerStatuses[?(@.name=="unprobed")].lastState.terminated.exitCode} of pod "web" is "3"
      When container "unprobed" of pod "web" crashes with code 3
      Then within 5 seconds pod "web" is CrashLoopBackOff
      And container "probed" of pod "web" has restarted 0 times
      And within 30 seconds container "unprobed" of pod "web" has restarted 2 times

  Rule: A hang is noticed by whoever asks

    Scenario: Readiness first, then liveness, which has it restarted
      When container "probed" of pod "web" hangs
      Then within 7 seconds pod "web" is NotReady
      And event "Unhealthy" is recorded for pod "web" with message containing "context deadline exceeded"
      And container "probed" of pod "web" has restarted 0 times
      And within 35 seconds container "probed" of pod "web" has restarted 1 time
      And within 10 seconds pod "web" is Ready

    Scenario: A short hang costs readiness only
      When container "probed" of pod "web" hangs
      And 12 seconds pass
      Then pod "web" is NotReady
      When container "probed" of pod "web" answers again
      Then within 6 seconds pod "web" is Ready
      And for the next 10 minutes container "probed" of pod "web" has restarted 0 times

    Scenario: Without a probe nobody notices, but who calls
      Given I run "kubectl expose pod web --port=8080"
      When container "unprobed" of pod "web" hangs
      Then for the next 1 hour pod "web" is Ready
      And service "web" has 1 ready endpoint

  Rule: The kernel kills for memory, and the status says so

    Scenario: OOMKilled, code 137
      When container "unprobed" of pod "web" is OOM-killed
      Then within 10 seconds container "unprobed" of pod "web" has restarted 1 time
      And {.status.containerStatuses[?(@.name=="unprobed")].lastState.terminated.reason} of pod "web" is "OOMKilled"
      And {.status.containerStatuses[?(@.name=="unprobed")].lastState.terminated.exitCode} of pod "web" is "137"
