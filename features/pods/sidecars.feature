@P19 @P03
Feature: Sidecars start before the containers they serve, stay beside them, and end after them
  Init containers with restartPolicy Always; on by default since 1.29.
  https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/

  Background:
    Given a cluster with 1 node

  Rule: A sidecar holds back what comes behind it until it has started, by its startup probe if it has one

    Scenario: A proxy that needs 15 seconds
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: meshed}
        spec:
          initContainers:
            - name: proxy
              image: busybox
              restartPolicy: Always
              command: [sh, -c, "sleep 15; touch /tmp/up; sleep 86400"]
              startupProbe: {exec: {command: [cat, /tmp/up]}, periodSeconds: 1, failureThreshold: 60}
            - {name: migrate, image: busybox, command: [sh, -c, "sleep 5"]}
          containers:
            - {name: app, image: busybox, command: [sleep, "86400"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "meshed" is Init:0/2
      And for the next 10 seconds pod "meshed" is Init:0/2
      And within 15 seconds pod "meshed" is Init:1/2
      And within 15 seconds pod "meshed" is Ready
      When I run "kubectl get pod meshed"
      Then it prints:
        """
        NAME     READY   STATUS    RESTARTS   AGE
        meshed   2/2     Running   0          <any>
        """

  Rule: It counts for readiness and is started again when it ends, whatever the pod's policy

    Scenario: A sidecar that is not ready keeps the pod from being ready
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: meshed}
        spec:
          initContainers:
            - name: proxy
              image: busybox
              restartPolicy: Always
              command: [sh, -c, "sleep 86400"]
              readinessProbe: {exec: {command: [cat, /tmp/ready]}, periodSeconds: 2}
          containers:
            - {name: app, image: busybox, command: [sleep, "86400"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds container "app" of pod "meshed" is running
      Then for the next 30 seconds pod "meshed" is not Ready
      When I run "kubectl get pod meshed"
      Then it prints "1/2     Running"
      When I run "kubectl exec meshed -c proxy -- touch /tmp/ready"
      Then within 5 seconds pod "meshed" is Ready
      When I run "kubectl exec meshed -c proxy -- rm /tmp/ready"
      Then within 10 seconds pod "meshed" is not Ready
      And pod "meshed" has restarted 0 times

    Scenario: One that crashes comes back, also under Never
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: meshed}
        spec:
          restartPolicy: Never
          initContainers:
            - {name: proxy, image: busybox, restartPolicy: Always, command: [sh, -c, "sleep 30; exit 3"]}
          containers:
            - {name: app, image: busybox, command: [sleep, "86400"]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds pod "meshed" is Ready
      Then within 1 minute container "proxy" of pod "meshed" has restarted 1 time
      And within 10 minutes container "proxy" of pod "meshed" has restarted 3 times
      And {.status.phase} of pod "meshed" is "Running"
      And pod "meshed" is never Failed

    Scenario: A failing liveness probe restarts the sidecar alone
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: meshed}
        spec:
          initContainers:
            - name: proxy
              image: busybox
              restartPolicy: Always
              command: [sh, -c, "touch /tmp/ok; sleep 20; rm /tmp/ok; sleep 86400"]
              livenessProbe: {exec: {command: [cat, /tmp/ok]}, periodSeconds: 2, failureThreshold: 2, terminationGracePeriodSeconds: 3}
          containers:
            - {name: app, image: busybox, command: [sleep, "86400"]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 1 minute container "proxy" of pod "meshed" has restarted 1 time
      And event "Killing" is recorded for pod "meshed" with message "Init container proxy failed liveness probe"
      And container "app" of pod "meshed" has restarted 0 times

  Rule: A pod that runs to its end does not wait for its sidecars

    Scenario: A Job completes though its log shipper would run forever
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: report}
        spec:
          template:
            spec:
              restartPolicy: Never
              initContainers:
                - {name: shipper, image: busybox, restartPolicy: Always, command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 1; done"]}
              containers:
                - {name: report, image: busybox, command: [sh, -c, "sleep 20"]}
        """
      When I run "kubectl apply -f job.yaml"
      Then within 1 minute job "report" has completed

    Scenario: As a plain container it would keep the Job from completing
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: report}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - {name: shipper, image: busybox, command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 1; done"]}
                - {name: report, image: busybox, command: [sh, -c, "sleep 20"]}
        """
      When I run "kubectl apply -f job.yaml"
      And 1 hour passes
      Then job "report" is not Complete

  Rule: At the end sidecars go last, in reverse order

    Scenario: The application's last words still reach the sidecar
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: meshed}
        spec:
          volumes: [{name: log, hostPath: {path: /var/log/meshed, type: DirectoryOrCreate}}]
          initContainers:
            - name: first
              image: busybox
              restartPolicy: Always
              command: [sh, -c, "trap 'echo first >> /log/ends; exit 0' TERM; while true; do sleep 1; done"]
              volumeMounts: [{name: log, mountPath: /log}]
            - name: second
              image: busybox
              restartPolicy: Always
              command: [sh, -c, "trap 'echo second >> /log/ends; exit 0' TERM; while true; do sleep 1; done"]
              volumeMounts: [{name: log, mountPath: /log}]
          containers:
            - name: app
              image: busybox
              command: [sh, -c, "trap 'sleep 5; echo app >> /log/ends; exit 0' TERM; while true; do sleep 1; done"]
              volumeMounts: [{name: log, mountPath: /log}]
        """
      And the file "reader.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          volumes: [{name: log, hostPath: {path: /var/log/meshed}}]
          containers:
            - {name: reader, image: busybox, command: [sleep, "86400"], volumeMounts: [{name: log, mountPath: /log}]}
        """
      And I run "kubectl apply -f pod.yaml"
      And within 20 seconds pod "meshed" is Ready
      When I run "kubectl delete pod meshed"
      And I run "kubectl apply -f reader.yaml"
      And within 20 seconds pod "reader" is Ready
      And I run "kubectl exec reader -- cat /log/ends"
      Then it prints:
        """
        app
        second
        first
        """

  Rule: What it asks for is asked for as long as the pod runs

    Scenario: Requests of a sidecar and of the application add up
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: counted}
        spec: {hard: {requests.cpu: "10"}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: meshed}
        spec:
          initContainers:
            - {name: proxy, image: busybox, restartPolicy: Always, command: [sleep, "86400"], resources: {requests: {cpu: 300m}}}
            - {name: migrate, image: busybox, command: ["true"], resources: {requests: {cpu: 400m}}}
          containers:
            - {name: app, image: busybox, command: [sleep, "86400"], resources: {requests: {cpu: 500m}}}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 20 seconds {.status.used.requests\.cpu} of resourcequota "counted" is "800m"
