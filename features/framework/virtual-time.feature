@F02
Feature: Time is simulated

  Hours of cluster time pass in milliseconds, and no result depends on when or how fast a scenario runs.

  Rule: The clock of the cluster is the scenario's own

    Scenario: A year from its start, a pod is a year old
      Given the clock starts at "2030-06-01T12:00:00Z"
      And a cluster with 1 node
      And I run "kubectl run web --image=nginx"
      When 365 days pass
      And I run "kubectl get pod web"
      Then it prints:
        """
        NAME   READY   STATUS    RESTARTS   AGE
        web    1/1     Running   0          365d
        """
      When I run "kubectl exec web -- date -u +%FT%TZ"
      Then it prints "2031-06-01T12:00:0"

    Scenario: A Job each hour for two days
      Given the clock starts at "2025-01-01T00:30:00Z"
      And a cluster with 1 node
      And the file "hourly.yaml":
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: hourly}
        spec:
          schedule: "0 * * * *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: main, image: busybox, command: [sh, -c, "sleep 600"]}]
        """
      And I run "kubectl apply -f hourly.yaml"
      When 2 days pass
      Then 48 jobs of cronjob "hourly" have completed

  Rule: It goes forward only as far as a step says

    Scenario: Nothing has happened before time passes
      Given a cluster with 1 node
      When I run "kubectl run web --image=nginx"
      Then pod "web" is Pending
      And pod "web" is never Running
      And within 10 seconds pod "web" is Running
